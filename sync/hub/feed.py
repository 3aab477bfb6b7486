"""What is new at the hub, read and encoded once for all its stations.

Two hundred stations ask for the same rows within a second. The feed keeps the newest of them as JSON in the order of
their numbers; an answer is a slice of it without the asking station's own scans. It fills itself from the database by
number, so it does not matter which process has stored a row. Who comes with an older number is answered from there.
"""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

from sync.hub.books import Connection
from sync.hub.changes import PAGE, fresh_rows, number_of, one_moment
from sync.hub.sent import SentChanges, SentRow, SentRows, listed

KEPT = 20_000
"""Rows at least, when there are so many: minutes of a venue, some 15 MB."""

AT_ONCE = 500
"""New rows that may be read while the doors wait: some milliseconds."""


class Books(Protocol):
    """Where the feed is filled from."""

    @property
    def epoch(self) -> str: ...

    @property
    def newest_cursor(self) -> str: ...

    def reader(self) -> Connection: ...


class Feed:
    """The newest rows of one hub. Used from any thread."""

    def __init__(self, books: Books) -> None:
        self._books = books
        self._filling = threading.Lock()
        self._held = threading.Lock()
        """Held for moments, while the rows below are looked at or changed together."""
        self._epoch = books.epoch
        self._from = self._upto = self._newest()
        self._rows: list[SentRow | None] = []
        self._numbers: list[int] = []
        self._places: dict[str, int] = {}

    @property
    def missing(self) -> int:
        """How many numbers the books have that the feed has not read."""
        return max(0, self._newest() - self._upto)

    def fill(self) -> None:
        """Reads what is new; returns at once while another thread does."""
        if not self._filling.acquire(blocking=False):
            return
        try:
            if self._epoch != self._books.epoch or not 0 <= self._newest() - self._upto <= KEPT:
                self._begin_again()
            elif self._newest() > self._upto:
                self._read(self._books.reader())
        finally:
            self._filling.release()

    def after(self, device: str, cursor: str) -> SentChanges | None:
        """The rows after `cursor` without the scans of `device`; None when the database is to be asked."""
        with self._held:
            number = number_of(cursor, self._epoch)
            if number is None or not self._from <= number <= self._upto:
                return None
            rows, upto = self._slice(number)
            more = upto < self._newest()
        kept = [row for row in rows if row is not None and (row.kind != "scans" or row.device != device)]
        return SentChanges(rows=listed(kept) if kept else SentRows(), cursor=f"{self._epoch}.{upto}", more=more)

    def _slice(self, number: int) -> tuple[Sequence[SentRow | None], int]:
        """A page of rows after `number`, and how far it goes; rows of one number stay together."""
        start = bisect_right(self._numbers, number)
        if len(self._numbers) - start <= PAGE:
            return self._rows[start:], self._upto
        upto = self._numbers[start + PAGE - 1]
        return self._rows[start : bisect_right(self._numbers, upto)], upto

    def _read(self, connection: Connection) -> None:
        with one_moment(connection):
            rows, upto = fresh_rows(connection, self._upto)
        with self._held:
            for row in rows:
                self._take_out(row.key)
                self._rows.append(row)
                self._numbers.append(row.sequence)
                self._places[row.key] = row.sequence
            self._upto = upto
            if len(self._rows) > 2 * KEPT:
                self._drop_oldest()

    def _take_out(self, key: str) -> None:
        """A row that changed again stands at its new number only, as in the database."""
        number = self._places.get(key)
        if number is None:
            return
        for place in range(bisect_left(self._numbers, number), bisect_right(self._numbers, number)):
            row = self._rows[place]
            if row is not None and row.key == key:
                self._rows[place] = None

    def _drop_oldest(self) -> None:
        number = self._numbers[-KEPT]
        dropped = bisect_right(self._numbers, number)
        self._from = number
        del self._rows[:dropped], self._numbers[:dropped]
        self._places = {key: place for key, place in self._places.items() if place > number}

    def _begin_again(self) -> None:
        """Empty, for what comes from now on: too much has changed at once, or these are other books."""
        with self._held:
            self._epoch = self._books.epoch
            self._from = self._upto = self._newest()
            self._rows, self._numbers, self._places = [], [], {}

    def _newest(self) -> int:
        return number_of(self._books.newest_cursor, self._books.epoch) or 0
