"""A person as rows of the cache: made ready on any thread or in another process, then put into the tables.

Half of the work of storing somebody is not the database's: JSON is read, names are folded, sounds are found.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kiosk.domain.people import Attendee
from kiosk.store.database import Connection, IntegrityError, marks
from kiosk.store.search import IndexRow, index_row
from kiosk.store.values import encode

Form = TypeVar("Form")
Prepared = TypeVar("Prepared")

_AT_ONCE = 50
_PAUSE_S = 0.0005
"""A door that waits for the interpreter gets it within some 2 ms."""


@dataclass(frozen=True, slots=True)
class PreparedPerson:
    """A person's rows."""

    ticket_code: str
    data: bytes
    index: IndexRow


def prepare(person: Attendee) -> PreparedPerson:
    """Encodes and folds; touches no database."""
    return prepare_read(person, encode(person))


def prepare_read(person: Attendee, data: bytes) -> PreparedPerson:
    """The same of a person whose JSON is there, which is kept as it came."""
    return PreparedPerson(person.ticket_code, data, index_row(person))


def prepare_at_once(people: Iterable[Form], how: Callable[[Form], Prepared]) -> list[Prepared]:
    """Prepares one after the other, where no other thread waits."""
    return list(map(how, people))


def prepare_gently(people: Iterable[Form], how: Callable[[Form], Prepared]) -> list[Prepared]:
    """Prepares one after the other and lets the other threads of this interpreter in between."""
    prepared: list[Prepared] = []
    remaining = iter(people)
    while some := list(itertools.islice(remaining, _AT_ONCE)):
        prepared += map(how, some)
        time.sleep(_PAUSE_S)
    return prepared


def put_prepared(connection: Connection, people: Sequence[PreparedPerson], *, tables: str = "") -> None:
    """Adds or replaces people and their search rows by ticket code, inside the writer's transaction.

    `tables` is the prefix of the tables: empty for those in use.
    """
    if not _add_new(connection, people, tables):
        _add_or_replace(connection, people, tables)


def identities(connection: Connection, ticket_codes: Sequence[str], tables: str = "") -> dict[str, int]:
    """The row numbers of those ticket codes that are known."""
    found: dict[str, int] = {}
    for start in range(0, len(ticket_codes), 500):
        some = ticket_codes[start : start + 500]
        rows = connection.execute(
            f"SELECT ticket_code, id FROM {tables}attendees WHERE ticket_code IN ({marks(some)})", some
        )
        found.update((row[0], row[1]) for row in rows)
    return found


def _add_new(connection: Connection, people: Sequence[PreparedPerson], tables: str) -> bool:
    """Adds people who are all new: the usual case of many, and the cheaper one. Gives up at one who is known."""
    first = connection.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {tables}attendees").fetchone()[0]
    connection.execute("SAVEPOINT people")
    try:
        connection.executemany(
            f"INSERT INTO {tables}attendees VALUES (?, ?, ?)",
            ((identity, person.ticket_code, person.data) for identity, person in enumerate(people, first)),
        )
    except IntegrityError:
        connection.execute("ROLLBACK TO people")
        connection.execute("RELEASE people")
        return False
    connection.execute("RELEASE people")
    _put_index(connection, enumerate(people, first), tables, "INSERT")
    _put_names(connection, enumerate(people, first), tables, "INSERT")
    return True


def _add_or_replace(connection: Connection, people: Sequence[PreparedPerson], tables: str) -> None:
    connection.executemany(
        f"""INSERT INTO {tables}attendees (ticket_code, data) VALUES (?, ?)
            ON CONFLICT (ticket_code) DO UPDATE SET data = excluded.data""",
        ((person.ticket_code, person.data) for person in people),
    )
    known = identities(connection, [person.ticket_code for person in people], tables)
    rows = [(known[person.ticket_code], person) for person in people]
    _put_index(connection, iter(rows), tables, "INSERT OR REPLACE")
    _put_names(connection, iter(rows), tables, "INSERT OR REPLACE")


def _put_index(connection: Connection, rows: Iterator[tuple[int, PreparedPerson]], tables: str, verb: str) -> None:
    connection.executemany(
        f"{verb} INTO {tables}people_index (rowid, name, company, codes, keys) VALUES (?, ?, ?, ?, ?)",
        (
            (identity, person.index.name, person.index.company, person.index.codes, person.index.keys)
            for identity, person in rows
        ),
    )


def _put_names(connection: Connection, rows: Iterator[tuple[int, PreparedPerson]], tables: str, verb: str) -> None:
    connection.executemany(
        f"{verb} INTO {tables}people_names VALUES (?, ?)", ((identity, person.index.name) for identity, person in rows)
    )
