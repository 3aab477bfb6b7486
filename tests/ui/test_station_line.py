"""The state of the station is always in view: the way to the server and why it is cut, last word, cases, clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from sync.port import Trouble
from sync.status import SyncStatus
from tests.fakes.desk_services import MORNING, SETUP
from ui.eventwords import EventWords
from ui.frontdesk.station_line import StationLine
from ui.station_status import Link, StationStatus, link_of
from ui.widgets.exchange_line import link_words

CONNECTED = StationStatus(link=Link.ONLINE, server="192.168.1.5", last_heard=MORNING, printer="A")


@pytest.fixture
def line(qtbot: QtBot) -> StationLine:
    made = StationLine(EventWords(SETUP), "Salma")
    qtbot.addWidget(made)
    made.resize(1280, 44)
    made.show()
    made.show_time(MORNING)
    made.show_status(CONNECTED)
    return made


def test_line_says_to_what_the_station_is_connected(line: StationLine) -> None:
    assert "192.168.1.5" in line.link.text.text()
    assert not line.link.alert


def test_line_without_a_network_says_when_the_server_was_heard_last(line: StationLine) -> None:
    line.show_status(replace(CONNECTED, link=Link.OFFLINE))
    assert "last heard" in line.link.text.text()
    assert "08:43" in line.link.text.text()
    assert not line.link.alert


@pytest.mark.parametrize(
    ("status", "link"),
    [
        (None, Link.ALONE),
        (SyncStatus(server="s"), Link.SEEKING),
        (SyncStatus(server="s", connected=True), Link.ONLINE),
        (SyncStatus(server="s", detail="cache.db can't grow"), Link.STATION_IN_TROUBLE),
        (SyncStatus(server="s", problem=Trouble.TIMEOUT, detail="x"), Link.OFFLINE),
        (SyncStatus(server="s", problem=Trouble.NOT_THE_SERVER, detail="x"), Link.LOG_IN_PAGE),
        (SyncStatus(server="s", problem=Trouble.UNAUTHORIZED, detail="x"), Link.PAIR_AGAIN),
    ],
)
def test_each_way_to_the_server_has_its_own_words(status: SyncStatus | None, link: Link) -> None:
    assert link_of(status) is link


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_is_worded(trouble: Trouble) -> None:
    assert link_words(link_of(SyncStatus(server="s", problem=trouble, detail="x")))


def test_line_is_amber_when_only_a_person_can_mend_the_way(line: StationLine) -> None:
    line.show_status(replace(CONNECTED, link=Link.PAIR_AGAIN))
    assert line.link.alert
    assert "pair this station again" in line.link.text.text()


@pytest.mark.parametrize("hours", [2, -2])
def test_wrong_clock_is_named_with_the_right_time(line: StationLine, hours: int) -> None:
    line.show_status(replace(CONNECTED, clock_wrong_by=timedelta(hours=hours)))
    assert line.clock.alert
    assert f"{8 + hours:02}:43" in line.clock.text.text()
    line.show_status(replace(CONNECTED, clock_wrong_by=timedelta(seconds=5)))
    assert not line.clock.alert


def test_record_that_can_not_be_read_is_counted_as_a_case(line: StationLine) -> None:
    line.show_status(replace(CONNECTED, double_entries=1, unread=2))
    assert "3 open cases" in line.conflicts.text.text()
    assert "F10" in line.conflicts.text.text()


def test_short_line_keeps_the_amber_words_and_shortens_quiet_ones(qtbot: QtBot, line: StationLine) -> None:
    line.show_status(
        replace(CONNECTED, link=Link.PAIR_AGAIN, waiting=12, parked=1, double_entries=1, clock_wrong_by=timedelta(2))
    )
    line.resize(1100, 44)
    amber = [item for item in (line.link, line.uploads, line.conflicts, line.clock) if item.alert]
    qtbot.waitUntil(lambda: not line.operator.text.isVisible())
    assert len(amber) == 4
    qtbot.waitUntil(lambda: all(item.text.width() >= item.text.sizeHint().width() for item in amber))
    assert all(item.text.isVisible() for item in amber)
    line.show_status(CONNECTED)
    qtbot.waitUntil(line.operator.text.isVisible)


def test_unknown_time_zone_of_an_event_keeps_no_window_shut() -> None:
    event = replace(SETUP.event, timezone="Mars/Olympus")
    assert "08:43" in EventWords(replace(SETUP, event=event)).time(MORNING.replace(hour=8))
