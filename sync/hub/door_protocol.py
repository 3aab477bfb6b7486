"""HTTP for live verdicts, answered where it is parsed; uvicorn's protocol serves every other request.

uvicorn parses, keeps connections alive, refuses what is no HTTP and orders pipelined requests. A plain question for a
verdict gets no ASGI cycle but a `_Question`, which has what uvicorn asks of a cycle and no more.
"""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from sync.hub.bounds import BoundedProtocol
from sync.hub.doorway import MAXIMUM_BODY, Doorway, Headers

PATH = b"/api/v1/redeem"
_FIRST_LINE = b"POST /api/v1/redeem HTTP/1.1\r\n"


class _Question:
    """One question for a verdict, from its head to its answer. uvicorn sets and reads these names."""

    __slots__ = ("body", "device", "disconnected", "keep_alive", "message_event", "more_body", "response_complete")

    def __init__(self, device: str, *, keep_alive: bool) -> None:
        self.device = device
        self.keep_alive = keep_alive
        self.body = bytearray()
        self.more_body = True
        self.disconnected = False
        self.response_complete = False
        self.message_event = _NOBODY_WAITS


class _NobodyWaits:
    def set(self) -> None: ...


_NOBODY_WAITS = _NobodyWaits()


class DoorProtocol(BoundedProtocol):
    """uvicorn's protocol with a short way for doors."""

    doorway: ClassVar[Doorway]
    cycle: Any
    _received = b""
    _head = b""
    """The last head of a plain question. A door sends the same one with every question of the same length."""
    _head_said: Headers = ()
    _whole = 0

    def data_received(self, data: bytes) -> None:
        if len(data) == self._whole and self._is_between() and data.startswith(self._head):
            device = self.doorway.device(self._head_said)
            if device is not None:
                self._unset_keepalive_if_required()
                self.cycle = _Question(device, keep_alive=True)
                self._ask(self.cycle, data[len(self._head) :])
                return
        self._received = data
        super().data_received(data)

    def on_headers_complete(self) -> None:
        device = self.doorway.device(self.headers) if self.url == PATH and self._is_plain() else None
        if device is None:
            super().on_headers_complete()
        else:
            self.cycle = _Question(device, keep_alive=self.parser.should_keep_alive())

    def on_body(self, body: bytes) -> None:
        super().on_body(body)
        question = self.cycle
        if type(question) is _Question and len(question.body) > MAXIMUM_BODY and not question.response_complete:
            question.keep_alive = False  # what is still to come is not read
            self.doorway.too_large(partial(self._reply, question))

    def on_message_complete(self) -> None:
        super().on_message_complete()
        question = self.cycle
        if type(question) is _Question and not question.response_complete:
            self._remember(question)
            self._ask(question, bytes(question.body))

    def _remember(self, question: _Question) -> None:
        """A head that came in one piece with its body, and with nothing else, needs no parsing when it comes again."""
        head, end, body = self._received.partition(b"\r\n\r\n")
        if question.keep_alive and body == question.body and head.startswith(_FIRST_LINE):
            self._head, self._head_said, self._whole = head + end, self.headers, len(self._received)

    def _ask(self, question: _Question, body: bytes) -> None:
        self.doorway.answer(question.device, body, partial(self._reply, question))

    def _is_free(self) -> bool:
        """Nothing before the next request waits for its answer, nor answers for who does not read them."""
        return (self.cycle is None or self.cycle.response_complete) and not self.flow.write_paused

    def _is_between(self) -> bool:
        """As well no request has begun: one may be answered long before its body is through."""
        return self._begun is None and self._is_free()

    def _is_plain(self) -> bool:
        """A question like that of our own stations."""
        return (
            self._is_free()
            and self.parser.get_method() == b"POST"
            and self.parser.get_http_version() == "1.1"
            and not self.expect_100_continue
            and not self.parser.should_upgrade()
        )

    def _reply(self, question: _Question, status: int, body: bytes, extra: dict[str, str]) -> None:
        if self.transport.is_closing():
            return  # the door has gone; what was stored is told when it asks again
        question.response_complete = True
        head = [STATUS_LINE[status]]
        for name, value in self.server_state.default_headers:
            head += (name, b": ", value, b"\r\n")
        for key, text in extra.items():
            head.append(f"{key}: {text}\r\n".encode())
        if not question.keep_alive:
            head.append(b"connection: close\r\n")
        head.append(b"content-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(body))
        self.transport.write_whole(b"".join((*head, body)))
        if not question.keep_alive:
            self.transport.close()
        self.on_response_complete()


def protocol_of(doorway: Doorway) -> type[DoorProtocol]:
    """The protocol class for uvicorn's configuration."""
    return type("DoorProtocolOfHub", (DoorProtocol,), {"doorway": doorway})
