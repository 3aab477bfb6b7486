"""HTTP with one deadline for the whole exchange.

Time-outs of HTTP libraries are per read: a server that sends a byte a second holds its caller for ever. Here each
read, write and handshake of the connection gets only what is left until the deadline, headers included.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import httpcore2
import httpx2

_OVER_S = 0.001
"""What an operation gets when the deadline has passed: enough to fail with the library's own time-out."""


class Deadline:
    """The moment, on the monotonic clock, until which the present exchange may run; shared with its connections."""

    def __init__(self) -> None:
        self._until = 0.0
        self._aborted = threading.Event()
        self._streams: set[_Stream] = set()
        self._lock = threading.Lock()

    def begin(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left, never quite zero."""
        return _OVER_S if self._aborted.is_set() else max(_OVER_S, self._until - time.monotonic())

    @property
    def over(self) -> bool:
        return self._aborted.is_set() or time.monotonic() >= self._until

    def abort(self) -> None:
        """Ends the present exchange from another thread, and refuses later ones."""
        self._aborted.set()
        with self._lock:
            for stream in self._streams:
                stream.shut_down()

    def watch(self, stream: _Stream) -> None:
        with self._lock:
            self._streams.add(stream)

    def forget(self, stream: _Stream) -> None:
        with self._lock:
            self._streams.discard(stream)


class _Stream(httpcore2.NetworkStream):
    """A connection whose every operation is bounded by the deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline
        deadline.watch(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._deadline.over:
            raise httpcore2.ReadTimeout("the deadline has passed")
        return self._inner.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if self._deadline.over:
            raise httpcore2.WriteTimeout("the deadline has passed")
        self._inner.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._deadline.forget(self)
        self._inner.close()

    def shut_down(self) -> None:
        raw = self._inner.get_extra_info("socket")
        if raw is not None:
            with suppress(OSError):  # it was closed by the other side already
                raw.shutdown(socket.SHUT_RDWR)

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        self._deadline.forget(self)
        inner = self._inner.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._inner = httpcore2.SyncBackend()
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        if self._deadline.over:
            raise httpcore2.ConnectTimeout("the deadline has passed")
        inner = self._inner.connect_tcp(host, port, self._deadline.left(), local_address, socket_options)
        return _Stream(inner, self._deadline)


class DeadlineTransport(httpx2.HTTPTransport):
    """httpx2's transport over connections that keep to `deadline`; no proxy of the environment is used."""

    def __init__(self, deadline: Deadline, *, encrypted: bool) -> None:
        super().__init__(verify=encrypted, trust_env=False)
        self._pool.close()
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context() if encrypted else None,
            max_connections=2,
            keepalive_expiry=60.0,
            network_backend=_Backend(deadline),
        )
