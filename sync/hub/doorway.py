"""The short way in for live verdicts: a guest stands at the door, and half of an answer's time was routing.

An ASGI application that answers POST /api/v1/redeem itself, by the same rules, and hands all else to the hub's
application.
"""

from __future__ import annotations

import msgspec
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from kiosk.domain.live import Intent
from kiosk.domain.problems import EnvironmentProblem
from sync.hub.answers import Refused, problem_fault
from sync.hub.devices import Device
from sync.hub.redeem import redeem, wanted_by
from sync.hub.store import HubStore

_PATH = "/api/v1/redeem"
_MAXIMUM_BODY = 16 * 1024
_encoder = msgspec.json.Encoder()
_intents = msgspec.json.Decoder(Intent)


class Doorway:
    """Answers doors; `inner` answers everybody else."""

    def __init__(self, store: HubStore, inner: Starlette) -> None:
        self._store = store
        self.inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != _PATH or scope["method"] != "POST":
            await self.inner(scope, receive, send)
            return
        try:
            status, body, extra = 200, await self._answer(scope, receive), {}
        except Refused as refused:
            status, body, extra = refused.status, _encoder.encode(refused.fault), refused.headers
        except EnvironmentProblem as problem:
            status, body, extra = 503, _encoder.encode(problem_fault(problem)), {"Retry-After": "5"}
        await _send(send, status, body, extra)

    async def _answer(self, scope: Scope, receive: Receive) -> bytes:
        device = self._device(scope)
        intent = _read(await _body(receive))
        verdict = await self._store.writer.submit(
            lambda ledger: redeem(ledger, device.device, intent), wanted_by(intent)
        )
        if verdict is None:
            raise Refused(404, "unknown-gate", intent.gate)
        return _encoder.encode(verdict)

    def _device(self, scope: Scope) -> Device:
        authorization = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        return self._store.doorkeeper.device_for(authorization.decode("latin-1"), self._store.clock.now())


def _read(body: bytes) -> Intent:
    try:
        return _intents.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, "not-understood", str(error)) from error


async def _body(receive: Receive) -> bytes:
    message: Message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body", False):
        message = await receive()
        body += message.get("body", b"")
        if len(body) > _MAXIMUM_BODY:
            raise Refused(413, "too-large", f"at most {_MAXIMUM_BODY} bytes")
    return body


async def _send(send: Send, status: int, body: bytes, extra: dict[str, str]) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    headers += [(name.encode(), value.encode()) for name, value in extra.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
