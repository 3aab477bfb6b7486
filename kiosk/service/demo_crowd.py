"""Invents the people of the demo event: a seeded crowd with everything that makes real lists hard.

Arabic names beside or instead of Latin ones, particles, capitals, two kinds of apostrophes, titles of up to
110 characters, delegations on one order, tickets that are unpaid, cancelled, blocked or for day 2 only. People
are as an import leaves them: normalised, on one line, so a file written from them reads back the same.
"""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from kiosk.domain.event import Event
from kiosk.domain.people import Attendee, TicketStatus

TITLE_LENGTH = 110
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters that people mistake for figures (I, O) and the figures 0 and 1."""

_GROUP_WEIGHTS = {
    "participant": 64,
    "delegation": 2,
    "speaker": 6,
    "exhibitor": 6,
    "startup": 6,
    "partner": 4,
    "committee": 3,
    "press": 5,
    "staff": 4,
}
_GROUP_SIZES = {"delegation": (2, 30), "exhibitor": (1, 6), "startup": (1, 3), "partner": (1, 4), "staff": (1, 3)}
_STATUS_WEIGHTS = {
    TicketStatus.VALID: 960,
    TicketStatus.UNPAID: 20,
    TicketStatus.CANCELLED: 13,
    TicketStatus.BLOCKED: 7,
}
_DAY_TWO = timedelta(hours=22)
"""From the event's start (08:00): tickets for day 2 open at 06:00."""


def invent_people(count: int, seed: int, event: Event) -> tuple[Attendee, ...]:
    """The first `count` people of the endless crowd of `seed`; `event` dates the one-day tickets."""
    return tuple(islice(_Crowd(random.Random(seed), event).people(), count))


