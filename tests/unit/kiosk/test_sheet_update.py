"""A second spreadsheet changes what it has columns for, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.people import Attendee, TicketStatus
from kiosk.service.sheet_update import updated_people
from kiosk.service.spreadsheet import read_people

KARIM = Attendee(
    ticket_code="A2",
    name="Karim Tazi",
    name_ar="كريم التازي",
    company="OCP",
    status=TicketStatus.UNPAID,
    answers=(("Menu", "fish"), ("T-shirt", "M")),
)


def updated(tmp_path: Path, content: str, known: Attendee) -> Attendee:
    path = tmp_path / "more.csv"
    path.write_text(content, encoding="utf-8")
    (person,) = updated_people(read_people(path), {known.ticket_code: known})
    return person


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("ticket_code,company\nA2,ONCF\n", replace(KARIM, company="ONCF")),
        ("ticket_code,name\nA2,Karim Alami\n", replace(KARIM, name="Karim Alami")),
        ("ticket_code,name_ar\nA2,كريم العلمي\n", replace(KARIM, name_ar="كريم العلمي")),
        ("ticket_code,status\nA2,valid\n", replace(KARIM, status=TicketStatus.VALID)),
        ("ticket_code,Menu\nA2,vegan\n", replace(KARIM, answers=(("T-shirt", "M"), ("Menu", "vegan")))),
        ("ticket_code\nA2\n", KARIM),
    ],
)
def test_only_the_columns_of_the_file_change_and_a_second_time_nothing(
    tmp_path: Path, content: str, expected: Attendee
) -> None:
    first = updated(tmp_path, content, KARIM)
    assert first == expected
    assert updated(tmp_path, content, first) == first


def test_list_without_a_status_does_not_make_the_unpaid_valid(tmp_path: Path) -> None:
    assert updated(tmp_path, "ticket_code,name\nA2,Karim Tazi\n", KARIM).status is TicketStatus.UNPAID


def test_empty_cell_of_a_column_that_is_there_empties_the_field(tmp_path: Path) -> None:
    assert updated(tmp_path, "ticket_code,company\nA2,\n", KARIM).company == ""


def test_only_name_stays_the_only_name_when_it_is_arabic(tmp_path: Path) -> None:
    known = replace(KARIM, name="كريم", name_ar="")
    assert updated(tmp_path, "ticket_code,name_ar\nA2,كريم التازي\n", known) == replace(known, name="كريم التازي")


def test_unreadable_language_is_kept_as_an_answer_once(tmp_path: Path) -> None:
    content = "ticket_code,language\nA2,klingon\n"
    first = updated(tmp_path, content, KARIM)
    assert first.answers == (*KARIM.answers, ("language", "klingon"))
    assert updated(tmp_path, content, first) == first
