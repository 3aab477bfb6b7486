"""What an organiser says beside a sheet: the event's name and the layout of its badges, at a station or a hub."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.event import Setup
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Direction, Outcome, Scan
from kiosk.store.station import StationStore
from printing.layout import shipped_layout_text
from sync.hub.scans import take_scan
from sync.hub.server import Hub
from tests.fakes.command_line import Kiosk
from tests.fakes.venue import OPENING
from ui.cli.hub_event import EventGiven


def setup_of(directory: Path) -> Setup:
    with StationStore.existing(directory) as store:
        setup = store.cache.setup()
    assert setup is not None
    return setup


def layouts(setup: Setup | None) -> list[str | None]:
    assert setup is not None
    return [gate.layout for gate in setup.gates]


def test_sheet_without_a_word_prints_4x3(data: Path) -> None:
    assert layouts(setup_of(data)) == ["4x3"]


def test_dry_run_makes_no_station(kiosk: Kiosk, tmp_path: Path, people: Path) -> None:
    ended = kiosk("import", people, "--data", tmp_path / "new", "--dry-run")
    assert (ended.status, ended.text.split(",")[0]) == (0, "2 would be added")
    assert not (tmp_path / "new").exists()


def test_layout_is_kept_until_another_one_is_named(kiosk: Kiosk, data: Path, people: Path) -> None:
    assert kiosk("import", people, "--data", data, "--layout", "62mm").status == 0
    assert kiosk("import", people, "--data", data).status == 0
    setup = setup_of(data)
    assert (layouts(setup), setup.event.name.fr) == (["62mm"], "Smart City")


def test_layout_file_is_named_by_its_whole_path(
    kiosk: Kiosk, data: Path, people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.toml").write_text(shipped_layout_text("cr80"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert kiosk("import", people, "--data", data, "--layout", "mine.toml").status == 0
    assert layouts(setup_of(data)) == [str(tmp_path / "mine.toml")]


def test_layout_that_is_none_imports_nobody(kiosk: Kiosk, tmp_path: Path, people: Path) -> None:
    ended = kiosk("import", people, "--data", tmp_path / "new", "--layout", "5x5")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert not (tmp_path / "new" / "cache.db").exists()


def test_event_of_a_hub_is_named_and_its_paper_chosen(tmp_path: Path, people: Path) -> None:
    with Hub(tmp_path / "hub") as hub:
        assert EventGiven(file=people, name="Mon congrès", layout="62mm").take_into(hub) == 0
        setup = hub.store.setup()
        assert setup is not None
        assert (setup.event.name.fr, layouts(setup)) == ("Mon congrès", ["62mm"])


def test_hub_that_has_its_people_takes_a_new_name_alone(tmp_path: Path, people: Path) -> None:
    with Hub(tmp_path / "hub") as hub:
        EventGiven(file=people, name="Draft", layout="62mm").take_into(hub)
        EventGiven(file=None, name="Smart City", layout="").take_into(hub)
        EventGiven(file=None, name="", layout="").take_into(hub)
        setup = hub.store.setup()
        assert setup is not None
        assert (setup.event.name.fr, layouts(setup)) == ("Smart City", ["62mm"])


def test_paper_is_chosen_for_a_hub_that_runs(kiosk: Kiosk, tmp_path: Path, people: Path) -> None:
    with Hub(tmp_path / "hub") as hub:
        hub.start()
        ended = kiosk("import", people, "--hub", hub.pairing_text, "--data", tmp_path / "desk", "--layout", "a6")
        assert (ended.status, layouts(hub.store.setup())) == (0, ["a6"])
    assert layouts(setup_of(tmp_path / "desk")) == ["a6"]


def test_layout_goes_to_a_hub_that_has_its_event_too(kiosk: Kiosk, tmp_path: Path, people: Path) -> None:
    with Hub(tmp_path / "hub") as hub:
        EventGiven(file=people, name="Smart City", layout="62mm").take_into(hub)
        hub.start()
        desk = ("--data", tmp_path / "desk")
        assert kiosk("import", people, "--hub", hub.pairing_text, *desk).status == 0
        assert layouts(hub.store.setup()) == ["62mm"]
        assert kiosk("import", people, "--hub", hub.url, *desk, "--layout", "a6").status == 0
        setup = hub.store.setup()
        assert setup is not None
        assert (setup.event.name.fr, layouts(setup)) == ("Smart City", ["a6"])
    assert layouts(setup_of(tmp_path / "desk")) == ["a6"]


ENTRY = Scan(
    scan_id=f"{1:032x}",
    code="A1",
    ticket_code="A1",
    gate="entrance",
    area="venue",
    direction=Direction.ENTRY,
    verdict=Outcome.ADMITTED,
    reason=None,
    at=OPENING,
    station="A",
)


def test_second_event_is_not_begun_in_the_books_of_the_first(tmp_path: Path, people: Path) -> None:
    with Hub(tmp_path / "hub") as hub:
        EventGiven(file=people, name="Spring", layout="").take_into(hub)
        EventGiven(file=people, name="Spring congress", layout="").take_into(hub)  # nobody has come yet
        hub.store.writer.run(lambda ledger: take_scan(ledger, "A", ENTRY))
        EventGiven(file=people, name="Spring congress", layout="").take_into(hub)
        with pytest.raises(EnvironmentProblem, match="1 scans of Spring congress"):
            EventGiven(file=people, name="Autumn", layout="").take_into(hub)
        EventGiven(file=None, name="Spring Congress", layout="").take_into(hub)
        setup = hub.store.setup()
        assert setup is not None and setup.event.name.fr == "Spring Congress"
