"""A day of keys: 100,000 streams of scans, typing, both, and a window that stalls."""

from __future__ import annotations

import random

import pytest

from kiosk.devices.wedge import Stroke, Wedge
from tests.fakes.keystrokes import ENDS, LAYOUTS, Desk, scan, typing

STREAMS = 100_000
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789-"


def a_code(chance: random.Random) -> str:
    return "CSC-" + "".join(chance.choices(ALPHABET, k=chance.randint(5, 14)))


def a_pause(chance: random.Random) -> int:
    """Mostly a person's pace, now and then two keys rolled over."""
    return chance.randint(12, 39) if chance.random() < 0.06 else chance.randint(45, 300)


def stream(chance: random.Random) -> tuple[list[Stroke], list[str], str]:
    layout = chance.choice(sorted(LAYOUTS))
    keys: list[Stroke] = []
    codes: list[str] = []
    field = ""
    for _ in range(chance.randint(1, 3)):
        at = keys[-1].at_ms + chance.randint(80, 400) if keys else 0
        if chance.random() < 0.6:
            codes.append(a_code(chance))
            keys += scan(codes[-1], at, gap_ms=chance.randint(1, 20), end=chance.choice(sorted(ENDS)), layout=layout)
        else:
            word = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(1, 10)))
            typed = typing(word, at, [a_pause(chance) for _ in word], layout)
            keys += typed
            field += "".join(key.text for key in typed)
    return keys, codes, field


@pytest.mark.timeout(600)
def test_no_scan_is_missed_and_no_typing_swallowed_in_100_000_streams() -> None:
    chance = random.Random(2023)
    for number in range(STREAMS):
        keys, codes, field = stream(chance)
        since = chance.randint(0, 1500)
        stalls = [(since, since + chance.randint(0, 900))] if chance.random() < 0.3 else []
        played = Desk(wedge=Wedge(lambda text: False)).play(keys, stalls)
        assert (played.scans, played.field_text) == (codes, field), f"stream {number}"
