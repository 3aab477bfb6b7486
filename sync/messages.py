"""What travels between a station and a registration server, as typed values.

The hub speaks exactly these as JSON; an adapter to another server translates into them. Domain values travel as
they are. Times are ISO 8601 with an offset; a missing field has its default, an unknown one is ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.edits import PersonEdit
from kiosk.domain.event import Localized, Setup
from kiosk.domain.people import Attendee, Credential
from kiosk.domain.scans import Scan
from sync.terms import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SequencedScan:
    """Another station's scan. A later sequence number of the same scan id replaces the earlier value.

    A server that numbers nothing says None: who stores it numbers its scans as they come.
    """

    sequence: int | None
    scan: Scan


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A ticket that entered twice: `winner` reached the server first, `scan` came after it.

    It stays open until a person closes it (`closed_at`, `closed_by`, `note`).
    """

    sequence: int
    scan: Scan
    winner: Scan
    closed_at: datetime | None = None
    closed_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadRow:
    """A row that nobody can read. `kind` is a field of `Rows`, `key` names the row as far as it can be told."""

    kind: str
    key: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows of any kind, to be stored together. `removed` holds ticket codes, `setup` is None when unchanged.

    `whole` holds ticket codes of which these rows tell everything: other scans, codes and double entries of them are
    no more. So a server that tells the present state of a ticket, not what happened to it, can take something back.
    `unread` names what the server has and nobody can read: it holds up none of the others, and people are told.
    """

    setup: Setup | None = None
    people: tuple[Attendee, ...] = ()
    removed: tuple[str, ...] = ()
    credentials: tuple[Credential, ...] = ()
    scans: tuple[SequencedScan, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    whole: tuple[str, ...] = ()
    unread: tuple[UnreadRow, ...] = ()

    def __len__(self) -> int:
        return sum(map(len, (self.people, self.removed, self.credentials, self.scans, self.conflicts, self.unread)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotPage:
    """A part of everything. `next_page` is None on the last one; `cursor` is where changes go on after it.

    `total` counts the people of the whole snapshot where the server knows it. `server_time` is the server's clock
    as it answered. `books` names the server's set of books: when it differs from the last one that a station knew,
    the server has none of its scans.
    """

    rows: Rows
    cursor: str
    books: str = ""
    next_page: str | None = None
    total: int | None = None
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed after a cursor, in the server's order.

    `more` asks to come again at once. `start_over` says that the cursor means nothing to this server (any more):
    a snapshot is needed, and the other fields are empty.
    """

    rows: Rows
    cursor: str
    more: bool = False
    start_over: bool = False
    server_time: datetime | None = None


class PushState(StrEnum):
    """The server's word on one uploaded scan."""

    APPLIED = "applied"
    DUPLICATE = "duplicate"
    CONFLICT = "conflict"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class PushResult:
    """One row's answer. `winner` is the scan id that a conflict lost against; `retryable` goes with a rejection."""

    scan_id: str
    state: PushState
    winner: str | None = None
    retryable: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReply:
    """Answers to a batch; a row without one was not reached and stays in the queue."""

    results: tuple[PushResult, ...]
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushBatch:
    """Scans as they stand in the station's log, oldest first.

    `clock_offset_s` is what the station has measured: the server's clock minus its own.
    """

    scans: tuple[Scan, ...]
    clock_offset_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditBatch:
    """Guests registered and people corrected at a station, oldest first."""

    edits: tuple[PersonEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditAnswer:
    """The server's word on one edit. A conflict was taken but for the fields that `detail` names.

    `person` is whom the edit is about as the server knows them now, None for nobody.
    """

    edit_id: str
    state: PushState
    person: Attendee | None = None
    retryable: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditReply:
    """Answers to a batch; an edit without one was not reached and stays in the queue."""

    results: tuple[EditAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRequest:
    """A station that shows the pairing code."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What a station keeps: the token is told once and stored by the hub only as its hash.

    `lineage` and `term` say which hub of its venue this one is (see `sync.terms`).
    """

    token: str
    device: str
    hub: str
    lineage: str = ""
    term: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandbyRequest:
    """A hub that wants to follow this one. `url` is where stations will find it, empty while it is not known."""

    code: str
    name: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowState:
    """How a standby follows `hub`: `following` says that the last exchange worked, `detail` is for a log."""

    hub: str
    following: bool = False
    last_heard: datetime | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingReport:
    """A hub among those of its venue. `whole` says that a standby has copied everything once and may be promoted.

    `standbys` are the addresses of those that follow this hub, `follows` is set on a standby. `pairing_text` is the
    text of the pairing QR (URL#CODE). `problem` is the kind of trouble that keeps the hub from storing anything.
    """

    role: Role
    generation: int
    whole: bool
    standbys: tuple[str, ...] = ()
    follows: FollowState | None = None
    event: Localized = Localized()
    pairing_text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleBatch:
    """People to add or to replace by ticket code.

    `setup` is taken by a hub that has no event; any other takes the event's name from it, the layouts of the gates that
    it has, and categories it lacks.
    """

    people: tuple[Attendee, ...]
    setup: Setup | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTaken:
    """What became of them."""

    added: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Who answers at an address; needs no token.

    `standbys` are addresses where the hub is to be looked for when this one is away. `proof` answers the nonce of a
    device, whose token a hub of this venue knows; empty for anybody else.
    """

    hub: str
    epoch: str
    event: str
    server_time: datetime
    lineage: str = ""
    term: str = ""
    role: Role = Role.IN_CHARGE
    standbys: tuple[str, ...] = ()
    proof: str = ""


NOT_IN_CHARGE = frozenset({Role.STANDBY.value, Role.RETIRED.value})
"""Faults of a hub that serves nobody now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The body of every answer that is not 200. `problem` is a fixed word, `detail` is for a log."""

    problem: str
    detail: str = ""
