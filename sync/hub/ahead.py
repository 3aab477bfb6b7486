"""What a group of waiting requests is going to look up, fetched in one go where each question is a way to a server.

Work asks here first and the books second. What is written leaves here, so that the books are asked for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sync.hub.books import Connection, Cursor, Row

LOOK_UP = """
    SELECT asked.code AS asked, credentials.ticket_code, credentials.state, people.data
    FROM (SELECT CAST(? AS TEXT) AS code) AS asked
    LEFT JOIN credentials ON credentials.code = asked.code
    LEFT JOIN people ON people.ticket_code = coalesce(credentials.ticket_code, asked.code) AND people.removed = 0
"""
"""Credential and person of a code in one question: this is asked for every guest."""

_LOOK_UP_MANY = LOOK_UP.replace(
    "(SELECT CAST(? AS TEXT) AS code) AS asked", "unnest(CAST(? AS TEXT[])) AS asked (code)"
)
_SCANS_OF_MANY = """
    SELECT * FROM scans WHERE ticket_code = ANY (CAST(? AS TEXT[]))
    UNION ALL
    SELECT scans.* FROM credentials JOIN scans ON scans.ticket_code = credentials.ticket_code
    WHERE credentials.code = ANY (CAST(? AS TEXT[])) AND NOT credentials.ticket_code = ANY (CAST(? AS TEXT[]))
"""
_SCANS_BY_ID = "SELECT * FROM scans WHERE scan_id = ANY (CAST(? AS TEXT[]))"


class Wanted(NamedTuple):
    """What a request is going to ask for: the persons and scans behind presented codes, scans of tickets, scans."""

    codes: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    scan_ids: tuple[str, ...] = ()


NOTHING = Wanted()


class Ahead:
    """Knows nothing, so that the books are asked for everything, until answers of `Asking` are kept."""

    def __init__(self) -> None:
        self._people: dict[str, Row] = {}
        self._tickets: dict[str, list[Row]] = {}
        self._scans: dict[str, Row | None] = {}

    def person(self, code: str) -> Row | None:
        """The answer to LOOK_UP; None when the books are to be asked."""
        return self._people.get(code)

    def scans_of(self, ticket_code: str) -> list[Row] | None:
        """All scans of a ticket; None when the books are to be asked."""
        return self._tickets.get(ticket_code)

    def scan(self, scan_id: str) -> Row | None:
        """A scan that is known; None when the books are to be asked."""
        return self._scans.get(scan_id)

    def is_new(self, scan_id: str) -> bool:
        """Whether it is sure that the books don't have this scan."""
        return scan_id in self._scans and self._scans[scan_id] is None

    def forget_scan(self, scan_id: str, ticket_code: str | None) -> None:
        """This scan was written, and may have been of another ticket before."""
        before = self._scans.pop(scan_id, None)
        for ticket in (ticket_code, before["ticket_code"] if before is not None else None):
            self._tickets.pop(ticket or "", None)

    def forget_people(self) -> None:
        """Persons or their credentials were written."""
        self._people.clear()

    def keep(self, people: Iterable[Row], tickets: dict[str, list[Row]], scans: dict[str, Row | None]) -> None:
        """What was found, until the end of the transaction."""
        self._people = {row["asked"]: row for row in people}
        self._tickets = tickets
        self._scans = scans

    def clear(self) -> None:
        """At the end of a transaction."""
        self.keep((), {}, {})


class Asking:
    """The questions of a group, sent together when made; `keep_in` waits for the answers."""

    def __init__(self, connection: Connection, wanted: Iterable[Wanted]) -> None:
        everything = list(wanted)
        codes = list({code for one in everything for code in one.codes})
        self._tickets = list({*codes, *(code for one in everything for code in one.tickets)})
        self._scan_ids = list({scan_id for one in everything for scan_id in one.scan_ids})
        self._people_found = _ask(connection, _LOOK_UP_MANY, codes)
        self._scans_found = _ask(connection, _SCANS_OF_MANY, self._tickets, codes, self._tickets)
        self._by_id = _ask(connection, _SCANS_BY_ID, self._scan_ids)

    def keep_in(self, ahead: Ahead) -> None:
        people = _rows(self._people_found)
        asked = (*self._tickets, *(row["ticket_code"] for row in people if row["ticket_code"] is not None))
        tickets: dict[str, list[Row]] = {code: [] for code in asked}
        for row in _rows(self._scans_found):
            tickets[row["ticket_code"]].append(row)
        scans: dict[str, Row | None] = dict.fromkeys(self._scan_ids)
        ahead.keep(people, tickets, scans | {row["scan_id"]: row for row in _rows(self._by_id)})


def _ask(connection: Connection, question: str, *lists: list[str]) -> Cursor | None:
    return connection.execute(question, lists) if lists[0] else None


def _rows(cursor: Cursor | None) -> list[Any]:
    return [] if cursor is None else cursor.fetchall()
