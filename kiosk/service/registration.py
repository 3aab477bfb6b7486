"""People at the desk: a guest registered on the spot, and a correction of somebody known.

Either is on disk before it is shown, needs no network, and goes up when there is one. A guest who was registered
here is a person like any other from then on: found, checked in, given a badge.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Any

from kiosk.domain.clock import Clock
from kiosk.domain.edits import CORRECTABLE, EditKind, PersonEdit, differences, new_ticket_code
from kiosk.domain.event import Gate, Setup
from kiosk.domain.people import Attendee
from kiosk.service.judgement import Door, person_now
from kiosk.service.sheet_values import clean_text
from kiosk.store import edit_log
from kiosk.store.database import Connection
from kiosk.store.station import StationStore

LONGEST = 200
"""Characters of one field; job titles of real events have up to 110."""

SPECIMEN_CODE = "W-0000-0000-0000"

_SHOWN_WITHIN_S = 0.5
"""The cache is busy for longer only while a first sync has it; doors read the log meanwhile."""

_CONTROLS = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp"})
"""What nobody types; direction marks (Cf) come with a paste and are left out instead."""


_MOST_MARKS = 8
"""On one letter; fully vowelled Arabic has three, Vietnamese and Hebrew with accents up to four."""


class Registration(StrEnum):
    """What became of what was typed."""

    REGISTERED = "registered"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"
    NAME_MISSING = "name-missing"
    UNREADABLE = "unreadable"
    TOO_LONG = "too-long"
    BAD_EMAIL = "bad-email"
    UNKNOWN_PERSON = "unknown-person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What the desk types of a person; `category` is an id, `language` fr, ar, en or empty."""

    name: str = ""
    name_ar: str = ""
    company: str = ""
    job_title: str = ""
    category: str = ""
    language: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """The outcome; `attendee` is the person as stored now, `field` names the one that could not be used."""

    outcome: Registration
    attendee: Attendee | None = None
    field: str = ""


class Reception:
    """Registers and corrects people at one station."""

    def __init__(self, store: StationStore, clock: Clock, *, on_edit: Callable[[], None] = lambda: None) -> None:
        """`on_edit` is called on the caller's thread after each commit, to wake the upload."""
        self._store = store
        self._clock = clock
        self._on_edit = on_edit

    def walk_in(self, typed: Particulars, door: Door) -> Registered:
        """Registers a guest under a new ticket code. Durable when it returns; raises EnvironmentProblem."""
        typed = cleaned(typed)
        fault = fault_of(typed)
        if fault is not None:
            return fault
        registered = self._store.log.at_the_door(lambda connection: self._register(connection, typed, door))
        self._show(registered.ticket_code)
        return Registered(outcome=Registration.REGISTERED, attendee=registered)

    def correct(self, ticket_code: str, typed: Particulars, door: Door) -> Registered:
        """Changes what differs from what is known now, and nothing else. Durable when it returns."""
        typed = cleaned(typed)
        fault = fault_of(typed)
        if fault is not None:
            return fault
        corrected = self._store.log.at_the_door(lambda connection: self._correct(connection, ticket_code, typed, door))
        if corrected.outcome is Registration.CORRECTED:
            self._show(ticket_code)
        return corrected

    def send_again(self, edit_id: str, door: Door) -> None:
        """A person wants what the server has refused: the same guest goes up once more, a correction is made anew.

        The new correction replaces what the server says now; of somebody who is gone it stays refused.
        """
        again = self._store.log.at_the_door(lambda connection: self._again(connection, edit_id, door))
        if again is not None:
            self._show(again)

    def _register(self, connection: Connection, typed: Particulars, door: Door) -> Attendee:
        code = new_ticket_code()
        while person_now(self._store, connection, code) is not None:
            code = new_ticket_code()
        registered = _guest(typed, code)
        edit_log.append_edit(connection, self._edit(EditKind.WALK_IN, code, door, attendee=registered))
        return registered

    def _correct(self, connection: Connection, ticket_code: str, typed: Particulars, door: Door) -> Registered:
        known = person_now(self._store, connection, ticket_code)
        if known is None:
            return Registered(outcome=Registration.UNKNOWN_PERSON)
        wanted = replace(known, **_texts(typed))
        changes = differences(known, wanted)
        if not changes:
            return Registered(outcome=Registration.UNCHANGED, attendee=known)
        edit = replace(self._edit(EditKind.CORRECTION, ticket_code, door), changes=changes)
        edit_log.append_edit(connection, edit)
        return Registered(outcome=Registration.CORRECTED, attendee=wanted)

    def _again(self, connection: Connection, edit_id: str, door: Door) -> str | None:
        """The ticket of what goes up again; None when nothing does."""
        parked = edit_log.parked_edit(connection, edit_id)
        if parked is None or parked.kind is EditKind.WALK_IN:
            edit_log.send_again(connection, edit_id)
            return parked.ticket_code if parked else None
        known = person_now(self._store, connection, parked.ticket_code)
        if known is None:
            return None
        texts: dict[str, Any] = {change.field: change.after for change in parked.changes}
        wanted = replace(known, **texts)
        edit = replace(self._edit(EditKind.CORRECTION, parked.ticket_code, door), changes=differences(known, wanted))
        if edit.changes:
            edit_log.append_edit(connection, edit)
        edit_log.replace_by(connection, edit_id, edit.edit_id)
        return parked.ticket_code

    def _edit(self, kind: EditKind, code: str, door: Door, *, attendee: Attendee | None = None) -> PersonEdit:
        return PersonEdit(
            edit_id=uuid.uuid4().hex,
            kind=kind,
            ticket_code=code,
            at=self._clock.now(),
            station=door.station,
            operator=door.operator,
            attendee=attendee,
        )

    def _show(self, ticket_code: str) -> None:
        shown = self._store.show_edits_of(ticket_code)
        self._on_edit()
        with suppress(FutureTimeout):  # it follows; the guest can be checked in already
            shown.result(_SHOWN_WITHIN_S)


