"""Where a paragraph may break, and its lines by measured width.

All widths are in thousandths of an em; a line is (start, end) in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from printing.clean_text import starts_cluster
from printing.fonts import Weight
from printing.shaping import shape_word

_WORD = re.compile(r"[^ ]+(?: [-–—·•|/:]+(?= |$))*")
"""A word, with a lone dash or dot that follows: no line begins with one."""
_AFTER_HYPHEN = re.compile(r"(?<=[-‐‑–/@_.])(?=\w)")


class Breaks(Enum):
    """Where lines may end in whole words, from the better looking."""

    SPACES = 1
    HYPHENS = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbreakable part of a paragraph: text[start:end], `gap` after the one before."""

    start: int
    end: int
    width: int
    gap: int


def pieces_of(text: str, weight: Weight, breaks: Breaks) -> list[Piece]:
    """The words of `text`, or their parts between hyphens."""
    gap = shape_word(" ", weight).width
    pieces: list[Piece] = []
    for start, end in _spans(text, breaks):
        after_space = start > 0 and text[start - 1] == " "
        pieces.append(Piece(start, end, shape_word(text[start:end], weight).width, gap if after_space else 0))
    return pieces


def narrow_pieces_of(text: str, weight: Weight, limit: int) -> list[Piece]:
    """The words between hyphens; one that is wider than `limit` in single letters."""
    pieces: list[Piece] = []
    for piece in pieces_of(text, weight, Breaks.HYPHENS):
        pieces += [piece] if piece.width <= limit else _letters(piece, text, weight)
    return pieces


def wrap(pieces: list[Piece], limit: int) -> list[tuple[int, int]]:
    """Greedy lines no wider than `limit`, save where one piece alone is."""
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


def balanced(pieces: list[Piece], limit: int, count: int) -> list[tuple[int, int]]:
    """The same number of lines, as even as possible."""
    if count > 1:
        low, high = max(piece.width for piece in pieces), limit
        while low < high:
            middle = (low + high) // 2
            if len(wrap(pieces, middle)) <= count:
                high = middle
            else:
                low = middle + 1
        limit = high
    return wrap(pieces, limit)


def _letters(piece: Piece, text: str, weight: Weight) -> list[Piece]:
    starts = [index for index in range(piece.start + 1, piece.end) if starts_cluster(text[index])]
    letters: list[Piece] = []
    for start, end in pairwise((piece.start, *starts, piece.end)):
        gap = piece.gap if start == piece.start else 0
        letters.append(Piece(start, end, shape_word(text[start:end], weight).width, gap))
    return letters


def _spans(text: str, breaks: Breaks) -> Iterator[tuple[int, int]]:
    for word in _WORD.finditer(text):
        start, end = word.span()
        hyphens = _AFTER_HYPHEN.finditer(text[start:end]) if breaks is Breaks.HYPHENS else ()
        for hyphen in hyphens:
            yield start, word.start() + hyphen.start()
            start = word.start() + hyphen.start()
        yield start, end
