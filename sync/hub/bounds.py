"""What one connection may cost: uvicorn and its parser keep a head of any length, and wait for its end for ever.

On a venue's network anybody can connect. The length of a body is bounded where it is read.
"""

from __future__ import annotations

import asyncio

from sync.hub.one_write import OneWriteProtocol

MAXIMUM_HEAD = 64 * 1024
"""Bytes of a request besides its body, to within one read from the socket."""

LONGEST_REQUEST_S = 60.0
"""From the first byte to the last, and from the connection to the first; stations give up after a quarter of that."""


class BoundedProtocol(OneWriteProtocol):
    """uvicorn's protocol that ends connections which send heads without an end, or nothing whole."""

    _begun: float | None
    """When the request under way began; None between requests, where uvicorn's own limit holds."""
    _look: asyncio.TimerHandle
    _beside_body = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._begun = self.loop.time()
        self._look_again()

    def connection_lost(self, exc: Exception | None) -> None:
        self._look.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._beside_body += len(data)
        super().data_received(data)
        if self._beside_body > MAXIMUM_HEAD and not self.transport.is_closing():
            self.send_400_response("The head of this request is too large.")

    def on_message_begin(self) -> None:
        self._begun = self.loop.time()
        super().on_message_begin()

    def on_body(self, body: bytes) -> None:
        self._beside_body -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._begun, self._beside_body = None, 0
        super().on_message_complete()

    def _look_again(self) -> None:
        self._look = self.loop.call_later(LONGEST_REQUEST_S, self._end_if_over)

    def _end_if_over(self) -> None:
        if self._begun is not None and self.loop.time() - self._begun >= LONGEST_REQUEST_S:
            self.transport.abort()
        else:
            self._look_again()
