"""Tells a handheld scanner from a person at the same keyboard, by the rhythm of the keys alone.

Keys that can belong to a scan are held until it is clear whose they are: a scanner writes a whole code in the
time a person needs for one key. Pure: the window feeds key presses with their own time stamps (which stay right
while the window is busy) and carries out what comes back, oldest held key first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kiosk.devices.keyboards import ENTER, KEYPAD_ENTER, TAB, us_character

GAP_MS = 40
"""The longest pause inside a scan; two scans may follow each other at 80 ms."""
UNSURE_MS = 150
"""How long a code without an end that is no known ticket waits for the rest of itself."""
PACE_MS = 25
SHORTEST_WITH_END = 4
_SHORTEST_WITHOUT_END = 6
_NEAR = 3
_ENDS = frozenset({ENTER, KEYPAD_ENTER, TAB})
_END_TEXTS = frozenset({"\r", "\n", "\r\n", "\t"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One press of a key that writes or ends; Shift, Caps Lock and their like are none. `at_ms` is the event's own
    stamp, `place` the key in scan code set 1 (`keyboards.place_of`), `text` what the desk's layout made of it;
    `command` tells that Ctrl, Alt or Meta was down, `repeat` that the key is being held."""

    at_ms: int
    place: int
    text: str
    shift: bool = False
    command: bool = False
    repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A person's keys: give the oldest `held` keys to whoever has the focus."""

    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    """A scan: drop the oldest `held` keys, and take back the last `retract` characters that were already given
    away as typing. A code whose rest came late is told again, as a whole."""

    text: str
    held: int
    retract: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """The tail of a scan (the second half of CR LF): drop the oldest `held` keys."""

    held: int


WedgeEvent = Typed | Scanned | Dropped


