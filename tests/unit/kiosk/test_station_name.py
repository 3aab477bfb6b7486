"""A station has one name: on its scans, and in the hub's list of stations."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.service.export import scan_row
from kiosk.store.scan_log import scans_with_state
from kiosk.store.station import StationStore
from sync.hub.server import Hub
from tests.fakes.command_line import Kiosk
from tests.fakes.venue import SETUP, people


@pytest.mark.parametrize(
    ("configured", "given", "called"),
    [
        ("desk-a", "", "desk-a"),
        ("", "Poste nord", "Poste nord"),
        ("desk-a", "Poste nord", "desk-a"),
        ("", "", None),
    ],
)
def test_hub_and_scans_call_a_station_the_same(
    kiosk: Kiosk, tmp_path: Path, configured: str, given: str, called: str | None
) -> None:
    station = tmp_path / "station"
    station.mkdir()
    if configured:
        (station / "station.toml").write_text(f'station = "{configured}"\n', encoding="utf-8")
    with Hub(tmp_path / "hub") as hub:
        hub.load(SETUP, people(10))
        hub.start()
        names = ["--name", given] if given else []
        assert kiosk("pair", hub.pairing_text, "--data", station, *names).status == 0
        kiosk("gate", "--data", station, stdin=b"T00001\n")
        (listed,) = hub.store.doorkeeper.stations()
    with StationStore.existing(station) as store:
        ((scan, state),) = store.log.read(scans_with_state)
    assert scan_row(scan, state)["station"] == listed.name
    assert called is None or listed.name == called
