"""A real hub on loopback, real stations."""

from __future__ import annotations

import socket
import threading
from dataclasses import replace

import httpx2
import pytest

from kiosk.domain.clock import SystemClock
from kiosk.domain.people import Credential, CredentialState
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Outcome, Reason, UploadState
from kiosk.store.station import StationStore
from sync.hub.server import Hub
from sync.pairing import pair, paired_server, read_pairing_text
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer, pair_with_hub
from sync.worker import SyncWorker
from tests.fakes.venue import SETUP, VenueStation, people, unpaid


@pytest.fixture
def paired(tmp_path, hub, clock):
    made = []

    def make(name: str) -> VenueStation:
        with StationStore(tmp_path / name) as store:
            pair(store, read_pairing_text(hub.pairing_text), name)
            server = paired_server(store)
        assert server is not None
        new = VenueStation(tmp_path / name, server, name, clock)
        made.append(new)
        return new

    yield make
    for station in made:
        station.close()


def test_a_paired_station_gets_event_people_and_search(paired):
    station = paired("A")
    report = station.sync()
    assert report.pulled == 10
    assert station.store.cache.setup() == SETUP
    assert station.store.cache.find("visitor 7", 5)[0].attendee.ticket_code == "T00007"


def test_scans_go_up_and_are_in_the_hubs_export(paired, hub):
    station = paired("A")
    station.sync()
    scans = [station.check_in(code).scan.scan_id for code in ("T00001", "nobody", "T00001")]
    report = station.sync()
    assert (report.pushed, report.pending) == (3, 0)
    token = station.store.log.setting("server.token")
    export = httpx2.get(f"{hub.url}/api/v1/scans", headers={"Authorization": f"Bearer {token}"}).json()
    assert [row["scan_id"] for row in export] == scans
    assert [row["verdict"] for row in export] == ["admitted", "refused", "refused"]
    assert {row["state"] for row in export} == {"accepted"}


def test_one_station_refuses_who_entered_at_another(paired):
    first, second = paired("A"), paired("B")
    first.sync()
    first.check_in("T00001")
    first.sync()
    second.sync()
    verdict = second.check_in("T00001", "south").verdict
    assert (verdict.outcome, verdict.reason) == (Outcome.REFUSED, Reason.ALREADY_ADMITTED)
    assert verdict.previous is not None and verdict.previous.station == "A"


def test_a_double_entry_made_while_apart_is_told_to_both_stations(paired):
    first, second = paired("A"), paired("B")
    for station in (first, second):
        station.sync()
        station.check_in("T00001")
    for station in (first, second, first):
        station.sync()
    assert second.store.log.upload_counts()[UploadState.CONFLICT] == 1
    for station in (first, second):
        (conflict,) = station.worker.open_conflicts()
        assert (conflict.winner.station, conflict.scan.station) == ("A", "B")
        assert station.worker.status.open_conflicts == 1


def test_a_closed_conflict_is_closed_everywhere(paired):
    first, second = paired("A"), paired("B")
    for station in (first, second):
        station.sync()
        station.check_in("T00001")
    for station in (first, second, first):
        station.sync()
    (conflict,) = first.worker.open_conflicts()
    assert isinstance(first.server, HubServer)
    first.server.close_conflict(conflict.scan.scan_id, "Salma", "twins")
    for station in (first, second):
        station.sync()
        assert station.worker.open_conflicts() == []


def test_people_added_changed_and_removed_come_down(paired, hub):
    station = paired("A")
    station.sync()
    hub.store.import_people([unpaid("T00001"), unpaid("NEW")])
    hub.store.remove_people(["T00002"])
    hub.store.import_credentials([Credential(code="OLD", ticket_code="T00003", state=CredentialState.REVOKED)])
    station.sync()
    assert station.check_in("T00001").verdict.reason is Reason.UNPAID
    assert station.check_in("NEW").verdict.reason is Reason.UNPAID
    assert station.check_in("T00002").verdict.reason is Reason.UNKNOWN_CODE
    assert station.check_in("OLD").verdict.reason is Reason.REVOKED


