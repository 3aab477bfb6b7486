"""The seam between the engine and any registration server: our hub, pretix, others.

The port is as small as the least of them allows: a snapshot in pages, changes after an opaque cursor, scans one
batch at a time with an answer a row. A server that knows no batch uploads one by one and answers for those it
reached; one that knows only "modified since" makes its cursor of that time, one that
numbers nothing says so of its scans, and one that tells a ticket's present state names it as whole (see `Rows`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable

from kiosk.domain.edits import PersonEdit
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Scan
from sync.messages import Changes, EditReply, PushReply, SnapshotPage
from sync.page_messages import StationReport


class Trouble(StrEnum):
    """Why a server did not do what it was asked, as far as the engine must tell the cases apart."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    NOT_THE_SERVER = "not-the-server"
    BUSY = "busy"
    SERVER_ERROR = "server-error"
    UNAUTHORIZED = "unauthorized"
    REFUSED = "refused"
    NOT_UNDERSTOOD = "not-understood"
    NOT_IN_CHARGE = "not-in-charge"


_REMEDIES = {
    Trouble.UNREACHABLE: "check the network cable or Wi-Fi and that the server runs; scans are kept meanwhile",
    Trouble.TIMEOUT: "the network or the server is slow; it is tried again by itself",
    Trouble.NOT_THE_SERVER: "something else answers at this address (a Wi-Fi log-in page?); log in or change network",
    Trouble.BUSY: "it is tried again by itself",
    Trouble.SERVER_ERROR: "look at the server's own log; it is tried again by itself",
    Trouble.UNAUTHORIZED: "pair again, with the code that the hub shows",
    Trouble.REFUSED: "look at the server's own log",
    Trouble.NOT_UNDERSTOOD: "station and server may be of different versions; update the older one",
    Trouble.NOT_IN_CHARGE: "promote the standby, or start the hub that is in charge; it is found by itself",
}

NETWORK_TROUBLES = frozenset(
    {Trouble.UNREACHABLE, Trouble.TIMEOUT, Trouble.NOT_THE_SERVER, Trouble.BUSY, Trouble.NOT_IN_CHARGE}
)
"""Troubles that say nothing about what was sent."""


class ServerTrouble(EnvironmentProblem):
    """A request that gave no usable answer. `retry_after_s` is the server's own wish, None without one."""

    def __init__(self, trouble: Trouble, what: str, retry_after_s: float | None = None) -> None:
        kind = ProblemKind.NETWORK if trouble in NETWORK_TROUBLES else ProblemKind.SERVER_REFUSED
        super().__init__(kind, what, _REMEDIES[trouble])
        self.trouble = trouble
        self.retry_after_s = retry_after_s


def not_understood(detail: object) -> ServerTrouble:
    """What an answer of something else is called."""
    return ServerTrouble(Trouble.NOT_UNDERSTOOD, f"the server sent data that is not understood ({detail})")


@runtime_checkable
class TakesErrands(Protocol):
    """A server that also hears what is not a scan. Calls raise ServerTrouble like all others."""

    def close_conflict(self, scan_id: str, by: str, note: str) -> None:
        """A person has dealt with a double entry."""
        ...

    def report(self, report: StationReport) -> None:
        """How this station is."""
        ...


@runtime_checkable
class GivesHints(Protocol):
    """A server that says by itself when there is something new; polling remains the truth."""

    def listen(self, on_hint: Callable[[], None]) -> None:
        """Calls `on_hint` for each hint until the stream ends, which it does after some time. Raises ServerTrouble."""
        ...


@runtime_checkable
class TakesEdits(Protocol):
    """A server that stations may tell of people. Calls raise ServerTrouble like all others."""

    def push_edits(self, edits: Sequence[PersonEdit]) -> EditReply:
        """Uploads guests and corrections; the same edit id twice counts once."""
        ...


@runtime_checkable
class HasStandbys(Protocol):
    """A server that another one may take over from."""

    @property
    def moves(self) -> int:
        """How often calls began to go to another server."""
        ...

    @property
    def books(self) -> str:
        """The name of the present server's books, empty until it is known; other books lack what former ones had."""
        ...

    def seek(self, *, far: bool = False) -> bool:
        """Looks for the server that has taken over; True when calls go there from now on. May take some seconds.

        `far` also listens for announcements on the network. Raises nothing for trouble from outside.
        """
        ...


class RegistrationServer(Protocol):
    """What the engine asks of a server. Every call ends within a total deadline or raises ServerTrouble.

    Calls come from one thread at a time, except `abort`.
    """

    @property
    def name(self) -> str:
        """What a person calls it: its address, or its own name."""
        ...

    @property
    def poll_s(self) -> float:
        """Seconds between two looks for changes that this server bears."""
        ...

    @property
    def batch(self) -> int:
        """The most scans that one `push` should carry."""
        ...

    def snapshot(self, page: str | None) -> SnapshotPage:
        """The first page (None) or the one that a page named; pages of one snapshot may come hours apart."""
        ...

    def changes(self, cursor: str) -> Changes:
        """What changed after `cursor`; a repeat of what is known already does no harm."""
        ...

    def push(self, scans: Sequence[Scan], clock_offset_s: float | None) -> PushReply:
        """Uploads scans; the same scan id twice counts once."""
        ...

    def abort(self) -> None:
        """Makes a call that another thread waits for fail at once, and every later one."""
        ...

    def close(self) -> None:
        """Gives back connections."""
        ...
