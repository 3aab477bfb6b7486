"""One printer on its line: bytes go out, its own word comes back.

Joins a transport with the status questions of a printer language. What a reader learns of its printer (does it
answer `~HQES`? has it an odometer?) lasts as long as the line object; the connection is opened for each visit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from kiosk.domain.problems import EnvironmentProblem
from printing.status import SILENCE, PrinterStatus
from printing.transports import Revocable, SelfReporting, Transport


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long each step may take, in ms. `confirm` runs from the last byte sent to the printer's own word."""

    open: int = 3_000
    answer: int = 1_000
    send: int = 20_000
    confirm: int = 30_000
    poll: int = 150


class StatusReader(Protocol):
    """Asks one printer in its language. Silence is the status SILENCE, a broken line is `LineLost`."""

    def opened(self) -> None:
        """A new connection: answers still owed on an old one will not come."""
        ...

    def sent(self) -> None:
        """A job has just left: until the printer shows that it is done, `queued` is not 0."""
        ...

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus: ...


class PrinterLine:
    """The line to one printer; used by one thread at a time."""

    def __init__(self, transport: Transport, reader: StatusReader, patience: Patience) -> None:
        self._transport = transport
        self._reader = reader
        self.patience = patience

    def open(self) -> None:
        """Connects; `EnvironmentProblem` when the printer can't be reached."""
        self._transport.open(self.patience.open)
        self._reader.opened()

    def close(self) -> None:
        """Hangs up."""
        self._transport.close()

    def send(self, data: bytes) -> None:
        """Hands a whole job over; `LineLost.sent` tells how much of it left."""
        self._transport.send(data, self.patience.send)
        self._reader.sent()

    def revoke(self) -> None:
        """Nobody waits for the job any more: a spooler that still has it shall not print it."""
        if isinstance(self._transport, Revocable):
            self._transport.revoke()

    def status(self) -> PrinterStatus:
        """Asks now. Never call it between the bytes of one job."""
        if isinstance(self._transport, SelfReporting):
            return self._transport.status()
        return self._reader.read(self._transport, self.patience.answer)


def visit_status(line: PrinterLine) -> PrinterStatus:
    """Connects, asks and hangs up; a printer that can't be reached is SILENCE."""
    try:
        line.open()
        return line.status()
    except EnvironmentProblem:
        return SILENCE
    finally:
        line.close()
