"""The different words of all names, in memory: where one wrong letter is looked for.

100,000 people have some 20,000 different words, so comparing a typed word with each of them takes a millisecond or
two; comparing it with every name would not.
"""

from __future__ import annotations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kiosk.store.database import Connection

_SHORTEST = 3
_LONG = 8
"""Letters from which a word may have two wrong ones."""

_MOST = 12


class NameWords:
    """Knows the words of one version of the people. Safe to share: a new version replaces the old one whole."""

    def __init__(self) -> None:
        self._known: tuple[int, tuple[str, ...]] = (-1, ())

    def load(self, connection: Connection, version: int) -> NameWords:
        """Reads the words again if `version` of the people is a new one."""
        if version != self._known[0]:
            words: set[str] = set()
            for row in connection.execute("SELECT folded FROM people_names"):
                words.update(row[0].split())
            self._known = (version, tuple(sorted(words)))
        return self

    def near(self, term: str) -> list[str]:
        """The known words that are a wrong, missing, extra or swapped letter away from `term`, nearest first."""
        if len(term) < _SHORTEST:
            return []
        most = 2 if len(term) >= _LONG else 1
        found = process.extract(term, self._known[1], scorer=OSA.distance, score_cutoff=most, limit=_MOST)
        return [word for word, _, _ in found if word != term]
