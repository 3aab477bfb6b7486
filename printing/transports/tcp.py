"""Raw TCP, port 9100 by custom: the line of nearly every network label printer."""

from __future__ import annotations

import socket
import time

from printing.transports.transport import broken, unreachable

_CHUNK = 16384


class TcpTransport:
    """One TCP connection a visit; printers allow few at a time, so close it soon."""

    def __init__(self, host: str, port: int = 9100) -> None:
        self._address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._target = (host, port)
        self._socket: socket.socket | None = None

    def open(self, deadline_ms: int) -> None:
        """Connects within the deadline and without Nagle's delay."""
        try:
            self._socket = socket.create_connection(self._target, deadline_ms / 1000)
        except OSError as error:
            raise unreachable(self._address, _reason(error)) from error
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Sends all within the total deadline; counts what the system accepted."""
        line = self._line()
        end = time.monotonic() + deadline_ms / 1000
        sent = 0
        view = memoryview(data)
        while sent < len(data):
            rest = end - time.monotonic()
            if rest <= 0:
                raise broken(self._address, "it stopped taking data", sent)
            try:
                line.settimeout(rest)
                sent += line.send(view[sent : sent + _CHUNK])
            except OSError as error:
                raise broken(self._address, _reason(error), sent) from error

    def receive(self, deadline_ms: int) -> bytes:
        """The next bytes within the deadline."""
        line = self._line()
        line.settimeout(max(deadline_ms, 1) / 1000)
        try:
            data = line.recv(_CHUNK)
        except TimeoutError:
            return b""
        except OSError as error:
            raise broken(self._address, _reason(error)) from error
        if not data:
            raise broken(self._address, "it closed the connection")
        return data

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _line(self) -> socket.socket:
        if self._socket is None:
            raise broken(self._address, "not open")
        return self._socket


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return (error.strerror or str(error)).lower()
