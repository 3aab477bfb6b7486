"""What a spreadsheet says about people who are known already: its own columns, and nothing about the others.

A list that only brings new statuses must not wipe names, and a list without a status must not make the unpaid valid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.domain.people import Attendee
from kiosk.service.spreadsheet import SpreadsheetReading

_OWN_COLUMN = (
    *("company", "job_title", "category", "email", "phone", "country", "city", "order_code", "language", "status"),
    *("valid_from", "valid_until", "notes"),
)
_NAME_COLUMNS = frozenset({"name", "first_name", "last_name"})


def updated_people(reading: SpreadsheetReading, known: Mapping[str, Attendee]) -> list[Attendee]:
    """The people of a reading; who is `known` (by ticket code) keeps whatever the file has no column for."""
    return [
        _updated(known[person.ticket_code], person, reading) if person.ticket_code in known else person
        for person in reading.attendees
    ]


def _updated(known: Attendee, read: Attendee, reading: SpreadsheetReading) -> Attendee:
    name, name_ar = _names(known, read, reading.columns)
    kept = {field: getattr(known, field) for field in _OWN_COLUMN if field not in reading.columns}
    told = {question for question, _ in read.answers}.union(reading.answer_columns)
    others = tuple((question, text) for question, text in known.answers if question not in told)
    return replace(read, name=name, name_ar=name_ar, answers=others + read.answers, **kept)


def _names(known: Attendee, read: Attendee, columns: frozenset[str]) -> tuple[str, str]:
    """A reading without Latin names has the Arabic name as the name; beside a known Latin name it is the Arabic one."""
    if columns & _NAME_COLUMNS:
        return read.name, read.name_ar if "name_ar" in columns else known.name_ar
    if "name_ar" not in columns:
        return known.name, known.name_ar
    return (known.name, read.name) if known.name and not _is_arabic(known.name) else (read.name, "")


def _is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)
