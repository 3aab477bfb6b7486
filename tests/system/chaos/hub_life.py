"""A morning of a hub, for the recorder of system calls: what doors and desks were answered is told on standard output.

`python -m tests.system.chaos.hub_life DIRECTORY VISITORS FIRST`: some doors ask for verdicts over real connections,
upload what they did, register guests and pair further stations, all at once, so that commits are shared.
"""

from __future__ import annotations

import sys
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from kiosk.domain.edits import EditKind, PersonEdit
from kiosk.domain.live import Intent
from kiosk.domain.people import Attendee
from kiosk.domain.scans import DecidedBy, Direction, Scan, Verdict
from sync.hub import sqlite_books
from sync.hub.server import Hub
from sync.servers.hub import HubServer, pair_with_hub
from tests.fakes.venue import SETUP, people

PEOPLE = 500
DOORS = 6
_PAGES_BETWEEN_CHECKPOINTS = 150
"""Far fewer than a hub's, so that a short life has many of them."""

_UPLOAD_EVERY = 5
_REGISTER_EVERY = 11
_saying = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One answer: a `verdict`, an uploaded `scan`, an `edit`, or the token of a `device`; `id` is what it is about."""

    kind: str
    id: str
    verdict: str = ""


def _say(said: Said) -> None:
    with _saying:
        sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
        sys.stdout.flush()


class _Door:
    def __init__(self, hub: Hub, number: int) -> None:
        paired = pair_with_hub(hub.url, hub.pairing_code, f"door {number}")
        _say(Said(kind="device", id=paired.device))
        self._server = HubServer(hub.url, paired.token)
        self._number = number
        self._waiting: list[Scan] = []

    def admit(self, visitors: range) -> None:
        for visitor in visitors:
            self._redeem(visitor)
            if visitor % _UPLOAD_EVERY == 0:
                self._upload()
            if visitor % _REGISTER_EVERY == 0:
                self._register(visitor)
        self._upload()
        self._server.close()

    def _redeem(self, visitor: int) -> None:
        now = datetime.now(UTC)
        intent = Intent(
            scan_id=f"{visitor:016x}{self._number:016x}",
            code=f"T{(visitor * DOORS + self._number) % PEOPLE:05}",
            gate="north" if self._number % 2 else "south",
            at=now,
            station=f"door {self._number}",
        )
        verdict = self._server.redeem(intent, 60.0)
        _say(Said(kind="verdict", id=intent.scan_id, verdict=verdict.outcome.value))
        self._waiting.append(_scan_of(intent, verdict))

    def _upload(self) -> None:
        for result in self._server.push(self._waiting, None).results:
            _say(Said(kind="scan", id=result.scan_id))
        self._waiting.clear()

    def _register(self, visitor: int) -> None:
        guest = Attendee(ticket_code=f"G{self._number}-{visitor}", name="Samir Guest", category="visitor")
        edit = PersonEdit(
            edit_id=f"{visitor:016x}{self._number:016x}",
            kind=EditKind.WALK_IN,
            ticket_code=guest.ticket_code,
            at=datetime.now(UTC),
            station=f"door {self._number}",
            attendee=guest,
        )
        for answer in self._server.push_edits([edit]).results:
            _say(Said(kind="edit", id=answer.edit_id))


def _scan_of(intent: Intent, verdict: Verdict) -> Scan:
    return Scan(
        scan_id=intent.scan_id,
        code=intent.code,
        ticket_code=verdict.attendee.ticket_code if verdict.attendee else None,
        gate=intent.gate,
        area="venue",
        direction=Direction.ENTRY,
        verdict=verdict.outcome,
        reason=verdict.reason,
        at=intent.at,
        station=intent.station,
        decided_by=DecidedBy.SERVER,
    )


def main(directory: Path, visitors: int, first: int) -> None:
    sqlite_books._WAL_PAGES = _PAGES_BETWEEN_CHECKPOINTS
    with Hub(directory) as hub:
        hub.load(SETUP, people(PEOPLE))
        hub.start()
        doors = [_Door(hub, number) for number in range(DOORS)]
        at_work = [threading.Thread(target=door.admit, args=(range(first, first + visitors),)) for door in doors]
        for thread in at_work:
            thread.start()
        for thread in at_work:
            thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
