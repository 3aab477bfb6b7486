"""The badge exactly as it prints, how far it is on its way, and the way to another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.domain.badges import NEEDS_A_PERSON, PrintJob, PrintState
from ui import printwords, tokens
from ui.counts import COUNTS
from ui.direction import isolated
from ui.frontdesk.actions import REPRINT_KEY
from ui.frontdesk.attention import ATTENTION_KEY
from ui.icons import Icon
from ui.widgets.action_button import ActionButton
from ui.widgets.badge_preview import BadgePreview
from ui.widgets.person_card import Notice
from ui.widgets.status_line import StatusItem

translate = QCoreApplication.translate

_AT_A_PRINTER = (PrintState.SENDING, PrintState.PRINTED, PrintState.UNCONFIRMED)


class BadgeColumn(QWidget):
    """`show_badge` for a person, `show_nobody` else; `show_attention` counts badges that a person must look after."""

    reprint_chosen = Signal()
    attention_chosen = Signal()
    held_back_answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.preview = BadgePreview()
        self.state = StatusItem(Icon.PRINTER)
        self.reprint = ActionButton(Icon.PRINTER, key=REPRINT_KEY)
        self.elsewhere = Notice()
        self.held_back = HeldBack()
        self.attention = Notice()
        self.settle = ActionButton(Icon.FORWARD, key=ATTENTION_KEY)
        self._own_printer = ""
        self._last_job: PrintJob | None = None
        self._waiting_for_people = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_MEDIUM)
        column.addWidget(self.preview)
        column.addWidget(self.state, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.elsewhere)
        column.addWidget(self.reprint)
        column.addStretch()
        column.addWidget(self.held_back)
        column.addWidget(self.attention)
        column.addWidget(self.settle)
        self.held_back.answered.connect(self.held_back_answered)
        self.settle.clicked.connect(self.attention_chosen)
        self.reprint.clicked.connect(self.reprint_chosen)
        self.show_nobody()

    def show_nobody(self) -> None:
        """No person: no badge."""
        self._last_job = None
        self.preview.show_none(translate("Desk", "The badge appears here"))
        self.reprint.hide()
        self._reword()

    def show_badge(self, png: bytes | None) -> None:
        """The renderer's PNG; None when this door prints no badges."""
        if png is None:
            self.preview.show_none(translate("Desk", "No badge at this door"))
        else:
            self.preview.show_png(png)

    def show_jobs(self, jobs: tuple[PrintJob, ...], *, may_have_one: bool) -> None:
        """How far the newest of a person's badges is; only who may have a badge can need another one."""
        self._last_job = jobs[-1] if jobs else None
        self.reprint.setVisible(bool(jobs) or may_have_one)
        self._reword()

    def show_attention(self, count: int, printers: Sequence[str] = (), held_back: int = 0) -> None:
        """How many badges wait for a person's eye, and how many for a word; `printers` are the station's, the desk's
        own first."""
        self.held_back.show_count(held_back)
        self._waiting_for_people = count
        self._own_printer = next(iter(printers), "")
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        self.reprint.set_words(translate("Desk", "Print again"))
        job = self._last_job
        self.state.setVisible(job is not None)
        if job is not None:
            self.state.show_state(_job_words(job), alert=job.state in NEEDS_A_PERSON)
        self.elsewhere.show_words(
            printwords.take_at(job.printer) if job is not None and self._is_elsewhere(job) else ""
        )
        count = self._waiting_for_people
        told = COUNTS.badges_needing_attention(count) if count else ""
        self.attention.show_words(told)
        self.settle.setVisible(bool(count))
        self.settle.set_words(translate("Desk", "Settle them"))
        self.preview.setAccessibleName(translate("Desk", "Badge as it prints"))

    def _is_elsewhere(self, job: PrintJob) -> bool:
        """Whether another printer than this desk's own took the badge, a moment ago or just now."""
        return job.state in _AT_A_PRINTER and job.printer not in ("", self._own_printer) and bool(self._own_printer)


class HeldBack(QWidget):
    """Asks what becomes of badges that nobody may be waiting for any more; hidden when there are none."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()
        self.print_them = ActionButton(Icon.PRINTER)
        self.not_now = ActionButton(Icon.CLOSE)
        self._count = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_SMALL)
        for widget in (self.notice, self.print_them, self.not_now):
            column.addWidget(widget)
        self.print_them.clicked.connect(lambda: self._answer(print_them=True))
        self.not_now.clicked.connect(lambda: self._answer(print_them=False))
        self.show_count(0)

    def show_count(self, count: int) -> None:
        """So many badges wait for a word."""
        self._count = count
        self.setVisible(bool(count))
        self.setEnabled(True)
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _answer(self, *, print_them: bool) -> None:
        self.setEnabled(False)  # one answer; the next status shows what is left
        self.answered.emit(print_them)

    def _reword(self) -> None:
        self.notice.show_words(COUNTS.badges_held_back(self._count) if self._count else "")
        self.print_them.set_words(translate("Desk", "Print them"))
        self.not_now.set_words(translate("Desk", "Not now"))
        self.not_now.setAccessibleDescription(translate("Desk", "They go to the badges to hand out."))


def _job_words(job: PrintJob) -> str:
    said = printwords.print_state(job.state)
    where = job.printer if job.state in (PrintState.PRINTED, PrintState.SENDING) else ""
    return f"{said} · {isolated(where)}" if where else said