def usual_category(setup: Setup, gate: Gate) -> str:
    """The category of a walk-in unless the desk says otherwise: the organiser's first one that this gate lets in."""
    welcome = [category.id for category in setup.categories if not gate.categories or category.id in gate.categories]
    return next(iter(welcome), "")


def particulars_of(attendee: Attendee) -> Particulars:
    """What a desk may change of a person, as it is now."""
    return Particulars(**{field: getattr(attendee, field) for field in CORRECTABLE})


def as_typed(known: Attendee | None, typed: Particulars) -> Attendee:
    """Whom the badge would show now: `known` as corrected, or a guest with a code as long as theirs will be."""
    if known is not None:
        return replace(known, **_texts(cleaned(typed)))
    return _guest(cleaned(typed), SPECIMEN_CODE)


def _guest(typed: Particulars, ticket_code: str) -> Attendee:
    return Attendee(ticket_code=ticket_code, **_texts(typed))


def cleaned(typed: Particulars) -> Particulars:
    """What was typed in NFKC on single spaces, without direction marks. An only name in Arabic is the name."""
    texts = {field: _clean(text) for field, text in _texts(typed).items()}
    if not texts["name"]:
        texts["name"], texts["name_ar"] = texts["name_ar"], ""
    return Particulars(**texts)


def fault_of(typed: Particulars) -> Registered | None:
    """Why a cleaned entry can't be used; None when it can."""
    for field, text in _texts(typed).items():
        if any(unicodedata.category(mark) in _CONTROLS for mark in text) or _is_piled_up(text):
            return Registered(outcome=Registration.UNREADABLE, field=field)
        if len(text) > LONGEST:
            return Registered(outcome=Registration.TOO_LONG, field=field)
    if not any(mark.isalpha() for mark in typed.name):
        return Registered(outcome=Registration.NAME_MISSING, field="name")
    if typed.email and "@" not in typed.email.strip("@"):
        return Registered(outcome=Registration.BAD_EMAIL, field="email")
    return None


def _is_piled_up(text: str) -> bool:
    """Whether one letter carries more marks than any script needs: they would cover the lines above and below."""
    return any(
        len(list(marks)) > _MOST_MARKS
        for is_mark, marks in groupby(text, lambda mark: unicodedata.combining(mark) > 0)
        if is_mark
    )


def _texts(typed: Particulars) -> dict[str, Any]:
    return {field: getattr(typed, field) for field in CORRECTABLE}


def _clean(text: str) -> str:
    """Control characters stay in: they are refused, not guessed at."""
    return text.strip() if any(unicodedata.category(mark) in _CONTROLS for mark in text) else clean_text(text)
