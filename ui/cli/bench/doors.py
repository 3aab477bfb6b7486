"""Many doors that never rest, in one thread, so that asking costs the machine little while the hub is measured."""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_PATIENCE_S = 30.0


@dataclass(slots=True)
class _Door:
    """One keep-alive connection with one question under way."""

    connection: socket.socket
    asked: float = 0.0
    received: bytes = b""

    def ask(self, request: bytes) -> None:
        self.received = b""
        self.asked = time.perf_counter()
        self.connection.sendall(request)

    def has_answer(self) -> bool:
        """Takes what has come; True when the answer is whole. Raises RuntimeError when it is not a yes."""
        self.received += self.connection.recv(65536)
        head, end, body = self.received.partition(b"\r\n\r\n")
        if not end:
            return False
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"the hub answered {self.received!r}")
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        return len(body) >= length


def ask_all(url: str, requests: Iterator[bytes], connections: int) -> list[float]:
    """Sends every request over so many connections, one at a time on each; milliseconds to each whole answer."""
    parts = urlsplit(url)
    times: list[float] = []
    with ExitStack() as opened, selectors.DefaultSelector() as selector:
        for _, request in zip(range(connections), requests, strict=False):
            address = (parts.hostname or "", parts.port or 0)
            door = _Door(opened.enter_context(socket.create_connection(address, _PATIENCE_S)))
            door.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            selector.register(door.connection, selectors.EVENT_READ, door)
            door.ask(request)
        while selector.get_map():
            for key, _ in selector.select(_PATIENCE_S):
                if not key.data.has_answer():
                    continue
                times.append((time.perf_counter() - key.data.asked) * 1000)
                following = next(requests, None)
                if following is None:
                    selector.unregister(key.fileobj)
                else:
                    key.data.ask(following)
    return times


def cpu_seconds(process: int) -> float | None:
    """CPU time of another process with all its threads; None where the system has no /proc."""
    path = Path(f"/proc/{process}/stat")
    if not path.exists():
        return None
    fields = path.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
