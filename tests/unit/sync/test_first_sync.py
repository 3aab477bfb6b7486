"""The first sync: staged beside the old state, swapped in when whole, gone on with after a cut."""

from __future__ import annotations

import pytest

from sync.hub import changes
from sync.messages import SnapshotPage
from sync.port import ServerTrouble, Trouble
from tests.fakes.in_process_hub import InProcessHub
from tests.fakes.venue import SETUP, VenueStation, people


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(changes, "PAGE", 3)


class CutAfter(InProcessHub):
    """Gives so many pages, then is gone."""

    pages = 2

    def snapshot(self, page: str | None) -> SnapshotPage:
        if self.pages == 0:
            raise ServerTrouble(Trouble.UNREACHABLE, "gone")
        self.pages -= 1
        return super().snapshot(page)


@pytest.fixture
def cut(tmp_path, books, clock):
    station = VenueStation(tmp_path / "A", CutAfter(books, "A"), "A", clock)
    yield station
    station.close()


def codes(station: VenueStation) -> list[str]:
    return [person.ticket_code for person in station.store.cache.people()]


def test_half_a_snapshot_is_not_seen(cut):
    cut.sync()
    assert codes(cut) == []
    assert cut.store.cache.setup() is None
    assert (cut.worker.status.loaded, cut.worker.status.total) == (6, 10)


def test_a_first_sync_that_was_cut_goes_on_after_a_restart(cut):
    cut.sync()
    cut.close()
    cut.open()
    cut.server.pages = 3
    cut.sync()
    cut.server.pages = 99
    cut.sync()
    assert codes(cut) == [f"T{index:05}" for index in range(10)]
    assert cut.worker.status.loaded is None


def test_people_who_change_during_a_snapshot_end_up_as_they_are_now(cut, books):
    cut.sync()
    books.import_people([*people(12)[10:]])
    books.remove_people(["T00000", "T00009"])
    cut.server.pages = 99
    cut.sync()
    assert codes(cut) == [f"T{index:05}" for index in range(1, 12) if index != 9]


def test_a_new_snapshot_replaces_what_the_old_books_said(cut, books, tmp_path, clock):
    cut.server.pages = 99
    cut.sync()
    from sync.hub.store import HubStore

    other = HubStore(tmp_path / "other", clock)
    other.load(SETUP, people(4))
    cut.server.store = other
    cut.sync()
    assert codes(cut) == [f"T{index:05}" for index in range(4)]
    assert cut.store.cache.find("visitor 3", 3)[0].attendee.ticket_code == "T00003"
    assert cut.store.cache.find("visitor 9", 3)[0].attendee.ticket_code != "T00009"
    other.close()


def test_many_changes_come_in_pages_and_lose_none(cut, books):
    cut.server.pages = 99
    cut.sync()
    books.import_people([*people(40)[10:]])
    cut.sync()
    assert len(codes(cut)) == 40


def test_snapshots_may_follow_each_other(cut, books):
    cut.server.pages = 99
    for _ in range(3):
        cut.sync()
        cut.engine.start_over(0.0)
    cut.sync()
    assert len(codes(cut)) == 10
    assert cut.store.cache.find("visitor 3", 3)[0].attendee.ticket_code == "T00003"
