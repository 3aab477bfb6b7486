"""Asks an EPL2 printer how it is. EPL2 has no word for "printed": its badges are always asked of a person.

Format: EPL2 programmer's manual, `^ee` (immediate error report): two-digit codes, comma separated, CR LF.
"""

from __future__ import annotations

import re

from printing.asking import ask
from printing.status import SILENCE, PrinterCondition, PrinterStatus, status_of
from printing.transports import Transport

ASK_STATUS = b"\r\n^ee\r\n"
_CODES = re.compile(rb"(\d\d(?:,\d\d)*)\r\n")
_MEANING = {
    b"07": PrinterCondition.PAPER_OUT,
    b"11": PrinterCondition.HEAD_OPEN,
    b"12": PrinterCondition.PAUSED,
    b"62": PrinterCondition.HOT,
    b"81": PrinterCondition.CUTTER,
    b"92": PrinterCondition.PAUSED,
}
_ABOUT_THE_LAST_JOB = {b"01", b"02", b"03", b"04", b"05", b"06", b"08", b"09", b"10", b"50"}


class Epl2Reader:
    """Status questions to one EPL2 printer; `queued` is never known."""

    def opened(self) -> None:
        """Nothing is remembered."""

    def sent(self) -> None:
        """Nothing is remembered."""

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """One status; SILENCE when no complete line came in time."""
        found = _CODES.search(ask(transport, ASK_STATUS, lambda got: bool(_CODES.search(got)), answer_ms))
        if found is None:
            return SILENCE
        codes = set(found[1].split(b",")) - {b"00"} - _ABOUT_THE_LAST_JOB
        return status_of({_MEANING.get(code, PrinterCondition.FAULT) for code in codes})
