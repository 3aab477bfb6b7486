"""Fits text into a box: measured wrapping, shrinking to a floor, and never a silent cut.

A text is set at the largest size at which it fits in its lines. It breaks at spaces; only when that fails at
the smallest size, at hyphens and slashes; only then inside words, which is reported. What still doesn't fit ends
with its last whole word and an ellipsis, and is reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from printing.bidi_levels import levels
from printing.clean_text import MAX_CHARACTERS, clean_text, starts_cluster
from printing.findings import FindingKind
from printing.fonts import UNITS_PER_EM, Weight
from printing.shaping import ShapedLine, missing_characters, nominal_extent, shape_line
from printing.wrapping import Breaks, Piece, balanced, narrow_pieces_of, pieces_of, wrap

_STEP = 0.5
_NEAR_THE_FLOOR = 0.25
"""A text in the last quarter of its range of sizes is reported as shrunk."""
_WORTH_A_LINE = 0.9
"""A text goes to one line more only where that makes it larger than by this ratio."""
_LEADING = 1160
_GAP = 60
_ELLIPSIS = "…"


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
    size, lines, shown = (*fitted, len(text)) if fitted else (box.min_size, *paragraph.forced())
    if shown < len(text) or len(source) > MAX_CHARACTERS:
        detail = f"{shown} of {len(text)} characters fit at {size:g} pt, the smallest size"
        troubles.append((FindingKind.OVERFLOW, detail))
    elif fitted is None or size < _comfortable(box):
        broken = "" if fitted else ", with a word broken inside"
        troubles.append((FindingKind.SHRUNK, f"set at {size:g} pt instead of {box.size:g} pt{broken}"))
    return _placed(lines, size, tuple(troubles))


class _Paragraph:
    """One text on its way into one box."""

    def __init__(self, text: str, box: TextBox) -> None:
        self.text = text
        self.box = box
        self.levels = levels(text)

    def fit(self) -> tuple[float, tuple[ShapedLine, ...]] | None:
        """The largest size that fits in whole words with its lines, or None when even the smallest doesn't."""
        sizes = list(_sizes(self.box))
        for breaks in (Breaks.SPACES, Breaks.HYPHENS):
            pieces = pieces_of(self.text, self.box.weight, breaks)
            best = self._largest(pieces, sizes, self.box.max_lines)
            if best is not None:
                least = max(best[0] * _WORTH_A_LINE, _comfortable(self.box))
                nearly = [size for size in sizes if least <= size <= best[0]]
                fewer = (self._largest(pieces, nearly, count) for count in range(1, len(best[1])))
                return next((found for found in fewer if found is not None), best)
        return None

    def _largest(
        self, pieces: list[Piece], sizes: list[float], max_lines: int
    ) -> tuple[float, tuple[ShapedLine, ...]] | None:
        """The first of the falling `sizes` at which the pieces fit in `max_lines` lines."""
        first = bisect_left(sizes, True, key=lambda size: self._wraps_at(pieces, size, max_lines))
        fits = ((size, self._lines_at(pieces, size)) for size in sizes[first:])
        return next(((size, lines) for size, lines in fits if lines is not None), None)

    def forced(self) -> tuple[tuple[ShapedLine, ...], int]:
        """The lines at the smallest size, words wider than a line broken inside, and how many characters they show.

        When that isn't all of them, the last line ends with a whole word and an ellipsis.
        """
        size = self.box.min_size
        limit = self._limit(size)
        pieces = narrow_pieces_of(self.text, self.box.weight, limit)
        spans = wrap(pieces, limit)
        kept = spans[: max(1, self._lines_in_height(spans, size))]
        if len(kept) == len(spans):
            lines = tuple(self._line(*span) for span in kept)
            if all(line.width <= limit for line in lines) and self._fits_height(lines, size):
                return lines, len(self.text)
        head = tuple(self._line(*span) for span in kept[:-1])
        last, shown = self._last_line(pieces, kept[-1], limit)
        return (*head, last), shown

    def _last_line(self, pieces: list[Piece], span: tuple[int, int], limit: int) -> tuple[ShapedLine, int]:
        """The line with an ellipsis after its last word that leaves room for it, and where that word ends."""
        start, end = span
        words = [piece.end for piece in pieces if start < piece.end <= end]
        letters = [each for each in range(words[0] - 1, start, -1) if starts_cluster(self.text[each])]
        ends = (*reversed(words), *letters)
        shown = next((each for each in ends if self._ended(start, each).width <= limit), start + 1)
        return self._ended(start, shown), shown

    def _ended(self, start: int, end: int) -> ShapedLine:
        shown = self.text[start:end].rstrip()
        text = (shown.rstrip(" ,،-") or shown) + _ELLIPSIS
        slice_levels = self.levels[start : start + len(text) - 1]
        return shape_line(text, (*slice_levels, slice_levels[-1]), self.box.weight)

    def _lines_in_height(self, spans: list[tuple[int, int]], size: float) -> int:
        count = min(len(spans), self.box.max_lines)
        while count > 1 and not self._fits_height(tuple(self._line(*span) for span in spans[:count]), size):
            count -= 1
        return count

    def _wraps_at(self, pieces: list[Piece], size: float, max_lines: int) -> bool:
        """The quick question: few enough lines, each as wide as the sum of its pieces."""
        limit = self._limit(size)
        return all(piece.width <= limit for piece in pieces) and len(wrap(pieces, limit)) <= max_lines

    def _lines_at(self, pieces: list[Piece], size: float) -> tuple[ShapedLine, ...] | None:
        """The shaped lines when they fit by their true widths and heights."""
        limit = self._limit(size)
        greedy = wrap(pieces, limit)
        if not self._fits_height(tuple(self._line(*span) for span in greedy), size):
            return None
        for spans in (balanced(pieces, limit, len(greedy)), greedy):
            lines = tuple(self._line(*span) for span in spans)
            if all(line.width <= limit for line in lines) and self._fits_height(lines, size):
                return lines
        return None

    def _fits_height(self, lines: tuple[ShapedLine, ...], size: float) -> bool:
        return _block(lines)[1] * size / UNITS_PER_EM <= self.box.height

    def _limit(self, size: float) -> int:
        return int(self.box.width * UNITS_PER_EM / size)

    def _line(self, start: int, end: int) -> ShapedLine:
        return shape_line(self.text[start:end], tuple(self.levels[start:end]), self.box.weight)


def _comfortable(box: TextBox) -> float:
    """The size below which a text is reported as shrunk."""
    return box.min_size + (box.size - box.min_size) * _NEAR_THE_FLOOR


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
