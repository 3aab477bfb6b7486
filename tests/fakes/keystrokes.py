"""A keyboard, a handheld scanner and a desk that carries out what the wedge says."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from kiosk.devices.keyboards import ENTER, TAB, us_character
from kiosk.devices.wedge import Dropped, Scanned, Stroke, Typed, Wedge, WedgeEvent

US_KEYS = {
    us_character(place, shift=shift): (place, shift)
    for place in range(1, 0x40)
    for shift in (False, True)
    if us_character(place, shift=shift) is not None
}
AZERTY = dict(
    zip(
        "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./",
        "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù²*wxcvbn,;:!",
        strict=True,
    )
)
AZERTY_SHIFT = dict(
    zip("1234567890-=QWERTYUIOPASDFGHJKL:ZXCVBNM<>?", "1234567890°+AZERTYUIOPQSDFGHJKLMWXCVBN?./", strict=False)
)
ARABIC = dict(zip("qwertyuiopasdfghjkl;zxcvnm,./", "ضصثقفغعهخحشسيبلاتنمكئءؤرىةوزظ", strict=True))
ARABIC["b"] = "لا"
LAYOUTS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "us": ({}, {}),
    "azerty": (AZERTY, AZERTY_SHIFT),
    "arabic": (ARABIC, {}),
}
ENDS = {
    "enter": [(ENTER, "\r", False)],
    "tab": [(TAB, "\t", False)],
    "crlf": [(ENTER, "\r", False), (0x24, "\n", True)],
    "none": [],
}


def press(character: str, at_ms: int, layout: str = "us") -> Stroke:
    """The key that carries `character` on an American keyboard, as a desk with `layout` reports it."""
    place, shift = US_KEYS[character]
    plain, shifted = LAYOUTS[layout]
    text = (shifted if shift else plain).get(character, character)
    return Stroke(at_ms=at_ms, place=place, text=text, shift=shift)


def scan(text: str, at_ms: int, *, gap_ms: int = 4, end: str = "enter", layout: str = "us") -> list[Stroke]:
    """A scanner in American mode."""
    strokes = [press(character, at_ms + n * gap_ms, layout) for n, character in enumerate(text)]
    after = at_ms + len(text) * gap_ms
    ends = [
        Stroke(at_ms=after + n * gap_ms, place=place, text=end_text, command=command)
        for n, (place, end_text, command) in enumerate(ENDS[end])
    ]
    return strokes + ends


def typing(text: str, at_ms: int, gaps: Iterable[int], layout: str = "us") -> list[Stroke]:
    """A person; `gaps` are the pauses before each key."""
    strokes = []
    for character, gap in zip(text, gaps, strict=True):
        at_ms += gap
        strokes.append(press(character, at_ms, layout))
    return strokes


@dataclass(kw_only=True)
class Desk:
    """A window with one text field."""

    wedge: Wedge
    field_text: str = ""
    scans: list[str] = field(default_factory=list)
    enters: int = 0
    _held: deque[Stroke] = field(default_factory=deque)

    def play(self, strokes: Iterable[Stroke], stalls: Iterable[tuple[int, int]] = ()) -> Desk:
        """Plays keys in order, with the timer running between them. During a stall (from, to, in ms) the window
        sees nothing: keys queue up and the timer fires once before they are handled."""
        queue, busy = list(strokes), list(stalls)
        last = queue[0].at_ms if queue else 0
        for stroke in queue:
            seen_at = max([stroke.at_ms] + [until for since, until in busy if since <= stroke.at_ms < until])
            self._idle(last, seen_at, busy)
            self._held.append(stroke)
            self._carry_out(self.wedge.feed(stroke))
            last = seen_at
        self._idle(last, last + 1000, [])
        assert not self._held
        return self

    def _idle(self, last: int, now: int, busy: list[tuple[int, int]]) -> None:
        """The timer of 10 ms; what it missed during a stall it makes up for once, before the keys."""
        ticks = set()
        for at in range(last + 10, min(now, last + 200), 10):
            ticks.add(max([at] + [until for since, until in busy if since <= at < until]))
        for at in sorted(ticks):
            if self.wedge.holds:
                self._carry_out(self.wedge.idle(at - last))

    def _carry_out(self, events: list[WedgeEvent]) -> None:
        for event in events:
            keys = [self._held.popleft() for _ in range(event.held)]
            match event:
                case Typed():
                    self._type(keys)
                case Scanned(text=text, retract=retract):
                    self.field_text = self.field_text[: len(self.field_text) - retract]
                    self.scans.append(text)
                case Dropped():
                    pass

    def _type(self, keys: list[Stroke]) -> None:
        self.enters += sum(key.text == "\r" for key in keys)
        self.field_text += "".join(key.text for key in keys if key.text.isprintable())
