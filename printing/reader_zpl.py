"""Asks a ZPL printer how it is, in one round trip, and learns what this model is able to tell."""

from __future__ import annotations

from printing.asking import ask
from printing.status import SILENCE, PrinterCondition, PrinterStatus, status_of
from printing.status_zpl import (
    ASK_ERRORS,
    ASK_ODOMETER,
    ASK_STATUS,
    HostStatus,
    odometer_answered,
    parse_errors,
    parse_host_status,
    parse_odometer,
)
from printing.transports import Transport

KEEPS_STATUS_BACK = frozenset(
    {
        PrinterCondition.PAPER_OUT,
        PrinterCondition.RIBBON_OUT,
        PrinterCondition.HEAD_OPEN,
        PrinterCondition.HOT,
    }
)
"""While one of these lasts, a Zebra does not answer `~HS`."""


class ZplReader:
    """Status questions to one ZPL printer.

    The order `~HQES`, `~HS`, odometer makes the last answer the end of all. A compatible model that knows only
    `~HS` is recognised by its first answer and asked no more than that; nothing but ZPL is ever sent to it.
    """

    def __init__(self) -> None:
        self._tells_errors = True
        self._has_odometer: bool | None = None

    def opened(self) -> None:
        """Nothing is owed: every answer belongs to its question."""

    def sent(self) -> None:
        """Nothing to remember: `~HS` counts what waits, and comes after the job on the same line."""

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """One status; SILENCE when nothing intelligible came in time."""
        answer = ask(transport, self._question(), self._complete, answer_ms)
        errors, host = parse_errors(answer), parse_host_status(answer)
        if errors is None and host is None:
            return SILENCE
        if errors is None:
            self._tells_errors = self._has_odometer = False
        elif self._has_odometer is None:
            answer += ask(transport, ASK_ODOMETER, odometer_answered, answer_ms)
        return self._status(errors, host, parse_odometer(answer))

    def _status(
        self, errors: frozenset[PrinterCondition] | None, host: HostStatus | None, total: int | None
    ) -> PrinterStatus:
        troubles = set(errors or ()) | set(host.troubles if host else ())
        if host is None and not troubles & KEEPS_STATUS_BACK:
            troubles.add(PrinterCondition.SILENT)
        waiting = host.waiting + host.partial_format if host else None
        if total is not None or waiting == 0:
            self._has_odometer = total is not None
        return status_of(troubles, queued=waiting, printed_total=total)

    def _question(self) -> bytes:
        errors = ASK_ERRORS if self._tells_errors else b""
        odometer = ASK_ODOMETER if self._has_odometer else b""
        return errors + ASK_STATUS + odometer

    def _complete(self, answer: bytes) -> bool:
        errors = parse_errors(answer) if self._tells_errors else frozenset()
        if errors is None:
            return False
        host_known = parse_host_status(answer) is not None or bool(errors & KEEPS_STATUS_BACK)
        return host_known and (not self._has_odometer or odometer_answered(answer))
