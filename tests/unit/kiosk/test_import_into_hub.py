"""`kiosk import --hub`: the file is held against what the hub knows, and every station hears what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.hub.reports import people_export
from sync.hub.server import Hub
from tests.fakes.command_line import Kiosk
from tests.fakes.door import AMINA, SETUP


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """A hub that knows Amina alone."""
    with Hub(tmp_path / "hub", name="hub") as hub:
        hub.load(SETUP, [AMINA])
        hub.start()
        yield hub


def people_at(hub: Hub) -> dict[str, str]:
    return {person.ticket_code: person.name for person in people_export(hub.store.reader())}


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "more.csv"
    path.write_text(f"ticket_code,name\n{AMINA.ticket_code},{AMINA.name}\nB7,Nadia Guest\n", encoding="utf-8")
    return path


def test_new_people_are_at_the_hub_and_at_the_station_that_sent_them(
    kiosk: Kiosk, tmp_path: Path, hub: Hub, sheet: Path
) -> None:
    told = kiosk("import", sheet, "--hub", hub.pairing_text, "--data", tmp_path / "desk", "--json")
    assert told.status == 0
    counts = json.loads(told.text)
    assert (counts["added"], counts["updated"], counts["unchanged"], counts["not_in_file"]) == (1, 0, 1, 0)
    assert people_at(hub) == {AMINA.ticket_code: AMINA.name, "B7": "Nadia Guest"}
    assert "Nadia Guest" in kiosk("find", "nadia", "--data", tmp_path / "desk").text


def test_second_import_needs_no_code_and_changes_nothing(kiosk: Kiosk, tmp_path: Path, hub: Hub, sheet: Path) -> None:
    desk = tmp_path / "desk"
    assert kiosk("import", sheet, "--hub", hub.pairing_text, "--data", desk).status == 0
    again = kiosk("import", sheet, "--hub", hub.url, "--data", desk, "--json")
    assert json.loads(again.text)["unchanged"] == 2


def test_dry_run_tells_the_hub_nothing(kiosk: Kiosk, tmp_path: Path, hub: Hub, sheet: Path) -> None:
    told = kiosk("import", sheet, "--hub", hub.pairing_text, "--data", tmp_path / "desk", "--dry-run", "--json")
    assert json.loads(told.text)["added"] == 1
    assert people_at(hub) == {AMINA.ticket_code: AMINA.name}


def test_hub_that_is_not_known_here_wants_its_code(kiosk: Kiosk, tmp_path: Path, hub: Hub, sheet: Path) -> None:
    told = kiosk("import", sheet, "--hub", hub.url, "--data", tmp_path / "desk")
    assert told.status == 1
    assert "--hub URL#CODE" in told.err
    assert people_at(hub) == {AMINA.ticket_code: AMINA.name}


def test_hub_that_is_away_is_one_line_and_nothing_is_imported(
    kiosk: Kiosk, tmp_path: Path, hub: Hub, sheet: Path
) -> None:
    desk = tmp_path / "desk"
    assert kiosk("pair", hub.pairing_text, "--data", desk).status == 0
    hub.stop()
    told = kiosk("import", sheet, "--hub", hub.url, "--data", desk)
    assert told.status == 1
    assert "nothing was imported" in told.err
    assert kiosk("find", "nadia", "--data", desk).text.count("Nadia") == 0


def test_wrong_code_is_one_line_that_says_where_the_right_one_is(
    kiosk: Kiosk, tmp_path: Path, hub: Hub, sheet: Path
) -> None:
    told = kiosk("import", sheet, "--hub", f"{hub.url}#NOPE-NOPE", "--data", tmp_path / "desk")
    assert told.status == 1
    assert (
        "refused (wrong-code): the pairing code is not this hub's: pair again, with the code that the hub shows"
        in told.err
    )


@pytest.fixture
def empty_hub(tmp_path: Path) -> Iterator[Hub]:
    with Hub(tmp_path / "empty hub", name="hub") as hub:
        hub.start()
        yield hub


def test_a_sheet_gives_a_new_hub_its_event_and_a_door_admits(
    kiosk: Kiosk, tmp_path: Path, empty_hub: Hub, sheet: Path
) -> None:
    desk, door = tmp_path / "desk", tmp_path / "door"
    told = kiosk("import", sheet, "--hub", empty_hub.pairing_text, "--event", "Salon du livre", "--data", desk)
    assert told.status == 0
    setup = empty_hub.store.setup()
    assert setup is not None and (setup.event.name.fr, len(setup.gates)) == ("Salon du livre", 1)
    assert kiosk("pair", empty_hub.pairing_text, "--data", door).status == 0
    assert '"verdict": "admitted"' in kiosk("gate", "--data", door, stdin=b"B7\n").text


def test_a_later_sheet_adds_its_categories_and_changes_no_gate(kiosk: Kiosk, tmp_path: Path, hub: Hub) -> None:
    sheet = tmp_path / "press.csv"
    sheet.write_text("ticket_code,name,category\nP1,Omar Press,presse\n", encoding="utf-8")
    assert kiosk("import", sheet, "--hub", hub.pairing_text, "--data", tmp_path / "desk").status == 0
    setup = hub.store.setup()
    assert setup is not None
    assert [category.id for category in setup.categories] == [*(one.id for one in SETUP.categories), "presse"]
    assert (setup.gates, setup.event) == (SETUP.gates, SETUP.event)
