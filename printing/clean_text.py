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
_PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]+")
_NO_BREAK_SPACES = re.compile("[\u00a0\u2007\u202f]")
_SPACES = re.compile(r"[^\S\u00a0]+")
_IGNORED_CATEGORIES = frozenset(("Cc", "Cf", "Cs", "Co"))


@dataclass(frozen=True, slots=True)
class CleanText:
    """The printable text, and the marks that had to be left out because they sit on nothing or pile up."""

    text: str
    dropped: tuple[str, ...] = ()


def clean_text(source: str) -> CleanText:
    """NFC with Arabic presentation forms resolved, controls removed, white space collapsed.

    The zero-width joiners that spell Persian and Arabic words stay; no-break spaces stay no-break.
    """
    if source.isascii() and source.isprintable():
        return CleanText(" ".join(source.split()))
    text = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), source)
    text = _NO_BREAK_SPACES.sub("\u00a0", text)
    text = _SPACES.sub(" ", text)
    text = "".join(char for char in text if _is_kept(char))
    text, dropped = _without_loose_marks(unicodedata.normalize("NFC", text))
    return CleanText(text.strip(" \u00a0" + _JOINERS), dropped)


def is_mark(char: str) -> bool:
    """Whether `char` is a combining mark."""
    return unicodedata.category(char)[0] == "M"


def starts_cluster(char: str) -> bool:
    """Whether a line may begin with `char` when a word has to be broken inside."""
    return not is_mark(char) and char not in _JOINERS


def _is_kept(char: str) -> bool:
    if char in _JOINERS:
        return True
    is_selector = "\ufe00" <= char <= "\ufe0f"
    return not is_selector and unicodedata.category(char) not in _IGNORED_CATEGORIES


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
