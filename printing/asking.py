"""Questions to a printer with a total deadline, whatever pieces the answer comes in."""

from __future__ import annotations

import time
from collections.abc import Callable

from printing.transports import Transport

_MOST = 65_536
"""Bytes of an answer: whatever says more than that is no printer."""


def ask(transport: Transport, question: bytes, complete: Callable[[bytes], bool], deadline_ms: int) -> bytes:
    """Sends `question` and collects until `complete(answer)` or the deadline; returns what came."""
    end = time.monotonic() + deadline_ms / 1000
    transport.send(question, deadline_ms)
    answer = b""
    while len(answer) < _MOST and not complete(answer):
        rest_ms = int((end - time.monotonic()) * 1000)
        if rest_ms <= 0:
            break
        answer += transport.receive(rest_ms)
    return answer
