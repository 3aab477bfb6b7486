"""Who comes to the door in the demo, and how they hold their codes before the lens."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import datetime

from kiosk.devices.clips import Medium, Scene, Trouble
from kiosk.domain.people import Attendee, TicketStatus

UNKNOWN_CODE = "NOT-OF-THIS-EVENT-4711"
SMALLEST_CROWD = 4
_SECONDS_EACH = 1.5
_TROUBLES: tuple[frozenset[Trouble], ...] = (
    frozenset(),
    frozenset({Trouble.TILT}),
    frozenset({Trouble.NOISE}),
    frozenset({Trouble.GLARE}),
    frozenset({Trouble.ROTATED}),
    frozenset({Trouble.MOTION_BLUR}),
)


def choose_codes(people: Sequence[Attendee], count: int, at: datetime) -> tuple[str, ...]:
    """The codes of `count` visitors in their order: most are let in, a third of those with Arabic names.

    Among them come a code that nobody knows, an unpaid ticket and the first visitor a second time; from twelve
    visitors on a cancelled ticket too. Raises ValueError below SMALLEST_CROWD.
    """
    if count < SMALLEST_CROWD:
        raise ValueError(f"the demo needs {SMALLEST_CROWD} visitors or more")
    refused = [_with_status(people, TicketStatus.UNPAID), UNKNOWN_CODE]
    if count >= 12:
        refused.append(_with_status(people, TicketStatus.CANCELLED))
    welcome = _welcome(people, count - len(refused) - 1, at)
    visitors = list(welcome)
    for place, code in enumerate(refused):
        visitors.insert(min(2 + 3 * place, len(visitors)), code)
    visitors.append(welcome[0])
    return tuple(visitors)


def scenes_of(codes: Iterable[str]) -> tuple[Scene, ...]:
    """A phone or a paper ticket for each code, with the small troubles of a real door."""
    return tuple(
        Scene(
            code=code,
            medium=Medium.PHONE if number % 3 else Medium.PAPER,
            troubles=_TROUBLES[number % len(_TROUBLES)],
            seed=number,
            seconds=_SECONDS_EACH,
        )
        for number, code in enumerate(codes)
    )


def _welcome(people: Sequence[Attendee], count: int, at: datetime) -> list[str]:
    able = [person for person in people if person.status is TicketStatus.VALID and _valid_at(person, at)]
    chosen = random.Random(count)
    arabic = chosen.sample([person for person in able if person.name_ar], k=(count + 2) // 3)
    others = chosen.sample([person for person in able if not person.name_ar], k=count - len(arabic))
    everybody = [person.ticket_code for person in arabic + others]
    chosen.shuffle(everybody)
    return everybody


def _valid_at(person: Attendee, at: datetime) -> bool:
    after = person.valid_from is None or person.valid_from <= at
    return after and (person.valid_until is None or at <= person.valid_until)


def _with_status(people: Iterable[Attendee], status: TicketStatus) -> str:
    return next(person.ticket_code for person in people if person.status is status)
