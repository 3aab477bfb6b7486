"""Why a server did not take what this station sent: the first word of a parked row's detail says it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from kiosk.domain.edits import EditRefusal
from kiosk.domain.scans import ScanRefusal

translate = QCoreApplication.translate


def refusal_words(detail: str) -> str:
    """The reason for a person; one that is not known here is the server's own text."""
    word, _, why = detail.partition(" ")
    if word == ScanRefusal.NOT_UNDERSTOOD.value:
        return translate("Desk", "the server can't read it ({})").format(why)
    known = _REFUSALS.get(word)
    return known() if known is not None else detail


_REFUSALS: dict[str, Callable[[], str]] = {
    EditRefusal.CHANGED_MEANWHILE.value: lambda: translate("Guest", "somebody else changed the same field meanwhile"),
    EditRefusal.UNKNOWN_PERSON.value: lambda: translate("Guest", "this person is not registered any more"),
    EditRefusal.CODE_TAKEN.value: lambda: translate("Guest", "the ticket code belongs to somebody else"),
    ScanRefusal.OTHER_SCAN.value: lambda: translate("Desk", "the server has another passage under the same number"),
}
