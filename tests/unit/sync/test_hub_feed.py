"""What stations hear of each other: from the hub's memory the same as from its books."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import msgspec
import pytest

from kiosk.domain.event import Localized
from kiosk.domain.people import Credential, CredentialState
from kiosk.domain.scans import Direction, Outcome, Scan
from sync.hub import changes, feed
from sync.hub.changes import changes_after, snapshot_page
from sync.hub.conflicts import close_conflict
from sync.hub.feed import Feed
from sync.hub.scans import take_scans
from sync.hub.sent import SentChanges, SentPage, SentRows
from sync.hub.store import HubStore
from sync.messages import Changes, Rows, SnapshotPage
from tests.fakes.venue import OPENING, SETUP, people


def entry(number: int, code: str = "T00001", **more: object) -> Scan:
    scan = Scan(
        scan_id=f"{number:032x}",
        code=code,
        ticket_code=code,
        gate="north",
        area="venue",
        direction=Direction.ENTRY,
        verdict=Outcome.ADMITTED,
        reason=None,
        at=OPENING + timedelta(minutes=number),
        station="A",
    )
    return replace(scan, **more)  # type: ignore[arg-type]


def push(books: HubStore, *scans: Scan, device: str = "A", offset: float | None = None) -> None:
    books.writer.run(lambda ledger: take_scans(ledger, device, scans, offset))


def read(sent: SentChanges) -> Changes:
    return msgspec.json.decode(msgspec.json.encode(sent), type=Changes)


def told(fresh: Feed, device: str, cursor: str) -> Changes:
    """The feed's own answer, held against the database's."""
    fresh.fill()
    found = fresh.after(device, cursor)
    assert found is not None, "the feed should know this cursor"
    return read(found)


def from_books(books: HubStore, device: str, cursor: str) -> Changes:
    return read(changes_after(books.reader(), books.epoch, device, cursor))


@pytest.fixture
def fresh(books: HubStore) -> Feed:
    return Feed(books)


def everything_happens(books: HubStore) -> None:
    push(books, entry(1), entry(2, "T00002"))
    push(books, entry(3, "T00003"), device="B")
    push(books, entry(4), device="B", offset=7200.0)  # a second entry, by a clock that is two hours slow
    books.load(replace(SETUP, event=replace(SETUP.event, name=Localized(en="Renamed"))), [*people(3), *people(12)[10:]])
    books.remove_people(["T00005"])
    books.import_credentials([Credential(code="OLD", ticket_code="T00003", state=CredentialState.REVOKED)])
    push(books, entry(5, "T00006"))


@pytest.mark.parametrize("device", ["A", "B", "C"])
def test_the_feed_says_what_the_database_says(books, fresh, device):
    cursor = books.newest_cursor
    everything_happens(books)
    answer = told(fresh, device, cursor)
    assert answer == from_books(books, device, cursor)
    assert {len(answer.rows.people), len(answer.rows.removed)} == {2, 1}
    assert answer.rows.setup is not None
    assert len(answer.rows.conflicts) == 1


def test_every_cursor_on_the_way_leads_to_the_same_rows(books, fresh):
    start = int(books.newest_cursor.partition(".")[2])
    everything_happens(books)
    end = int(books.newest_cursor.partition(".")[2])
    for number in range(start, end + 1):
        cursor = f"{books.epoch}.{number}"
        assert told(fresh, "A", cursor) == from_books(books, "A", cursor)


def test_a_station_does_not_hear_its_own_scans(books, fresh):
    cursor = books.newest_cursor
    push(books, entry(1), device="A")
    push(books, entry(2, "T00002"), device="B")
    assert [item.scan.scan_id for item in told(fresh, "A", cursor).rows.scans] == [entry(2).scan_id]
    assert [item.scan.scan_id for item in told(fresh, "B", cursor).rows.scans] == [entry(1).scan_id]


def test_a_person_who_was_added_and_removed_is_only_removed(books, fresh):
    cursor = books.newest_cursor
    books.import_people([replace(people(1)[0], name="Changed")])
    fresh.fill()
    books.remove_people(["T00000"])
    rows = told(fresh, "A", cursor).rows
    assert (rows.people, rows.removed) == ((), ("T00000",))


def test_a_person_who_was_removed_and_added_again_is_there(books, fresh):
    cursor = books.newest_cursor
    books.remove_people(["T00000"])
    fresh.fill()
    books.import_people(people(1))
    rows = told(fresh, "A", cursor).rows
    assert (rows.people, rows.removed) == ((people(1)[0],), ())


def test_a_conflict_that_was_closed_is_told_once_and_closed(books, fresh):
    cursor = books.newest_cursor
    push(books, entry(1), entry(2))
    fresh.fill()
    books.writer.run(lambda ledger: close_conflict(ledger, entry(2).scan_id, "Salma", "twins"))
    (conflict,) = told(fresh, "B", cursor).rows.conflicts
    assert conflict.closed_by == "Salma"


def test_rows_stored_by_another_process_are_told_as_well(books, fresh, clock, database):
    """Two processes share one set of books; the feed of this one learns of the other's rows by their numbers."""
    cursor = books.newest_cursor
    other = HubStore(books.path.parent, clock, database)
    push(other, entry(1), device="B")
    books.writer.run(lambda ledger: ledger.load())
    assert [item.scan.scan_id for item in told(fresh, "A", cursor).rows.scans] == [entry(1).scan_id]
    other.close()


