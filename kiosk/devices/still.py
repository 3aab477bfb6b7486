"""Reads a photograph with the patience that one picture deserves: up to some three seconds of work.

zxing-cpp first, at several sizes and through several filters (it misses codes that are very large, very small or
out of focus); then the second reader, on a pyramid of the picture, for what is still unread.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from kiosk.devices.codes import Corners, Sight
from kiosk.devices.found import Found
from kiosk.devices.frames import Image
from kiosk.devices.patience import HasTime, time_for
from kiosk.devices.retries import retry_located
from kiosk.devices.symbol.recover import MOST_ROUNDS, Reading, recover
from kiosk.devices.symbol.search import binaries, place_of, search
from kiosk.devices.zxing import (
    BINARY,
    FILTERS,
    GLOBAL,
    LOCAL,
    even_out,
    filtered_sight,
    median,
    plain_sight,
    scaled,
    sharpen,
    stretch,
    threshold,
)

STILL_MS = 2500.0
EACH_CODE_MS = 60.0
"""What a picture may take, and for each symbol that the first looks found: sheets of many codes deserve more."""
_MOST_SYMBOLS = 60
_ZXING_MS = 700.0
_LARGEST = 13e6
"""Pixels; larger pictures take longer than they give."""
_ENLARGES = (3.0, 2.0, 1.5, 1.0, 0.5)
_FOR_SMALL_MODULES = ((sharpen, GLOBAL), (even_out, BINARY), (stretch, GLOBAL))
_SHRINKS = (0.5, 0.7, 0.35, 0.25)
_LOOKS = (
    (0.8, 41, 1),
    (0.8, 21, 1),
    (0.8, 21, -1),
    (2.5, 21, 1),
    (0.8, 81, 1),
    (1.5, 15, 1),
    (1.5, 41, -1),
    (2.5, 81, 1),
    (0.8, 151, 1),
)
_SIDES = (1600, 900, 3200, 600)
"""The pyramid of the second reader: the long side in pixels, in the order of their worth."""
_ENLARGED = 2.0
_FIRST_LOOKS = 2
_LEAST_SIDE = 21
"""Pixels: the smallest code has as many modules."""
_LEAST_STEP = 1.25
_AGAIN = 0.8
_MOST_GUESSES = 60


def look_hard(grey: Image, colours: Iterable[Image] = ()) -> Sight:
    """Everything that could be found in a photograph; `colours` are other pictures of the same place."""
    found = Found(plain_sight(grey))
    if min(grey.shape) < _LEAST_SIDE:
        return found.sight()
    for colour in colours:
        found.add(filtered_sight(colour, median))
    _look_with_zxing(grey, found, time_for(_ZXING_MS))
    seen = found.sight()
    symbols = min(len(seen.codes) + len(seen.located), _MOST_SYMBOLS)
    has_time = time_for(STILL_MS - _ZXING_MS + EACH_CODE_MS * symbols)
    doubts = _Doubts()
    easy = len(found.codes)
    for number, factor in enumerate(_factors(grey)):
        if number == _FIRST_LOOKS and easy and len(found.codes) == easy:
            break  # what was easy is read, and there is nothing hard: finer and coarser looks found no more either
        _look_softly(grey, factor, found, doubts, has_time)
    return found.sight()


def _look_with_zxing(grey: Image, found: Found, has_time: HasTime) -> None:
    """The same reader on other versions of the picture."""
    _look_for_small_modules(grey, found, has_time)
    for factor in _SHRINKS:
        for binarizer in (LOCAL, GLOBAL):
            if has_time():
                found.add(filtered_sight(grey, partial(scaled, factor=factor), factor, binarizer=binarizer))
    for look_through, scale in FILTERS:
        if has_time() and grey.size * scale * scale < _LARGEST:
            found.add(filtered_sight(grey, look_through, scale))
    for look_through in (threshold, sharpen):
        if has_time():
            found.add(filtered_sight(scaled(grey, 0.5), look_through, 0.5))
    retry_located(grey, found, has_time)


def _look_for_small_modules(grey: Image, found: Found, has_time: HasTime) -> None:
    """Sheets of codes: enlarged as far as it goes, with edges as steep as they were on paper."""
    for factor in _ENLARGES:
        if grey.size * factor**2 <= _LARGEST:
            larger = scaled(grey, factor)
            for look_through, binarizer in _FOR_SMALL_MODULES:
                if has_time():
                    found.add(filtered_sight(larger, look_through, factor, binarizer=binarizer))
            return


def _factors(grey: Image) -> Iterator[float]:
    """The scales at which the second reader looks: each side of the pyramid once, none above the picture's own, and a
    small picture enlarged at last."""
    short, long = min(grey.shape), max(grey.shape)
    given: list[float] = []
    for side in _SIDES:
        factor = min(1.0, side / long)
        new = all(max(factor, other) > _LEAST_STEP * min(factor, other) for other in given)
        if new and factor * short >= _LEAST_SIDE:
            given.append(factor)
            yield factor
    if _ENLARGED * long <= max(_SIDES):
        yield _ENLARGED


@dataclass(slots=True, kw_only=True)
class _Doubts:
    """Texts that were read once without being proved, with the scale that gave them."""

    seen: dict[str, set[float]] = field(default_factory=dict)

    def believes(self, reading: Reading, factor: float) -> bool:
        """Whether a reading is proved, by itself or by another scale."""
        if reading.sure or reading.text is None:
            return True
        scales = self.seen.setdefault(reading.text, set())
        scales.add(factor)
        return len(scales) > 1


def _look_softly(grey: Image, factor: float, found: Found, doubts: _Doubts, has_time: HasTime) -> None:
    """The second reader at one size of the picture."""
    if not has_time():
        return
    small = grey if factor == 1 else scaled(grey, factor)
    places = [_moved(place, factor) for place in found.places()]
    pictures = binaries(small, _LOOKS)
    for reading in search(small, pictures, places, has_time, rounds=MOST_ROUNDS, most=_MOST_GUESSES, thorough=True):
        believed = doubts.believes(reading, factor) or _is_read_again(small, reading, has_time)
        text = reading.text if believed else None
        found.add_reading(replace(reading, corners=_moved(reading.corners, 1 / factor)), text)


def _is_read_again(grey: Image, reading: Reading, has_time: HasTime) -> bool:
    """Whether a somewhat smaller picture gives the same text at that place."""
    place = place_of(_moved(reading.corners, _AGAIN), reading.version)
    smaller = scaled(grey, _AGAIN)
    other = recover(smaller, place, reading.version, has_time, rounds=MOST_ROUNDS, inverted=reading.inverted)
    return other is not None and other.text == reading.text


def _moved(corners: Corners, factor: float) -> Corners:
    a, b, c, d = ((x * factor, y * factor) for x, y in np.array(corners).tolist())
    return a, b, c, d
