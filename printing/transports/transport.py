"""The way bytes take to a printer, behind one protocol with deadlines.

A transport knows no printer language. One that has its own word on the result (a folder, a spooler) also is a
`SelfReporting`; of the others the printer itself is asked, over the same line.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.status import PrinterStatus


class Transport(Protocol):
    """One line to one printer. Deadlines are total times in ms; trouble is an `EnvironmentProblem`."""

    def open(self, deadline_ms: int) -> None:
        """Connects; refused or unreachable is an `EnvironmentProblem` of kind PRINTER."""
        ...

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Hands all of `data` over or raises `LineLost` with the number of bytes that left."""
        ...

    def receive(self, deadline_ms: int) -> bytes:
        """The next bytes, empty when none came in time; a line that ended is `LineLost`."""
        ...

    def close(self) -> None:
        """Ends the line; may be called twice."""
        ...


@runtime_checkable
class SelfReporting(Protocol):
    """A transport whose own status counts: `printed_total` grows when a job is truly done."""

    def status(self) -> PrinterStatus: ...


@runtime_checkable
class Revocable(Protocol):
    """A transport with a queue of its own: a job that was given up could come out hours later, when nobody waits."""

    def revoke(self) -> None:
        """Takes the job that was sent out of the queue, if it is still there. Never raises for the outside world."""
        ...


class LineLost(EnvironmentProblem):
    """A job did not go over whole: `sent` bytes of it left; 0 means that no byte left us."""

    def __init__(self, what: str, remedy: str, sent: int = 0) -> None:
        super().__init__(ProblemKind.PRINTER, what, remedy)
        self.sent = sent


def broken(address: str, reason: str, sent: int = 0) -> LineLost:
    """The problem of a line that broke while it was in use."""
    return LineLost(
        f"The line to printer {address} broke ({reason})",
        "check its power and cable, then look whether the badge came out",
        sent,
    )


def unreachable(address: str, reason: str) -> EnvironmentProblem:
    """The problem of a printer that can't be reached at all."""
    return EnvironmentProblem(
        ProblemKind.PRINTER,
        f"Printer {address} can't be reached ({reason})",
        "check that it is switched on, its cable or network, and its address in the settings",
    )
