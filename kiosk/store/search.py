"""The desk's search over 100,000 people, each keystroke answered before the next.

Steps, each only when the ones before found too little: folded whole words, words by prefix (both FTS5), the sound
of the names across scripts, and last one wrong letter by edit distance over the names in memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kiosk.domain.names import fold, sound_keys
from kiosk.domain.people import Attendee
from kiosk.store.database import Connection
from kiosk.store.values import decode_attendee

_CANDIDATES = 200
"""Rows read before scoring; more would not fit a screen and cost a keystroke."""

_FUZZY_FLOOR = 78.0


@dataclass(frozen=True, slots=True)
class Found:
    """One person found; `score` is 100 for an exact code and falls from there."""

    attendee: Attendee
    score: float


@dataclass(frozen=True, slots=True)
class IndexRow:
    """The searchable texts of one person, folded."""

    name: str
    company: str
    codes: str
    keys: str


def index_row(attendee: Attendee) -> IndexRow:
    """What the index holds of a person."""
    name = fold(f"{attendee.name} {attendee.name_ar}")
    codes = f"{attendee.ticket_code} {attendee.order_code} {attendee.email}"
    folded_codes = codes.lower() if codes.isascii() else fold(codes)
    keys = dict.fromkeys(sound_keys(attendee.name) + sound_keys(attendee.name_ar))
    return IndexRow(name=name, company=fold(attendee.company), codes=folded_codes, keys=" ".join(keys))


class NameList:
    """All folded names in memory for the edit distance; rebuilt when the people changed."""

    def __init__(self) -> None:
        self._version = -1
        self._ids: list[int] = []
        self._names: list[str] = []

    def load(self, connection: Connection, version: int) -> None:
        """Reads the names again if `version` of the people is a new one."""
        if version == self._version:
            return
        rows = connection.execute("SELECT id, data FROM attendees").fetchall()
        people = [(row["id"], decode_attendee(row["data"])) for row in rows]
        self._ids = [identity for identity, _ in people]
        self._names = [fold(person.name) for _, person in people]
        self._version = version

    def nearest(self, words: str, limit: int) -> list[tuple[int, float]]:
        """Row ids of the names nearest to `words`, with their similarity from 0 to 100."""
        ordered = " ".join(sorted(words.split()))
        found = process.extract(
            ordered, self._names, scorer=fuzz.token_sort_ratio, limit=limit, score_cutoff=_FUZZY_FLOOR
        )
        return [(self._ids[position], score) for _, score, position in found]


def find_people(connection: Connection, names: NameList, version: int, words: str, limit: int) -> list[Found]:
    """The people that fit `words`, best first; empty for words without a letter or digit."""
    folded = fold(words)
    if not folded:
        return []
    exact = _by_code(connection, words.strip())
    terms = folded.split()
    found = _match(connection, _whole_word_query(terms), scale=100.0, terms=terms)
    if len(found) < limit:
        found = _merge(found, _match(connection, _prefix_query(terms), scale=100.0, terms=terms))
    if len(found) < limit:
        found = _merge(found, _by_sound(connection, words, terms))
    if not found and len(folded) > 3:
        names.load(connection, version)
        found = _by_distance(connection, names, folded, limit)
    return _merge(exact, found)[:limit]


def _by_code(connection: Connection, text: str) -> list[Found]:
    row = connection.execute("SELECT data FROM attendees WHERE ticket_code = ?", (text,)).fetchone()
    return [Found(decode_attendee(row["data"]), 100.0)] if row else []


def _prefix_query(terms: Iterable[str]) -> str:
    return " ".join(f'"{term}"*' for term in terms)


def _whole_word_query(terms: Iterable[str]) -> str:
    return " ".join(f'"{term}"' for term in terms)


def _by_sound(connection: Connection, words: str, terms: list[str]) -> list[Found]:
    keys = [key for key in sound_keys(words) if len(key) > 1]
    if not keys:
        return []
    query = " ".join(f'keys : "{key}"*' for key in keys)
    return _match(connection, query, scale=80.0, terms=terms)


def _match(connection: Connection, query: str, *, scale: float, terms: list[str]) -> list[Found]:
    rows = connection.execute(
        """SELECT data FROM attendees WHERE id IN (
               SELECT rowid FROM people_index WHERE people_index MATCH ? LIMIT ?)""",
        (query, _CANDIDATES),
    )
    people = [decode_attendee(row["data"]) for row in rows]
    return sorted((Found(person, scale * _likeness(person, terms)) for person in people), key=_order)


def _likeness(attendee: Attendee, terms: list[str]) -> float:
    """0.5 to 0.99: whole words of the name count most, then starts of words, then other fields."""
    names = fold(f"{attendee.name} {attendee.name_ar}").split()
    points = sum(_term_points(term, names) for term in terms)
    unasked = max(0, len(names) - len(terms))
    return 0.5 + 0.49 * points / len(terms) - 0.005 * min(unasked, 10)


def _term_points(term: str, names: list[str]) -> float:
    if term in names:
        return 1.0
    return 0.7 if any(name.startswith(term) for name in names) else 0.2


def _by_distance(connection: Connection, names: NameList, folded: str, limit: int) -> list[Found]:
    found = []
    for identity, score in names.nearest(folded, limit):
        row = connection.execute("SELECT data FROM attendees WHERE id = ?", (identity,)).fetchone()
        if row is not None:
            found.append(Found(decode_attendee(row["data"]), round(0.7 * score, 1)))
    return sorted(found, key=_order)


def _order(found: Found) -> tuple[float, str, str]:
    return (-found.score, fold(found.attendee.name), found.attendee.ticket_code)


def _merge(first: list[Found], second: list[Found]) -> list[Found]:
    seen = {found.attendee.ticket_code for found in first}
    return first + [found for found in second if found.attendee.ticket_code not in seen]
