"""Two real hubs on loopback: the second follows, is promoted from its page, and real stations find it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Outcome
from kiosk.store.station import StationStore
from sync.beacon import Beacon, find_hubs
from sync.hub.ledger import meta
from sync.hub.reports import scan_export
from sync.hub.server import Hub
from sync.hub.standing import RIVALS
from sync.live import LiveVerdicts
from sync.page_messages import StationReport
from sync.pairing import PairingText, pair, paired_server, paired_url, read_pairing_text
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer, pair_with_hub
from sync.succession import Succession
from sync.terms import TERM_HEADER, Role, Term
from tests.fakes.venue import SETUP, VenueClock, VenueStation, people

_PATIENCE_S = 20.0
LOOPBACK = ("127.0.0.1",)


def eventually(holds: Callable[[], bool]) -> None:
    """Two hubs talk on threads of their own; a test waits for what they do, not for a time."""
    until = time.monotonic() + _PATIENCE_S
    pause = threading.Event()
    while not holds():
        assert time.monotonic() < until, "never came true"
        pause.wait(0.02)


@pytest.fixture
def standby(tmp_path: Path, hub: Hub) -> Iterator[Hub]:
    with Hub(tmp_path / "standby", name="standby") as second:
        second.follow(read_pairing_text(hub.pairing_text), "standby")
        second.start()
        eventually(lambda: second.url in hub.store.standing.standbys and second.store.standing.whole)
        yield second


@pytest.fixture
def station(tmp_path: Path, hub: Hub, standby: Hub, clock: VenueClock) -> Iterator[VenueStation]:
    with StationStore(tmp_path / "A") as store:
        pair(store, read_pairing_text(hub.pairing_text), "A")
    made = VenueStation(tmp_path / "A", _server(tmp_path / "A"), "A", clock)
    made.sync()
    eventually(lambda: len(standby.store.doorkeeper.stations()) == len(hub.store.doorkeeper.stations()))
    yield made
    made.close()


def _server(directory: Path) -> HubServer:
    """With whereabouts that are kept; the store is opened again by the station."""
    with StationStore(directory) as store:
        server = paired_server(store)
    assert server is not None
    server._memory._settings = None  # the test's own store is closed
    return server


def promote_on_the_page(standby: Hub) -> None:
    with httpx2.Client(base_url=standby.url, trust_env=False) as browser:
        browser.post("/login", json={"code": standby.pairing_code})
        assert browser.get("/api/v1/standing").json()["role"] == "standby"
        assert browser.post("/api/v1/standing/promote", json={}).json()["role"] == "in-charge"


def test_the_standbys_pairing_code_and_event_are_the_hubs(hub, standby):
    assert standby.pairing_code == hub.pairing_code
    assert standby.store.setup() == SETUP


def test_a_standby_tells_stations_what_it_is(hub, standby):
    token = pair_with_hub(hub.url, hub.pairing_code, "B").token
    eventually(lambda: len(standby.store.doorkeeper.stations()) == 2)
    server = HubServer(standby.url, token)
    for call in (lambda: server.snapshot(None), lambda: server.push([], None), lambda: server.hello(5.0)):
        with pytest.raises(ServerTrouble) as caught:
            call()
        assert caught.value.trouble is Trouble.NOT_IN_CHARGE
    server.close()


def test_a_promoted_hub_that_is_started_again_with_the_same_words_stays_in_charge(hub, standby):
    promote_on_the_page(standby)
    standby.follow(read_pairing_text(hub.pairing_text), "standby")
    assert standby.store.standing.role is Role.IN_CHARGE


def test_only_the_page_may_promote(hub, standby, station):
    answer = httpx2.post(f"{standby.url}/api/v1/standing/promote", json={})
    assert answer.status_code == 401
    assert standby.store.standing.role is Role.STANDBY


def test_stations_find_the_promoted_hub_and_upload_what_it_misses(hub, standby, station, tmp_path):
    station.check_in("T00001")
    station.sync()
    hub.stop()
    promote_on_the_page(standby)
    station.check_in("T00002")
    report = station.sync()
    assert (report.pending, station.server.name) == (0, standby.url)
    assert {row["code"] for row in scan_export(standby.store.reader())} == {"T00001", "T00002"}


def test_the_address_of_the_promoted_hub_is_remembered(hub, standby, tmp_path):
    with StationStore(tmp_path / "B") as store:
        pair(store, read_pairing_text(hub.pairing_text), "B")
        server = paired_server(store)
        assert server is not None
        server.report(StationReport())
        eventually(lambda: len(standby.store.doorkeeper.stations()) == 2)
        hub.stop()
        promote_on_the_page(standby)
        live = server.beside()
        assert server.seek()
        assert paired_url(store) == standby.url
        assert live.hello(5.0).hub == "standby"
        server.close()
        live.close()


def test_the_former_hub_serves_nobody_also_after_a_restart(hub, standby, station, tmp_path, database):
    promote_on_the_page(standby)
    eventually(lambda: hub.store.standing.role is Role.RETIRED)
    hub.stop()
    with Hub(tmp_path / "hub", database=database) as again:
        again.start()
        with pytest.raises(ServerTrouble) as caught:
            pair_with_hub(again.url, again.pairing_code, "C")
        assert caught.value.trouble is Trouble.NOT_IN_CHARGE


def test_a_hub_that_was_away_at_the_promotion_retires_at_the_first_request_of_a_station(hub, standby, tmp_path):
    token = pair_with_hub(hub.url, hub.pairing_code, "B").token
    answer = httpx2.get(
        f"{hub.url}/api/v1/changes?cursor=x",
        headers={"Authorization": f"Bearer {token}", TERM_HEADER: str(Term(9, "later"))},
    )
    assert (answer.status_code, answer.json()["problem"]) == (409, "retired")
    assert hub.store.standing.role is Role.RETIRED


def test_a_stranger_retires_no_hub(hub):
    for headers in ({}, {"Authorization": "Bearer forged"}):
        httpx2.get(f"{hub.url}/api/v1/changes", headers={**headers, TERM_HEADER: "9.later"})
        httpx2.get(f"{hub.url}/api/v1/hello", headers={**headers, TERM_HEADER: "9.later"})
    assert hub.store.standing.role is Role.IN_CHARGE


def test_a_station_follows_no_hub_that_does_not_know_its_token(hub, standby, station, tmp_path):
    """Somebody on the venue's Wi-Fi with a hub of their own and the same name for the venue."""
    with Hub(tmp_path / "forged") as forged:
        lineage = hub.store.standing.lineage
        forged.load(SETUP, people(1))
        forged.store.writer.run(
            lambda ledger: ledger.connection.execute(
                "INSERT INTO meta VALUES ('lineage', ?), ('generation', '7')", (lineage,)
            )
        )
        forged.store.stand(lambda _: None)
        forged.start()
        memory = station.server._memory
        memory._where = type(memory.where)(url=hub.url, lineage=lineage, term=memory.where.term, standbys=(forged.url,))
        assert not station.server.seek()
        assert station.server.name == hub.url


