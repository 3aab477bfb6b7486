"""What a workbook's cells say: dates, numbers as their formats show them, formulas and what Excel has rounded."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from kiosk.domain.problems import EnvironmentProblem
from kiosk.service.spreadsheet import RowProblemKind, SpreadsheetReading, read_people


@pytest.fixture
def read(tmp_path: Path):
    def read_bytes(content: bytes, name: str = "people.xlsx") -> SpreadsheetReading:
        path = tmp_path / name
        path.write_bytes(content)
        return read_people(path)

    return read_bytes


def workbook(*rows: list, formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for place, number_format in (formats or {}).items():
        book.active[place].number_format = number_format
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def only(reading: SpreadsheetReading):
    assert not reading.problems
    (attendee,) = reading.attendees
    return attendee


def problem(reading: SpreadsheetReading):
    (found,) = reading.problems
    return found


def test_workbook_dates_numbers_and_formulas(read):
    content = workbook(
        ["ticket_code", "name", "phone", "valid_from", "valid_until"],
        [123456, "Nora", 212600000001.0, datetime(2023, 6, 8, 9, 30), datetime(2023, 6, 8)],  # noqa: DTZ001
        [None, None, None, None, None],
        ["A2", "#N/A", None, None, None],
    )
    reading = read(content, "people.xlsx")
    (attendee,) = reading.attendees
    assert (attendee.ticket_code, attendee.phone) == ("123456", "212600000001")
    assert attendee.valid_from == datetime(2023, 6, 8, 8, 30, tzinfo=UTC)
    assert attendee.valid_until == datetime(2023, 6, 8, 22, 59, 59, 999999, tzinfo=UTC)
    found = problem(reading)
    assert (found.kind, found.line, found.column) == (RowProblemKind.FORMULA_ERROR, 4, "name")


def test_workbook_number_keeps_the_zeros_that_its_format_shows(read):
    content = workbook(
        ["ticket_code", "name", "phone"],
        [8, "Nora", 612345678],
        formats={"A2": "0000", "C2": "0000000000"},
    )
    attendee = only(read(content, "people.xlsx"))
    assert (attendee.ticket_code, attendee.phone) == ("0008", "0612345678")


@pytest.mark.parametrize("code", [1e15, 123456789012345678])
def test_code_that_a_workbook_can_not_have_kept_whole_is_a_broken_row(read, code):
    reading = read(workbook(["ticket_code", "name"], [code, "Nora"], [123456789012345, "Salma"]), "people.xlsx")
    assert [attendee.ticket_code for attendee in reading.attendees] == ["123456789012345"]
    assert (problem(reading).kind, problem(reading).line) == (RowProblemKind.BAD_CODE, 2)


def test_workbook_under_a_wrong_name_is_read_by_its_content(read):
    assert only(read(workbook(["code", "nom"], ["A1", "Nora"]), "people.csv")).name == "Nora"


def test_empty_workbook_is_one_trouble(read):
    with pytest.raises(EnvironmentProblem, match="is empty"):
        read(workbook())
