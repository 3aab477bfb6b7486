"""A page of a snapshot as it came over the wire, its rows not read yet.

Reading 4,000 people holds the interpreter for 20 ms and preparing them for much longer, so a station that takes in
a whole congress hands the bytes on to another process. In JSON these are the types of `sync.messages`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

import msgspec


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPage:
    """`SnapshotPage` with all its rows as one piece of JSON."""

    rows: msgspec.Raw
    cursor: str
    books: str = ""
    next_page: str | None = None
    total: int | None = None
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawChanges:
    """`Changes` with all its rows as one piece of JSON."""

    rows: msgspec.Raw
    cursor: str
    more: bool = False
    start_over: bool = False
    server_time: datetime | None = None


@runtime_checkable
class GivesRawPages(Protocol):
    """A server that also gives snapshot pages unread."""

    def raw_snapshot(self, page: str | None) -> RawPage:
        """Like `snapshot`; that the rows are what they should be is found out by whoever reads them."""
        ...
