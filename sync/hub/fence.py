"""The fence before the hub's interface: only the hub in charge serves, and it retires when a later one is heard of.

Every answer carries this hub's term, every request of a station the latest term that the station knows.
"""

from __future__ import annotations

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.hub.answers import Refused
from sync.hub.page_routes import PAGE_PATHS
from sync.hub.standing import retire
from sync.hub.store import HubStore
from sync.messages import Fault
from sync.terms import TERM_HEADER, Role, Term

_HEADER = TERM_HEADER.lower().encode()
_OPEN = PAGE_PATHS | {f"/api/v1/{name}" for name in ("hello", "openapi.json", "standing", "standing/promote")}
_encoder = msgspec.json.Encoder()


class Fence:
    """An ASGI application around another one."""

    def __init__(self, store: HubStore, inner: ASGIApp) -> None:
        self._store = store
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        await self._hear(scope)
        standing = self._store.standing
        header = (_HEADER, str(standing.term).encode())

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], header]
            await send(message)

        if standing.role is Role.IN_CHARGE or scope["path"] in _OPEN:
            await self._inner(scope, receive, told)
        else:
            await _turn_away(told, standing.role)

    async def _hear(self, scope: Scope) -> None:
        """Retires on the disk before anything is answered. Only a paired station is believed."""
        said = next((value for name, value in scope["headers"] if name == _HEADER), None)
        if said is None:
            return
        term = Term.read(said.decode("latin-1"))
        if term > self._store.standing.latest and self._is_paired(scope):
            await run_in_threadpool(lambda: self._store.stand(lambda ledger: retire(ledger, term)))

    def _is_paired(self, scope: Scope) -> bool:
        authorization = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        try:
            self._store.doorkeeper.device_for(authorization.decode("latin-1"), self._store.clock.now())
        except Refused:
            return False
        return True


async def _turn_away(send: Send, role: Role) -> None:
    """What it is, in the word that stations know."""
    body = _encoder.encode(Fault(problem=role.value, detail="another hub of this venue is in charge"))
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 409, "headers": headers})
    await send({"type": "http.response.body", "body": body})
