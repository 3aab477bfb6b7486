"""What a station says of its connection, in values that a window words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sync.port import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """The state of the exchange now.

    `connected` says that the last exchange in each direction worked. `waiting` scans go up as soon as they can,
    `parked` ones need a person. `open_conflicts` counts double entries that nobody has closed, `unread` rows of the
    server that this station can't read. `clock_offset_s` is
    the server's clock minus this one's, None before the first answer. `loaded` people of `total` are staged while a
    snapshot comes (both None otherwise, `total` None where the server does not know it). `problem` is why it is not
    connected, `detail` the line for a log.
    """

    server: str
    connected: bool = False
    last_success: datetime | None = None
    waiting: int = 0
    parked: int = 0
    open_conflicts: int = 0
    unread: int = 0
    clock_offset_s: float | None = None
    loaded: int | None = None
    total: int | None = None
    problem: Trouble | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """What one pass did. `pulled` counts rows of every kind."""

    pulled: int
    pushed: int
    parked: int
    pending: int
    cursor: str | None
