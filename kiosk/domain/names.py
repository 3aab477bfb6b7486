"""Name folding: how different spellings of one name, in Latin and Arabic script, come to the same key.

Two strengths. `fold` forgives case, accents, marks and punctuation; `sound_key` keeps only the consonants that
Latin transcriptions of Arabic names agree on, so `mohamed`, `Mohammed` and `محمد` are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain, groupby

_ARABIC_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ة": "ه",
        "ک": "ك",
        "ی": "ي",
        "ـ": None,  # tatweel only stretches a line
    }
)
_LATIN_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})
_SEPARATORS = re.compile(r"[^\w@.]+|_|(?<!\w)\.|\.(?!\w)")
_APOSTROPHES = re.compile("['’ʼ`´]")

_UNHEARD = frozenset({"Mn", "Mc", "Me", "Cf"})
_WORDS_REMEMBERED = 100_000
"""Words of names and companies repeat; a list of 100,000 people has some 20,000 different ones."""

_NAMES_REMEMBERED = 30_000
"""Whole names repeat less; these are the most that are worth their memory."""

PARTICLES = frozenset({"el", "al", "ال", "ben", "bin", "ibn", "بن", "ابن", "ait", "ايت", "bint", "de", "la", "le"})
"""Words of a name that people leave out or glue on; they never decide a search alone."""

_SERVANTS = frozenset({"abd", "abdel", "abdul", "abdoul", "abdal"})
_TAILS = frozenset({"eddine", "eddin", "uddin", "dine", "din", "allah", "ellah", "ullah", "zahra"})
_ARTICLE = re.compile("ال(?=..)")
_SUN_LETTERS = "تثدذرزسشصضطظلن"
_UNHEARD_ARTICLE = re.compile(f"(?<=^عبد)ال(?=[{_SUN_LETTERS}])|ال(?=دين$)")
"""Inside one word the article loses its sound too: عبدالرحمن is Abderrahmane, نورالدين is Noureddine."""

_GLUED = ("el", "al", "l", "ben", "bin", "bn", "ait", "ال", "بن", "ايت")


def fold(text: str) -> str:
    """Lower case, without accents, vowel marks or punctuation; words one space apart. Keeps `@` and inner dots."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join(text.lower().split())
    return " ".join(filter(None, map(_fold_word, text.split())))


def fold_apart(text: str) -> str:
    """`fold` with a gap at each apostrophe, for who types `eau` and means `d'eau`; empty when there is none."""
    parted = _APOSTROPHES.sub(" ", text)
    return fold(parted) if parted != text else ""


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _fold_word(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    bare = "".join(character for character in decomposed if unicodedata.category(character) not in _UNHEARD)
    joined = _APOSTROPHES.sub("", bare.translate(_LATIN_LETTERS).translate(_ARABIC_LETTERS))
    return " ".join(_SEPARATORS.sub(" ", joined).split())


_ARABIC_SOUNDS = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "ح": "h", "خ": "x", "د": "d", "ذ": "d",
    "ض": "d", "ظ": "d", "ر": "r", "ز": "z", "س": "s", "ص": "s", "ش": "c", "غ": "g", "ف": "f", "ڤ": "f",
    "ق": "k", "ك": "k", "گ": "g", "ڭ": "g", "ݣ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "ا": "", "ع": "", "و": "", "ي": "", "ء": "",
}  # fmt: skip
_ARABIC_INITIALS = {"ا": "a", "ع": "a", "و": "w", "ي": "y", "ء": "a"}

