"""When the test page came out wrong: the printer learns its paper, or measures it itself."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from kiosk.domain.problems import EnvironmentProblem
from printing.languages import PrinterLanguage
from printing.paper_setup import DARKNESS, MediaKind
from ui import tokens
from ui.direction import Line, joined
from ui.icons import Icon
from ui.printerassistant import words
from ui.printerassistant.choice import Choice
from ui.printerassistant.draft import SETTABLE
from ui.printerassistant.page import StepPage
from ui.widgets.action_button import ActionButton
from ui.widgets.person_card import Notice
from ui.words import problem_words

translate = QCoreApplication.translate

LIGHT, DARK = 30, 75
"""Percent of what the head can burn."""


class PaperPage(StepPage):
    """`kind`, `darkness` and `ribbon` are what was chosen; `set_up_wanted` and `calibration_wanted` what to do."""

    set_up_wanted = Signal()
    calibration_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._settable = True
        self._busy = self._sent = False
        self._problem: EnvironmentProblem | None = None
        self.names = [Line("body", bold=True) for _ in range(3)]
        self._kind = Choice(tuple(MediaKind), a_row=3)
        self._darkness = Choice((LIGHT, DARKNESS, DARK), a_row=3)
        self._ribbon = Choice((False, True), a_row=2)
        self.rows = (self._kind.row, self._darkness.row, self._ribbon.row)
        for line, row in zip(self.names, self.rows, strict=True):
            self.field(line, row)
        self.set_up, self.calibrate = ActionButton(Icon.CHECK), ActionButton(Icon.RESTART)
        buttons = QHBoxLayout()
        buttons.setSpacing(tokens.SPACE_SMALL)
        for button in (self.set_up, self.calibrate):
            buttons.addWidget(button)
        buttons.addStretch()
        self.box.addLayout(buttons)
        self.told, self.trouble = Line("body", wrap=True), Notice()
        self.box.addWidget(self.told)
        self.box.addWidget(self.trouble)
        self.box.addStretch()
        self.set_up.clicked.connect(self.set_up_wanted)
        self.calibrate.clicked.connect(self.calibration_wanted)
        self._darkness.choose(DARKNESS)
        self._kind.choose(MediaKind.GAP)
        self._ribbon.choose(False)
        self.reword()

    @property
    def kind(self) -> MediaKind:
        return self._kind.value

    @property
    def darkness(self) -> int:
        """In percent."""
        return self._darkness.value

    @property
    def ribbon(self) -> bool:
        return self._ribbon.value

    @property
    def is_ready(self) -> bool:
        return not self._busy

    def show_language(self, language: PrinterLanguage) -> None:
        """Whether such a printer can be told its paper from here."""
        self._settable = language in SETTABLE
        self._busy, self._sent, self._problem = False, False, None
        self.reword()

    def show_busy(self) -> None:
        """Something is being sent."""
        self._busy, self._sent, self._problem = True, False, None
        self.reword()

    def show_sent(self) -> None:
        """It has arrived."""
        self._busy, self._sent = False, True
        self.reword()

    def show_problem(self, problem: EnvironmentProblem) -> None:
        """It has not."""
        self._busy, self._problem = False, problem
        self.reword()

    def reword(self) -> None:
        self.title.setText(translate("Printers", "The paper"))
        self.sentence.setText(
            translate(
                "Printers", "Say what is inside, send it, let the printer measure, then print the test page again."
            )
            if self._settable
            else translate(
                "Printers",
                "Such a printer measures its roll itself or is set by its driver. Load the right roll and close the "
                "cover; if the size is wrong, go back and choose another paper.",
            )
        )
        self._reword_choices()
        self.set_up.set_words(translate("Printers", "Send this to the printer"))
        self.calibrate.set_words(translate("Printers", "Let it measure its labels"))
        for widget in (*self.names, *self.rows, self.set_up, self.calibrate):
            widget.setVisible(self._settable)
            widget.setEnabled(not self._busy)
        self.told.setText(self._words())
        told = problem_words(self._problem.kind) if self._problem is not None else None
        self.trouble.show_words(joined(told.title, told.remedy) if told is not None else "")
        self.changed.emit()

    def _words(self) -> str:
        if self._busy:
            return translate("Printers", "Sending ...")
        return translate("Printers", "Sent. The printer may feed a few labels.") if self._sent else ""

    def _reword_choices(self) -> None:
        names = (
            translate("Printers", "How a label ends"),
            translate("Printers", "How dark"),
            translate("Printers", "Ink"),
        )
        for line, name in zip(self.names, names, strict=True):
            line.setText(name)
        self._kind.reword(names[0], {kind: word() for kind, word in words.MEDIA_KINDS.items()})
        darkness = {
            LIGHT: translate("Printers", "Light"),
            DARKNESS: translate("Printers", "Normal"),
            DARK: translate("Printers", "Dark"),
        }
        self._darkness.reword(names[1], darkness)
        inks = {
            False: translate("Printers", "None: thermal paper"),
            True: translate("Printers", "Ribbon"),
        }
        self._ribbon.reword(names[2], inks)
