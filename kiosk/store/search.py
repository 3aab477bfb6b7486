"""The desk's search over 100,000 people, each keystroke answered before the next.

Steps from the surest to the most forgiving, each only when the ones before found too little: names that begin with
what was typed, whole words, beginnings of words (FTS5), the sound of the names across scripts, and last one wrong
letter. Only the people who are shown are read in full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kiosk.domain.names import fold, fold_apart, sound_alternatives, stored_keys
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee
from kiosk.store.database import Connection, marks
from kiosk.store.name_words import NameWords
from kiosk.store.values import decode_attendee

_CANDIDATES = 100
"""Names read a step before scoring; more would not fit a screen and cost a keystroke."""

_BETWEEN_SCRIPTS = "\n"
_COMPANIES_REMEMBERED = 10_000

_CODE, _WHOLE_NAME, _NAME_BEGINS, _WORDS_OF_NAME, _NAME_BEGINS_LIKE, _WORDS_BEGIN = 100.0, 99.0, 95.0, 90.0, 85.0, 80.0
_ANYWHERE, _BEGINS_ANYWHERE, _SOUND, _SOUND_BEGINS, _ONE_WRONG_LETTER = 75.0, 70.0, 60.0, 50.0, 25.0
"""Scores of the steps; up to 4.5 are taken off for words of the name that were not asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """One person found; `score` is 100 for an exact code and falls from there."""

    attendee: Attendee
    score: float


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The searchable texts of one person, folded; in `name` the Arabic name stands on a line of its own.

    `company` also holds words of the name that are found apart from their apostrophe, but don't make its order.
    """

    name: str
    company: str
    codes: str
    keys: str


def index_row(attendee: Attendee) -> IndexRow:
    """What the index holds of a person."""
    name, name_ar = fold(attendee.name), fold(attendee.name_ar) if attendee.name_ar else ""
    codes = f"{attendee.ticket_code} {attendee.order_code} {attendee.email}"
    keys = (*stored_keys(name), *stored_keys(name_ar)) if name_ar else stored_keys(name)
    return IndexRow(
        name=_BETWEEN_SCRIPTS.join(filter(None, (name, name_ar))),
        company=" ".join(filter(None, (_company(attendee.company), fold_apart(attendee.name)))),
        codes=codes.lower() if codes.isascii() else fold(codes),
        keys=" ".join(dict.fromkeys(keys)),
    )


@lru_cache(maxsize=_COMPANIES_REMEMBERED)
def _company(company: str) -> str:
    return " ".join(filter(None, (fold(company), fold_apart(company))))


def find_people(connection: Connection, words_known: NameWords, version: int, words: str, limit: int) -> list[Found]:
    """The people that fit `words`, best first; empty for words without a letter or digit.

    `words_known` is read again when `version` of the people is new and one wrong letter has to be looked for.
    """
    terms = fold(words).split()
    if not terms:
        return []
    candidates = _Candidates(connection, terms, max(limit, _CANDIDATES))
    for step in _STEPS:
        step(candidates)
        if len(candidates.scores) >= limit:
            break
    else:
        _by_distance(candidates, words_known.load(connection, version))
    candidates.take_code(words)
    return candidates.best(limit)


class _Candidates:
    """The names that fit so far, with the best score of each."""

    def __init__(self, connection: Connection, terms: list[str], cap: int) -> None:
        self.connection = connection
        self.terms = terms
        self.typed = " ".join(terms)
        self._sorted = sorted(terms)
        self.cap = cap
        self.scores: dict[int, tuple[float, str]] = {}

    def match(self, query: str, base: float) -> None:
        """Takes what the full-text index gives for `query`, worth at least `base`."""
        self._take(
            """SELECT id, folded FROM people_names WHERE id IN (
                   SELECT rowid FROM people_index WHERE people_index MATCH ? LIMIT ?)""",
            (query, self.cap),
            base,
        )

    def begin(self, first: str, end: str, base: float) -> None:
        """Takes the names from `first` to before `end`, in the order of the alphabet."""
        self._take(
            "SELECT id, folded FROM people_names WHERE folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
            (first, end, self.cap),
            base,
        )

    def take_code(self, words: str) -> None:
        """The person of exactly this ticket code comes first."""
        code = read_payload(words)
        if code.fault is None:
            statement = "SELECT id, folded FROM attendees JOIN people_names USING (id) WHERE ticket_code = ?"
            for identity, folded in self.connection.execute(statement, (code.text,)):
                self.scores[identity] = (_CODE, folded)

    def best(self, limit: int) -> list[Found]:
        """The first `limit` people, read in full; equal scores in the order of the alphabet."""
        ranked = sorted(self.scores.items(), key=lambda item: (-item[1][0], item[1][1], item[0]))[:limit]
        identities = [identity for identity, _ in ranked]
        rows = self.connection.execute(f"SELECT id, data FROM attendees WHERE id IN ({marks(identities)})", identities)
        people = {row[0]: decode_attendee(row[1]) for row in rows}
        return [Found(people[identity], score) for identity, (score, _) in ranked if identity in people]

    def _take(self, statement: str, arguments: tuple[object, ...], base: float) -> None:
        for identity, folded in self.connection.execute(statement, arguments).fetchall():
            if identity not in self.scores:
                self.scores[identity] = (max(self._worth(name, base) for name in folded.split("\n")), folded)

    def _worth(self, name: str, base: float) -> float:
        words = name.split()
        unasked = 0.5 * min(9, max(0, len(words) - len(self.terms)))
        if base == _ONE_WRONG_LETTER:
            return round(base + 0.2 * fuzz.token_sort_ratio(self.typed, name) - unasked, 1)
        if base >= _WORDS_BEGIN and sorted(words) == self._sorted:
            return _WHOLE_NAME
        if base >= _WORDS_BEGIN and name.startswith(self.typed):
            base = max(base, _NAME_BEGINS if name.startswith(f"{self.typed} ") else _NAME_BEGINS_LIKE)
        return base - unasked


def _name_begins(candidates: _Candidates) -> None:
    candidates.begin(candidates.typed, f"{candidates.typed}!", _NAME_BEGINS)


def _words_of_name(candidates: _Candidates) -> None:
    candidates.match(f"name : ({_whole(candidates.terms)})", _WORDS_OF_NAME)


def _name_begins_like(candidates: _Candidates) -> None:
    candidates.begin(candidates.typed, f"{candidates.typed}\U0010ffff", _NAME_BEGINS_LIKE)


def _words_begin(candidates: _Candidates) -> None:
    candidates.match(f"name : ({_beginning(candidates.terms)})", _WORDS_BEGIN)


def _anywhere(candidates: _Candidates) -> None:
    candidates.match(_whole(candidates.terms), _ANYWHERE)


def _begins_anywhere(candidates: _Candidates) -> None:
    candidates.match(_beginning(candidates.terms), _BEGINS_ANYWHERE)


def _by_sound(candidates: _Candidates) -> None:
    for keys in filter(None, sound_alternatives(candidates.typed)):
        candidates.match(f"keys : ({_whole(keys)})", _SOUND)


def _by_sound_begun(candidates: _Candidates) -> None:
    for keys in filter(None, sound_alternatives(candidates.typed)):
        candidates.match(f"keys : ({_beginning(keys)})", _SOUND_BEGINS)


_STEPS = (
    _name_begins,
    _words_of_name,
    _name_begins_like,
    _words_begin,
    _anywhere,
    _begins_anywhere,
    _by_sound,
    _by_sound_begun,
)


def _by_distance(candidates: _Candidates, words_known: NameWords) -> None:
    near = [[f'"{term}"*', *(f'"{word}"' for word in words_known.near(term))] for term in candidates.terms]
    if any(len(alternatives) > 1 for alternatives in near):
        candidates.match(" AND ".join(f"({' OR '.join(one)})" for one in near), _ONE_WRONG_LETTER)


def _whole(terms: Iterable[str]) -> str:
    return " ".join(f'"{term}"' for term in terms)


def _beginning(terms: Iterable[str]) -> str:
    return " ".join(f'"{term}"*' for term in terms)
