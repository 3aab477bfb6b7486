"""What the hub asks of a database, whichever kind keeps its books.

There is one set of SQL, in the words that SQLite and PostgreSQL share: question marks for values, rows by the names
of their columns, `ON CONFLICT`, integers for truth values. SQLite's own connections are of this form already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol


class Row(Protocol):
    """One row; its values by the names of their columns."""

    def __getitem__(self, name: str, /) -> Any: ...


class Cursor(Protocol):
    """What a statement has found or done."""

    @property
    def rowcount(self) -> int: ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A connection in autocommit mode: the caller begins and ends transactions."""

    @property
    def in_transaction(self) -> bool: ...

    def execute(self, statement: str, values: Sequence[Any] = ..., /) -> Cursor: ...

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]], /) -> object: ...

    def close(self) -> None: ...
