"""The demo event: the programme, rooms and doors of resources/demo, moved in time so that day 1 runs now.

Its crowd is invented by `demo_crowd`. The demo, the rehearsal and the tests all use this one event.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.domain.event import (
    Category,
    Event,
    Gate,
    GateKind,
    Localized,
    PassageMode,
    Room,
    Session,
    SessionKind,
    Setup,
)
from kiosk.domain.people import Attendee
from kiosk.service.demo_crowd import invent_people

_DEMO_MOMENT = datetime(2023, 6, 7, 9, 35)  # noqa: DTZ001 - local, like all times of the file
"""`now` becomes a moment of the hour from here: the opening ceremony runs and arrivals are at their height."""


def demo_setup(now: datetime) -> Setup:
    """The demo event around `now` (aware): by whole hours, so that the programme keeps its round minutes."""
    plan = _plan()
    zone = ZoneInfo(plan["event"]["timezone"])
    hours = (now - _DEMO_MOMENT.replace(tzinfo=zone)) // timedelta(hours=1)
    calendar = _Calendar(zone=zone, shift=timedelta(hours=hours))
    rooms = tuple(Room(**calendar.read(room)) for room in plan["rooms"])
    return Setup(
        event=Event(**calendar.read(plan["event"])),
        categories=tuple(Category(**calendar.read(category)) for category in plan["categories"]),
        rooms=rooms,
        sessions=tuple(_session(calendar.read(session)) for session in plan["sessions"]),
        gates=tuple(_gate(calendar.read(gate), rooms) for gate in plan["gates"]),
    )


def demo_people(count: int = 2000, seed: int = 7, *, event: Event | None = None) -> tuple[Attendee, ...]:
    """`count` invented people, always the same for one seed; fewer people are the first of more.

    Tickets for one day are dated by `event`, by default the demo event as it runs at this moment.
    """
    return invent_people(count, seed, event or demo_setup(datetime.now(UTC)).event)


@cache
def _plan() -> Mapping[str, Any]:
    return tomllib.loads(files("resources").joinpath("demo/event.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Calendar:
    """Turns a table of the file into constructor arguments: moved UTC times, texts in three languages."""

    zone: ZoneInfo
    shift: timedelta

    def read(self, table: Mapping[str, Any]) -> dict[str, Any]:
        return {key: self._value(value) for key, value in table.items()}

    def _value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.replace(tzinfo=self.zone).astimezone(UTC) + self.shift
        if isinstance(value, dict):
            return Localized(**value)
        return tuple(value) if isinstance(value, list) else value


def _session(arguments: dict[str, Any]) -> Session:
    return Session(**arguments | {"kind": SessionKind(arguments["kind"])})


def _gate(arguments: dict[str, Any], rooms: tuple[Room, ...]) -> Gate:
    """A door of the file. A room's door lets people in and out as often as they like, up to its capacity."""
    arguments["mode"] = PassageMode(arguments.get("mode", PassageMode.ENTRY))
    if "kind" in arguments:
        return Gate(**arguments | {"kind": GateKind(arguments["kind"])})
    capacity = next(room.capacity for room in rooms if room.id == arguments["area"])
    room_door = {"kind": GateKind.ROOM, "mode": PassageMode.TOGGLE, "entries": None, "capacity": capacity}
    return Gate(**arguments | room_door)
