"""Which letters of a name the search words have met, for marking them.

The engine folds accents, case and scripts; here each displayed word is compared in the same folded form. In
joined scripts the whole word is marked, because colour inside a word would break its letters apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.domain.names import fold

_WORD = re.compile(r"\w+")
_JOINED = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True, slots=True)
class Span:
    """`length` letters from `start`."""

    start: int
    length: int


def spans(shown: str, words: str) -> list[Span]:
    """The letters of `shown` that begin a word with one of the searched `words`."""
    terms = sorted(fold(words).split(), key=len, reverse=True)
    found = (_span(match, terms) for match in _WORD.finditer(shown))
    return [span for span in found if span is not None]


def _span(match: re.Match[str], terms: list[str]) -> Span | None:
    word = match.group()
    folded = fold(word)
    term = next((term for term in terms if folded.startswith(term)), None)
    if term is None:
        return None
    length = len(word) if _JOINED.search(word) else _letters(word, term)
    return Span(match.start(), length)


def _letters(word: str, term: str) -> int:
    """How many letters of the word make up the folded term; folding may drop or add letters."""
    for length in range(1, len(word)):
        if fold(word[:length]).startswith(term):
            return length
    return len(word)
