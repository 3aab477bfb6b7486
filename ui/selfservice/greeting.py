"""The name to greet a person by: what friends call them, from names as people type them.

Surnames stand in capitals or not, first or last; given names are double; Arabic ones are two words long.
"""

from __future__ import annotations

from kiosk.domain.event import Language
from kiosk.domain.people import Attendee

_TITLES = frozenset({"dr", "pr", "prof", "professeur", "professor", "m", "mr", "mrs", "ms", "mme", "mlle", "me", "sir"})
_ARABIC_TITLES = frozenset({"د", "دكتور", "الدكتور", "الدكتورة", "السيد", "السيدة", "أستاذ", "الأستاذ", "الأستاذة"})
_ARABIC_FIRST_HALVES = frozenset({"عبد", "أبو", "ابو", "أم", "نور", "سيدي", "مولاي", "لالة"})
_COMPOUND_FIRST = frozenset({"moulay", "sidi", "lalla", "abdel", "abdul", "abd"})


def given_name(attendee: Attendee, language: Language) -> str:
    """The given name in the script of `language` where it is known; the whole name when nothing can be told apart.

    Never empty unless the registration has no name at all.
    """
    if language is Language.ARABIC and attendee.name_ar.strip():
        parts = len(_latin_given_name(attendee.name).replace("-", " ").split())
        return _arabic_given_name(attendee.name_ar, parts)
    return _latin_given_name(attendee.name)


def _latin_given_name(name: str) -> str:
    words = [word for word in name.split() if word.strip(".").casefold() not in _TITLES] or name.split()
    given = [word for word in words if not _is_surname_in_capitals(word)]
    if given and len(given) < len(words):
        return " ".join(_before_particles(given))
    return " ".join(words[: 2 if words and words[0].casefold() in _COMPOUND_FIRST else 1])


def _is_surname_in_capitals(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and all(letter.isupper() for letter in letters)


def _before_particles(given: list[str]) -> list[str]:
    """ "Karim El" of "Karim El FASSI" is Karim."""
    while len(given) > 1 and given[-1].casefold() in {
        "el",
        "al",
        "ben",
        "bin",
        "ibn",
        "ait",
        "aït",
        "bou",
        "ould",
        "de",
    }:
        given = given[:-1]
    return given


def _arabic_given_name(name: str, parts: int) -> str:
    """`parts` is how many words the Latin given name has: Fatima-Zahra is written in two in Arabic too."""
    words = [word for word in name.split() if word.strip(".") not in _ARABIC_TITLES] or name.split()
    return " ".join(words[: 2 if words[0] in _ARABIC_FIRST_HALVES else max(1, min(parts, len(words) - 1))])
