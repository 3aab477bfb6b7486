"""Brings the people of a spreadsheet into this station's cache. Nothing vanishes silently."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.domain.clock import Clock
from kiosk.domain.event import Category, Event, Gate, Localized, Setup
from kiosk.domain.names import fold
from kiosk.domain.people import Attendee
from kiosk.service.sheet_update import updated_people
from kiosk.service.spreadsheet import SpreadsheetReading
from kiosk.store.station import StationStore

Storing = Callable[[int], AbstractContextManager[Callable[[int], None]]]

DEFAULT_LAYOUT = "4x3"
_DEFAULT_GATE = Gate(
    id="entrance",
    name=Localized(fr="Entrée", ar="المدخل", en="Entrance"),
    area="venue",
    layout=DEFAULT_LAYOUT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import did, or would do. `not_in_file` are people that the station keeps although the file lacks them."""

    added: int
    updated: int
    unchanged: int
    not_in_file: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """Who has to be stored for a reading to be in, and how that is told."""

    people: list[Attendee]
    result: ImportResult


def plan_import(store: StationStore, reading: SpreadsheetReading) -> ImportPlan:
    """Adds and updates people by ticket code, in the columns that the file has; stores nothing."""
    known = {attendee.ticket_code: attendee for attendee in store.cache.people()}
    changed = [person for person in updated_people(reading, known) if known.get(person.ticket_code) != person]
    added = sum(person.ticket_code not in known for person in changed)
    listed = {person.ticket_code for person in reading.attendees}
    result = ImportResult(
        added=added,
        updated=len(changed) - added,
        unchanged=len(reading.attendees) - len(changed),
        not_in_file=len(known.keys() - listed),
    )
    return ImportPlan(people=changed, result=result)


def import_people(
    store: StationStore,
    reading: SpreadsheetReading,
    *,
    event_name: str,
    layout: str = "",
    clock: Clock,
    dry_run: bool = False,
    storing: Storing = lambda _: nullcontext(lambda _: None),
) -> ImportResult:
    """Brings what `plan_import` finds into this station, unless it is a `dry_run`.

    A station without an event gets one with a single entrance. What was corrected at this desk since the file was
    written stays corrected, unless the file says something new. `storing` is told how many people are to be stored, and
    gives what is called with the number of those stored since its last call.
    """
    plan = plan_import(store, reading)
    if not dry_run:
        store.cache.save_setup(setup_for(store.cache.setup(), reading.attendees, event_name, clock, layout))
        with storing(len(plan.people)) as progress:
            store.cache.save_people(plan.people, progress)
        store.show_edits().result()
    return plan.result


def setup_for(
    setup: Setup | None, people: Iterable[Attendee], event_name: str, clock: Clock, layout: str = ""
) -> Setup:
    """The known event (or one with a single entrance) with a category for each one that the people name.

    `event_name` and `layout` (of the badges, at every gate that prints any) replace what is known unless empty. The
    category that most people have comes first: it is what a guest gets whom nobody knew.
    """
    base = setup or _new_setup(event_name or "Event", clock)
    if setup is not None and event_name:
        base = replace(base, event=replace(base.event, name=Localized(fr=event_name)))
    named = {category.id for category in base.categories}
    if layout:
        gates = tuple(gate if gate.layout is None else replace(gate, layout=layout) for gate in base.gates)
        base = replace(base, gates=gates)
    counts = Counter(person.category for person in people if person.category not in {"", *named})
    unnamed = sorted(counts, key=lambda name: (-counts[name], name))
    more = tuple(Category(id=name, name=Localized(fr=name), letter=name[:1].upper()) for name in unnamed)
    return replace(base, categories=base.categories + more)


def _new_setup(event_name: str, clock: Clock) -> Setup:
    now = clock.now()
    slug = re.sub(r"[^a-z0-9]+", "-", fold(event_name)).strip("-") or "event"
    event = Event(slug=slug, name=Localized(fr=event_name), starts_at=now, ends_at=now + timedelta(days=1))
    return Setup(event=event, gates=(_DEFAULT_GATE,))
