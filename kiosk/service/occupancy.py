"""The people inside an area, counted from what is new in both databases."""

from __future__ import annotations

from kiosk.domain.history import Occupancy
from kiosk.store import scan_log
from kiosk.store.cache import CacheStore
from kiosk.store.database import Connection


class AreaCount:
    """The occupancy of the first of `areas`, the others being rooms that it is left for.

    Reads only what is new in both databases.
    """

    def __init__(self, areas: tuple[str, ...]) -> None:
        self._areas = areas
        self._occupancy = Occupancy(areas[0])
        self._here = 0
        self._others = 0

    def refreshed(self, log: Connection, cache: CacheStore) -> int:
        for sequence, scan in scan_log.scans_of_areas(log, self._areas, after=self._here):
            self._occupancy.take(scan)
            self._here = sequence
        for sequence, scan in cache.other_scans_of_areas(self._areas, after=self._others):
            self._occupancy.take(scan)
            self._others = sequence
        return self._occupancy.inside