class Wedge:
    """The judge of one keyboard.

    `known` tells whether a text is a ticket: it settles whether the scanner writes by American keys or by the
    desk's own layout, and the answer is remembered. `prefix` is what the scanner was set up to write first.
    """

    def __init__(self, known: Callable[[str], bool], *, prefix: str = "") -> None:
        self._known = known
        self._prefix = prefix
        self._burst: list[Stroke] = []
        self._gone = 0
        self._told = False
        self._idle_seen = False
        self._scan_ended_ms: int | None = None
        self._by_place = True

    @property
    def holds(self) -> bool:
        """Whether keys wait for a decision, so that `idle` has to be called."""
        return len(self._burst) > self._gone

    def feed(self, stroke: Stroke) -> list[WedgeEvent]:
        """Takes a key press, in the order of arrival."""
        self._idle_seen = False
        events = [] if self._goes_on(stroke) else self._close(ended=False)
        if _is_end(stroke):
            return events + self._end(stroke)
        if not _can_be_scanned(stroke):
            return [*events, *self._close(ended=False), Typed(held=1)]
        self._burst.append(stroke)
        return events

    def idle(self, idle_ms: float) -> list[WedgeEvent]:
        """To be called every 10 ms or so while `holds`, with the time since the last key arrived by the caller's
        clock. Decides at the second call after the pause only, so that keys which queued up behind a busy
        window come first."""
        if not self.holds or idle_ms <= GAP_MS:
            return []
        if not self._idle_seen:
            self._idle_seen = True
            return []
        if self._is_scan(self._burst, ended=False):
            sure = idle_ms > UNSURE_MS or self._known(self._text(self._burst))
            return self._close(ended=False, early=True) if sure else []
        waiting = len(self._burst) - self._gone
        self._gone = len(self._burst)
        return [Typed(held=waiting)]

    def _goes_on(self, stroke: Stroke) -> bool:
        return not self._burst or 0 <= stroke.at_ms - self._burst[-1].at_ms <= GAP_MS

    def _end(self, stroke: Stroke) -> list[WedgeEvent]:
        """An Enter or Tab: the end of a scan, the second half of one, or a person's."""
        if not self._burst:
            tail = self._scan_ended_ms is not None and 0 <= stroke.at_ms - self._scan_ended_ms <= GAP_MS
            return [Dropped(held=1) if tail else Typed(held=1)]
        events = self._close(ended=True)
        if self._scan_ended_ms is None:
            return [*events, Typed(held=1)]
        self._scan_ended_ms = stroke.at_ms
        return [*events, Dropped(held=1)]

    def _close(self, *, ended: bool, early: bool = False) -> list[WedgeEvent]:
        """Judges the burst and empties it. A scan that is told `early`, at a pause, is kept: when the system was late
        with the rest, that goes on right after it by its stamps."""
        burst, gone, told = self._burst, self._gone, self._told
        self._burst, self._gone, self._told, self._scan_ended_ms = [], 0, False, None
        if not burst:
            return []
        before, after = self._typing_about(burst, ended=ended)
        if told:
            before, after = 0, min(after, len(burst) - gone)
        scan = burst[before : len(burst) - after]
        if not self._is_scan(scan, ended=ended):
            return _typed(len(burst) - gone)
        self._scan_ended_ms = scan[-1].at_ms
        if early and not after:
            self._burst, self._gone, self._told = scan, len(scan), True
        given = max(0, gone - before)
        retract = 0 if told else sum(len(stroke.text) for stroke in scan[:given])  # one Arabic key writes two letters
        is_news = len(scan) > given or not told
        taken = [Scanned(text=self._text(scan), held=len(scan) - given, retract=retract)] if is_news else []
        return [*_typed(before - min(before, gone)), *taken, *_typed(after)]

    def _typing_about(self, burst: list[Stroke], *, ended: bool) -> tuple[int, int]:
        """How many of a person's keys came right before a scan and right after it: cut off by a pause unlike the
        scanner's, unless the whole is a ticket."""
        gaps = _gaps(burst)
        if len(gaps) < SHORTEST_WITH_END or self._known(self._text(burst)):
            return 0, 0
        unlike = max(10.0, 3 * median(gaps) + 4)
        before = [n + 1 for n, gap in enumerate(gaps[:_NEAR]) if gap > unlike]
        after = [n + 1 for n, gap in enumerate(reversed(gaps[-_NEAR:])) if gap > unlike]
        return max(before, default=0), 0 if ended else max(after, default=0)

    def _is_scan(self, strokes: Sequence[Stroke], *, ended: bool) -> bool:
        if len(strokes) < (SHORTEST_WITH_END if ended else _SHORTEST_WITHOUT_END):
            return False
        one_key_held = len({stroke.place or stroke.text for stroke in strokes}) == 1
        return not one_key_held and median(_gaps(strokes)) <= PACE_MS

    def _text(self, strokes: Sequence[Stroke]) -> str:
        by_place = "".join(us_character(s.place, shift=s.shift) or s.text for s in strokes)
        by_layout = "".join(s.text for s in strokes)
        readings = (by_place.removeprefix(self._prefix), by_layout.removeprefix(self._prefix))
        if self._known(readings[0]) != self._known(readings[1]):
            self._by_place = self._known(readings[0])
        return readings[0] if self._by_place else readings[1]


def _is_end(stroke: Stroke) -> bool:
    """Enter or Tab by place or by meaning (a line feed comes as Ctrl+J)."""
    by_place = stroke.place in _ENDS and not stroke.command
    return (by_place or stroke.text in _END_TEXTS) and not stroke.repeat


def _can_be_scanned(stroke: Stroke) -> bool:
    if stroke.repeat or stroke.command:
        return False
    return stroke.text.isprintable() and (
        stroke.text != "" or us_character(stroke.place, shift=stroke.shift) is not None
    )


def _gaps(strokes: Sequence[Stroke]) -> list[int]:
    return [after.at_ms - before.at_ms for before, after in pairwise(strokes)]


def _typed(count: int) -> list[WedgeEvent]:
    return [Typed(held=count)] if count > 0 else []