@cache
def _pieces() -> dict[str, Any]:
    return tomllib.loads(files("resources").joinpath("demo/people.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """People who registered together."""

    category: str
    size: int
    order_code: str
    company: str
    country: str
    city: str

    @property
    def is_local(self) -> bool:
        return self.country == _countries()[0][0]


@cache
def _countries() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("|")) for line in _pieces()["countries"])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Person:
    """What is drawn first, because everything else depends on it."""

    name: str
    name_ar: str
    woman: bool


@dataclass(slots=True, kw_only=True)
class _Codes:
    """Draws codes that were not drawn before."""

    dice: random.Random
    seen: set[str] = field(default_factory=set)

    def draw(self, length: int) -> str:
        while True:
            code = "".join(self.dice.choices(CODE_LETTERS, k=length))
            if code not in self.seen:
                self.seen.add(code)
                return code


class _Crowd:
    """Draws group after group from one dice."""

    def __init__(self, dice: random.Random, event: Event) -> None:
        self._dice = dice
        self._event = event
        self._codes = _Codes(dice=dice)

    def people(self) -> Iterator[Attendee]:
        """Without end; the first groups show every category once."""
        for category in _GROUP_WEIGHTS:
            yield from self._members(self._group(category))
        while True:
            (category,) = self._dice.choices(list(_GROUP_WEIGHTS), list(_GROUP_WEIGHTS.values()))
            yield from self._members(self._group(category))

    def _members(self, group: _Group) -> Iterator[Attendee]:
        for _ in range(group.size):
            yield self._attendee(group)

    def _chance(self, share: float) -> bool:
        return self._dice.random() < share

    def _pick(self, name: str) -> str:
        piece: str = self._dice.choice(_pieces()[name])
        return piece

    # A group

    def _group(self, category: str) -> _Group:
        smallest, largest = _GROUP_SIZES.get(category, (1, 1))
        if category == "delegation":
            size = round(self._dice.triangular(smallest, largest, 5))
        else:
            size = self._dice.randint(smallest, largest)
        local = self._chance(0.72) or category == "staff"
        country, *cities = _countries()[0] if local else self._dice.choice(_countries()[1:])
        city = self._dice.choice(cities)
        company = self._company(category, city)
        order_code = self._codes.draw(6)
        return _Group(category=category, size=size, order_code=order_code, company=company, country=country, city=city)

    def _company(self, category: str, city: str) -> str:
        if category == "delegation":
            return self._municipality(city)
        if category == "staff":
            return str(_pieces()["organiser"])
        if category == "participant" and self._chance(0.12):
            return ""
        lists = {"startup": "startups", "press": "media"}
        return self._typed(self._pick(lists.get(category, "organisations")))

    def _municipality(self, city: str) -> str:
        arabic = _pieces()["arabic_cities"].get(city)
        if arabic and self._chance(0.4):
            return f"جماعة {arabic}"
        of_city = f"d'{city}" if city[0] in "AEIOUYÉİ" else f"de {city}"
        return self._typed(f"{self._dice.choice(['Commune', 'Ville', 'Conseil communal'])} {of_city}")

    # A person

    def _attendee(self, group: _Group) -> Attendee:
        person = self._person(group)
        valid_from, valid_until = self._validity(group)
        return Attendee(
            ticket_code=self._codes.draw(12),
            name=person.name or person.name_ar,
            name_ar=person.name_ar if person.name else "",
            company=group.company,
            job_title=self._title(group, person),
            category=group.category,
            email=self._email(person, group),
            phone=self._phone(group),
            country=group.country,
            city=group.city,
            order_code=group.order_code,
            language=self._language(group, person),
            status=self._status(group),
            valid_from=valid_from,
            valid_until=valid_until,
            notes=self._pick("notes") if self._chance(0.015) else "",
        )

    def _person(self, group: _Group) -> _Person:
        woman = self._chance(0.42)
        if not group.is_local:
            given = self._pick("foreign_women" if woman else "foreign_men")
            return _Person(name=self._written(given, self._pick("foreign_surnames")), name_ar="", woman=woman)
        given, given_ar = self._pick("women" if woman else "men").split("|")
        surname, surname_ar = self._pick("surnames").split("|")
        arabic = f"{given_ar} {surname_ar}"
        draw = self._dice.random()
        if draw < 0.08:
            return _Person(name="", name_ar=arabic, woman=woman)
        name = self._written(given, surname)
        return _Person(name=name, name_ar=arabic if draw < 0.47 else "", woman=woman)

    def _written(self, given: str, surname: str) -> str:
        """A name the way its owner typed it: surname in capitals or not, at times first, or all in small letters."""
        (style,) = self._dice.choices(["plain", "capitals", "first", "shout", "small"], (46, 40, 6, 5, 3))
        name = {
            "plain": f"{given} {surname}",
            "capitals": f"{given} {surname.upper()}",
            "first": f"{surname.upper()} {given}",
            "shout": f"{given} {surname}".upper(),
            "small": f"{given} {surname}".lower(),
        }[style]
        return unicodedata.normalize("NFKC", self._typed(name))

    def _typed(self, text: str) -> str:
        """`text` with the apostrophe of the device it was typed on."""
        return text.replace("'", "’") if self._chance(0.4) else text

    def _title(self, group: _Group, person: _Person) -> str:
        if self._chance(0.1):
            return ""
        lists = {"delegation": "titles_city", "press": "titles_press", "committee": "titles_committee"}
        name = lists.get(group.category, "titles_staff" if group.category == "staff" else "titles")
        if person.name_ar and group.category not in lists and self._chance(0.35):
            name = "titles_ar"
        forms = self._pick(name).split("|")
        title = forms[-1] if person.woman else forms[0]
        return self._typed(title.replace("%s", self._domains(TITLE_LENGTH - len(title) + 2)))

    def _domains(self, room: int) -> str:
        """As many fields of duty as fit into `room` characters, at least one."""
        names: Sequence[str] = self._dice.sample(_pieces()["domains"], k=self._dice.randint(1, 4))
        while len(", ".join(names)) > room:
            names = names[:-1]
        return ", ".join(names)

    def _email(self, person: _Person, group: _Group) -> str:
        if self._chance(0.04):
            return ""
        domain = self._dice.choice(["example.com", "example.org", "example.net"])
        letters = unicodedata.normalize("NFKD", person.name.casefold())
        local = ".".join("".join(mark if mark.isascii() and mark.isalpha() else " " for mark in letters
                                 if not unicodedata.combining(mark)).split())  # fmt: skip
        return f"{local or 'guest'}.{group.order_code.lower()}@{domain}"

    def _phone(self, group: _Group) -> str:
        return f"+212 600 {self._dice.randint(0, 999):06d}" if group.is_local and self._chance(0.7) else ""

    def _language(self, group: _Group, person: _Person) -> str:
        if not person.name:
            return "ar"
        if self._chance(0.05):
            return ""
        weights = (55, 35, 10) if person.name_ar else (85, 3, 12) if group.is_local else (55, 2, 43)
        return self._dice.choices(("fr", "ar", "en"), weights)[0]

    def _status(self, group: _Group) -> TicketStatus:
        if group.category == "staff":
            return TicketStatus.VALID
        return self._dice.choices(list(_STATUS_WEIGHTS), list(_STATUS_WEIGHTS.values()))[0]

    def _validity(self, group: _Group) -> tuple[datetime | None, datetime | None]:
        """Some visitors and press come on day 2 only."""
        if group.category not in ("participant", "press") or not self._chance(0.06):
            return None, None
        return self._event.starts_at + _DAY_TWO, self._event.ends_at
