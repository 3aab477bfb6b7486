"""Hints make changes visible at once; a stream of hints that is broken, silent or hostile only costs speed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import httpx2
import pytest

from kiosk.domain.clock import SystemClock
from kiosk.store.station import StationStore
from sync import hints, listening
from sync.hub import events
from sync.hub.server import Hub
from sync.listening import Listener
from sync.pairing import pair, paired_server, read_pairing_text
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer, pair_with_hub
from sync.worker import SyncWorker
from tests.fakes.scripted_server import ScriptedServer, answer, drip, send, silence
from tests.fakes.venue import people

_PATIENCE_S = 20.0
STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"


@pytest.fixture
def listen(hub: Hub):
    """Opens streams of hints; gives what they said so far, as lines."""
    streams: list[tuple[HubServer, threading.Thread]] = []

    def begin(token: str, on_hint: Callable[[], None]) -> None:
        server = HubServer(hub.url, token)
        thread = threading.Thread(target=_until_the_end, args=(server, on_hint))
        thread.start()
        streams.append((server, thread))

    yield begin
    for server, thread in streams:
        server.abort()
        thread.join()


def _until_the_end(server: HubServer, on_hint: Callable[[], None]) -> None:
    with suppress(ServerTrouble):
        server.listen(on_hint)


def token(hub: Hub) -> str:
    return pair_with_hub(hub.url, hub.pairing_code, "A").token


def test_a_change_is_hinted_at(hub, listen):
    hinted = threading.Semaphore(0)
    listen(token(hub), hinted.release)
    assert hinted.acquire(timeout=_PATIENCE_S)  # where the hub stands
    hub.store.import_people(people(11))
    assert hinted.acquire(timeout=_PATIENCE_S)


def test_many_changes_are_few_hints(hub, listen, monkeypatch):
    monkeypatch.setattr(events, "_CLOSEST_S", 3.0)
    hinted = threading.Semaphore(0)
    listen(token(hub), hinted.release)
    assert hinted.acquire(timeout=_PATIENCE_S)
    for number in range(11, 31):
        hub.store.import_people(people(number))
    assert hinted.acquire(timeout=_PATIENCE_S)
    assert not hinted.acquire(timeout=1.0)


def test_hints_need_a_token(hub):
    assert httpx2.get(f"{hub.url}/api/v1/events").status_code == 401


def test_a_second_stream_of_a_station_ends_the_first(hub, listen):
    mine, hinted = token(hub), [threading.Semaphore(0), threading.Semaphore(0)]
    for each in hinted:
        listen(mine, each.release)
        assert each.acquire(timeout=_PATIENCE_S)
    hub.store.import_people(people(11))
    assert hinted[1].acquire(timeout=_PATIENCE_S)
    assert not hinted[0].acquire(blocking=False)


def test_listeners_are_bounded(hub, listen, monkeypatch):
    monkeypatch.setattr(events, "LISTENERS", 1)
    hinted = threading.Semaphore(0)
    listen(token(hub), hinted.release)
    assert hinted.acquire(timeout=_PATIENCE_S)
    answered = httpx2.get(f"{hub.url}/api/v1/events", headers={"Authorization": f"Bearer {token(hub)}"})
    assert (answered.status_code, answered.json()["problem"]) == (503, "too-many-listeners")


def test_a_hub_with_listeners_stops_at_once(hub, listen):
    hinted = threading.Semaphore(0)
    listen(token(hub), hinted.release)
    assert hinted.acquire(timeout=_PATIENCE_S)
    began = time.monotonic()
    hub.stop()
    assert time.monotonic() - began < 2.5  # less than the grace for requests under way


def test_a_station_polls_at_once_when_hinted(hub, tmp_path, monkeypatch):
    """Polling alone would take a minute here."""
    monkeypatch.setattr(HubServer, "poll_s", 60.0)
    with StationStore(tmp_path / "A") as store:
        pair(store, read_pairing_text(hub.pairing_text), "A")
        server = paired_server(store)
        assert server is not None
        worker = SyncWorker(store, server, SystemClock())
        worker.start()
        try:
            _eventually(lambda: store.cache.people_count() == 10)
            hub.store.import_people(people(11))
            _eventually(lambda: store.cache.people_count() == 11)
        finally:
            worker.stop()


def _eventually(holds: Callable[[], bool]) -> None:
    until, pause = time.monotonic() + _PATIENCE_S, threading.Event()
    while not holds():
        assert time.monotonic() < until
        pause.wait(0.02)


def _heard(server: ScriptedServer) -> tuple[int, ServerTrouble | None]:
    """How many hints came, and what ended the stream."""
    hinted = []
    client = HubServer(server.url, "token")
    try:
        client.listen(lambda: hinted.append(1))
    except ServerTrouble as trouble:
        return len(hinted), trouble
    return len(hinted), None


@pytest.mark.parametrize(
    ("conversation", "trouble"),
    [
        (answer("200 OK", b"<html>log in</html>", "text/html"), Trouble.NOT_THE_SERVER),
        (answer("200 OK", b"{}"), Trouble.NOT_THE_SERVER),
        (answer("404 Not Found", b"{}"), Trouble.REFUSED),
        (answer("500 No", b"{}"), Trouble.NOT_THE_SERVER),
        (send(STREAM + b"x" * 5_000), Trouble.NOT_THE_SERVER),
        (send(STREAM + b"data: \n" * 20_000), Trouble.NOT_THE_SERVER),
        (send(b"nonsense"), Trouble.UNREACHABLE),
    ],
)
def test_what_is_no_good_stream_is_given_up(conversation, trouble):
    with ScriptedServer([conversation]) as server:
        _, found = _heard(server)
    assert found is not None and found.trouble is trouble


def test_a_stream_that_only_holds_the_line_is_given_up(monkeypatch):
    monkeypatch.setattr(hints, "_SILENCE_S", 0.2)
    stop = threading.Event()
    with ScriptedServer([silence(stop)]) as server:
        _, found = _heard(server)
        stop.set()
    assert found is not None and found.trouble is Trouble.TIMEOUT


def test_a_stream_that_never_ends_is_begun_anew(monkeypatch):
    monkeypatch.setattr(hints, "LONGEST_S", 0.3)
    stop = threading.Event()
    with ScriptedServer([drip(STREAM, b":\n\n", 0.02, stop)]) as server:
        hinted, found = _heard(server)
        stop.set()
    assert hinted == 0 and (found is None or found.trouble is Trouble.TIMEOUT)


class _Talkative:
    """A server that never stops hinting."""

    def __init__(self) -> None:
        self.streams = 0
        self.enough = threading.Event()

    def listen(self, on_hint: Callable[[], None]) -> None:
        self.streams += 1
        for _ in range(1_000):
            on_hint()
        if self.streams > 2:
            self.enough.set()


def test_a_flood_of_hints_makes_few_polls(monkeypatch):
    monkeypatch.setattr(listening, "_CLOSEST_S", 60.0)
    polls, server = [], _Talkative()
    listener = Listener(server, lambda: polls.append(1), lambda: None)
    assert server.enough.wait(_PATIENCE_S)
    listener.stop()
    assert len(polls) == 1


def test_a_hub_that_can_not_be_heard_is_tried_again_less_and_less_often():
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    listener = Listener(HubServer(url, "token"), lambda: None, lambda: None)
    _eventually(lambda: listener._patience.failures >= 2)
    listener.stop()
