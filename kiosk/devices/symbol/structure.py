"""How a QR symbol (Model 2) is laid out: ISO/IEC 18004, chapters 6 and 7, tables 1, 9 and E.1.

All as numpy index arrays, made once for each version and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Signs = npt.NDArray[np.int8]
"""Modules as +1 light, -1 dark, 0 unknown."""

_PARITY = (
    "7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28" + " 30" * 14,
    "10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26" + " 28" * 19,
    "13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28" + " 30" * 14,
    "17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24" + " 30" * 18,
)
_BLOCKS = (
    "1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25",
    "1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49",
    "1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68",
    "1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81",
)
_PARITY_OF = [[int(n) for n in row.split()] for row in _PARITY]
_BLOCKS_OF = [[int(n) for n in row.split()] for row in _BLOCKS]
_LEVEL_BITS = (1, 0, 3, 2)
"""The two format bits of levels L, M, Q, H."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layout:
    """One version. `pattern` has the function modules (n x n), `known` the ones usable for fitting (no format or
    version information), `rows` and `columns` the data modules in reading order, eight to a codeword."""

    size: int
    version: int
    pattern: Signs
    rows: npt.NDArray[np.intp]
    columns: npt.NDArray[np.intp]

    @property
    def known(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.pattern != 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Error correction level (0 L to 3 H) and mask (0 to 7)."""

    level: int
    mask: int


def size_of(version: int) -> int:
    """Modules across."""
    return 17 + 4 * version


def alignment_centres(version: int) -> list[int]:
    """Rows (and columns) of the alignment patterns' centres."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = 26 if version == 32 else (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
    return [6, *sorted(size_of(version) - 7 - n * step for n in range(count - 1))]


@cache
def layout_of(version: int) -> Layout:
    """The layout of a version (1 to 40)."""
    size = size_of(version)
    pattern = np.zeros((size, size), dtype=np.int8)
    reserved = np.zeros((size, size), dtype=bool)
    _timing(pattern)
    _alignment(pattern, version)
    _finders(pattern)
    reserved[:9, :9] = reserved[:9, -8:] = reserved[-8:, :9] = True
    if version >= 7:
        reserved[:6, -11:-8] = reserved[-11:-8, :6] = True
    rows, columns = _reading_order(reserved | (pattern != 0))
    return Layout(size=size, version=version, pattern=pattern, rows=rows, columns=columns)


def _timing(pattern: Signs) -> None:
    stripes = np.where(np.arange(len(pattern)) % 2 == 0, -1, 1)
    pattern[6, :] = stripes
    pattern[:, 6] = stripes


def _alignment(pattern: Signs, version: int) -> None:
    centres = alignment_centres(version)
    last = len(pattern) - 7
    for row in centres:
        for column in centres:
            if (row, column) not in {(6, 6), (6, last), (last, 6)}:
                pattern[row - 2 : row + 3, column - 2 : column + 3] = -1
                pattern[row - 1 : row + 2, column - 1 : column + 2] = 1
                pattern[row, column] = -1


def _finders(pattern: Signs) -> None:
    corner = np.ones((8, 8), dtype=np.int8)
    corner[:7, :7] = -1
    corner[1:6, 1:6] = 1
    corner[2:5, 2:5] = -1
    pattern[:8, :8] = corner
    pattern[:8, -8:] = corner[:, ::-1]
    pattern[-8:, :8] = corner[::-1]
    pattern[-8, 8] = -1


def _reading_order(taken: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Two columns at a time from the right, up and down in turn, leaving out the timing column."""
    size = len(taken)
    rows: list[int] = []
    columns: list[int] = []
    upwards = True
    rights = [*range(size - 1, 6, -2), *range(5, 0, -2)]
    for right in rights:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (right, right - 1):
                if not taken[row, column]:
                    rows.append(row)
                    columns.append(column)
        upwards = not upwards
    whole = len(rows) // 8 * 8
    return np.array(rows[:whole]), np.array(columns[:whole])


@cache
def mask_signs(version: int, mask: int) -> Signs:
    """-1 where the mask turns a data module over, in reading order."""
    layout = layout_of(version)
    i, j = layout.rows, layout.columns
    turned = (
        (i + j) % 2,
        i % 2,
        j % 3,
        (i + j) % 3,
        (i // 2 + j // 3) % 2,
        i * j % 2 + i * j % 3,
        (i * j % 2 + i * j % 3) % 2,
        ((i + j) % 2 + i * j % 3) % 2,
    )[mask]
    return np.where(turned == 0, -1, 1).astype(np.int8)


@cache
def format_words() -> tuple[tuple[Format, ...], Signs]:
    """The 32 formats and their words as signs (32 x 15, bit 0 first; a set bit is dark)."""
    formats: list[Format] = []
    words: list[list[int]] = []
    for level, bits in enumerate(_LEVEL_BITS):
        for mask in range(8):
            data = bits << 3 | mask
            rest = data << 10
            for shift in range(4, -1, -1):
                if rest >> (shift + 10) & 1:
                    rest ^= 0x537 << shift
            word = (data << 10 | rest) ^ 0x5412
            formats.append(Format(level=level, mask=mask))
            words.append([-1 if word >> bit & 1 else 1 for bit in range(15)])
    return tuple(formats), np.array(words, dtype=np.int8)


def format_places(size: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(row, column) of bits 0 to 14 in both copies of the format information."""
    first = [(n, 8) for n in range(6)] + [(7, 8), (8, 8), (8, 7)] + [(8, 14 - n) for n in range(9, 15)]
    second = [(8, size - 1 - n) for n in range(8)] + [(size - 15 + n, 8) for n in range(8, 15)]
    return first, second


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Block:
    """One Reed-Solomon block: where its codewords (data, then parity) stand in the stream, and how many parity."""

    places: npt.NDArray[np.intp]
    parity: int


@cache
def blocks_of(version: int, level: int) -> tuple[Block, ...]:
    """The interleaved blocks of a version and level."""
    total = len(layout_of(version).rows) // 8
    count, parity = _BLOCKS_OF[level][version - 1], _PARITY_OF[level][version - 1]
    short = total // count - parity
    long_ones = total % count
    lengths = [short] * (count - long_ones) + [short + 1] * long_ones
    places: list[list[int]] = [[] for _ in range(count)]
    at = 0
    for column in range(short + 1):
        for block, length in enumerate(lengths):
            if column < length:
                places[block].append(at)
                at += 1
    for column in range(parity):
        for block in range(count):
            places[block].append(at + column * count + block)
    return tuple(Block(places=np.array(each), parity=parity) for each in places)


def version_word(version: int) -> int:
    """The 18 bits of the version information (7 and up), chapter 7.10."""
    rest = version << 12
    for shift in range(5, -1, -1):
        if rest >> (shift + 12) & 1:
            rest ^= 0x1F25 << shift
    return version << 12 | rest
