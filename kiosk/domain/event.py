"""What the organiser sets up before the doors open: event, categories, rooms, gates and programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Language(StrEnum):
    """The three languages of the product."""

    FRENCH = "fr"
    ARABIC = "ar"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Localized:
    """One text in up to three languages; a missing language is the empty string."""

    fr: str = ""
    ar: str = ""
    en: str = ""

    def text(self, language: Language) -> str:
        """The text in `language`, else in French, English, Arabic, in that order."""
        wanted = {Language.FRENCH: self.fr, Language.ARABIC: self.ar, Language.ENGLISH: self.en}[language]
        return wanted or self.fr or self.en or self.ar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. `slug` names it on the wire and in `purge`; times are aware UTC, `timezone` an IANA name."""

    slug: str
    name: Localized
    starts_at: datetime
    ends_at: datetime
    timezone: str = "Africa/Casablanca"
    theme: Localized = Localized()
    venue: Localized = Localized()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """A kind of badge holder. `letter` is the second cue of a mono print, `colour` a #RRGGBB for screens."""

    id: str
    name: Localized
    letter: str = ""
    colour: str = "#10202B"


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A place people go into; `capacity` counts persons, None where nobody counts."""

    id: str
    name: Localized
    capacity: int | None = None


class SessionKind(StrEnum):
    """The kinds of programme items."""

    CEREMONY = "ceremony"
    PLENARY = "plenary"
    CERCLE = "cercle"
    OPEN_INNOVATION = "open-innovation"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One programme item in one room, with its times in UTC."""

    id: str
    kind: SessionKind
    title: Localized
    room: str
    starts_at: datetime
    ends_at: datetime
    about: Localized = Localized()


class PassageMode(StrEnum):
    """What a scan at a gate means: always in, always out, or the opposite of the last one."""

    ENTRY = "entry"
    EXIT = "exit"
    TOGGLE = "toggle"


class GateKind(StrEnum):
    """An entrance gives badges; a room's door counts."""

    ENTRANCE = "entrance"
    ROOM = "room"


class AlonePolicy(StrEnum):
    """What a door does while its server is away: admit (double entries are flagged later), refuse, or own share."""

    ADMIT = "admit"
    REFUSE = "refuse"
    OWN_SHARE = "own-share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A door and its rules.

    Gates with the same `area` share one history: in by the north door is in for the south door. An empty
    `categories` admits everybody; `entries` is the number of entries that a ticket has (None: no limit), an
    exit gives one back when `reentry_after_exit`. `rule` is a JSON-logic tree (see `rules`), `rule_name` the
    words shown when it is not met. `questions` names answers that must be known. `layout` is the badge layout
    that a first entry prints; None prints nothing. `when_alone` is for doors that have a server (see `alone`).
    """

    id: str
    name: Localized
    area: str
    kind: GateKind = GateKind.ENTRANCE
    mode: PassageMode = PassageMode.ENTRY
    categories: tuple[str, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    entries: int | None = 1
    reentry_after_exit: bool = True
    capacity: int | None = None
    rule: dict[str, Any] | None = None
    rule_name: Localized = Localized()
    questions: tuple[str, ...] = ()
    layout: str | None = None
    when_alone: AlonePolicy = AlonePolicy.ADMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """All that a station needs to know of an event besides its people."""

    event: Event
    categories: tuple[Category, ...] = ()
    rooms: tuple[Room, ...] = ()
    sessions: tuple[Session, ...] = ()
    gates: tuple[Gate, ...] = ()

    def connected_areas(self, area: str) -> tuple[str, ...]:
        """The areas whose scans tell who is in `area`: a room is left by entering another, a venue is not."""
        rooms = {gate.area for gate in self.gates if gate.kind is GateKind.ROOM}
        return (area, *sorted(rooms - {area})) if area in rooms else (area,)
