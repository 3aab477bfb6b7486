"""The hub's own disk in trouble: doors are told to come again, a person sees why, and it is over by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from kiosk.domain.live import Intent
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from sync.hub.group_writer import GroupWriter
from sync.hub.server import Hub
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer, pair_with_hub
from tests.fakes.venue import OPENING, SETUP, people
from ui.cli.hub_announcement import Announcement

FULL, SPACE = "PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000"


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """With its books in a file."""
    with Hub(tmp_path / "hub") as hub:
        hub.load(SETUP, people(10))
        hub.start()
        yield hub


@pytest.fixture
def door(hub: Hub) -> Iterator[HubServer]:
    server = HubServer(hub.url, pair_with_hub(hub.url, hub.pairing_code, "A").token)
    yield server
    server.close()


def disk_of(hub: Hub, pragma: str) -> None:
    writer = hub.store.writer
    assert isinstance(writer, GroupWriter)
    with writer._owned:
        writer._ledger.connection.execute(pragma).fetchall()


def ask(door: HubServer, number: int) -> str:
    """Many scans, so that the file has to grow."""
    intent = Intent(
        scan_id=f"{number:032x}", code="x" * 300 + str(number), gate="north", at=OPENING, station="A" * 3000
    )
    return door.redeem(intent, 5.0).outcome.value


def ask_until_full(door: HubServer) -> ServerTrouble:
    with pytest.raises(ServerTrouble) as caught:
        for number in range(1_000):
            ask(door, number)
    return caught.value


def standing(hub: Hub) -> str:
    with httpx2.Client(base_url=hub.url, trust_env=False) as browser:
        browser.post("/login", json={"code": hub.pairing_code})
        return str(browser.get("/api/v1/standing").json()["problem"])


def test_a_full_disk_is_told_to_doors_page_and_terminal_until_it_is_over(hub, door, capsys):
    with Announcement(hub, on_network=False) as announcement:
        assert standing(hub) == ""
        disk_of(hub, FULL)
        trouble = ask_until_full(door)
        assert (trouble.trouble, "disk-full" in trouble.what) == (Trouble.BUSY, True)
        announcement.look()
        announcement.look()
        assert hub.store.problem is not None
        assert capsys.readouterr().err.splitlines() == [
            f"kiosk: {hub.store.path} can't grow, the disk is full: free some space; nothing stored is lost"
        ]
        disk_of(hub, SPACE)
        assert ask(door, 5_000) == "refused"
        announcement.look()
        assert (standing(hub), capsys.readouterr().err) == ("", "the hub stores again\n")


def test_the_page_of_a_hub_with_a_full_disk_says_so(hub, door):
    disk_of(hub, FULL)
    cookie = httpx2.post(f"{hub.url}/login", json={"code": hub.pairing_code}).cookies
    ask_until_full(door)
    assert httpx2.get(f"{hub.url}/api/v1/standing", cookies=cookie).json()["problem"] == "disk-full"


def test_a_refused_piece_of_work_is_no_trouble_of_the_disk(hub):
    def refuse(_ledger):
        raise EnvironmentProblem(ProblemKind.CONFIGURATION, "no", "do otherwise")

    with pytest.raises(EnvironmentProblem):
        hub.store.writer.run(refuse)
    assert hub.store.problem is None


def test_damaged_books_are_named_before_anybody_is_served(tmp_path):
    with Hub(tmp_path / "hub") as hub:
        hub.load(SETUP, people(500))
    content = bytearray(hub.store.path.read_bytes())
    content[4096 * 9 : 4096 * 9 + 64] = os.urandom(64)
    hub.store.path.write_bytes(content)
    with pytest.raises(EnvironmentProblem) as caught:
        Hub(tmp_path / "hub")
    assert caught.value.kind is ProblemKind.DATABASE_DAMAGED
    assert "standby" in caught.value.remedy
    assert hub.store.path.read_bytes() == bytes(content)
