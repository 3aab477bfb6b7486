"""Words for what became of a scanner's trial."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from kiosk.devices.scanner_trial import TrialVerdict
from ui.words import ProblemWords

translate = QCoreApplication.translate

_WORDS: dict[TrialVerdict, tuple[Callable[[], str], Callable[[], str]]] = {
    TrialVerdict.WORKS: (
        lambda: translate("ScannerTest", "This scanner works"),
        lambda: translate("ScannerTest", "Nothing needs to be set."),
    ),
    TrialVerdict.ADD_ENTER: (
        lambda: translate("ScannerTest", "Set the scanner to add Enter"),
        lambda: translate("ScannerTest", "It works, but each code waits for a pause. Scan “suffix CR” in its manual."),
    ),
    TrialVerdict.TWO_READINGS: (
        lambda: translate("ScannerTest", "This scanner works"),
        lambda: translate(
            "ScannerTest",
            "This desk's keyboard is not American, so each code has two readings. The station takes the one that is a "
            "ticket; other programs see the second.",
        ),
    ),
    TrialVerdict.BY_HAND: (
        lambda: translate("ScannerTest", "This looks typed by hand"),
        lambda: translate("ScannerTest", "Scan a code. If you did, remove the scanner's delay between characters."),
    ),
}


def verdict_words(verdict: TrialVerdict) -> ProblemWords:
    """What it is, and what to do, in the language that is spoken now."""
    title, remedy = _WORDS[verdict]
    return ProblemWords(title=title(), remedy=remedy())
