"""The third step: a test page, what the printer says of it, and what a person sees on it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from kiosk.domain.problems import EnvironmentProblem
from printing.delivery import Delivery, Outcome
from ui import tokens
from ui.direction import Line, joined
from ui.icons import Icon
from ui.printerassistant import words
from ui.printerassistant.page import StepPage
from ui.widgets.action_button import ActionButton
from ui.widgets.person_card import Notice
from ui.words import problem_words

translate = QCoreApplication.translate


class Seen(StrEnum):
    """What came out of the printer."""

    ALL_WELL = "all-well"
    WRONG_PAPER = "wrong-paper"
    GIBBERISH = "gibberish"


class TestPage(StepPage):
    """`show_waiting` while the page is under way, then `show_delivery` or `show_problem`; `seen` tells the answer."""

    __test__ = False  # its name is the printer's test page, not a test
    print_wanted = Signal()
    seen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._delivery: Delivery | None = None
        self._problem: EnvironmentProblem | None = None
        self._waiting = False
        self.print = ActionButton(Icon.PRINTER)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(tokens.SPACE_SMALL)
        self.result = Line("large", bold=True, wrap=True)
        self.remedy = Line("body", wrap=True)
        self.trouble = Notice()
        self.question = Question()
        row = QHBoxLayout()
        row.addWidget(self.print)
        row.addStretch()
        self.box.addLayout(row)
        for widget in (self.progress, self.trouble, self.result, self.remedy, self.question):
            self.box.addWidget(widget)
        self.box.addStretch()
        self.print.clicked.connect(self.print_wanted)
        self.question.answered.connect(self.seen)
        self.forget()

    @property
    def was_sent(self) -> bool:
        """Whether there is a page to look at."""
        return self._delivery is not None and self._delivery.outcome is not Outcome.NOT_SENT

    @property
    def is_ready(self) -> bool:
        return not self._waiting

    def forget(self) -> None:
        """Another printer, or the same one described anew."""
        self._delivery, self._problem, self._waiting = None, None, False
        self.reword()

    def show_waiting(self) -> None:
        """The page is on its way."""
        self._delivery, self._problem, self._waiting = None, None, True
        self.reword()

    def show_delivery(self, delivery: Delivery) -> None:
        """What the printer said."""
        self._delivery, self._waiting = delivery, False
        self.reword()
        if self.was_sent:
            self.question.answers[Seen.ALL_WELL].setFocus()

    def show_problem(self, problem: EnvironmentProblem) -> None:
        """It could not even be tried."""
        self._problem, self._waiting = problem, False
        self.reword()

    def reword(self) -> None:
        self.title.setText(translate("Printers", "Print a test page"))
        self.sentence.setText(
            translate("Printers", "A page with a frame, letters of both scripts, a code and a fine grid.")
        )
        self.print.set_words(translate("Printers", "Print it again"))
        self.print.setVisible(self.was_sent)
        self.progress.setVisible(self._waiting)
        title, remedy = self._told()
        in_trouble = not self.was_sent and bool(title) and not self._waiting
        self.trouble.show_words(joined(title, remedy) if in_trouble else "")
        self.result.setText("" if in_trouble else title)
        self.remedy.setText("" if in_trouble else remedy)
        self.question.setVisible(self.was_sent)
        self.question.reword()
        self.changed.emit()

    def _told(self) -> tuple[str, str]:
        if self._waiting:
            return translate("Printers", "Waiting for the printer's word ..."), ""
        if self._problem is not None:
            told = problem_words(self._problem.kind)
            return told.title, told.remedy
        return words.test_result(self._delivery) if self._delivery is not None else ("", "")


class Question(QWidget):
    """What a page can look like, and three answers."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.title = Line("large", bold=True, wrap=True)
        self.points = [Line("body", wrap=True) for _ in range(3)]
        icons = {Seen.ALL_WELL: Icon.CHECK, Seen.WRONG_PAPER: Icon.TICKET, Seen.GIBBERISH: Icon.HELP}
        self.answers = {
            seen: ActionButton(icon, kind="primary" if seen is Seen.ALL_WELL else "plain")
            for seen, icon in icons.items()
        }
        box = QVBoxLayout(self)
        box.setContentsMargins(0, tokens.SPACE, 0, 0)
        box.setSpacing(tokens.SPACE_SMALL)
        for widget in (self.title, *self.points):
            box.addWidget(widget)
        box.addSpacing(tokens.SPACE_SMALL)
        for seen, button in self.answers.items():
            button.clicked.connect(lambda _=False, chosen=seen: self.answered.emit(chosen))
            box.addWidget(button)

    def reword(self) -> None:
        """In the language spoken now."""
        self.title.setText(translate("Printers", "What came out?"))
        points = (
            translate("Printers", "The frame is whole on all four sides."),
            translate("Printers", "Letters and code are black and sharp."),
            translate("Printers", "The grid has no white stripes: each would be a dead spot of the head."),
        )
        for line, point in zip(self.points, points, strict=True):
            line.setText(f"•  {point}")
        told = {
            Seen.ALL_WELL: translate("Printers", "All of it, sharp: keep this printer"),
            Seen.WRONG_PAPER: translate("Printers", "Nothing, pale, cut off or on several labels"),
            Seen.GIBBERISH: translate("Printers", "Letters and signs without sense"),
        }
        for seen, button in self.answers.items():
            button.set_words(told[seen])
