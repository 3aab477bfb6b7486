"""The printers that this station has: a new roll is noted, a printer is taken out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui import tokens
from ui.counts import COUNTS
from ui.direction import Line, isolated, joined
from ui.icons import Icon
from ui.printerassistant import words
from ui.printerassistant.page import StepPage
from ui.printerassistant.services import OwnPrinter
from ui.printwords import at_printer
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate

USUAL_ROLL, LARGEST_ROLL = 500, 100_000
_FIELD_PX = 96


class OwnPage(StepPage):
    """`show_printers` fills it; `roll_put_in` (name, labels) and `removal_wanted` (name) tell what a person did."""

    roll_put_in = Signal(str, int)
    removal_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[OwnRow] = []
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(tokens.SPACE_SMALL)
        self._list.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        self.box.addWidget(area, stretch=1)
        self.reword()

    def show_printers(self, printers: Sequence[OwnPrinter]) -> None:
        """The station's printers, in its order."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [OwnRow(one) for one in printers]
        for number, row in enumerate(self.rows):
            row.roll_put_in.connect(self.roll_put_in)
            row.removal_wanted.connect(self.removal_wanted)
            self._list.insertWidget(number, row)
        self.changed.emit()

    def take_answers(self) -> None:
        """What was asked for could not be done: it may be asked again."""
        for row in self.rows:
            row.setEnabled(True)

    def reword(self) -> None:
        self.title.setText(translate("Printers", "This station's printers"))
        self.sentence.setText(
            translate("Printers", "Say when a new roll is in: its labels are counted, and the last twenty are told.")
        )
        for row in self.rows:
            row.reword()


class OwnRow(QFrame):
    """One printer: what it is, what is left on its roll, and what can be done."""

    roll_put_in = Signal(str, int)
    removal_wanted = Signal(str)

    def __init__(self, own: OwnPrinter) -> None:
        super().__init__()
        self._own = own
        self._asks = False
        self.setProperty("panel", True)
        self.name, self.what = Line("body", bold=True), Line("small", quiet=True, wrap=True)
        self.left = Line("small", wrap=True)
        self.labels = QLineEdit(str(USUAL_ROLL))
        self.labels.setValidator(QIntValidator(1, LARGEST_ROLL, self.labels))
        self.labels.setFixedWidth(_FIELD_PX)
        self.new_roll, self.take_out = ActionButton(Icon.CHECK), ActionButton(Icon.CLOSE)
        answers = QHBoxLayout()
        answers.setSpacing(tokens.SPACE_SMALL)
        for widget in (self.labels, self.new_roll):
            answers.addWidget(widget)
        answers.addStretch()
        answers.addWidget(self.take_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE_SMALL, tokens.SPACE, tokens.SPACE_MEDIUM)
        column.setSpacing(tokens.SPACE_HAIR)
        for line in (self.name, self.what, self.left):
            column.addWidget(line)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addLayout(answers)
        self.new_roll.clicked.connect(self._put_in)
        self.labels.returnPressed.connect(self._put_in)
        self.take_out.clicked.connect(self._remove)
        self.labels.textChanged.connect(self._check)
        self.reword()

    def reword(self) -> None:
        """In the language spoken now."""
        printer, labels = self._own.printer, self._own.labels_left
        self.name.setText(at_printer(printer.name))
        self.what.setText(joined(words.LANGUAGES[printer.language](), words.way(printer.uri)))
        self.left.setText(
            translate("Printers", "On its roll: {}").format(COUNTS.labels(labels))
            if labels is not None
            else translate("Printers", "Its labels are not counted yet.")
        )
        told = isolated(printer.name)
        self.labels.setAccessibleName(translate("Printers", "Labels on the new roll"))
        self.new_roll.set_words(translate("Printers", "A new roll is in"))
        self.take_out.set_words(
            translate("Printers", "Take it out for good?") if self._asks else translate("Printers", "Take out")
        )
        for widget in (self.labels, self.new_roll, self.take_out):
            widget.setAccessibleDescription(told)

    def _check(self) -> None:
        self.new_roll.setEnabled(self.labels.hasAcceptableInput())

    def _put_in(self) -> None:
        if self.labels.hasAcceptableInput():
            self.setEnabled(False)  # the next list brings the row back
            self.roll_put_in.emit(self._own.printer.name, int(self.labels.text()))

    def _remove(self) -> None:
        """A second press is meant."""
        if self._asks:
            self.setEnabled(False)
            self.removal_wanted.emit(self._own.printer.name)
        self._asks = True
        self.reword()
