"""Fits text into a box: measured wrapping, shrinking to a floor, and never a silent cut.

A text is set at the largest size at which it fits in its lines. It breaks at spaces; only when that fails at
the smallest size, at hyphens and slashes; only then inside words. What still doesn't fit ends with an ellipsis
and is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from printing.bidi_levels import levels
from printing.clean_text import MAX_CHARACTERS, clean_text, starts_cluster
from printing.findings import FindingKind
from printing.fonts import UNITS_PER_EM, Weight
from printing.shaping import ShapedLine, missing_characters, nominal_extent, shape_line, shape_word

_STEP = 0.5
_NEAR_THE_FLOOR = 0.25
"""A text in the last quarter of its range of sizes is reported as shrunk."""
_LEADING = 1160
_GAP = 60
_ELLIPSIS = "…"
_AFTER_HYPHEN = re.compile(r"(?<=[-‐‑–/@_.])(?=\w)")


class _Breaks(Enum):
    """Where lines may end, from the best looking to the last resort."""

    SPACES = 1
    HYPHENS = 2
    ANYWHERE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBox:
    """The room and the rules for one text. Lengths in points."""

    width: float
    height: float
    size: float
    min_size: float
    max_lines: int
    weight: Weight


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedText:
    """Lines ready to draw at `size` points.

    `baselines` are points below the top of the text block, `height` is the block's. `troubles` are the kinds of
    finding with their detail.
    """

    lines: tuple[ShapedLine, ...]
    baselines: tuple[float, ...]
    size: float
    height: float
    troubles: tuple[tuple[FindingKind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """An unbreakable part of a paragraph: text[start:end], `gap` thousandths after the one before."""

    start: int
    end: int
    width: int
    gap: int


@lru_cache(maxsize=4096)
def fit_text(source: str, box: TextBox) -> FittedText:
    """Sets `source` in `box` at the largest size that fits, in half points down to `box.min_size`.

    Companies, titles and categories come back on badge after badge, so the last few thousand are kept.
    """
    cleaned = clean_text(source[: MAX_CHARACTERS + 1])
    missing = missing_characters(cleaned.text, box.weight)
    text = _without(cleaned.text, missing)
    lost = (*cleaned.dropped, *missing)
    troubles = [(FindingKind.MISSING_GLYPH, _named(lost))] if lost else []
    if not text:
        return FittedText(lines=(), baselines=(), size=box.size, height=0.0, troubles=tuple(troubles))
    paragraph = _Paragraph(text[:MAX_CHARACTERS], box)
    fitted = paragraph.fit() if len(source) <= MAX_CHARACTERS else None
    if fitted is None:
        size = box.min_size
        lines, shown = paragraph.cut(size)
        troubles.append(
            (FindingKind.OVERFLOW, f"{shown} of {len(text)} characters fit at {size:g} pt, the smallest size")
        )
    else:
        size, lines = fitted
        if size < box.min_size + (box.size - box.min_size) * _NEAR_THE_FLOOR:
            troubles.append((FindingKind.SHRUNK, f"set at {size:g} pt instead of {box.size:g} pt"))
    return _placed(lines, size, tuple(troubles))


class _Paragraph:
    """One text on its way into one box."""

    def __init__(self, text: str, box: TextBox) -> None:
        self.text = text
        self.box = box
        self.levels = levels(text)

    def fit(self) -> tuple[float, tuple[ShapedLine, ...]] | None:
        """The largest size that fits with its lines, or None when even the smallest doesn't."""
        sizes = list(_sizes(self.box))
        for breaks in _Breaks:
            pieces = self._pieces(breaks)
            first = bisect_left(sizes, True, key=lambda size: self._wraps_at(pieces, size))
            for size in sizes[first:]:
                lines = self._lines_at(pieces, size)
                if lines is not None:
                    return size, lines
        return None

    def cut(self, size: float) -> tuple[tuple[ShapedLine, ...], int]:
        """What fits at `size`, ending with an ellipsis, and how many characters of the text that shows."""
        pieces = self._pieces(_Breaks.ANYWHERE)
        limit = self._limit(size)
        spans = _wrap(pieces, limit)
        count = max(1, self._lines_in_height(spans, size))
        kept = spans[:count]
        start, end = kept[-1]
        while end > start + 1 and self._ended(start, end).width > limit:
            end -= 1
        head = tuple(self._line(*span) for span in kept[:-1])
        return (*head, self._ended(start, end)), end

    def _ended(self, start: int, end: int) -> ShapedLine:
        text = self.text[start:end].rstrip() + _ELLIPSIS
        slice_levels = self.levels[start : start + len(text) - 1]
        return shape_line(text, (*slice_levels, slice_levels[-1]), self.box.weight)

    def _lines_in_height(self, spans: list[tuple[int, int]], size: float) -> int:
        count = min(len(spans), self.box.max_lines)
        while count > 1 and not self._fits_height(tuple(self._line(*span) for span in spans[:count]), size):
            count -= 1
        return count

    def _wraps_at(self, pieces: list[_Piece], size: float) -> bool:
        """The quick question: few enough lines, each as wide as the sum of its pieces."""
        limit = self._limit(size)
        return all(piece.width <= limit for piece in pieces) and len(_wrap(pieces, limit)) <= self.box.max_lines

    def _lines_at(self, pieces: list[_Piece], size: float) -> tuple[ShapedLine, ...] | None:
        """The shaped lines when they fit by their true widths and heights."""
        limit = self._limit(size)
        greedy = _wrap(pieces, limit)
        if not self._fits_height(tuple(self._line(*span) for span in greedy), size):
            return None
        lines = tuple(self._line(*span) for span in _balanced(pieces, limit, len(greedy)))
        fits = all(line.width <= limit for line in lines) and self._fits_height(lines, size)
        return lines if fits else None

    def _fits_height(self, lines: tuple[ShapedLine, ...], size: float) -> bool:
        return _block(lines)[1] * size / UNITS_PER_EM <= self.box.height

    def _limit(self, size: float) -> int:
        return int(self.box.width * UNITS_PER_EM / size)

    def _line(self, start: int, end: int) -> ShapedLine:
        return shape_line(self.text[start:end], tuple(self.levels[start:end]), self.box.weight)

    def _pieces(self, breaks: _Breaks) -> list[_Piece]:
        pieces: list[_Piece] = []
        for start, end in _spans(self.text, breaks):
            after_space = start > 0 and self.text[start - 1] == " "
            gap = shape_word(" ", self.box.weight).width if after_space else 0
            pieces.append(_Piece(start, end, shape_word(self.text[start:end], self.box.weight).width, gap))
        return pieces


