"""Badges that somebody must look after: each is settled here with one press, without leaving the desk.

The printer did not confirm them, could not print them, or they waited too long. Nothing is ever printed again by
itself; a person says what became of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.badges import PrintJob
from ui import printwords, tokens
from ui.direction import Line, isolated, joined
from ui.eventwords import EventWords
from ui.frontdesk.services import BadgeDecision
from ui.icons import Icon
from ui.language import spoken
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate

ATTENTION_KEY = "F9"

_DECISIONS: tuple[tuple[BadgeDecision, Icon, Callable[[], str]], ...] = (
    (BadgeDecision.CAME_OUT, Icon.CHECK, lambda: translate("Desk", "It came out")),
    (BadgeDecision.PRINT_AGAIN, Icon.PRINTER, lambda: translate("Desk", "Print again")),
    (BadgeDecision.NOT_NEEDED, Icon.CLOSE, lambda: translate("Desk", "Not needed")),
)


class AttentionPage(QWidget):
    """Shows jobs by `show_jobs`; tells what staff decided on one by `decided` (job id, BadgeDecision)."""

    decided = Signal(str, object)

    def __init__(self, event: EventWords) -> None:
        super().__init__()
        self._event = event
        self._jobs: tuple[PrintJob, ...] = ()
        self.title = Line("large", bold=True)
        self.advice = Line("body", quiet=True, wrap=True)
        self.rows: list[BadgeRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_MEDIUM)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addWidget(self._scrolled(), stretch=1)
        self._reword()

    def show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        """The badges to settle, oldest first; the first one's buttons get the keys."""
        if tuple(jobs) == self._jobs:
            for row in self.rows:
                row.setEnabled(True)
            return
        self._jobs = tuple(jobs)
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [BadgeRow(job, self._event) for job in jobs]
        for number, row in enumerate(self.rows):
            self._list.insertWidget(number, row)
            row.decided.connect(self.decided)
        self._reword()
        self.take_keys()

    def take_keys(self) -> None:
        """Puts the keys on the first button, when the page is in view."""
        if self.rows and self.isVisible():
            self.rows[0].buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _scrolled(self) -> QScrollArea:
        inside = QWidget()
        beside_bar = QHBoxLayout(inside)
        beside_bar.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout()
        column.addLayout(self._list)
        column.addStretch()
        beside_bar.addLayout(column, stretch=1)
        beside_bar.addSpacing(tokens.SPACE_SMALL)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        return area

    def _reword(self) -> None:
        self.title.setText(translate("Desk", "Badges to hand out"))
        if self._jobs:
            said = translate(
                "Desk", "Look at the printer: what came out is handed over, what did not is printed again."
            )
        else:
            said = translate("Desk", "No badge waits for you.")
        self.advice.setText(said)
        for row in self.rows:
            row.reword()


class BadgeRow(QFrame):
    """One badge: whose it is, what happened, and the three answers."""

    decided = Signal(str, object)

    def __init__(self, job: PrintJob, event: EventWords) -> None:
        super().__init__()
        self._job, self._event = job, event
        self.setProperty("panel", True)
        self.name = Line("body", bold=True, wrap=True)
        self.story = Line("small", quiet=True, wrap=True)
        self.buttons = [ActionButton(icon, kind="plain") for _, icon, _ in _DECISIONS]
        answers = QHBoxLayout()
        answers.setSpacing(tokens.SPACE_SMALL)
        for button, (decision, _, _) in zip(self.buttons, _DECISIONS, strict=True):
            button.clicked.connect(partial(self._decide, decision))
            answers.addWidget(button)
        answers.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE_SMALL, tokens.SPACE, tokens.SPACE_MEDIUM)
        column.setSpacing(tokens.SPACE_HAIR)
        column.addWidget(self.name)
        column.addWidget(self.story)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addLayout(answers)
        self.reword()

    def reword(self) -> None:
        """In the language spoken now; the Arabic name leads on an Arabic desk."""
        job, badge = self._job, self._job.badge
        names = (badge.name_ar, badge.name) if spoken().value == "ar" else (badge.name, badge.name_ar)
        self.name.setText(joined(next(filter(None, names), ""), badge.company))
        printer = printwords.at_printer(job.printer) if job.printer else ""
        when = self._event.time(job.updated_at or job.created_at)
        self.story.setText(joined(printwords.print_state(job.state), printer, when))
        for button, (_, _, words) in zip(self.buttons, _DECISIONS, strict=True):
            button.set_words(words())
            button.setAccessibleDescription(isolated(badge.name))

    def _decide(self, decision: BadgeDecision) -> None:
        self.setEnabled(False)  # one answer a badge; the next list brings the row back when it did not count
        self.decided.emit(self._job.job_id, decision)
