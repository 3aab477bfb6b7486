"""Every colour, size and distance of the design, in one place.

The values come from the design document; nothing else in `ui` writes a colour or a font size as a literal.
Pure data without Qt, so that contrast can be tested without a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a coloured area means. Green, red and amber are kept for verdicts and for nothing else."""

    GO = "go"
    STOP = "stop"
    WAIT = "wait"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One theme as #RRGGBB. `*_ground` is the area on which the tone's own colour is readable as text."""

    name: str
    ink: str
    paper: str
    mist: str
    line: str
    accent: str
    accent_strong: str
    on_accent: str
    go: str
    go_ground: str
    stop: str
    stop_ground: str
    wait: str
    wait_ground: str
    quiet: str
    shadow: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Foreground and ground of a tone."""
        return {
            Tone.GO: (self.go, self.go_ground),
            Tone.STOP: (self.stop, self.stop_ground),
            Tone.WAIT: (self.wait, self.wait_ground),
            Tone.PLAIN: (self.quiet, self.mist),
        }[tone]


LIGHT = Palette(
    name="light",
    ink="#10202B",
    paper="#FFFFFF",
    mist="#F3F6F8",
    line="#D5DEE4",
    accent="#0B6E99",
    accent_strong="#095A7E",
    on_accent="#FFFFFF",
    go="#08764A",
    go_ground="#E4F5EC",
    stop="#B3261E",
    stop_ground="#FCEBEA",
    wait="#8A5A00",
    wait_ground="#FFF4DB",
    quiet="#5A6B76",
    shadow="#24000000",
)

DARK = Palette(
    name="dark",
    ink="#EAF1F5",
    paper="#0E161B",
    mist="#16222A",
    line="#2B3A44",
    accent="#4FB3DC",
    accent_strong="#7CC7E6",
    on_accent="#0E161B",
    go="#3ECF8E",
    go_ground="#0F2A1E",
    stop="#FF8A80",
    stop_ground="#331412",
    wait="#FFC857",
    wait_ground="#33270B",
    quiet="#9FB1BC",
    shadow="#80000000",
)

PAPER_WHITE = "#FFFFFF"
"""A badge is white paper in every theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScale:
    """Text sizes in px at 96 dpi, smallest first; each face reads from its own distance."""

    small: int
    body: int
    large: int
    title: int
    display: int


DESK = TypeScale(small=14, body=16, large=20, title=28, display=40)
KIOSK = TypeScale(small=24, body=24, large=32, title=48, display=72)
DOOR = TypeScale(small=48, body=48, large=96, title=96, display=160)

SPACE_HAIR, SPACE_SMALL, SPACE_MEDIUM, SPACE, SPACE_LARGE = 4, 8, 12, 16, 24
SPACE_WIDE, SPACE_HUGE, SPACE_VAST = 32, 48, 64
RADIUS = 10
MOTION_MS = 160
"""Nothing moves for longer than 200 ms."""


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of #RRGGBB, 0 to 1 (WCAG 2.2, definition "relative luminance")."""
    red, green, blue = (_channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
