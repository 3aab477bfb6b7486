"""One row that no station can read holds up none of the others, is named, and is forgotten once it can be read."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from kiosk.domain.people import Attendee
from kiosk.domain.scans import Outcome
from kiosk.store.station import StationStore
from sync import station_side
from sync.port import Trouble
from sync.reading import read_all_rows
from sync.servers.hub import HubServer
from tests.fakes.scripted_server import ScriptedServer, read_request
from tests.fakes.venue import OPENING, SETUP, VenueStation, people

PERSON = {"ticket_code": "BAD", "name": "Bad Row"}
SCAN = {
    "scan_id": "b" * 32,
    "code": "T00001",
    "ticket_code": "T00001",
    "gate": "south",
    "area": "venue",
    "direction": "entry",
    "verdict": "admitted",
    "reason": None,
    "at": OPENING.isoformat(),
    "station": "B",
}
BAD_ROWS = {
    "wrong type": ("people", PERSON | {"name": 7}, "BAD"),
    "null": ("people", PERSON | {"name": None}, "BAD"),
    "unknown status": ("people", PERSON | {"status": "vip"}, "BAD"),
    "missing name": ("people", {"ticket_code": "BAD"}, "BAD"),
    "no object": ("people", 7, "7"),
    "time without zone": ("people", PERSON | {"valid_from": "2026-06-07T08:00:00"}, "BAD"),
    "half a character": ("people", msgspec.Raw(b'{"ticket_code": "BAD", "name": "\xff"}'), '{"ticket_code": "BAD"'),
    "unknown state": ("credentials", {"code": "BAD", "ticket_code": "T00001", "state": "lent"}, "BAD"),
    "unknown verdict": ("scans", {"sequence": 9, "scan": SCAN | {"verdict": "perhaps"}}, "b" * 32),
    "number beyond any": ("scans", {"sequence": 2**70, "scan": SCAN}, "b" * 32),
    "scan without zone": ("scans", {"sequence": 9, "scan": SCAN | {"at": "2026-06-07T08:00:00"}}, "b" * 32),
    "half a conflict": ("conflicts", {"sequence": 9, "scan": SCAN}, "b" * 32),
}


class Books:
    """A server of a few canned answers."""

    def __init__(self) -> None:
        self.first: dict = {"people": people(3), "setup": SETUP}
        self.later: dict = {}
        self.cursor = "e.1"

    def __call__(self, peer) -> None:
        request = read_request(peer)
        if b"/snapshot" in request:
            body = {"rows": self.first, "cursor": "e.1", "books": "e", "total": 3}
        elif b"/changes" in request:
            body = {"rows": self.later, "cursor": self.cursor}
        else:
            body = {"results": []}
        data = msgspec.json.encode(body)
        head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
        peer.sendall(f"{head}Content-Length: {len(data)}\r\n\r\n".encode() + data)


@pytest.fixture
def server() -> Books:
    return Books()


@pytest.fixture(params=["large", "small"])
def venue(tmp_path, clock, server, request, monkeypatch) -> Iterator[VenueStation]:
    if request.param == "large":
        monkeypatch.setattr(station_side, "_WORTH_A_PROCESS", 1)
    with ScriptedServer([server]) as scripted:
        station = VenueStation(tmp_path / "A", HubServer(scripted.url, "token"), "A", clock)
        yield station
        station.close()


def unread(station: VenueStation) -> list[tuple[str, str]]:
    return [(kind, key) for kind, key, detail in station.store.cache.unread_rows(9) if detail]


@pytest.mark.parametrize("bad", BAD_ROWS)
def test_bad_row_of_a_first_sync_is_named_and_everybody_else_is_here(venue, server, bad):
    kind, row, key = BAD_ROWS[bad]
    server.first = {**server.first, kind: [*server.first.get(kind, ()), row]}
    venue.sync()
    assert venue.store.cache.people_count() == 3
    assert [(found, name.startswith(key)) for found, name in unread(venue)] == [(kind, True)]
    assert (venue.worker.status.connected, venue.worker.status.unread) == (True, 1)
    assert venue.check_in("T00002").verdict.outcome is Outcome.ADMITTED


@pytest.mark.parametrize("bad", BAD_ROWS)
def test_bad_row_of_the_changes_lets_the_cursor_go_on(venue, server, bad):
    venue.sync()
    kind, row, _ = BAD_ROWS[bad]
    later = [*people(4)[3:], row] if kind == "people" else [row]
    server.later, server.cursor = {"people": people(4)[3:], kind: later}, "e.2"
    venue.sync()
    assert venue.engine.progress.cursor == "e.2"
    assert venue.store.cache.attendee("T00003") is not None
    assert [found for found, _ in unread(venue)] == [kind]


def test_setup_that_can_not_be_read_leaves_the_former_one(venue, server):
    venue.sync()
    server.later, server.cursor = {"setup": {"event": 7}, "people": people(4)[3:]}, "e.2"
    venue.sync()
    assert venue.store.cache.setup() == SETUP
    assert unread(venue) == [("setup", "setup")]
    assert venue.store.cache.attendee("T00003") is not None


@pytest.mark.parametrize("mended", [{"people": [PERSON]}, {"removed": ["BAD"]}], ids=["mended", "gone"])
def test_row_is_forgotten_once_it_can_be_read_or_is_gone(venue, server, mended):
    server.first["people"] = [*people(3), PERSON | {"name": 7}]
    venue.sync()
    server.later, server.cursor = mended, "e.2"
    venue.sync()
    assert unread(venue) == []
    assert venue.worker.status.unread == 0


def test_rows_with_long_codes_are_told_apart_and_forgotten_by_themselves(venue, server):
    """Signed ticket codes have 300 characters, of which many begin alike."""
    one, other = ("S" * 250 + last for last in "AB")
    server.first["people"] = [*people(3), {"ticket_code": one, "name": 7}, {"ticket_code": other, "name": 7}]
    venue.sync()
    assert unread(venue) == [("people", one), ("people", other)]
    server.later, server.cursor = {"people": [{"ticket_code": one, "name": "Good Row"}]}, "e.2"
    venue.sync()
    assert unread(venue) == [("people", other)]


def test_new_snapshot_forgets_what_the_old_one_could_not_say(venue, server):
    server.first["people"] = [*people(3), PERSON | {"name": 7}]
    venue.sync()
    server.first["people"] = people(3)
    venue.engine.start_over(0.0)
    venue.sync()
    assert unread(venue) == []


def test_page_of_people_of_whom_none_can_be_read_is_another_programs(venue, server):
    """Storing it would leave the station with nobody."""
    venue.sync()
    server.first["people"] = [{"code": number} for number in range(20)]
    venue.engine.start_over(0.0)
    venue.sync()
    assert venue.worker.status.problem is Trouble.NOT_UNDERSTOOD
    assert venue.store.cache.people_count() == 3


def test_station_keeps_whom_it_knows_when_the_change_of_them_can_not_be_read(venue, server):
    venue.sync()
    server.later, server.cursor = {"people": [{"ticket_code": "T00001", "name": None}]}, "e.2"
    venue.sync()
    assert venue.store.cache.attendee("T00001") == people(2)[1]
    assert unread(venue) == [("people", "T00001")]
    with StationStore.existing(venue.directory) as again:
        assert again.cache.unread_count() == 1


def test_station_keeps_whom_it_knows_when_a_new_snapshot_has_them_unreadable(venue, server):
    """A hub of a later version may have a word for most of them that this station does not know."""
    venue.sync()
    server.first["people"] = [people(1)[0], *({"ticket_code": f"T0000{n}", "name": n} for n in (1, 2, 8))]
    venue.engine.start_over(0.0)
    venue.sync()
    assert [venue.store.cache.attendee(person.ticket_code) for person in people(3)] == people(3)
    assert venue.store.cache.people_count() == 3
    assert [person.ticket_code for person in found_by_name(venue)] == ["T00001"]
    assert [key for _, key in unread(venue)] == ["T00001", "T00002", "T00008"]
    assert venue.check_in("T00002").verdict.outcome is Outcome.ADMITTED


def found_by_name(station: VenueStation) -> list[Attendee]:
    return [found.attendee for found in station.store.cache.find(people(2)[1].name, 1)]


def test_name_of_a_row_has_no_character_that_a_database_refuses():
    rows = read_all_rows(msgspec.Raw(b'{"people": [{"ticket_code": "A\\u0000B", "name": 7}]}'))
    assert [row.key for row in rows.unread] == ["AB"]
