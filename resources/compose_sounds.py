"""Composes the three sounds of a verdict, so that their origin is this file and nothing else.

Run `python -m resources.compose_sounds` to write them again; the result is the same bytes every time.
"""

from __future__ import annotations

import math
import wave
from array import array
from pathlib import Path

RATE = 22_050
"""Samples a second, mono, 16 bit."""

_GAP = 0.03
_SCORES: dict[str, tuple[tuple[float, float], ...]] = {
    "in": ((659.26, 0.11), (987.77, 0.19)),
    "no": ((174.61, 0.34),),
    "look": ((523.25, 0.12), (523.25, 0.12)),
}
"""Notes as (Hz, s): two up for "come in", one low for "no", two equal for "a person must look"."""


def _sample(hertz: float, at: float, length: float) -> float:
    """One soft bell-like tone: a fundamental with a quiet octave, short attack, even fade."""
    attack = min(1.0, at / 0.008)
    fade = math.cos(math.pi / 2 * at / length)
    turn = 2 * math.pi * hertz * at
    return attack * fade * (0.8 * math.sin(turn) + 0.2 * math.sin(2 * turn))


def compose(name: str) -> array[int]:
    """The samples of a sound, signed 16 bit."""
    samples = array("h")
    for hertz, length in _SCORES[name]:
        count = round(length * RATE)
        samples.extend(round(22_000 * _sample(hertz, i / RATE, length)) for i in range(count))
        samples.extend([0] * round(_GAP * RATE))
    return samples


def write(folder: Path) -> list[Path]:
    """Writes in.wav, no.wav and look.wav into `folder`."""
    paths = []
    for name in _SCORES:
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            sound.writeframes(compose(name).tobytes())
        paths.append(path)
    return paths


if __name__ == "__main__":
    write(Path(__file__).parent / "sounds")
