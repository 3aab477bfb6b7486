"""Answers whose rows are JSON already: what lies encoded in the books goes out as it is.

Decoding each row and encoding it again was most of the work with many stations. In JSON these are the types of the
same fields in `sync.messages`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from msgspec import Raw


class SentRow(msgspec.Struct, frozen=True, gc=False):
    """One row for the list `kind` of `SentRows` (`setup` is none), as JSON.

    Of two rows with one `key` only the later stands. `device` is the one that a scan came from.
    """

    sequence: int
    kind: str
    key: str
    json: Raw
    device: str = ""


class SentRows(msgspec.Struct, kw_only=True):
    """`Rows`."""

    setup: Raw | None = None
    people: list[Raw] = []
    removed: list[Raw] = []
    credentials: list[Raw] = []
    scans: list[Raw] = []
    conflicts: list[Raw] = []


class SentPage(msgspec.Struct, kw_only=True):
    """`SnapshotPage`."""

    rows: SentRows
    cursor: str
    books: str = ""
    next_page: str | None = None
    total: int | None = None
    server_time: datetime | None = None


class SentChanges(msgspec.Struct, kw_only=True):
    """`Changes`."""

    rows: SentRows
    cursor: str
    more: bool = False
    start_over: bool = False
    server_time: datetime | None = None


def listed(rows: Iterable[SentRow]) -> SentRows:
    """Rows in their order, each in the list of its kind."""
    lists: dict[str, list[Raw]] = {name: [] for name in SentRows.__struct_fields__}
    for row in rows:
        lists[row.kind].append(row.json)
    setups = lists.pop("setup")
    return SentRows(setup=setups[-1] if setups else None, **lists)
