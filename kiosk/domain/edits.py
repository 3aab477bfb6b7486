"""What a desk changes about people: a guest registered on the spot, and a correction of what is known.

A correction carries only the fields that were changed, each with the value it replaced. Whoever applies it, the hub
or the station's own view, leaves a field alone that has become something else meanwhile, so no other field and no
newer word is ever overwritten, and applying twice is applying once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from kiosk.domain.people import Attendee

CORRECTABLE = ("name", "name_ar", "company", "job_title", "category", "language", "email")
"""The fields of an Attendee that a desk may change; all are texts."""

_CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_GROUPS, _GROUP = 3, 4


class EditKind(StrEnum):
    """A guest whom nobody knew, or another word about somebody known."""

    WALK_IN = "walk-in"
    CORRECTION = "correction"


class EditState(StrEnum):
    """The way of an edit to the server.

    TAKEN: the server has it, and rows that are on their way may still be older. UPLOADED: the server's own
    rows tell it. PARKED: the server can't take it, or not all of it; a person must look.
    """

    QUEUED = "queued"
    TAKEN = "taken"
    UPLOADED = "uploaded"
    PARKED = "parked"


class EditRefusal(StrEnum):
    """Why a server did not take an edit, or not all of it; the first word of an edit's detail."""

    CHANGED_MEANWHILE = "changed-meanwhile"
    UNKNOWN_PERSON = "unknown-person"
    CODE_TAKEN = "code-taken"
    NOT_UNDERSTOOD = "not-understood"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field of a person: what it was when the desk changed it, and what it is to be."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonEdit:
    """One edit, as it is kept for ever. `edit_id` is 32 hex digits, `at` the desk's time in UTC.

    A walk-in has its `attendee`, a correction its `changes`.
    """

    edit_id: str
    kind: EditKind
    ticket_code: str
    at: datetime
    station: str
    operator: str = ""
    attendee: Attendee | None = None
    changes: tuple[FieldChange, ...] = ()


def edited(known: Attendee | None, edit: PersonEdit) -> Attendee | None:
    """The person after `edit`; None when it is about nobody."""
    if edit.kind is EditKind.WALK_IN:
        return known or edit.attendee
    if known is None:
        return None
    texts: dict[str, Any] = {
        change.field: change.after for change in edit.changes if getattr(known, change.field) == change.before
    }
    return replace(known, **texts) if texts else known


def all_edited(known: Attendee | None, edits: Iterable[PersonEdit]) -> Attendee | None:
    """The person after several edits, oldest first."""
    for edit in edits:
        known = edited(known, edit)
    return known


def overtaken(known: Attendee, edit: PersonEdit) -> tuple[str, ...]:
    """The fields of a correction that are neither what it replaced nor what it wanted: somebody else changed them."""
    return tuple(
        change.field for change in edit.changes if getattr(known, change.field) not in (change.before, change.after)
    )


def differences(before: Attendee, after: Attendee) -> tuple[FieldChange, ...]:
    """What a desk changed, field by field."""
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in CORRECTABLE)
    return tuple(FieldChange(field=field, before=old, after=new) for field, old, new in pairs if old != new)


def new_ticket_code() -> str:
    """A ticket code for a walk-in, such as `W-7K2M-9QXB-4TVN`: 30^12 of them, so that stations apart never agree.

    Its 16 characters fill the smallest QR symbol (version 1 holds 16 of this alphabet at level Q); no letter or
    digit is mistaken for another when it is read aloud.
    """
    groups = ("".join(secrets.choice(_CODE_LETTERS) for _ in range(_GROUP)) for _ in range(_CODE_GROUPS))
    return "-".join(("W", *groups))
