"""What the desk reads while it registers or corrects somebody, and why an entry can't be used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from kiosk.service.registration import Registration
from ui.words import ProblemWords

translate = QCoreApplication.translate

_FAULTS: dict[Registration, tuple[Callable[[], str], Callable[[], str]]] = {
    Registration.NAME_MISSING: (
        lambda: translate("Guest", "The name is missing"),
        lambda: translate("Guest", "Type the name as it should be on the badge."),
    ),
    Registration.UNREADABLE: (
        lambda: translate("Guest", "A character can't be printed"),
        lambda: translate("Guest", "Clear this field and type it again instead of pasting."),
    ),
    Registration.TOO_LONG: (
        lambda: translate("Guest", "This text is too long"),
        lambda: translate("Guest", "Shorten it so that it fits on a badge."),
    ),
    Registration.BAD_EMAIL: (
        lambda: translate("Guest", "This e-mail address is not complete"),
        lambda: translate("Guest", "Correct it, or leave the field empty."),
    ),
    Registration.UNKNOWN_PERSON: (
        lambda: translate("Guest", "This person is not registered any more"),
        lambda: translate("Guest", "The organiser removed the ticket. Register a new guest if that is a mistake."),
    ),
}


def form_words(*, new: bool) -> tuple[str, str]:
    """Title and advice of the form at rest."""
    if new:
        title = translate("Guest", "New guest")
        return title, translate("Guest", "The name is enough. Enter registers, checks in and prints the badge.")
    return translate("Guest", "Correct"), translate("Guest", "Change what is wrong, then press Enter.")


def fault_words(outcome: Registration) -> ProblemWords:
    """Why what was typed can't be used, and what to do."""
    title, remedy = _FAULTS[outcome]
    return ProblemWords(title=title(), remedy=remedy())
