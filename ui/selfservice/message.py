"""The screens that only say something: see the desk, somebody is coming, welcome, a break, are you still there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.direction import ltr
from ui.icons import Icon
from ui.language import spoken
from ui.selfservice.emblem import Emblem
from ui.selfservice.journey import EXTEND_S
from ui.selfservice.page import Page
from ui.selfservice.services import KioskSettings
from ui.selfservice.steps import Step, Visit
from ui.tokens import Tone
from ui.widgets.touch import TouchButton
from ui.widgets.verdict_shape import Shape

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Message:
    """Words of one screen; `press` is empty where there is nothing to press."""

    title: str
    sentence: str
    press: str = ""


class MessagePage(Page):
    """One page for all of them: they differ in picture and words alone, and never name a person or a reason."""

    def __init__(self, settings: KioskSettings) -> None:
        self.emblem = Emblem()
        super().__init__(self.emblem)
        self._settings = settings
        self._step = Step.DESK
        self._visit = Visit()
        self.go_on = self.add_button(TouchButton(Icon.FORWARD, kind="primary"))
        self.reword()

    def show_visit(self, step: Step, visit: Visit) -> None:
        """Takes the picture and the words of a step."""
        self._step, self._visit = step, visit
        _PICTURES[step](self.emblem)
        self.emblem.show_number(visit.number)
        self.reword()

    def show_seconds(self, left: int) -> None:
        """The time that is left to say "I am still here"."""
        if self._step is Step.STILL_THERE:
            self.emblem.show_count(left, round(EXTEND_S))

    def reword(self) -> None:
        message = _MESSAGES[self._step](self._visit, self._settings)
        self.say(message.title, message.sentence)
        self.go_on.set_words(message.press)
        self.go_on.setVisible(bool(message.press))


_PICTURES: dict[Step, Callable[[Emblem], None]] = {
    Step.DESK: lambda emblem: emblem.show_shape(Shape.PERSON_SQUARE, Tone.WAIT),
    Step.STAFF_CALLED: lambda emblem: emblem.show_icon(Icon.STAFF),
    Step.WELCOME: lambda emblem: emblem.show_shape(Shape.TICK_CIRCLE, Tone.GO),
    Step.STILL_THERE: lambda emblem: emblem.show_count(round(EXTEND_S), round(EXTEND_S)),
    Step.TROUBLE: lambda emblem: emblem.show_icon(Icon.CLOCK),
}


def _desk(visit: Visit, _settings: KioskSettings) -> _Message:
    advice = translate("SelfService", "Our team expects you there. Give them this number: %1")
    return _Message(
        title=translate("SelfService", "Please see the desk"),
        sentence=advice.replace("%1", ltr(str(visit.number))),
        press=translate("SelfService", "Scan another code"),
    )


def _staff_called(visit: Visit, _settings: KioskSettings) -> _Message:
    coming = translate("SelfService", "Please stay here a moment. Your number: %1")
    return _Message(
        title=translate("SelfService", "Somebody is coming"),
        sentence=coming.replace("%1", ltr(str(visit.number))),
        press=translate("SelfService", "I no longer need help"),
    )


def _welcome(_visit: Visit, _settings: KioskSettings) -> _Message:
    return _Message(
        title=translate("SelfService", "Welcome!"),
        sentence=translate("SelfService", "You are checked in. Please go in."),
    )


def _still_there(_visit: Visit, _settings: KioskSettings) -> _Message:
    return _Message(
        title=translate("SelfService", "Are you still there?"),
        sentence=translate("SelfService", "Otherwise what is on the screen will be cleared for the next person."),
        press=translate("SelfService", "Yes, I need more time"),
    )


def _trouble(_visit: Visit, settings: KioskSettings) -> _Message:
    elsewhere = settings.elsewhere.text(spoken())
    return _Message(
        title=translate("SelfService", "This kiosk is taking a break"),
        sentence=elsewhere or translate("SelfService", "Please use the next kiosk or see the desk."),
    )


_MESSAGES: dict[Step, Callable[[Visit, KioskSettings], _Message]] = {
    Step.DESK: _desk,
    Step.STAFF_CALLED: _staff_called,
    Step.WELCOME: _welcome,
    Step.STILL_THERE: _still_there,
    Step.TROUBLE: _trouble,
}