_LATIN_DIGRAPHS = (
    ("tch", "c"), ("sch", "c"), ("ch", "c"), ("sh", "c"), ("kh", "x"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("ph", "f"), ("ck", "k"), ("qu", "k"), ("ce", "se"), ("ci", "si"), ("cy", "sy"), ("gu", "g"), ("dj", "j"),
    ("ge", "je"), ("gi", "ji"), ("gy", "jy"),
)  # fmt: skip
_LATIN_SOUNDS = {"c": "k", "q": "k", "p": "b", "v": "f", "x": "ks"}
_VOWELS = frozenset("aeiouyw")


@lru_cache(maxsize=_WORDS_REMEMBERED)
def sound_key(word: str) -> str:
    """The consonant key of one folded word, the same for its Latin and Arabic spellings; may be empty."""
    key = _arabic_key(word) if any("\u0600" <= character <= "\u06ff" for character in word) else _latin_key(word)
    return key[:-1] if len(key) > 2 and key.endswith("h") else key


def sound_keys(text: str) -> tuple[str, ...]:
    """The keys of a whole name, particles left out unless nothing else is there."""
    return _keys_of(fold(text).split())


def _keys_of(words: list[str]) -> tuple[str, ...]:
    weighty = [word for word in words if word not in PARTICLES] or words
    return tuple(filter(None, map(sound_key, weighty)))


def sound_alternatives(text: str) -> tuple[tuple[str, ...], ...]:
    """The ways to look for a typed name by sound: word by word, and with what belongs together as one word."""
    together: list[str] = []
    rest = fold(text).split()
    while rest:
        taken = 2 if len(rest) > 1 and _belong(rest[0], rest[1]) else 1
        together.append(_glue(rest[0], rest[1]) if taken == 2 else rest[0])
        rest = rest[taken:]
    ways = (sound_keys(text), tuple(filter(None, map(sound_key, together))))
    return tuple(dict.fromkeys(tuple(key for key in keys if len(key) > 1) for keys in ways))


def glued_keys(text: str) -> tuple[str, ...]:
    """Keys under which a name is found too: `ben salah` as `bensalah`, `abdel aziz` as `abdelaziz`, and back."""
    return _glued_keys_of(fold(text).split())


def _glued_keys_of(words: list[str]) -> tuple[str, ...]:
    glued = map(_glued_key, words, words[1:])
    return tuple(filter(None, (*glued, *chain.from_iterable(map(_keys_in_parts, words)))))


@lru_cache(maxsize=_NAMES_REMEMBERED)
def stored_keys(folded: str) -> tuple[str, ...]:
    """`sound_keys` and `glued_keys` of a name that is folded already: all that a list keeps of it by sound."""
    words = folded.split()
    return _keys_of(words) + _glued_keys_of(words)


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _glued_key(first: str, second: str) -> str:
    """The key of two words as one; empty when they don't belong together, or when it says too little."""
    key = sound_key(_glue(first, second)) if _belong(first, second) else ""
    return key if len(key) > 1 else ""


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _keys_in_parts(word: str) -> tuple[str, ...]:
    """The keys of a word without a particle glued to its front, and of what only looks like an Arabic article."""
    parted = [sound_key(word.removeprefix(head)) for head in _GLUED if _is_glued(head, word)]
    if _ARTICLE.match(word):
        parted.append(_arabic_key("ا" + word[1:].replace("ا", "")))
    return tuple(key for key in parted if len(key) > 1)


def _is_glued(head: str, word: str) -> bool:
    """At least three letters are left without it."""
    return word.startswith(head) and len(word) >= len(head) + 3


def _belong(first: str, second: str) -> bool:
    return first in PARTICLES or first in _SERVANTS or second in _TAILS or bool(_ARTICLE.match(second))


def _glue(first: str, second: str) -> str:
    """Two words as one; in Arabic the article's sound goes with a sun letter and stays with a moon letter."""
    if not _ARTICLE.match(second):
        return first + second
    return first.removesuffix("ه") + (second[2:] if second[2] in _SUN_LETTERS else second[1:])


def _arabic_key(word: str) -> str:
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    letters = _without_doubles(_UNHEARD_ARTICLE.sub("", stem))
    first = _ARABIC_INITIALS.get(letters[:1], _ARABIC_SOUNDS.get(letters[:1], ""))
    return first + "".join(_ARABIC_SOUNDS.get(letter, "") for letter in letters[1:])


def _latin_key(word: str) -> str:
    sounds = ""
    rest = word
    while rest:
        sound, length = _latin_sound(rest)
        sounds += sound
        rest = rest[length:]
    letters = _without_doubles(sounds)
    return _initial(word, letters[:1]) + "".join(letter for letter in letters[1:] if letter not in _VOWELS)


def _without_doubles(letters: str) -> str:
    return "".join(letter for letter, _ in groupby(letters))


def _latin_sound(text: str) -> tuple[str, int]:
    """The sound at the start of `text` and how many letters it takes."""
    for letters, sound in _LATIN_DIGRAPHS:
        if text.startswith(letters):
            return sound, len(letters)
    return _LATIN_SOUNDS.get(text[0], text[0]), 1


def _initial(word: str, sound: str) -> str:
    if word.startswith("ou") and len(word) > 2 and word[2] in _VOWELS:
        return "w"
    if sound and sound in "aeiou":
        return "a"
    return sound
