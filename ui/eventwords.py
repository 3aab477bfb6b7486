"""Names and times of the event in the language that is spoken now: gates, categories, sessions, hours.

The engine speaks in ids and UTC; windows show what people call things and what the hall's clock says.
"""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.event import Event, Gate, Localized, Setup
from kiosk.service.judgement import zone_of
from ui.direction import ltr
from ui.language import locale, spoken


class EventWords:
    """Looks up what an id is called. An id that the set-up does not know is shown as it is."""

    def __init__(self, setup: Setup) -> None:
        self.setup = setup
        self._zone = zone_of(setup.event.timezone)
        self._gates = {gate.id: gate.name for gate in setup.gates}
        self._categories = {category.id: category.name for category in setup.categories}
        self._rooms = {room.id: room.name for room in setup.rooms}

    @property
    def event(self) -> Event:
        return self.setup.event

    def name(self) -> str:
        """What the event is called."""
        return self.setup.event.name.text(spoken())

    def gate(self, gate_id: str) -> str:
        """A door's name."""
        return _named(self._gates, gate_id)

    def category(self, category_id: str) -> str:
        """A kind of badge holder."""
        return _named(self._categories, category_id)

    def room(self, room_id: str) -> str:
        """A room's name."""
        return _named(self._rooms, room_id)

    def place(self, gate: Gate) -> str:
        """The room behind a door, or the door itself where it leads to no room of the programme."""
        return self.room(gate.area) if gate.area in self._rooms else self.gate(gate.id)

    def colour(self, category_id: str) -> str | None:
        """A category's colour as #RRGGBB."""
        return next((entry.colour for entry in self.setup.categories if entry.id == category_id), None)

    def local(self, at: datetime) -> datetime:
        """An aware time on the hall's clock."""
        return at.astimezone(self._zone)

    def time(self, at: datetime) -> str:
        """Hours and minutes, left-to-right in any sentence: 08:42."""
        return ltr(f"{self.local(at):%H:%M}")

    def moment(self, at: datetime, now: datetime) -> str:
        """The time alone on the day of `now`, else with its date: 7 June 08:42."""
        local = self.local(at)
        if local.date() == self.local(now).date():
            return self.time(at)
        day = f"{local.day} {locale().monthName(local.month)}"
        return f"{day} {self.time(at)}"


def _named(names: dict[str, Localized], wanted: str) -> str:
    name = names.get(wanted)
    return name.text(spoken()) if name is not None else wanted