def test_a_promoted_hub_is_found_by_its_announcement(hub, standby, station):
    """Nobody has told the station of an address."""
    memory = station.server._memory
    memory._where = replace(memory.where, standbys=())
    hub.stop()
    promote_on_the_page(standby)
    standing = standby.store.standing
    beacon = Beacon("standby", standby.url, LOOPBACK, lineage=standing.lineage, term=str(standing.term))
    try:
        server = station.server
        near = Succession(memory, server._token, server._device, lambda: find_hubs(10.0, LOOPBACK, enough=1))
        assert not near.seek(far=False)
        assert near.seek(far=True)
        assert server.name == standby.url
    finally:
        beacon.close()


def test_the_live_verdict_goes_along_to_the_promoted_hub(hub, standby, station):
    live = LiveVerdicts(station.server.beside(), limit_s=5.0)
    try:
        hub.stop()
        promote_on_the_page(standby)
        station.sync()
        station.admissions._live = live
        assert live.answering
        assert station.check_in("T00003").verdict.outcome is Outcome.ADMITTED
        assert [row["decided_by"] for row in scan_export(standby.store.reader())] == ["server"]
    finally:
        live.close()


def test_books_are_copied_to_nobody_but_a_standby(hub):
    token = pair_with_hub(hub.url, hub.pairing_code, "B").token
    answer = httpx2.get(f"{hub.url}/api/v1/replica", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 403


def test_a_standby_needs_the_code(hub, tmp_path):
    with Hub(tmp_path / "standby") as second:
        with pytest.raises(ServerTrouble):
            second.follow(PairingText(url=hub.url, code="WRONG"), "standby")
        assert second.store.standing.role is Role.IN_CHARGE
        with pytest.raises(EnvironmentProblem):
            hub.follow(PairingText(url=hub.url, code=hub.pairing_code), "itself")


def test_of_two_standbys_promoted_in_one_fright_one_gives_way(hub, standby, station, tmp_path):
    with Hub(tmp_path / "third", name="third") as third:
        third.follow(read_pairing_text(hub.pairing_text), "third")
        third.start()
        both = (standby, third)
        eventually(lambda: third.store.standing.whole and len(hub.store.standing.standbys) == 2)
        eventually(lambda: all(len(each.store.doorkeeper.stations()) == 3 for each in both))
        eventually(lambda: all(_rivals_of(each) == 2 for each in both))
        station.sync()  # and hears where they are
        hub.stop()
        for each in both:
            each.promote()
        right, wrong = sorted(both, key=lambda each: each.store.standing.term, reverse=True)
        eventually(lambda: wrong.store.standing.role is Role.RETIRED)
        assert right.store.standing.role is Role.IN_CHARGE
        station.check_in("T00001")
        station.sync()
        station.sync()
        assert [row["code"] for row in scan_export(right.store.reader())] == ["T00001"]


def _rivals_of(standby: Hub) -> int:
    return len(json.loads(meta(standby.store.reader(), RIVALS) or "{}"))