def test_a_long_absence_is_told_in_pages_without_a_gap(books, fresh, monkeypatch):
    monkeypatch.setattr(feed, "PAGE", 3)
    cursor = books.newest_cursor
    for number in range(10):
        push(books, entry(number, f"T0000{number}"))
    found = []
    more = True
    while more:
        answer = told(fresh, "B", cursor)
        found += [item.scan.scan_id for item in answer.rows.scans]
        cursor, more = answer.cursor, answer.more
        assert len(answer.rows) <= 3
    assert found == [entry(number).scan_id for number in range(10)]
    assert cursor == books.newest_cursor


def test_a_full_page_of_the_database_leaves_no_gap_either(books, monkeypatch):
    monkeypatch.setattr(changes, "PAGE", 3)
    cursor = books.newest_cursor
    for number in range(10):
        push(books, entry(number, f"T0000{number}"))
    found: list[str] = []
    more = True
    while more:
        answer = from_books(books, "B", cursor)
        found += [item.scan.scan_id for item in answer.rows.scans]
        cursor, more = answer.cursor, answer.more
    assert found == [entry(number).scan_id for number in range(10)]


def test_what_the_feed_has_dropped_comes_from_the_database(books, fresh, monkeypatch):
    monkeypatch.setattr(feed, "KEPT", 4)
    cursor = books.newest_cursor
    for number in range(10):
        push(books, entry(number, f"T0000{number}"))
        fresh.fill()
    assert fresh.after("B", cursor) is None
    assert len(told(fresh, "B", f"{books.epoch}.{int(books.newest_cursor.partition('.')[2]) - 4}").rows.scans) == 4


def test_an_import_that_is_too_large_for_the_feed_begins_it_anew(books, fresh, monkeypatch):
    monkeypatch.setattr(feed, "KEPT", 4)
    cursor = books.newest_cursor
    books.import_people(people(30)[10:])
    fresh.fill()
    assert fresh.after("B", cursor) is None
    assert len(from_books(books, "B", cursor).rows.people) == 20
    caught_up = books.newest_cursor
    push(books, entry(1))
    assert len(told(fresh, "B", caught_up).rows.scans) == 1


def test_a_cursor_of_other_books_or_of_the_future_is_left_to_the_database(books, fresh):
    fresh.fill()
    number = int(books.newest_cursor.partition(".")[2])
    for cursor in ("", "other.3", f"{books.epoch}.x", f"{books.epoch}.{number + 1}"):
        assert fresh.after("A", cursor) is None
        assert from_books(books, "A", cursor).start_over


def test_who_knows_everything_hears_nothing(books, fresh):
    answer = told(fresh, "A", books.newest_cursor)
    assert (len(answer.rows), answer.rows.setup, answer.more) == (0, None, False)
    assert answer.cursor == books.newest_cursor


def test_a_snapshot_gives_the_people_and_the_event(books):
    page = msgspec.json.decode(
        msgspec.json.encode(snapshot_page(books.reader(), books.epoch, "A", None)), type=SnapshotPage
    )
    assert (page.rows.setup, page.rows.people, page.total) == (SETUP, tuple(people(10)), 10)


NEVER_SENT = {"whole", "unread"}
"""The hub tells what happened, not present states, and holds nothing that it can't read."""


@pytest.mark.parametrize(("sent", "said"), [(SentRows, Rows), (SentPage, SnapshotPage), (SentChanges, Changes)])
def test_what_is_sent_has_the_fields_of_what_is_said(sent, said):
    assert set(sent.__struct_fields__) == {field.name for field in fields(said)} - NEVER_SENT