def test_an_unchanged_import_costs_the_stations_nothing(paired, hub):
    station = paired("A")
    station.sync()
    before = station.worker.report()
    assert hub.load(SETUP, people(10)).unchanged == 10
    assert station.sync().pulled == before.pulled


def test_people_may_be_sent_to_the_hub(paired):
    station = paired("A")
    assert isinstance(station.server, HubServer)
    taken = station.server.send_people(people(12))
    assert (taken.added, taken.changed, taken.unchanged) == (2, 0, 10)


def test_the_hub_remembers_everything_after_a_restart(paired, hub, tmp_path, database):
    station = paired("A")
    station.sync()
    station.check_in("T00001")
    station.sync()
    port = int(hub.url.rpartition(":")[2])
    hub.stop()
    with Hub(tmp_path / "hub", database=database) as again:
        again.start(port)
        station.check_in("T00002")
        report = station.sync()
        assert (report.pending, report.pulled) == (0, 10)


def test_a_hub_that_lost_its_books_gets_every_scan_again(paired, hub, tmp_path):
    station = paired("A")
    station.sync()
    station.check_in("T00001")
    station.sync()
    with Hub(tmp_path / "new hub") as new:
        new.load(SETUP, people(10))
        new.start()
        pair(station.store, read_pairing_text(new.pairing_text), "A")
        server = paired_server(station.store)
        assert server is not None
        worker = SyncWorker(station.store, server, station.clock, monotonic=station.clock.monotonic)
        report = worker.run_once()
        worker.stop()
    assert (report.pushed, report.pending) == (1, 0)


def test_scans_of_one_event_never_go_to_the_hub_of_another(paired, tmp_path):
    """The second event on the same computer: its guests would be told that they are in already."""
    station = paired("A")
    station.sync()
    station.check_in("T00001")
    with Hub(tmp_path / "new hub") as new:
        new.load(replace(SETUP, event=replace(SETUP.event, slug="autumn")), people(10))
        new.start()
        with pytest.raises(EnvironmentProblem, match="autumn") as caught:
            pair(station.store, read_pairing_text(new.pairing_text), "A")
    assert caught.value.kind is ProblemKind.CONFIGURATION
    assert station.sync().pushed == 1


def test_a_station_without_scans_may_go_to_another_event(paired, tmp_path):
    station = paired("A")
    station.sync()
    with Hub(tmp_path / "new hub") as new:
        new.load(replace(SETUP, event=replace(SETUP.event, slug="autumn")), people(10))
        new.start()
        pair(station.store, read_pairing_text(new.pairing_text), "A")
        assert station.store.log.setting("server.url") == new.url


def test_a_wrong_pairing_code_is_refused(hub):
    with pytest.raises(ServerTrouble) as caught:
        pair_with_hub(hub.url, "WRONG-1", "A")
    assert caught.value.trouble is Trouble.UNAUTHORIZED


def test_guessing_pairing_codes_is_slowed_down(hub):
    troubles = []
    for _ in range(7):
        with pytest.raises(ServerTrouble) as caught:
            pair_with_hub(hub.url, "WRONG-1", "A")
        troubles.append(caught.value.trouble)
    assert Trouble.BUSY in troubles


def test_a_pairing_code_is_read_without_case_and_hyphen(hub):
    assert pair_with_hub(hub.url, hub.pairing_code.replace("-", " ").lower(), "A").hub == "venue hub"


@pytest.mark.parametrize("text", ["", "K7QM-2XWD", "http://hub", "ftp://hub#K7QM-2XWD", "http://hub#"])
def test_a_text_that_is_no_pairing_text_is_named(text):
    with pytest.raises(EnvironmentProblem) as caught:
        read_pairing_text(text)
    assert caught.value.kind is ProblemKind.BAD_INPUT


def test_a_station_with_an_unknown_token_is_told_to_pair(hub, tmp_path, clock):
    station = VenueStation(tmp_path / "A", HubServer(hub.url, "forged"), "A", clock)
    station.sync()
    assert station.worker.status.problem is Trouble.UNAUTHORIZED
    station.close()


