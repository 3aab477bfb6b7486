"""Makes any text safe and canonical before it is shaped.

Names arrive with presentation forms, bidi controls, control characters and piles of marks; none of them may
reach paper as such, and what is left out is told, never dropped in silence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 1000
"""Longer texts are cut here before shaping; no element holds as many, so the cut is reported as overflow."""
MAX_MARKS = 4
"""More combining marks than this on one letter are scribble, not a name."""

_JOINERS = "\u200c\u200d"
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefe\uff01-\uff5e]+")
"""Of Arabic letters, and full-width ones of Latin, as keyboards of the far east give them."""
_NO_BREAK_SPACES = re.compile("[\u00a0\u2007\u202f]")
_SPACES = re.compile(r"[^\S\u00a0]+")
_INVISIBLE = frozenset(("Cc", "Cf"))
_UNPRINTABLE = frozenset(("Cs", "Co"))
"""Halves of letters and private ones: somebody saw something there, so what is left out is told."""


@dataclass(frozen=True, slots=True)
class CleanText:
    """The printable text, and what had to be left out: marks that sit on nothing or pile up, letters of no script."""

    text: str
    dropped: tuple[str, ...] = ()


def clean_text(source: str) -> CleanText:
    """NFC with presentation forms resolved, controls removed, white space collapsed.

    The zero-width joiners that spell Persian and Arabic words stay; no-break spaces stay no-break.
    """
    if source.isascii() and source.isprintable():
        return CleanText(" ".join(source.split()))
    text = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), source)
    text = _NO_BREAK_SPACES.sub("\u00a0", text)
    text = _SPACES.sub(" ", text)
    text = _SPACES.sub(" ", "".join(char for char in text if _is_visible(char)))
    unprintable = tuple(char for char in text if unicodedata.category(char) in _UNPRINTABLE)
    text = "".join(char for char in text if unicodedata.category(char) not in _UNPRINTABLE)
    text, loose = _without_loose_marks(unicodedata.normalize("NFC", text))
    return CleanText(text.strip(" \u00a0" + _JOINERS), (*unprintable, *loose))


def is_mark(char: str) -> bool:
    """Whether `char` is a combining mark."""
    return unicodedata.category(char)[0] == "M"


def starts_cluster(char: str) -> bool:
    """Whether a line may begin with `char` when a word has to be broken inside."""
    return not is_mark(char) and char not in _JOINERS


def _is_visible(char: str) -> bool:
    """Joiners shape their neighbours; the number signs of Arabic (U+0600 to U+0605, U+06DD) are drawn."""
    if char in _JOINERS or unicodedata.bidirectional(char) == "AN":
        return True
    is_selector = "\ufe00" <= char <= "\ufe0f"
    return not is_selector and unicodedata.category(char) not in _INVISIBLE


def _without_loose_marks(text: str) -> tuple[str, tuple[str, ...]]:
    kept: list[str] = []
    dropped: list[str] = []
    room = 0
    for char in text:
        if is_mark(char):
            (kept if room > 0 else dropped).append(char)
            room -= 1
        else:
            kept.append(char)
            room = 0 if char.isspace() else MAX_MARKS if char not in _JOINERS else room
    return "".join(kept), tuple(dropped)
