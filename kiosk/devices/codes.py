"""What the decoder has seen in one frame: codes it read, and symbols that it found but could not read."""

from __future__ import annotations

from dataclasses import dataclass

Point = tuple[float, float]
Corners = tuple[Point, Point, Point, Point]
"""Top left, top right, bottom right, bottom left of the symbol as printed, in pixels of the frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """One code. `text` is raw and unchecked: hostile until the domain has looked at it. `enhanced` tells that
    only a filtered picture gave it, `version` the QR version (1 to 40) where it is known."""

    text: str
    format: str
    corners: Corners
    enhanced: bool = False
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A symbol that is there and could not be read."""

    corners: Corners


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """All of one frame."""

    codes: tuple[Decoded, ...] = ()
    located: tuple[Located, ...] = ()


def centre(corners: Corners) -> Point:
    """The middle of a symbol."""
    return sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4


def extent(corners: Corners) -> float:
    """The mean length of a symbol's four sides, in pixels."""
    total = 0.0
    for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
        total += ((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5
    return total / 4


def same_place(one: Corners, other: Corners) -> bool:
    """Whether two symbols (of one frame or of neighbouring ones) lie on the same spot."""
    (ax, ay), (bx, by) = centre(one), centre(other)
    reach = max(extent(one), extent(other)) / 2
    return abs(ax - bx) < reach and abs(ay - by) < reach