def test_an_upload_that_is_cut_off_is_no_bug_of_the_hub(paired, hub, caplog):
    token = paired("A").store.log.setting("server.token")
    address = httpx2.URL(hub.url)
    with socket.create_connection((address.host, address.port)) as gone:
        head = (
            f"POST /api/v1/scans HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {token}\r\nContent-Length: 999\r\n\r\n["
        )
        gone.sendall(head.encode())
    hub.stop()  # waits for the requests under way
    assert "ASGI" not in caplog.text


def test_nothing_is_served_without_a_token(hub):
    for path in ("snapshot", "changes?cursor=x", "scans", "conflicts", "counts", "stations"):
        assert httpx2.get(f"{hub.url}/api/v1/{path}").status_code == 401


def test_faults_are_named_in_json(hub, paired):
    token = paired("A").store.log.setting("server.token")
    headers = {"Authorization": f"Bearer {token}"}
    assert httpx2.get(f"{hub.url}/nowhere").json()["problem"] == "unknown-path"
    assert httpx2.get(f"{hub.url}/api/v1/snapshot?page=nonsense", headers=headers).status_code == 400
    answer = httpx2.post(f"{hub.url}/api/v1/scans", content=b"{", headers=headers)
    assert (answer.status_code, answer.json()["problem"]) == (400, "not-understood")


def test_a_port_in_use_is_named_with_its_remedy(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken, Hub(tmp_path / "hub") as hub:
        port = taken.getsockname()[1]
        with pytest.raises(EnvironmentProblem) as caught:
            hub.start(port)
    assert caught.value.kind is ProblemKind.PORT_IN_USE
    assert str(port) in caught.value.what and "--port" in caught.value.remedy


def test_the_offset_of_the_clock_is_measured(paired, clock):
    station = paired("A")
    station.sync()
    offset = station.worker.status.clock_offset_s
    assert offset is not None
    assert abs(offset - (SystemClock().now() - clock.now()).total_seconds()) < 5


class _Noted(HubServer):
    """A hub that notes when an upload was answered."""

    def __init__(self, url: str, token: str) -> None:
        super().__init__(url, token)
        self.pushed = threading.Event()

    def push(self, scans, clock_offset_s):
        reply = super().push(scans, clock_offset_s)
        self.pushed.set()
        return reply


def test_the_worker_uploads_by_itself_when_woken(paired, hub):
    station = paired("A")
    station.sync()
    server = _Noted(hub.url, station.store.log.setting("server.token") or "")
    worker = SyncWorker(station.store, server, SystemClock())
    worker.start()
    station.check_in("T00001")
    worker.wake()
    try:
        assert server.pushed.wait(10)
    finally:
        worker.stop()
    assert station.store.log.upload_counts()[UploadState.ACCEPTED] == 1


@pytest.mark.parametrize("number", ["9" * 20, "9" * 5_000, "-1", "", "x"])
def test_a_number_that_no_books_can_have_begins_the_download_anew(paired, hub, number):
    token = paired("A").store.log.setting("server.token")

    def ask(path: str, **query: str) -> httpx2.Response:
        return httpx2.get(f"{hub.url}/api/v1/{path}", params=query, headers={"Authorization": f"Bearer {token}"})

    assert ask("changes", cursor=f"{hub.store.epoch}.{number}").json()["start_over"]
    assert ask("snapshot", page=f"{number}/people:").status_code == 400
    assert ask("snapshot", page=f"1/scans:{number or 'x'}").status_code == 400


def test_two_hubs_do_not_write_in_one_file(tmp_path):
    """Each counts what it writes: they would give one number to two scans, and lose both."""
    with Hub(tmp_path) as first:
        first.start()
        with pytest.raises(EnvironmentProblem) as caught:
            Hub(tmp_path)
    assert str(tmp_path) in caught.value.what and "--data" in caught.value.remedy
    Hub(tmp_path).stop()


def test_a_standby_is_promoted_beside_the_hub_that_runs_it(tmp_path):
    with Hub(tmp_path) as runs, Hub(tmp_path, beside=True) as beside:
        assert (runs.is_beside, beside.is_beside) == (False, True)
        assert beside.promote() == 1
    with Hub(tmp_path, beside=True) as alone:
        assert not alone.is_beside
