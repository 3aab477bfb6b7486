"""Hints to stations that there is something new, as server-sent events (WHATWG HTML, section 9.2).

A hint carries the newest cursor and nothing else; stations fetch the changes as always. Hints to one station are some
way apart, the more stations the further, so that a busy hub is not asked more often than by polling.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

from starlette.requests import Request
from starlette.responses import StreamingResponse

from sync.hub.answers import Refused
from sync.hub.store import HubStore
from sync.terms import Role

LISTENERS = 512
_LOOK_EVERY_S = 0.05
_CLOSEST_S = 0.1
_HINTS_PER_S = 250
"""To all stations together: as often as two hundred of them look by themselves."""

_HEARTBEAT_S = 15.0
_HEARTBEAT = b":\n\n"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class _Listener:
    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.over = asyncio.Event()

    def end(self) -> None:
        self.over.set()
        self.news.set()


class Events:
    """The listening stations of one hub, on its event loop; only `close` may come from another thread."""

    def __init__(self, store: HubStore) -> None:
        self._store = store
        self._listeners: dict[str, _Listener] = {}
        self._watch: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def listen(self, request: Request) -> StreamingResponse:
        """The stream for one station; a second one of the same station ends the first. Raises Refused."""
        authorization = request.headers.get("authorization", "")
        device = self._store.doorkeeper.device_for(authorization, self._store.clock.now()).device
        if len(self._listeners) >= LISTENERS and device not in self._listeners:
            raise Refused(503, "too-many-listeners", "changes can be asked for without hints", 30.0)
        return StreamingResponse(self._stream(device), media_type="text/event-stream", headers=_HEADERS)

    def close(self) -> None:
        """Ends all streams, so that the server can stop. Safe from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._end_all)

    async def _stream(self, device: str) -> AsyncIterator[bytes]:
        listener = self._admit(device)
        try:
            yield self._hint()
            while not listener.over.is_set():
                yield await self._next(listener)
        finally:
            if self._listeners.get(device) is listener:
                del self._listeners[device]

    async def _next(self, listener: _Listener) -> bytes:
        """The next thing to say: a hint some way after the last one, or that the hub is still there."""
        with suppress(TimeoutError):
            await asyncio.wait_for(listener.over.wait(), max(_CLOSEST_S, len(self._listeners) / _HINTS_PER_S))
        try:
            await asyncio.wait_for(listener.news.wait(), _HEARTBEAT_S)
        except TimeoutError:
            return _HEARTBEAT
        listener.news.clear()
        return _HEARTBEAT if listener.over.is_set() else self._hint()

    def _admit(self, device: str) -> _Listener:
        former = self._listeners.get(device)
        if former is not None:
            former.end()
        self._loop = asyncio.get_running_loop()
        listener = self._listeners[device] = _Listener()
        if self._watch is None or self._watch.done():
            self._watch = self._loop.create_task(self._look(self._store.newest_cursor))
        return listener

    async def _look(self, told: str) -> None:
        """Sees what was committed after `told` by whichever process; ends with the last listener."""
        while self._listeners:
            await asyncio.sleep(_LOOK_EVERY_S)
            newest = self._store.newest_cursor
            if self._store.standing.role is not Role.IN_CHARGE:
                self._end_all()
            elif newest != told:
                told = newest
                for listener in self._listeners.values():
                    listener.news.set()

    def _end_all(self) -> None:
        for listener in self._listeners.values():
            listener.end()
        if self._watch is not None:
            with suppress(RuntimeError):  # the loop is over already
                self._watch.cancel()

    def _hint(self) -> bytes:
        return f"data: {self._store.newest_cursor}\n\n".encode()
