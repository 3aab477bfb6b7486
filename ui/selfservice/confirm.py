"""Greets the person and shows exactly the badge that will be printed; nothing is written before "that's me"."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ui.direction import isolated
from ui.icons import Icon
from ui.language import spoken
from ui.selfservice.badge_stage import BadgeStage
from ui.selfservice.greeting import given_name
from ui.selfservice.page import Page
from ui.selfservice.steps import Visit
from ui.widgets.touch import TouchButton

translate = QCoreApplication.translate


class ConfirmPage(Page):
    """[That's me] and [Not me]."""

    def __init__(self) -> None:
        self.badge = BadgeStage()
        super().__init__(self.badge)
        self._visit = Visit()
        self.thats_me = self.add_button(TouchButton(Icon.CHECK, kind="primary"))
        self.not_me = self.add_button(TouchButton(Icon.CLOSE))
        self.reword()

    def show_visit(self, visit: Visit) -> None:
        """Another person, or nobody: then nothing of the one before stays in the widgets."""
        self._visit = visit
        self.badge.show_png(visit.badge_png)
        self.reword()

    def reword(self) -> None:
        self.thats_me.set_words(translate("SelfService", "Yes, that is me"))
        self.not_me.set_words(translate("SelfService", "No, that is not me"))
        self.badge.setAccessibleName(translate("SelfService", "Your badge as it will be printed"))
        if self._visit.badge_png is not None:
            sentence = translate("SelfService", "Is this your badge? It is printed exactly like this.")
        else:
            sentence = translate("SelfService", "Is that you?")
        self.say(self._greeting(), sentence)

    def _greeting(self) -> str:
        person = self._visit.person
        name = given_name(person, spoken()) if person is not None else ""
        if not name:
            return translate("SelfService", "Hello")
        return translate("SelfService", "Hello %1").replace("%1", isolated(name))