def _spans(text: str, breaks: _Breaks) -> Iterator[tuple[int, int]]:
    for word in re.finditer("[^ ]+", text):
        start, end = word.span()
        for cut in _cuts(text[start:end], breaks):
            yield start, word.start() + cut
            start = word.start() + cut
        yield start, end


def _cuts(word: str, breaks: _Breaks) -> list[int]:
    if breaks is _Breaks.HYPHENS:
        return [found.start() for found in _AFTER_HYPHEN.finditer(word)]
    if breaks is _Breaks.ANYWHERE:
        return [index for index in range(1, len(word)) if starts_cluster(word[index])]
    return []


def _wrap(pieces: list[_Piece], limit: int) -> list[tuple[int, int]]:
    """Greedy lines as (start, end) in the text."""
    spans: list[tuple[int, int]] = []
    used = 0
    for piece in pieces:
        if spans and used + piece.gap + piece.width <= limit:
            spans[-1] = (spans[-1][0], piece.end)
            used += piece.gap + piece.width
        else:
            spans.append((piece.start, piece.end))
            used = piece.width
    return spans


def _balanced(pieces: list[_Piece], limit: int, count: int) -> list[tuple[int, int]]:
    """The same number of lines, as even as possible."""
    if count > 1:
        low, high = max(piece.width for piece in pieces), limit
        while low < high:
            middle = (low + high) // 2
            if len(_wrap(pieces, middle)) <= count:
                high = middle
            else:
                low = middle + 1
        limit = high
    return _wrap(pieces, limit)


def _sizes(box: TextBox) -> Iterator[float]:
    size = box.size
    while size > box.min_size:
        yield size
        size -= _STEP
    yield box.min_size


def _block(lines: tuple[ShapedLine, ...]) -> tuple[list[int], int]:
    """Baselines below the block's top and the block's height, in thousandths."""
    extents = [nominal_extent(line) for line in lines]
    baselines = [extents[0][0]]
    for (_, above), (below, _) in pairwise(extents):
        baselines.append(baselines[-1] + max(_LEADING, above + below + _GAP))
    return baselines, baselines[-1] + extents[-1][1]


def _placed(lines: tuple[ShapedLine, ...], size: float, troubles: tuple[tuple[FindingKind, str], ...]) -> FittedText:
    baselines, height = _block(lines)
    scale = size / UNITS_PER_EM
    return FittedText(
        lines=lines,
        baselines=tuple(baseline * scale for baseline in baselines),
        size=size,
        height=height * scale,
        troubles=troubles,
    )


def _without(text: str, characters: tuple[str, ...]) -> str:
    kept = "".join(char for char in text if char not in characters)
    return " ".join(word for word in kept.split(" ") if word)


def _named(characters: tuple[str, ...]) -> str:
    return "no glyph for " + " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(characters))
