"""What can happen before a lens, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Medium(StrEnum):
    """What the code is shown on."""

    PHONE = "phone"
    PAPER = "paper"


class Trouble(StrEnum):
    """What makes a code hard to read. HARD is tilt, movement, noise, glare and low light together."""

    TILT = "tilt"
    ROTATED = "rotated"
    MOTION_BLUR = "motion-blur"
    DEFOCUS = "defocus"
    NOISE = "noise"
    GLARE = "glare"
    DIM = "dim"
    BRIGHT = "bright"
    LOW_LIGHT = "low-light"
    SHADOW = "shadow"
    INVERTED = "inverted"
    CURVED = "curved"
    DAMAGED = "damaged"
    SMALL = "small"
    HARD = "hard"


_HARD = frozenset({Trouble.TILT, Trouble.MOTION_BLUR, Trouble.NOISE, Trouble.GLARE, Trouble.LOW_LIGHT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One visitor: comes into the picture, holds a code before the lens, goes.

    `companion` is the code of a second ticket beside the first one. The same `seed` makes the same pictures.
    """

    code: str
    medium: Medium = Medium.PHONE
    troubles: frozenset[Trouble] = frozenset()
    seed: int = 0
    seconds: float = 1.5
    companion: str | None = None

    def has(self, trouble: Trouble) -> bool:
        """Whether the scene suffers from `trouble`, HARD taken apart."""
        return trouble in self.troubles or (Trouble.HARD in self.troubles and trouble in _HARD)
