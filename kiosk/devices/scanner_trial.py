"""Judges one press of a handheld scanner's trigger, for the screen on which a scanner is tried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import median

from kiosk.devices.keyboards import ENTER, KEYPAD_ENTER, TAB, us_character
from kiosk.devices.wedge import PACE_MS, SHORTEST_WITH_END, Stroke


class TrialVerdict(StrEnum):
    """What is to be done about a scanner. TWO_READINGS: the places of the keys and the desk's layout tell different
    texts. BY_HAND: this was no scanner, or one that is set to type slowly."""

    WORKS = "works"
    ADD_ENTER = "add-enter"
    TWO_READINGS = "two-readings"
    BY_HAND = "by-hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What arrived: `text` by the places of the keys on an American keyboard, `on_this_desk` as the desk's own layout
    has it, the typical pause between two keys in ms (None for fewer than two keys), and how it ended."""

    text: str
    on_this_desk: str
    pause_ms: float | None
    ended: bool
    verdict: TrialVerdict


def judge(strokes: Sequence[Stroke]) -> Trial:
    """The verdict over the keys of one trial, its Enter or Tab included."""
    letters = [stroke for stroke in strokes if not is_end(stroke)]
    text = "".join(us_character(stroke.place, shift=stroke.shift) or stroke.text for stroke in letters)
    on_this_desk = "".join(stroke.text for stroke in letters)
    gaps = [after.at_ms - before.at_ms for before, after in pairwise(letters)]
    pause_ms = float(median(gaps)) if gaps else None
    ended = len(letters) < len(strokes)
    quick = pause_ms is not None and pause_ms <= PACE_MS and len(letters) >= SHORTEST_WITH_END
    return Trial(
        text=text,
        on_this_desk=on_this_desk,
        pause_ms=pause_ms,
        ended=ended,
        verdict=_verdict(quick=quick, same=text == on_this_desk, ended=ended),
    )


def is_end(stroke: Stroke) -> bool:
    """Whether a key is one of those that end a scan."""
    return stroke.place in {ENTER, KEYPAD_ENTER, TAB} or stroke.text in {"\r", "\n", "\t"}


def _verdict(*, quick: bool, same: bool, ended: bool) -> TrialVerdict:
    if not quick:
        return TrialVerdict.BY_HAND
    if not same:
        return TrialVerdict.TWO_READINGS
    return TrialVerdict.WORKS if ended else TrialVerdict.ADD_ENTER
