"""One write to the network for each answer.

uvicorn writes head and body apart. Two writes are two system calls and two packets, a fifth of the whole work for a
live verdict.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol


class OneWriteProtocol(HttpToolsProtocol):
    """uvicorn's protocol over a transport that gathers what is written in one turn of the loop."""

    transport: Any

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(_Gathering(transport, asyncio.get_running_loop()))


class _Gathering(asyncio.Transport):
    def __init__(self, inner: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__()
        self._inner = inner
        self._loop = loop
        self._gathered: list[bytes] = []

    def write(self, data: Any) -> None:
        if not self._gathered:
            self._loop.call_soon(self._flush)
        self._gathered.append(bytes(data))

    def write_whole(self, answer: bytes) -> None:
        """Writes an answer that is in one piece already, behind what was written before."""
        if self._gathered:
            self._gathered.append(answer)
        else:
            self._inner.write(answer)

    def close(self) -> None:
        self._flush()
        self._inner.close()

    def abort(self) -> None:
        self._gathered.clear()
        self._inner.abort()

    def is_closing(self) -> bool:
        return self._inner.is_closing()

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return self._inner.get_extra_info(name, default)

    def pause_reading(self) -> None:
        self._inner.pause_reading()

    def resume_reading(self) -> None:
        self._inner.resume_reading()

    def set_protocol(self, protocol: asyncio.BaseProtocol) -> None:
        self._inner.set_protocol(protocol)

    def _flush(self) -> None:
        written, self._gathered = b"".join(self._gathered), []
        if written and not self._inner.is_closing():  # who has gone meanwhile reads no more
            self._inner.write(written)
