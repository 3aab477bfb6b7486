"""The use cases of a room's door, as the session window asks for them, on a running station."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.event import Gate, Setup
from kiosk.domain.scans import Direction
from kiosk.service.check_in import CheckedIn, Door
from ui.session.clicker import Clicker
from ui.station import Station
from ui.station_status import StationStatus, status_of


class StationRoomDoor:
    """Satisfies `ui.session.services.SessionServices`."""

    def __init__(self, station: Station, door: Door) -> None:
        self._station = station
        self._door = door
        self._clicker = Clicker(station.store.log, self.gate().area)

    def setup(self) -> Setup:
        return self._station.setup()

    def gate(self) -> Gate:
        return self._station.admissions.gate(self._door.gate)[1]

    def check_in(self, code: str, direction: Direction | None, session: str | None) -> CheckedIn:
        return self._station.admissions.check_in(code, replace(self._door, session=session), direction)

    def status(self) -> StationStatus:
        return status_of(self._station.sync_status())

    def people_inside(self) -> int:
        return self._station.admissions.people_inside(self.gate().area)

    def without_badge(self, session: str | None) -> int:
        return self._clicker.count(session)

    def click(self, by: int, session: str | None) -> int:
        return self._clicker.click(by, session)
