"""The venue hub as a registration server, and the few calls of it that are not sync."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import msgspec

from kiosk.domain.edits import PersonEdit
from kiosk.domain.event import Setup
from kiosk.domain.live import Intent
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan, Verdict
from sync.hints import HintStream
from sync.http_client import JsonClient
from sync.messages import (
    Changes,
    Conflict,
    EditBatch,
    EditReply,
    Hello,
    Paired,
    PairRequest,
    PeopleBatch,
    PeopleTaken,
    PushBatch,
    PushReply,
    Rows,
    SnapshotPage,
)
from sync.page_messages import Closed, Closing, StationReport
from sync.port import ServerTrouble, Trouble, not_understood
from sync.raw_pages import RawChanges, RawPage
from sync.reading import read_all_rows, require_people
from sync.succession import HELLO_PATH, Succession
from sync.terms import TERM_HEADER, Role, Term
from sync.whereabouts import HubMemory, Whereabouts

Answer = TypeVar("Answer")

_API = "/api/v1"
_POLL_S = 0.7
_BATCH = 200
_PAIR_DEADLINE_S = 10.0
_PEOPLE_CHUNK = 2_000
_raw_pages = msgspec.json.Decoder(RawPage)
_raw_changes = msgspec.json.Decoder(RawChanges)
_edit_replies = msgspec.json.Decoder(EditReply)
_push_replies = msgspec.json.Decoder(PushReply)
_paired = msgspec.json.Decoder(Paired)
_verdicts = msgspec.json.Decoder(Verdict)
_people_taken = msgspec.json.Decoder(PeopleTaken)
_hellos = msgspec.json.Decoder(Hello)
_conflicts = msgspec.json.Decoder(list[Conflict])
_closed = msgspec.json.Decoder(Closed)
_reports = msgspec.json.Decoder(StationReport)


class HubServer:
    """RegistrationServer of a paired hub."""

    poll_s = _POLL_S
    batch = _BATCH

    def __init__(
        self, url: str, token: str, *, deadline_s: float = 15.0, memory: HubMemory | None = None, device: str = ""
    ) -> None:
        """`memory` is shared by the connections of one station: all move together to a hub that takes over."""
        self._memory = memory or HubMemory(Whereabouts(url=url))
        self._token, self._device, self._deadline_s = token, device, deadline_s
        self._succession = Succession(self._memory, token, device)
        self._aborted = threading.Event()
        self._hints: HintStream | None = None
        self._where = self._memory.where
        self._client = self._connect()

    def beside(self) -> HubServer:
        """Another connection of the same station, for another thread."""
        return HubServer(
            self._where.url, self._token, deadline_s=self._deadline_s, memory=self._memory, device=self._device
        )

    @property
    def name(self) -> str:
        return self._memory.where.url

    @property
    def moves(self) -> int:
        return self._memory.moves

    @property
    def books(self) -> str:
        return self._memory.where.latest.epoch

    def seek(self, *, far: bool = False) -> bool:
        """Looks for a hub of this venue in a later term; True when calls go there from now on."""
        return self._succession.seek(far=far)

    def listen(self, on_hint: Callable[[], None]) -> None:
        """Hears the hub's hints until the stream ends. Raises ServerTrouble."""
        where = self._memory.where
        stream = self._hints = HintStream(f"{where.url}{_API}/events", self._headers(where))
        if self._aborted.is_set():
            stream.abort()
        stream.listen(on_hint)

    def snapshot(self, page: str | None) -> SnapshotPage:
        raw = self.raw_snapshot(page)
        return SnapshotPage(
            rows=_read(raw.rows, whole=True),
            cursor=raw.cursor,
            books=raw.books,
            next_page=raw.next_page,
            total=raw.total,
            server_time=raw.server_time,
        )

    def raw_snapshot(self, page: str | None) -> RawPage:
        query = {} if page is None else {"page": page}
        return self._now().get(f"{_API}/snapshot", _raw_pages, query)

    def changes(self, cursor: str) -> Changes:
        raw = self._now().get(f"{_API}/changes", _raw_changes, {"cursor": cursor})
        return Changes(
            rows=_read(raw.rows),
            cursor=raw.cursor,
            more=raw.more,
            start_over=raw.start_over,
            server_time=raw.server_time,
        )

    def push(self, scans: Sequence[Scan], clock_offset_s: float | None) -> PushReply:
        batch = PushBatch(scans=tuple(scans), clock_offset_s=clock_offset_s)
        return self._now().post(f"{_API}/scans", batch, _push_replies)

    def push_edits(self, edits: Sequence[PersonEdit]) -> EditReply:
        return self._now().post(f"{_API}/edits", EditBatch(edits=tuple(edits)), _edit_replies)

    def redeem(self, intent: Intent, deadline_s: float) -> Verdict:
        """The hub's verdict while the guest stands there. Raises ServerTrouble."""
        return self._now().post(f"{_API}/redeem", intent, _verdicts, deadline_s)

    def hello(self, deadline_s: float) -> Hello:
        """Whether the hub is there and in charge. Raises ServerTrouble."""
        hello = self._now().get(HELLO_PATH, _hellos, deadline_s=deadline_s)
        if hello.role is not Role.IN_CHARGE:
            raise _not_in_charge(self.name)
        return hello

    def send_setup(self, setup: Setup) -> None:
        """Gives the hub an event, or a name and more categories to the one it has. Raises ServerTrouble."""
        self._now().post(f"{_API}/people", PeopleBatch(people=(), setup=setup), _people_taken)

    def send_people(self, people: Sequence[Attendee]) -> PeopleTaken:
        """Adds or replaces people at the hub (an import). Raises ServerTrouble; what was answered is stored."""
        added = changed = unchanged = 0
        for start in range(0, len(people), _PEOPLE_CHUNK):
            batch = PeopleBatch(people=tuple(people[start : start + _PEOPLE_CHUNK]))
            taken = self._now().post(f"{_API}/people", batch, _people_taken)
            added, changed, unchanged = added + taken.added, changed + taken.changed, unchanged + taken.unchanged
        return PeopleTaken(added=added, changed=changed, unchanged=unchanged)

    def conflicts(self) -> list[Conflict]:
        """Every double entry that the hub knows. Raises ServerTrouble."""
        return self._now().get(f"{_API}/conflicts", _conflicts)

    def close_conflict(self, scan_id: str, by: str, note: str) -> None:
        """Tells all stations that a person has dealt with a double entry. Raises ServerTrouble."""
        self._now().post(f"{_API}/conflicts/{scan_id}/close", Closing(by=by, note=note), _closed)

    def report(self, report: StationReport) -> None:
        """Tells the hub how this station is, for its page, and hears of its standbys. Raises ServerTrouble."""
        self._now().post(f"{_API}/station", report, _reports)
        if self._device:
            self._succession.learn()

    def abort(self) -> None:
        self._aborted.set()
        self._succession.abort()
        if self._hints is not None:
            self._hints.abort()
        self._client.abort()

    def close(self) -> None:
        self._client.close()

    def _now(self) -> JsonClient:
        """The connection to where the hub is now."""
        where = self._memory.where
        if where is not self._where:
            before, self._where = self._where, where
            if where.url != before.url:
                self._client.close()
                self._client = self._connect()
                if self._aborted.is_set():
                    self._client.abort()
            self._client.say(TERM_HEADER, where.term)
        return self._client

    def _connect(self) -> JsonClient:
        headers = self._headers(self._where)
        return JsonClient(self._where.url, headers=headers, deadline_s=self._deadline_s, on_answer=self._check_term)

    def _headers(self, where: Whereabouts) -> dict[str, str]:
        authorization = {"Authorization": f"Bearer {self._token}"}
        return {**authorization, TERM_HEADER: where.term} if where.term else authorization

    def _check_term(self, headers: Mapping[str, str]) -> None:
        """An answer of an earlier term than the latest known one is none."""
        term = Term.read(headers.get(TERM_HEADER, ""))
        latest = self._memory.where.latest
        if term < latest and (term.generation or latest.generation > 1):
            raise _not_in_charge(self._where.url)


def _read(rows: msgspec.Raw, *, whole: bool = False) -> Rows:
    """`whole` rows replace all that was known before."""
    try:
        read = read_all_rows(rows)
        if whole:
            require_people(len(read.people), read.unread)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise not_understood(error) from error
    return read


def _not_in_charge(url: str) -> ServerTrouble:
    return ServerTrouble(Trouble.NOT_IN_CHARGE, f"{url} is not the hub in charge")


def event_at(url: str) -> str:
    """The slug of the event that a hub serves; empty while it has none. Raises ServerTrouble."""
    client = JsonClient(url, deadline_s=_PAIR_DEADLINE_S)
    try:
        return client.get(HELLO_PATH, _hellos, {}).event
    finally:
        client.close()


def pair_with_hub(url: str, code: str, station: str) -> Paired:
    """Shows the pairing code and gets this station's own token. Raises ServerTrouble."""
    client = JsonClient(url, deadline_s=_PAIR_DEADLINE_S)
    try:
        return client.post(f"{_API}/pair", PairRequest(code=code, name=station), _paired)
    finally:
        client.close()
