"""Looks for symbols in a picture and reads those that it can, likeliest first, for as long as there is time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from kiosk.devices.codes import Corners, same_place
from kiosk.devices.frames import Image
from kiosk.devices.patience import HasTime
from kiosk.devices.symbol.finders import Finder, find_finders, is_known
from kiosk.devices.symbol.grid import Matrix
from kiosk.devices.symbol.guesses import Guess, guesses, half_guesses
from kiosk.devices.symbol.mesh import LEAST_VERSION, Flat, flatten, told_version
from kiosk.devices.symbol.recover import MOST_ROUNDS, Laid, Reading, lay, read_laid, recover
from kiosk.devices.symbol.rounds import squared
from kiosk.devices.symbol.thirds import with_third_found

_GUESSES = 12
_HALVES_A_TURN = 3
_HALVES_READ = 2
_THOROUGHLY = 2
"""How many times as many of them a photograph is worth."""


Look = tuple[float, int, float]
"""How to make dark and light of grey: through a blur of some pixels, by the mean of so many pixels about each one, and
whether what is like that mean is light (1) or dark (-1: parts narrow gaps that blur has darkened)."""


def binaries(grey: Image, looks: Sequence[Look]) -> Iterator[Image]:
    """The picture in dark and light, once for each look."""
    below = 2 + 1.2 * _noise(grey)
    for sigma, block, light in looks:
        smooth = cv2.GaussianBlur(grey, (0, 0), sigma)
        yield cv2.adaptiveThreshold(smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, light * below)


def _noise(grey: Image) -> float:
    """The sensor's noise as a standard deviation, from differences of neighbours in flat places."""
    rows = grey[::7].astype(np.int16)
    return float(np.median(np.abs(np.diff(rows, axis=1)))) * 1.05


def search(
    grey: Image,
    pictures: Iterable[Image],
    seen: Sequence[Corners],
    has_time: HasTime,
    *,
    rounds: int,
    turn: int = 0,
    most: int = _GUESSES,
    thorough: bool = False,
) -> list[Reading]:
    """What could be made of the symbols in `grey` that are not in `seen`.

    `pictures` are its binary versions; each is searched in turn. Readings without text are symbols that are there
    but can't be read. Another `turn` begins with other ones of the doubtful guesses, so that a stream of
    frames gets to all of them.
    """
    readings: list[Reading] = []
    finders: list[Finder] = []
    for picture in pictures:
        if not has_time():
            break
        fresh = [each for each in find_finders(picture) if not is_known(each, finders) and not _inside(each, seen)]
        fresh += squared([*finders, *fresh], fresh)
        finders += fresh
        for guess in guesses(finders, most):
            if not has_time():
                break
            if _is_new(guess, fresh) and not _is_taken(guess, seen, readings):
                reading = read_guess(grey, guess, has_time, rounds)
                readings += [reading] if reading is not None else []
    if thorough or not (seen or any(reading.text for reading in readings)):
        read = [reading.corners for reading in readings if reading.text is not None]
        free = [finder for finder in finders if not _inside(finder, read)]
        share = _THOROUGHLY if thorough else 1
        readings += _search_halves(grey, free, has_time, rounds, turn=turn, share=share)
    return readings


def _search_halves(
    grey: Image, finders: Sequence[Finder], has_time: HasTime, rounds: int, *, turn: int, share: int
) -> list[Reading]:
    """One more try with two finder patterns each: a third may lie under glare, dirt or a shadow's edge. Most are
    wrong, so the grid is laid for all of them before the best ones are read."""
    halves = [with_third_found(grey, guess, finders) for guess in half_guesses(finders, _GUESSES * share)]
    begin = turn * _HALVES_A_TURN % max(len(halves), 1)
    likely: list[Laid] = []
    for guess in halves[begin:] + halves[:begin]:
        for version in guess.versions():
            if has_time():
                laid = lay(grey, guess.to_picture(version), version, inverted=guess.inverted)
                likely += [laid] if laid is not None else []
    likely.sort(key=lambda laid: -laid.fit.score)
    readings = [read_laid(laid, has_time, rounds=rounds) for laid in likely[: _HALVES_READ * share]]
    readings.sort(key=lambda reading: (reading.text is None, not reading.plausible))
    return [reading for reading in readings[:share] if reading.plausible or reading.text is not None]


def read_guess(grey: Image, guess: Guess, has_time: HasTime, rounds: int) -> Reading | None:
    """The best that could be made of one guess."""
    best: Reading | None = None
    versions = guess.versions()
    told = told_version(grey, guess)
    for version in versions if told is None else [told]:
        if not has_time():
            break
        place = guess.to_picture(version)
        reading = recover(grey, place, version, has_time, rounds=rounds, inverted=guess.inverted)
        if reading is not None and reading.text is not None:
            return reading
        if reading is not None and (best is None or reading.score > best.score):
            best = reading
    large = [version for version in versions if version >= LEAST_VERSION] if told is None else [told]
    if not large or rounds < MOST_ROUNDS:
        return best
    return _read_flat(grey, guess, large, has_time) or best


def _read_flat(grey: Image, guess: Guess, versions: Sequence[int], has_time: HasTime) -> Reading | None:
    """A large symbol once more, made flat, in the version that fits best."""
    found: list[tuple[Flat, Laid]] = []
    for version in versions:
        flat = flatten(grey, guess, version) if has_time() else None
        laid = lay(flat.picture, flat.to_flat, version) if flat is not None else None
        found += [(flat, laid)] if flat is not None and laid is not None else []
    if not found:
        return None
    flat, laid = max(found, key=lambda each: each[1].fit.score)
    reading = read_laid(laid, has_time, rounds=MOST_ROUNDS)
    return flat.moved_back(replace(reading, inverted=guess.inverted))


def _inside(finder: Finder, seen: Sequence[Corners]) -> bool:
    """Whether a finder pattern belongs to a symbol that was read."""
    x, y = float(finder.centre[0]), float(finder.centre[1])
    return any(cv2.pointPolygonTest(np.array(each, dtype=np.float32), (x, y), measureDist=False) > 0 for each in seen)


def _is_new(guess: Guess, fresh: Sequence[Finder]) -> bool:
    return any(finder is each for finder in guess.finders for each in fresh)


def _is_taken(guess: Guess, seen: Sequence[Corners], readings: Sequence[Reading]) -> bool:
    """Whether a guess lies on a symbol that was read, or borrows a finder pattern from one."""
    read = [reading.corners for reading in readings if reading.text is not None]
    if not guess.versions() or any(_inside(finder, read) for finder in guess.finders):
        return True
    spot = rough_corners(guess.to_picture(guess.versions()[0]), guess.versions()[0])
    return any(same_place(spot, other) for other in (*seen, *read))


def rough_corners(to_picture: Matrix, version: int) -> Corners:
    """The corners of a symbol by its rough place."""
    size = 17 + 4 * version
    ends = np.array([[0, 0, 1], [size, 0, 1], [size, size, 1], [0, size, 1]], dtype=float)
    flat = ends @ to_picture.T
    a, b, c, d = ((float(x / w), float(y / w)) for x, y, w in flat)
    return a, b, c, d


def place_of(corners: Corners, version: int) -> Matrix:
    """Modules to pixels for a symbol whose corners are known."""
    size = float(17 + 4 * version)
    modules = np.array([[0, 0], [size, 0], [size, size], [0, size]], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(modules, np.array(corners, dtype=np.float32)))
