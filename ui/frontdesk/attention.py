"""Badges that somebody must look after: each is settled here with one press, without leaving the desk.

The printer did not confirm them, could not print them, or they waited too long. Nothing is ever printed again by
itself; a person says what became of each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal

from kiosk.domain.badges import PrintJob
from ui import printwords
from ui.direction import isolated, joined
from ui.eventwords import EventWords
from ui.frontdesk.services import BadgeDecision
from ui.frontdesk.settling import SettlingPage, SettlingRow
from ui.icons import Icon
from ui.language import spoken

translate = QCoreApplication.translate

ATTENTION_KEY = "F9"

_DECISIONS: tuple[tuple[BadgeDecision, Icon, Callable[[], str]], ...] = (
    (BadgeDecision.CAME_OUT, Icon.CHECK, lambda: translate("Desk", "It came out")),
    (BadgeDecision.PRINT_AGAIN, Icon.PRINTER, lambda: translate("Desk", "Print again")),
    (BadgeDecision.NOT_NEEDED, Icon.CLOSE, lambda: translate("Desk", "Not needed")),
)


class AttentionPage(SettlingPage):
    """Shows jobs by `show_jobs`; tells what staff decided on one by `decided` (job id, BadgeDecision)."""

    decided = Signal(str, object)

    def __init__(self, event: EventWords) -> None:
        self._event = event
        self._jobs: tuple[PrintJob, ...] = ()
        super().__init__()

    def show_jobs(self, jobs: Sequence[PrintJob]) -> None:
        """The badges to settle, oldest first; the first one's buttons get the keys."""
        if tuple(jobs) == self._jobs:
            for row in self.rows:
                row.setEnabled(True)
            return
        self._jobs = tuple(jobs)
        rows = [BadgeRow(job, self._event) for job in jobs]
        for row in rows:
            row.decided.connect(self.decided)
        self.put_rows(rows)

    def words(self) -> tuple[str, str]:
        title = translate("Desk", "Badges to hand out")
        if not self._jobs:
            return title, translate("Desk", "No badge waits for you.")
        return title, translate(
            "Desk", "Look at the printer: what came out is handed over, what did not is printed again."
        )


class BadgeRow(SettlingRow):
    """One badge: whose it is, what happened, and the three answers."""

    decided = Signal(str, object)

    def __init__(self, job: PrintJob, event: EventWords) -> None:
        super().__init__(lines=1, icons=[icon for _, icon, _ in _DECISIONS])
        self._job, self._event = job, event
        for button, (decision, _, _) in zip(self.buttons, _DECISIONS, strict=True):
            button.clicked.connect(partial(self._decide, decision))
        self.reword()

    def reword(self) -> None:
        """In the language spoken now; the Arabic name leads on an Arabic desk."""
        job, badge = self._job, self._job.badge
        names = (badge.name_ar, badge.name) if spoken().value == "ar" else (badge.name, badge.name_ar)
        self.name.setText(joined(next(filter(None, names), ""), badge.company))
        printer = printwords.at_printer(job.printer) if job.printer else ""
        when = self._event.time(job.updated_at or job.created_at)
        why = printwords.printer_said(job.detail)
        self.story[0].setText(joined(printwords.print_state(job.state), printer, why, when))
        for button, (_, _, words) in zip(self.buttons, _DECISIONS, strict=True):
            button.set_words(words())
            button.setAccessibleDescription(isolated(badge.name))

    def _decide(self, decision: BadgeDecision) -> None:
        self.setEnabled(False)  # one answer a badge; the next list brings the row back when it did not count
        self.decided.emit(self._job.job_id, decision)
