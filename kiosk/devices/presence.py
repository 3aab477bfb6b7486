"""Decides which of the codes in view are news.

A ticket that is held before the lens is seen thirty times a second and is one scan. Each code has its own
memory, so that a bad code never blocks the next good one. Pure: time comes in as monotonic ms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.devices.codes import Corners, Decoded, Located, centre, same_place

FORGET_MS = 3000.0


@dataclass(slots=True, kw_only=True)
class _Memory:
    first_ms: float
    last_ms: float
    corners: Corners
    readings: int
    read: Decoded | None = None
    presented: bool = False


class Presence:
    """The memory of one stream.

    `known` tells whether a text is a ticket of this event: a text that only an enhanced picture gave and that is
    not known is held back until it was read a second time.
    """

    def __init__(self, known: Callable[[str], bool]) -> None:
        self._known = known
        self._memory: dict[str, _Memory] = {}
        self._left_goes_first = True

    def see(self, codes: Sequence[Decoded], located: Sequence[Located], now_ms: float) -> list[Decoded]:
        """The codes of this frame to present now, in order: who was seen first goes first, and on a tie the side
        that came second at the last tie. A symbol that is still there but unreadable keeps its code in view.
        """
        self._forget(now_ms)
        self._keep_in_view(located, now_ms)
        news = [code for code in codes if self._is_news(code, now_ms)]
        return self._in_fair_order(news)

    def _forget(self, now_ms: float) -> None:
        gone = [text for text, memory in self._memory.items() if now_ms - memory.last_ms > FORGET_MS]
        for text in gone:
            del self._memory[text]

    def _keep_in_view(self, located: Sequence[Located], now_ms: float) -> None:
        for memory in self._memory.values():
            if any(same_place(memory.corners, symbol.corners) for symbol in located):
                memory.last_ms = now_ms

    def _is_news(self, code: Decoded, now_ms: float) -> bool:
        memory = self._memory.get(code.text)
        if memory is None:
            memory = _Memory(first_ms=now_ms, last_ms=now_ms, corners=code.corners, readings=0)
            self._memory[code.text] = memory
        memory.last_ms, memory.corners = now_ms, code.corners
        memory.readings += code is not memory.read  # while nothing moves, frames repeat what the last one had
        memory.read = code
        if memory.presented or not self._is_sure(code, memory):
            return False
        memory.presented = True
        return True

    def _is_sure(self, code: Decoded, memory: _Memory) -> bool:
        return not code.enhanced or memory.readings > 1 or self._known(code.text)

    def _in_fair_order(self, news: list[Decoded]) -> list[Decoded]:
        side = 1 if self._left_goes_first else -1
        ordered = sorted(news, key=lambda code: (self._memory[code.text].first_ms, side * centre(code.corners)[0]))
        if len({self._memory[code.text].first_ms for code in news}) < len(news):
            self._left_goes_first = not self._left_goes_first
        return ordered
