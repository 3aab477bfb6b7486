"""A real station and a real hub with a proxy between them that does what venue networks do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.station import StationStore
from sync import http_client
from sync.hub.server import Hub
from sync.pairing import TOKEN_SETTING, pair, read_pairing_text
from sync.port import Trouble
from sync.servers.hub import HubServer
from tests.fakes.fault_proxy import FaultProxy, ProxyFault
from tests.fakes.venue import VenueClock, VenueStation

LOSING_NOTHING = frozenset({ProxyFault.TWICE, ProxyFault.AGAIN_LATER, ProxyFault.DELAY})
TROUBLES = {
    ProxyFault.DROP: Trouble.UNREACHABLE,
    ProxyFault.RESET: Trouble.UNREACHABLE,
    ProxyFault.RESET_AFTER: Trouble.UNREACHABLE,
    ProxyFault.HALF_REPLY: Trouble.UNREACHABLE,
    ProxyFault.SERVER_ERROR: Trouble.SERVER_ERROR,
    ProxyFault.ERROR_AFTER: Trouble.SERVER_ERROR,
    ProxyFault.BUSY: Trouble.BUSY,
    ProxyFault.PORTAL: Trouble.NOT_THE_SERVER,
    ProxyFault.ENDLESS: Trouble.NOT_THE_SERVER,
    ProxyFault.HUGE: Trouble.NOT_THE_SERVER,
    ProxyFault.DRIP: Trouble.TIMEOUT,
    ProxyFault.SILENCE: Trouble.TIMEOUT,
}


@pytest.fixture
def proxy(hub: Hub) -> Iterator[FaultProxy]:
    host, port = hub.url.removeprefix("http://").split(":")
    with FaultProxy((host, int(port))) as proxy:
        yield proxy


@pytest.fixture
def station(tmp_path: Path, hub: Hub, proxy: FaultProxy, clock: VenueClock) -> Iterator[VenueStation]:
    with StationStore(tmp_path / "A") as store:
        pair(store, read_pairing_text(f"{proxy.url}#{hub.pairing_code}"), "A")
        token = store.log.setting(TOKEN_SETTING) or ""
    proxy.delay_s = 0.1
    impatient = HubServer(proxy.url, token, deadline_s=2.0)
    station = VenueStation(tmp_path / "A", impatient, "A", clock)
    station.sync()
    assert station.worker.status.connected
    yield station
    station.close()


@pytest.mark.parametrize("fault", [fault for fault in ProxyFault if fault is not ProxyFault.NONE])
def test_whatever_happens_on_the_way_each_scan_arrives_once(station, proxy, hub, fault, monkeypatch):
    monkeypatch.setattr(http_client, "MAXIMUM_BYTES", 4_000_000)
    scans = {station.check_in(f"T0000{number}").scan.scan_id for number in range(5)}
    proxy.choose = lambda _: fault
    station.sync()
    assert proxy.struck[fault] > 0
    assert station.worker.status.problem is TROUBLES.get(fault)
    proxy.heal()
    station.sync()
    report = station.sync()
    kept = [row["scan_id"] for row in hub.store.reader().execute("SELECT scan_id FROM scans WHERE confirmed = 1")]
    assert (report.pending, sorted(kept)) == (0, sorted(scans))
    assert (fault in LOSING_NOTHING) is (fault not in TROUBLES)


def test_hub_that_is_down_is_unreachable(station, proxy):
    proxy.upstream = ("127.0.0.1", 1)
    station.sync()
    assert station.worker.status.problem is Trouble.UNREACHABLE
