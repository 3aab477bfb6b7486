"""The badge on its way: what the printer really said, then where to take it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui import printwords
from ui.icons import Icon
from ui.selfservice.badge_slot import BadgeSlot
from ui.selfservice.page import Page
from ui.selfservice.steps import Stage, Step, Visit
from ui.widgets.touch import TouchButton

translate = QCoreApplication.translate


class PrintingPage(Page):
    """One picture for both steps, so that the badge does not jump when it is done."""

    def __init__(self, *, reduce_motion: bool) -> None:
        self.slot = BadgeSlot(reduce_motion=reduce_motion)
        super().__init__(self.slot)
        self._step = Step.CHECKING_IN
        self._visit = Visit()
        self.done = self.add_button(TouchButton(Icon.CHECK, kind="primary"))
        self.reword()

    def show_visit(self, step: Step, visit: Visit) -> None:
        """Brings the picture to what is known now."""
        if visit.badge_png != self._visit.badge_png:
            self.slot.show_badge(visit.badge_png)
        if step is Step.TAKE or visit.elsewhere:
            self.slot.show_out(here=not visit.elsewhere)
        elif visit.stage is not self._visit.stage:
            self.slot.show_stage(visit.stage)
        self._step, self._visit = step, visit
        self.done.setVisible(step is Step.TAKE)
        self.reword()

    def reword(self) -> None:
        self.done.set_words(translate("SelfService", "I have my badge"))
        where, is_out = self._visit.elsewhere, self._step is Step.TAKE
        here = (
            translate("SelfService", "Take your badge") if is_out else translate("SelfService", "Printing your badge")
        )
        title = printwords.take_at(where) if where else here
        self.say(title, translate("SelfService", "Have a good day!") if is_out else self._progress())

    def _progress(self) -> str:
        if self._step is Step.PRINTING and self._visit.stage is Stage.WAITING:
            return translate("SelfService", "The printer is busy. Your turn comes in a moment, please stay here.")
        if self._step is Step.PRINTING and self._visit.stage is Stage.SENDING and not self._visit.elsewhere:
            return translate("SelfService", "It comes out of the slot in a few seconds.")
        return translate("SelfService", "One moment, please.")
