"""The people inside an area, counted from what is new in both databases."""

from __future__ import annotations

from kiosk.domain.history import Occupancy
from kiosk.store import scan_log
from kiosk.store.cache import CacheStore
from kiosk.store.database import Connection
from kiosk.store.staging import SNAPSHOTS


class AreaCount:
    """The occupancy of the first of `areas`, the others being rooms that it is left for.

    Reads only what is new in both databases, and all of it anew after a snapshot: another server, or another set of
    its books, gives sequence numbers of its own and may not know scans that the former one told of.
    """

    def __init__(self, areas: tuple[str, ...]) -> None:
        self._areas = areas
        self._snapshot: str | None = None
        self._occupancy = Occupancy(areas[0])
        self._here = 0
        self._others = 0

    def refreshed(self, log: Connection, cache: CacheStore) -> int:
        snapshot = cache.meta(SNAPSHOTS)
        if snapshot != self._snapshot:
            self._snapshot = snapshot
            self._begin()
        for sequence, scan in scan_log.scans_of_areas(log, self._areas, after=self._here):
            self._occupancy.take(scan)
            self._here = sequence
        for sequence, scan in cache.other_scans_of_areas(self._areas, after=self._others):
            self._occupancy.take(scan)
            self._others = sequence
        return self._occupancy.inside

    def _begin(self) -> None:
        self._occupancy = Occupancy(self._areas[0])
        self._here = 0
        self._others = 0
