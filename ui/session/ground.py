"""The colour that the whole screen takes with a verdict, and what is readable on it."""

from __future__ import annotations

from dataclasses import dataclass

from ui.style import palette_now
from ui.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Colours as #RRGGBB: the ground, what stands on it, its quieter text, and the empty part of a bar."""

    ground: str
    ink: str
    quiet: str
    faint: str
    accent: str


def ground_of(tone: Tone | None) -> Ground:
    """None is the door at rest. A verdict fills the screen with its strong colour, so that it is seen across a hall."""
    colours = palette_now()
    if tone is None:
        return Ground(
            ground=colours.paper, ink=colours.ink, quiet=colours.quiet, faint=colours.line, accent=colours.accent
        )
    strong, pale = colours.tone(tone)
    return Ground(ground=strong, ink=pale, quiet=pale, faint=_between(strong, pale), accent=pale)


def _between(one: str, other: str) -> str:
    """A third of the way from one colour to the other."""
    mixed = (round(int(one[i : i + 2], 16) * 2 / 3 + int(other[i : i + 2], 16) / 3) for i in (1, 3, 5))
    return "#" + "".join(f"{channel:02X}" for channel in mixed)
