"""The state of a station for its one line, whichever face it wears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from printing.status import PrinterStatus
from sync.port import Trouble
from sync.status import SyncStatus


class Link(StrEnum):
    """The way to the server: there, not meant to be, looked for, or why not."""

    ONLINE = "online"
    ALONE = "alone"
    SEEKING = "seeking"
    OFFLINE = "offline"
    LOG_IN_PAGE = "log-in-page"
    SERVER_IN_TROUBLE = "server-in-trouble"
    NONE_IN_CHARGE = "none-in-charge"
    PAIR_AGAIN = "pair-again"
    OTHER_VERSION = "other-version"
    STATION_IN_TROUBLE = "station-in-trouble"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationStatus:
    """The state of the station for its one line.

    `server` is the address of what it is connected to, `last_heard` when that answered last. `clock_wrong_by` is the
    server's clock minus this one's, None before the first answer. `unread` counts records of the server that can't be
    read here, `waiting` scans and edits not uploaded yet, `parked` those that the server refused, `attention` badges
    that a person must look after, `held_back` those that waited for long before printing began, `double_entries`
    tickets that went in twice. `printer` is the name of the printer in use, empty without one; `printers` names all of
    the station in their order, the desk's own first.
    """

    link: Link = Link.ALONE
    server: str = ""
    last_heard: datetime | None = None
    clock_wrong_by: timedelta | None = None
    waiting: int = 0
    parked: int = 0
    printer: str = ""
    printers: tuple[str, ...] = ()
    printer_status: PrinterStatus | None = None
    attention: int = 0
    held_back: int = 0
    double_entries: int = 0
    unread: int = 0


_LINKS = {
    Trouble.UNREACHABLE: Link.OFFLINE,
    Trouble.TIMEOUT: Link.OFFLINE,
    Trouble.NOT_THE_SERVER: Link.LOG_IN_PAGE,
    Trouble.BUSY: Link.SERVER_IN_TROUBLE,
    Trouble.SERVER_ERROR: Link.SERVER_IN_TROUBLE,
    Trouble.REFUSED: Link.SERVER_IN_TROUBLE,
    Trouble.UNAUTHORIZED: Link.PAIR_AGAIN,
    Trouble.NOT_UNDERSTOOD: Link.OTHER_VERSION,
    Trouble.NOT_IN_CHARGE: Link.NONE_IN_CHARGE,
}


def link_of(status: SyncStatus | None) -> Link:
    """The way to the server in the words of the desk."""
    if status is None:
        return Link.ALONE
    if status.connected:
        return Link.ONLINE
    if status.problem is not None:
        return _LINKS[status.problem]
    return Link.STATION_IN_TROUBLE if status.detail else Link.SEEKING


def status_of(sync: SyncStatus | None) -> StationStatus:
    """What the exchange knows of the station; of one without a server nothing."""
    if sync is None:
        return StationStatus()
    offset = sync.clock_offset_s
    return StationStatus(
        link=link_of(sync),
        server=urlsplit(sync.server).hostname or sync.server,
        last_heard=sync.last_success,
        clock_wrong_by=timedelta(seconds=offset) if offset is not None else None,
        waiting=sync.waiting,
        parked=sync.parked,
        double_entries=sync.open_conflicts,
        unread=sync.unread,
    )
