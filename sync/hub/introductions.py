"""Stations that another process of the same hub has paired a moment ago are known here as well.

Before a token is turned away, the books are asked for it.
"""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from sync.hub.store import HubStore
from sync.messages import Fault

_UNAVAILABLE = Response(
    msgspec.json.encode(Fault(problem=ProblemKind.NETWORK.value, detail="the hub can't reach its books")),
    503,
    {"Retry-After": "5"},
    media_type="application/json",
)


class Introductions:
    """An ASGI application around another one."""

    def __init__(self, store: HubStore, inner: ASGIApp) -> None:
        self._store = store
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._store.is_shared:
            said = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
            if self._store.doorkeeper.is_stranger(said.decode("latin-1")) and not await self._is_introduced():
                await _UNAVAILABLE(scope, receive, send)
                return
        await self._inner(scope, receive, send)

    async def _is_introduced(self) -> bool:
        """Reads the devices again; False when the books can't be asked: nobody is told to pair again for that."""
        try:
            await run_in_threadpool(lambda: self._store.doorkeeper.load(self._store.reader()))
        except EnvironmentProblem:
            return False
        return True
