"""Writes people as the CSV that `spreadsheet` reads back the same: the demo's list, a template, an export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from kiosk.domain.people import Attendee

PEOPLE_COLUMNS = (
    "ticket_code",
    "name",
    "name_ar",
    "company",
    "job_title",
    "category",
    "email",
    "phone",
    "country",
    "city",
    "order_code",
    "language",
    "status",
    "valid_from",
    "valid_until",
    "notes",
)


def people_csv(people: Iterable[Attendee]) -> str:
    """One header row and one row a person; times in ISO with their zone, answers in columns of their own."""
    everyone = list(people)
    questions = list(dict.fromkeys(question for person in everyone for question, _ in person.answers))
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow((*PEOPLE_COLUMNS, *questions))
    writer.writerows(_row(person, questions) for person in everyone)
    return sheet.getvalue()


def _row(person: Attendee, questions: Sequence[str]) -> list[str]:
    answers = dict(person.answers)
    fields = [_cell(getattr(person, column)) for column in PEOPLE_COLUMNS]
    return fields + [answers.get(question, "") for question in questions]


def _cell(value: str | datetime | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime) else str(value)
