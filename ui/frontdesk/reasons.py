"""The usual reasons of an exception, one key away each."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Worded = Callable[[], str]
Verb = Callable[[str], None]


def why_admit() -> str:
    """The question before a door's answer is overruled."""
    return translate("Desk", "Why admit anyway?")


def why_reprint() -> str:
    """The question before another badge is printed."""
    return translate("Desk", "Why print again?")


def why_close() -> str:
    """The question before a double entry is closed."""
    return translate("Desk", "What happened?")


CLOSE: tuple[Worded, ...] = (
    lambda: translate("Desk", "Same person, exit not scanned"),
    lambda: translate("Desk", "Lent badge, taken back"),
    lambda: translate("Desk", "Scanned twice by mistake"),
)

ADMIT: tuple[Worded, ...] = (
    lambda: translate("Desk", "Identity checked"),
    lambda: translate("Desk", "Payment seen"),
    lambda: translate("Desk", "Organiser's decision"),
)

REPRINT: tuple[Worded, ...] = (
    lambda: translate("Desk", "Badge lost"),
    lambda: translate("Desk", "Badge damaged"),
    lambda: translate("Desk", "Mistake on the badge"),
)
