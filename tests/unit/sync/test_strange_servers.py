"""A server that may be anything: slow, gone, a log-in page, or mad. Nothing of it becomes data."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import msgspec
import pytest

from kiosk.domain.scans import UploadState
from kiosk.store.station import StationStore
from sync import http_client
from sync.http_client import JsonClient
from sync.messages import Hello
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer
from sync.succession import Succession
from sync.whereabouts import HubMemory, Whereabouts
from tests.fakes.in_process_hub import Fault
from tests.fakes.scripted_server import ScriptedServer, answer, drip, read_request, send, silence
from tests.fakes.venue import OPENING, SETUP, VenueStation

_hellos = msgspec.json.Decoder(Hello)
BEYOND_ANY_ZONE = "Wed, 21 Oct 2026 07:28:00 +9999999999999"
GOOD = msgspec.json.encode(Hello(hub="hub", epoch="e", event="x", server_time=OPENING))


def ask(url: str, deadline_s: float = 5.0) -> Hello:
    client = JsonClient(url)
    try:
        return client.get("/api/v1/hello", _hellos, deadline_s=deadline_s)
    finally:
        client.close()


def trouble_of(conversation, deadline_s: float = 5.0) -> ServerTrouble:
    with ScriptedServer([conversation]) as server, pytest.raises(ServerTrouble) as caught:
        ask(server.url, deadline_s)
    return caught.value


def test_a_good_answer_is_read():
    with ScriptedServer([answer("200 OK", GOOD)]) as server:
        assert ask(server.url).hub == "hub"


def test_a_log_in_page_is_not_the_server():
    page = b"<html>Welcome to the venue's Wi-Fi, please accept our terms</html>"
    assert trouble_of(answer("200 OK", page, "text/html")).trouble is Trouble.NOT_THE_SERVER


def test_a_redirect_to_a_log_in_page_is_not_followed():
    moved = answer("302 Found", b"", "text/html", "Location: http://198.51.100.1/login\r\n")
    assert trouble_of(moved).trouble is Trouble.NOT_THE_SERVER


@pytest.mark.parametrize("status", ["401 Unauthorized", "404 Not Found", "511 Network Authentication Required"])
def test_a_refusal_in_html_comes_from_somebody_else(status):
    assert trouble_of(answer(status, b"<html>no</html>", "text/html")).trouble is Trouble.NOT_THE_SERVER


def test_a_refusal_of_the_server_itself_is_known_by_its_reason():
    assert trouble_of(answer("401 Unauthorized", b'{"problem":"unknown-token"}')).trouble is Trouble.UNAUTHORIZED
    assert trouble_of(answer("404 Not Found", b'{"problem":"unknown-gate"}')).trouble is Trouble.REFUSED


def test_status_500_is_the_servers_error():
    assert trouble_of(answer("500 Internal Server Error", b"oops", "text/plain")).trouble is Trouble.SERVER_ERROR


def test_retry_after_is_read_in_seconds_and_as_a_date():
    busy = trouble_of(answer("429 Too Many Requests", b"{}", headers="Retry-After: 17\r\n"))
    assert (busy.trouble, busy.retry_after_s) == (Trouble.BUSY, 17.0)
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    dated = trouble_of(answer("503 Service Unavailable", b"{}", headers=f"Retry-After: {later}\r\n"))
    assert dated.retry_after_s is not None and 50 < dated.retry_after_s <= 60


@pytest.mark.parametrize("value", ["soon", "-5", "Wed, 99 Foo", "\u00b2", BEYOND_ANY_ZONE])
def test_a_retry_after_that_means_nothing_is_ignored(value):
    assert trouble_of(answer("503 Busy", b"{}", headers=f"Retry-After: {value}\r\n")).retry_after_s is None


def test_an_endless_retry_after_is_cut():
    endless = trouble_of(answer("503 Busy", b"{}", headers="Retry-After: 99999999\r\n"))
    assert endless.retry_after_s == 600.0


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"hub": 7}', b"\xff\xfe", b"null"])
def test_data_of_another_kind_is_not_understood(body):
    assert trouble_of(answer("200 OK", body)).trouble is Trouble.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    "cut",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Ty",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999\r\n\r\n{",
        b"not http at all\r\n\r\n",
    ],
)
def test_a_connection_that_is_cut_is_unreachable(cut):
    assert trouble_of(send(cut)).trouble is Trouble.UNREACHABLE


def test_nobody_at_the_address_is_unreachable():
    with ScriptedServer([]) as server:
        url = server.url
    with pytest.raises(ServerTrouble) as caught:
        ask(url)
    assert caught.value.trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    "first",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Slow: ",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n",
    ],
)
def test_a_dripping_server_holds_nobody_beyond_the_deadline(first):
    stop = threading.Event()
    began = time.monotonic()
    trouble = trouble_of(drip(first, b"a", 0.02, stop), deadline_s=0.3)
    assert trouble.trouble is Trouble.TIMEOUT
    assert time.monotonic() - began < 1.5


def test_a_silent_server_holds_nobody_beyond_the_deadline():
    stop = threading.Event()
    with ScriptedServer([silence(stop)]) as server:
        began = time.monotonic()
        with pytest.raises(ServerTrouble) as caught:
            ask(server.url, 0.2)
        stop.set()
    assert caught.value.trouble is Trouble.TIMEOUT
    assert time.monotonic() - began < 1.5


def test_an_answer_without_an_end_is_cut_by_its_size(monkeypatch):
    monkeypatch.setattr(http_client, "MAXIMUM_BYTES", 100_000)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"

    def flood(peer):
        read_request(peer)
        peer.sendall(head)
        while True:
            peer.sendall(b"a" * 65536)

    assert trouble_of(flood).trouble is Trouble.NOT_THE_SERVER


def test_an_exchange_under_way_is_aborted_at_once():
    stop = threading.Event()
    asked = threading.Event()

    def hold(peer):
        read_request(peer)
        asked.set()
        stop.wait(30)

    with ScriptedServer([hold]) as server:
        client = JsonClient(server.url)
        caught: list[ServerTrouble] = []

        def wait_for_it() -> None:
            try:
                client.get("/", _hellos, deadline_s=30.0)
            except ServerTrouble as trouble:
                caught.append(trouble)

        waiting = threading.Thread(target=wait_for_it)
        waiting.start()
        assert asked.wait(5)
        client.abort()
        waiting.join(5)
        stop.set()
        assert not waiting.is_alive()
        client.close()
    assert caught


@pytest.mark.parametrize(
    "url",
    ["not an address", "http://[::1", "http://hub:port", "http://hub:84700", "http://a\0b", f"http://{'a' * 300}"],
)
def test_an_address_that_is_none_is_named(url):
    with pytest.raises(ServerTrouble, match="is not the address of a server") as caught:
        JsonClient(url)
    assert caught.value.trouble is Trouble.UNREACHABLE


def test_a_proof_in_any_letters_is_judged():
    """The address of a standby may have become somebody else's."""
    forged = Hello(hub="hub", epoch="e", event="", server_time=OPENING, lineage="venue", term="9.e", proof="\u00e9")
    with ScriptedServer([answer("200 OK", msgspec.json.encode(forged))]) as server:
        memory = HubMemory(Whereabouts(url="http://127.0.0.1:1", lineage="venue", term="1.a", standbys=(server.url,)))
        assert not Succession(memory, "token", "device").seek(far=False)


