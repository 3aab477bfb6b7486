"""The venue hub as a registration server, and the few calls of it that are not sync."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import msgspec

from kiosk.domain.live import Intent
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan, Verdict
from sync.http_client import JsonClient
from sync.messages import (
    Changes,
    Closed,
    Closing,
    Hello,
    Paired,
    PairRequest,
    PeopleBatch,
    PeopleTaken,
    PushBatch,
    PushReply,
    SnapshotPage,
    StationReport,
)

Answer = TypeVar("Answer")

_API = "/api/v1"
_POLL_S = 0.7
_BATCH = 200
_PAIR_DEADLINE_S = 10.0
_PEOPLE_CHUNK = 2_000
_snapshot_pages = msgspec.json.Decoder(SnapshotPage)
_changes = msgspec.json.Decoder(Changes)
_push_replies = msgspec.json.Decoder(PushReply)
_paired = msgspec.json.Decoder(Paired)
_verdicts = msgspec.json.Decoder(Verdict)
_people_taken = msgspec.json.Decoder(PeopleTaken)
_hellos = msgspec.json.Decoder(Hello)
_closed = msgspec.json.Decoder(Closed)
_reports = msgspec.json.Decoder(StationReport)


class HubServer:
    """RegistrationServer of a paired hub."""

    poll_s = _POLL_S
    batch = _BATCH

    def __init__(self, url: str, token: str, *, deadline_s: float = 15.0) -> None:
        self._client = JsonClient(url, headers={"Authorization": f"Bearer {token}"}, deadline_s=deadline_s)

    @property
    def name(self) -> str:
        return self._client.url

    def snapshot(self, page: str | None) -> SnapshotPage:
        query = {} if page is None else {"page": page}
        return self._client.get(f"{_API}/snapshot", _snapshot_pages, query)

    def changes(self, cursor: str) -> Changes:
        return self._client.get(f"{_API}/changes", _changes, {"cursor": cursor})

    def push(self, scans: Sequence[Scan], clock_offset_s: float | None) -> PushReply:
        batch = PushBatch(scans=tuple(scans), clock_offset_s=clock_offset_s)
        return self._client.post(f"{_API}/scans", batch, _push_replies)

    def redeem(self, intent: Intent, deadline_s: float) -> Verdict:
        """The hub's verdict while the guest stands there. Raises ServerTrouble."""
        return self._client.post(f"{_API}/redeem", intent, _verdicts, deadline_s)

    def hello(self, deadline_s: float) -> Hello:
        """Whether the hub is there. Raises ServerTrouble."""
        return self._client.get(f"{_API}/hello", _hellos, deadline_s=deadline_s)

    def send_people(self, people: Sequence[Attendee]) -> PeopleTaken:
        """Adds or replaces people at the hub (an import). Raises ServerTrouble; what was answered is stored."""
        added = changed = unchanged = 0
        for start in range(0, len(people), _PEOPLE_CHUNK):
            batch = PeopleBatch(people=tuple(people[start : start + _PEOPLE_CHUNK]))
            taken = self._client.post(f"{_API}/people", batch, _people_taken)
            added, changed, unchanged = added + taken.added, changed + taken.changed, unchanged + taken.unchanged
        return PeopleTaken(added=added, changed=changed, unchanged=unchanged)

    def close_conflict(self, scan_id: str, by: str, note: str) -> None:
        """Tells all stations that a person has dealt with a double entry. Raises ServerTrouble."""
        self._client.post(f"{_API}/conflicts/{scan_id}/close", Closing(by=by, note=note), _closed)

    def report(self, report: StationReport) -> None:
        """Tells the hub how this station is, for its page. Raises ServerTrouble."""
        self._client.post(f"{_API}/station", report, _reports)

    def abort(self) -> None:
        self._client.abort()

    def close(self) -> None:
        self._client.close()


def pair_with_hub(url: str, code: str, station: str) -> Paired:
    """Shows the pairing code and gets this station's own token. Raises ServerTrouble."""
    client = JsonClient(url, deadline_s=_PAIR_DEADLINE_S)
    try:
        return client.post(f"{_API}/pair", PairRequest(code=code, name=station), _paired)
    finally:
        client.close()
