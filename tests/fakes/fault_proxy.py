"""A proxy between stations and a hub that does to their exchanges what venue networks do.

Real TCP on loopback, one thread a connection, one fault a request as `choose` says. It reads whole requests and whole
answers, so that a fault strikes where it hurts: before the server has heard, after it has, or half-way.
"""

from __future__ import annotations

import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

from tests.fakes.scripted_server import read_request

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
_PORTAL = b"<html><body>Welcome to the venue Wi-Fi. <a href='/login'>Log in</a></body></html>"
_ENDLESS_BYTES = 10_000_000_000
_DRIP_S = 0.05


class ProxyFault(StrEnum):
    """What happens to one request."""

    NONE = "none"
    DROP = "drop"
    RESET = "reset"
    RESET_AFTER = "reset-after"
    HALF_REPLY = "half-reply"
    TWICE = "twice"
    AGAIN_LATER = "again-later"
    DELAY = "delay"
    SERVER_ERROR = "server-error"
    ERROR_AFTER = "error-after"
    BUSY = "busy"
    PORTAL = "portal"
    ENDLESS = "endless"
    HUGE = "huge"
    DRIP = "drip"
    SILENCE = "silence"


Choose = Callable[[bytes], ProxyFault]
"""From the request (head and body) to what happens to it; called on the connection's thread."""


class FaultProxy:
    """Listens on a free port of loopback. `upstream` may be down or change; the proxy connects for each exchange."""

    def __init__(self, upstream: tuple[str, int], choose: Choose = lambda _: ProxyFault.NONE) -> None:
        self.upstream = upstream
        self.choose = choose
        self.delay_s = 0.4
        self.struck: Counter[ProxyFault] = Counter()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._closed = threading.Event()
        self._healed = threading.Event()
        self._peers: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._late: list[bytes] = []
        self._lock = threading.Lock()
        self._acceptor = threading.Thread(target=self._accept, name="fault proxy")
        self._acceptor.start()

    def __enter__(self) -> FaultProxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def heal(self) -> None:
        """From now on nothing goes wrong: what a fault still holds is cut off, what it kept for later is forgotten."""
        self.choose = lambda _: ProxyFault.NONE
        with self._lock:
            self._late.clear()
            healed, self._healed = self._healed, threading.Event()
        healed.set()

    def close(self) -> None:
        """Cuts every connection and joins every thread."""
        self._closed.set()
        self.heal()
        with suppress(OSError), socket.create_connection(self._listener.getsockname(), 5):
            pass  # wakes the acceptor
        self._acceptor.join()
        self._listener.close()
        with self._lock:
            peers, threads = list(self._peers), list(self._threads)
        for peer in peers:
            with suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            peer, _ = self._listener.accept()
            if self._closed.is_set():
                peer.close()
                return
            thread = threading.Thread(target=self._serve, args=(peer,), name="fault proxy connection")
            with self._lock:
                self._peers.add(peer)
                self._threads = {one for one in self._threads if one.is_alive()} | {thread}
                thread.start()

    def _serve(self, peer: socket.socket) -> None:
        try:
            with peer, suppress(OSError):  # either side may hang up at any time
                while request := read_request(peer):
                    if not self._exchange(peer, request):
                        return
        finally:
            with self._lock:
                self._peers.discard(peer)

    def _exchange(self, peer: socket.socket, request: bytes) -> bool:
        """One request and what becomes of it; False ends the connection."""
        fault = self.choose(request)
        with self._lock:
            self.struck[fault] += 1
            healed = self._healed
        if fault in _MADE_UP:
            peer.sendall(_MADE_UP[fault])
            return False
        match fault:
            case ProxyFault.DROP:
                return False
            case ProxyFault.RESET:
                _reset(peer)
                return False
            case ProxyFault.DRIP:
                self._drip(peer, healed)
                return False
            case ProxyFault.SILENCE:
                healed.wait()
                return False
            case ProxyFault.ENDLESS | ProxyFault.HUGE:
                self._flood(peer, healed, huge=fault is ProxyFault.HUGE)
                return False
            case ProxyFault.DELAY:
                healed.wait(self.delay_s)
        return self._forward(peer, request, fault)

    def _forward(self, peer: socket.socket, request: bytes, fault: ProxyFault) -> bool:
        for late in self._take_late():
            with suppress(OSError):
                self._ask(late)
        if fault is ProxyFault.AGAIN_LATER:
            with self._lock:
                self._late.append(request)
        if fault is ProxyFault.TWICE:
            self._ask(request)
        reply = self._ask(request)
        match fault:
            case ProxyFault.RESET_AFTER:
                _reset(peer)
                return False
            case ProxyFault.ERROR_AFTER:
                peer.sendall(_MADE_UP[ProxyFault.SERVER_ERROR])
                return False
            case ProxyFault.HALF_REPLY:
                peer.sendall(reply[: len(reply) // 2])
                return False
        peer.sendall(reply)
        return bool(reply)

    def _ask(self, request: bytes) -> bytes:
        """The server's answer over a connection of its own; raises OSError while there is no server."""
        with socket.create_connection(self.upstream, 5) as server:
            server.settimeout(30)
            server.sendall(request)
            return read_request(server)

    def _take_late(self) -> list[bytes]:
        with self._lock:
            late, self._late = self._late, []
        return late

    def _drip(self, peer: socket.socket, healed: threading.Event) -> None:
        peer.sendall(_HEAD + b"Content-Length: 99999\r\n\r\n")
        while not healed.wait(_DRIP_S):
            peer.sendall(b" ")

    def _flood(self, peer: socket.socket, healed: threading.Event, *, huge: bool) -> None:
        """A body without an end, or one that is announced with its ten gigabytes."""
        length = b"Content-Length: %d\r\n" % _ENDLESS_BYTES if huge else b""
        peer.sendall(_HEAD + length + b"\r\n")
        while not healed.is_set():
            peer.sendall(b" " * 65536)


def _reset(peer: socket.socket) -> None:
    """Closes with a RST instead of a FIN."""
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def _whole(status: str, body: bytes, content_type: str, headers: str = "") -> bytes:
    told = f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}"
    head = f"HTTP/1.1 {status}\r\n{told}\r\n"
    return head.encode() + body


_MADE_UP = {
    ProxyFault.SERVER_ERROR: _whole("500 Internal Server Error", b"oops", "text/plain"),
    ProxyFault.BUSY: _whole("429 Too Many Requests", b"{}", "application/json", "Retry-After: 1\r\n"),
    ProxyFault.PORTAL: _whole("200 OK", _PORTAL, "text/html"),
}
