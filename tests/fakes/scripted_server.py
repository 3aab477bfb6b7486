"""A TCP server that answers each connection with bytes that a test chose: log-in pages, half replies, drips."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence

Conversation = Callable[[socket.socket], None]


def answer(status: str, body: bytes, content_type: str = "application/json", headers: str = "") -> Conversation:
    """A whole answer with the length of its body."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return send(head.encode() + body)


def send(data: bytes) -> Conversation:
    """Reads the request, sends `data`, and hangs up."""

    def conversation(peer: socket.socket) -> None:
        read_request(peer)
        peer.sendall(data)

    return conversation


def drip(first: bytes, drop: bytes, every_s: float, stop: threading.Event) -> Conversation:
    """Sends `first`, then `drop` again and again without an end."""

    def conversation(peer: socket.socket) -> None:
        read_request(peer)
        peer.sendall(first)
        while not stop.wait(every_s):
            peer.sendall(drop)

    return conversation


def silence(stop: threading.Event) -> Conversation:
    """Takes the request and says nothing."""

    def conversation(peer: socket.socket) -> None:
        read_request(peer)
        stop.wait(30)

    return conversation


def read_request(peer: socket.socket) -> bytes:
    """The bytes of one request (or answer), its body by Content-Length; empty when it was cut off."""
    received = b""
    while b"\r\n\r\n" not in received:
        chunk = peer.recv(65536)
        if not chunk:
            return b""
        received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        chunk = peer.recv(65536)
        if not chunk:
            return b""
        body += chunk
    return head + b"\r\n\r\n" + body


class ScriptedServer:
    """Holds one conversation a connection, in order; the last one is repeated."""

    def __init__(self, conversations: Sequence[Conversation]) -> None:
        self._conversations = list(conversations)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.stop = threading.Event()
        self.connections = 0
        self._thread = threading.Thread(target=self._serve, name="scripted server")
        self._thread.start()

    def __enter__(self) -> ScriptedServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        with socket.create_connection(self._listener.getsockname(), 5):
            pass  # wakes the listener
        self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            peer, _ = self._listener.accept()
            with peer:
                if self.stop.is_set():
                    return
                conversation = self._conversations[min(self.connections, len(self._conversations) - 1)]
                self.connections += 1
                try:
                    conversation(peer)
                except OSError:
                    continue  # the other side had enough
