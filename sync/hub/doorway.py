"""Live verdicts at the shortest: from the bytes of a question to the bytes of its answer.

A guest stands at the door, and tasks and routing were half of an answer's time. `sync.hub.door_protocol` speaks HTTP.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import msgspec

from kiosk.domain.live import Intent
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Verdict
from sync.hub.answers import Refused, problem_fault
from sync.hub.redeem import redeem, wanted_by
from sync.hub.store import HubStore
from sync.messages import Fault
from sync.terms import TERM_HEADER, Role

Headers = Sequence[tuple[bytes, bytes]]
Reply = Callable[[int, bytes, dict[str, str]], None]
"""Takes status, body and further headers of an answer."""

MAXIMUM_BODY = 16 * 1024
intents = msgspec.json.Decoder(Intent)
_TERM = TERM_HEADER.lower().encode()
_encoder = msgspec.json.Encoder()


def ask(store: HubStore, device: str, intent: Intent) -> asyncio.Future[Verdict | None]:
    """The verdict, durable when it comes; None when this hub does not know the gate.

    Raises Refused when another hub has taken over since the question began.
    """
    role = store.standing.role
    if role is not Role.IN_CHARGE:
        raise Refused(409, role.value, "another hub of this venue is in charge")
    return asyncio.ensure_future(store.writer.submit(lambda ledger: redeem(ledger, device, intent), wanted_by(intent)))


def told(verdict: Verdict | None, intent: Intent) -> Verdict:
    """What a door is told. Raises Refused."""
    if verdict is None:
        raise Refused(404, "unknown-gate", intent.gate)
    return verdict


class Doorway:
    """Answers doors of one hub."""

    def __init__(self, store: HubStore) -> None:
        self._store = store

    def device(self, headers: Headers) -> str | None:
        """The device that may be answered at once; None when the hub's application is to be asked.

        The hub is in charge, the station knows of no other one, and its token is known here (see `sync.hub.fence` and
        `sync.hub.introductions` for all the rest).
        """
        store = self._store
        standing = store.standing
        said = _value(headers, _TERM)
        if standing.role is not Role.IN_CHARGE or (said and said != str(standing.term).encode()):
            return None
        try:
            authorization = _value(headers, b"authorization").decode("latin-1")
            return store.doorkeeper.device_for(authorization, store.clock.now()).device
        except Refused:
            return None

    def answer(self, device: str, body: bytes, reply: Reply) -> None:
        """Replies when the verdict is durable, or at once to who is refused."""
        try:
            intent = intents.decode(body)
            asked = ask(self._store, device, intent)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            self._reply(reply, 400, Fault(problem="not-understood", detail=str(error)), {})
        except Refused as refused:
            self._reply(reply, refused.status, refused.fault, refused.headers)
        else:
            asked.add_done_callback(lambda asked: self._tell(asked, intent, reply))

    def too_large(self, reply: Reply) -> None:
        """Replies to who sends more than a question."""
        self._reply(reply, 413, Fault(problem="too-large", detail=f"at most {MAXIMUM_BODY} bytes"), {})

    def _tell(self, asked: asyncio.Future[Verdict | None], intent: Intent, reply: Reply) -> None:
        try:
            self._reply(reply, 200, told(asked.result(), intent), {})
        except Refused as refused:
            self._reply(reply, refused.status, refused.fault, refused.headers)
        except EnvironmentProblem as problem:
            self._reply(reply, 503, problem_fault(problem), {"Retry-After": "5"})
        except Exception as error:
            self._reply(reply, 500, Fault(problem="bug", detail=type(error).__name__), {})
            raise  # the loop tells of it

    def _reply(self, reply: Reply, status: int, value: Verdict | Fault, extra: dict[str, str]) -> None:
        reply(status, _encoder.encode(value), {TERM_HEADER: str(self._store.standing.term), **extra})


def _value(headers: Headers, wanted: bytes) -> bytes:
    for name, value in headers:
        if name == wanted:
            return value
    return b""