def test_a_log_in_page_changes_nothing_at_the_station(tmp_path, clock):
    page = answer("200 OK", b"<html>log in</html>", "text/html")
    with ScriptedServer([page]) as server:
        station = VenueStation(tmp_path / "A", HubServer(server.url, "token"), "A", clock)
        station.sync()
        status = station.worker.status
        station.close()
    assert (status.connected, status.problem) == (False, Trouble.NOT_THE_SERVER)


@pytest.mark.parametrize("fault", [fault for fault in Fault if fault is not Fault.NONE])
def test_after_any_fault_everything_arrives_exactly_once(station, books, fault):
    one = station("A")
    codes = [f"T{number:05}" for number in range(9)]
    scans = {one.check_in(code).scan.scan_id for code in codes}
    one.server.fault = fault
    one.sync()
    one.server.fault = Fault.NONE
    one.sync()
    report = one.sync()
    kept = [row["scan_id"] for row in books.reader().execute("SELECT scan_id FROM scans")]
    assert (report.pending, sorted(kept)) == (0, sorted(scans))


def test_a_failing_upload_leaves_the_download_alone(station, books, monkeypatch):
    one = station("A")
    one.check_in("T00001")
    books.remove_people(["T00002"])

    def fails(*_):
        raise ServerTrouble(Trouble.SERVER_ERROR, "status 500")

    monkeypatch.setattr(one.server, "push", fails)
    one.sync()
    assert one.store.cache.attendee("T00002") is None
    assert one.store.log.upload_counts()[UploadState.PENDING] == 1


class SilentServer:
    """Each call takes longer than a lane waits after a failure."""

    name, poll_s, batch = "silent", 1.0, 4

    def __init__(self, clock) -> None:
        self.clock = clock
        self.calls: list[str] = []

    def _silence(self, call: str) -> ServerTrouble:
        self.calls.append(call)
        if len(self.calls) > 20:
            pytest.fail("it never ends")
        self.clock.go_on(15.0)
        return ServerTrouble(Trouble.TIMEOUT, "no answer")

    def snapshot(self, page):
        raise self._silence("down")

    def push(self, scans, clock_offset_s):
        raise self._silence("up")

    def abort(self) -> None: ...

    def close(self) -> None: ...


def test_one_pass_asks_a_silent_server_once_in_each_direction(tmp_path, clock):
    """A person waits for `kiosk sync --once`, and a window for its people."""
    with StationStore(tmp_path / "A") as store:
        store.cache.save_setup(SETUP)
    server = SilentServer(clock)
    station = VenueStation(tmp_path / "A", server, "A", clock)
    station.check_in("nobody")
    report = station.sync()
    station.close()
    assert sorted(server.calls) == ["down", "up"]
    assert report.pending == 1
