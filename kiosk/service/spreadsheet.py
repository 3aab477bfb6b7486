"""Reads the people of a CSV or XLSX file: the registration server of those who have none.

A broken row is named by line and column and stays out; every good row goes in. Columns, encodings and
separators are those of COMMANDS ("Spreadsheet columns").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk.domain.event import Category
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee, TicketStatus
from kiosk.service.delimited_text import decode_text, text_rows
from kiosk.service.sheet_columns import Columns, match_columns
from kiosk.service.sheet_rows import Cell, RowProblem, RowProblemKind, Rows, SheetRow, unreadable
from kiosk.service.sheet_values import clean_code, clean_text, language_of, moment_of, status_of, word_key
from kiosk.service.workbook import OLD_WORKBOOK_MARK, WORKBOOK_MARK, workbook_rows

__all__ = ["RowProblem", "RowProblemKind", "SpreadsheetReading", "read_people"]

FORMULA_ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})

_ROUNDED = re.compile(r"\d([.,]\d+)?E\+\d{2,}")
"""How spreadsheet programs write a number that is too long for a cell."""

_ROWS_BETWEEN_PROGRESS = 1_000

_PLAIN_FIELDS = ("company", "job_title", "email", "phone", "country", "city", "order_code", "notes")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadsheetReading:
    """What a file gave: the good rows in their order, the broken ones, and the columns kept as answers.

    `columns` are the known columns that the file has (`ticket_code`, `first_name`, ...).
    """

    attendees: tuple[Attendee, ...]
    problems: tuple[RowProblem, ...]
    answer_columns: tuple[str, ...]
    columns: frozenset[str] = frozenset()


def read_people(
    path: Path,
    *,
    timezone: str = "Africa/Casablanca",
    categories: Sequence[Category] = (),
    progress: Callable[[int], None] = lambda _: None,
) -> SpreadsheetReading:
    """Reads `path`. Raises EnvironmentProblem when the file as a whole can't be read as a table of people.

    Dates without a zone are in `timezone` (the event's). A cell that names one of `categories`, by id or in any
    language, becomes its id; any other stays as it is, "Presse" and "presse" being one. `progress` is called with the
    number of rows read since its last call.
    """
    rows = _rows_of(path)
    early: list[RowProblem] = []
    for row in rows:
        if isinstance(row, SheetRow):
            columns = match_columns([_text(cell) for cell in row.cells], path.name)
            reader = _RowReader(columns, ZoneInfo(timezone), _category_words(categories))
            return _read(reader, chain(early, rows), progress)
        early.append(row)
    raise unreadable(f"{path.name} is empty", "check that you chose the right file and that it was saved")


def _read(
    reader: _RowReader, rows: Iterator[SheetRow | RowProblem], progress: Callable[[int], None]
) -> SpreadsheetReading:
    attendees: list[Attendee] = []
    problems: list[RowProblem] = []
    for number, row in enumerate(rows, 1):
        if number % _ROWS_BETWEEN_PROGRESS == 0:
            progress(_ROWS_BETWEEN_PROGRESS)
        outcome = reader.read(row) if isinstance(row, SheetRow) else row
        if isinstance(outcome, Attendee):
            attendees.append(outcome)
        else:
            problems.append(outcome)
    return SpreadsheetReading(
        attendees=tuple(attendees),
        problems=tuple(problems),
        answer_columns=tuple(reader.columns.answers),
        columns=frozenset(reader.columns.fields),
    )


def _rows_of(path: Path) -> Rows:
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise unreadable(f"{path} does not exist", "check the file's name and folder") from error
    except OSError as error:
        remedy = "check that it is a file and that you may read it"
        raise unreadable(f"{path} can't be read ({error.strerror})", remedy) from error
    if data.startswith(OLD_WORKBOOK_MARK):
        raise unreadable(f"{path.name} is an old or protected workbook", "save it as XLSX without a password")
    if data.startswith(WORKBOOK_MARK):
        return workbook_rows(data, path.name)
    return text_rows(decode_text(data, path.name))


def _category_words(categories: Sequence[Category]) -> dict[str, str]:
    names = {
        word_key(word): category.id
        for category in categories
        for word in (category.name.fr, category.name.ar, category.name.en)
        if word
    }
    return names | {word_key(category.id): category.id for category in categories}


def _text(cell: Cell) -> str:
    if not cell:
        return ""
    return clean_text(cell) if isinstance(cell, str) else cell.isoformat(sep=" ")


class _BadCell(Exception):
    """Carries what is wrong with one cell up to the row."""

    def __init__(self, kind: RowProblemKind, column: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.kind, self.column, self.what, self.remedy = kind, column, what, remedy


class _RowReader:
    """Turns the rows under one header into attendees, and remembers the codes already seen."""

    def __init__(self, columns: Columns, zone: tzinfo, categories: dict[str, str]) -> None:
        self.columns = columns
        self._zone = zone
        self._categories = categories
        self._spellings: dict[str, str] = {}
        self._first_lines: dict[str, int] = {}
        self._width = len(columns.headers)
        self._fields = tuple(columns.fields.items())
        self._answers = tuple(columns.answers.items())
        self._plain = tuple(field for field in _PLAIN_FIELDS if field in columns.fields)

    def read(self, row: SheetRow) -> Attendee | RowProblem:
        """The attendee of `row`, or what is wrong with it."""
        try:
            return self._attendee(row)
        except _BadCell as bad:
            return RowProblem(kind=bad.kind, line=row.line, column=bad.column, what=bad.what, remedy=bad.remedy)

    def _attendee(self, row: SheetRow) -> Attendee:
        cells = self._padded(row.cells)
        if not FORMULA_ERRORS.isdisjoint(cells):
            raise self._formula_error(cells)
        values = {field: cells[index] for field, index in self._fields}
        texts = {field: _text(cell) for field, cell in values.items()}
        code = self._code(values["ticket_code"])
        valid_from = self._moment(values, "valid_from")
        valid_until = self._moment(values, "valid_until")
        if valid_from and valid_until and valid_until < valid_from:
            raise self._bad_date("valid_until", "it is before the first valid moment")
        name, name_ar = _names(texts)
        attendee = Attendee(
            ticket_code=code,
            name=name,
            name_ar=name_ar,
            category=self._category(texts.get("category", "")),
            language=language_of(texts.get("language", "")),
            status=self._status(texts.get("status", "")),
            valid_from=valid_from,
            valid_until=valid_until,
            answers=self._kept_answers(cells, texts),
            **{field: texts[field] for field in self._plain},
        )
        self._first_lines[code] = row.line
        return attendee

    def _padded(self, cells: list[Cell]) -> list[Cell]:
        missing = self._width - len(cells)
        if missing >= 0:
            return cells + [""] * missing
        extra = next((index for index, cell in enumerate(cells) if index >= self._width and _text(cell)), None)
        if extra is None:
            return cells[: self._width]
        raise _BadCell(
            RowProblemKind.TOO_MANY_CELLS,
            f"column {extra + 1}",
            f"a cell stands beyond the last of the {self._width} columns of the header",
            "put a cell that holds the separator in quotation marks, or give the column a header",
        )

    def _formula_error(self, cells: list[Cell]) -> _BadCell:
        index = next(index for index, cell in enumerate(cells) if cell in FORMULA_ERRORS)
        return _BadCell(
            RowProblemKind.FORMULA_ERROR,
            self.columns.headers[index],
            f"the formula's result is {cells[index]}",
            "mend the formula, or type the value, and import again",
        )

    def _code(self, cell: Cell) -> str:
        code, column = clean_code(str(cell)), self.columns.header("ticket_code")
        if not code:
            what = "the ticket code is missing"
            raise _BadCell(RowProblemKind.MISSING_CODE, column, what, "give the row a ticket code")
        if fault := read_payload(code).fault:
            what = f"the ticket code can't be scanned ({fault})"
            raise _BadCell(RowProblemKind.BAD_CODE, column, what, "give the row a short, visible code")
        if _ROUNDED.fullmatch(code):
            what = f"the spreadsheet program has rounded the ticket code to {code}"
            remedy = "format the column as text, give the codes again, and import again"
            raise _BadCell(RowProblemKind.BAD_CODE, column, what, remedy)
        if code in self._first_lines:
            what = f"the ticket code {code} was already given on line {self._first_lines[code]}"
            raise _BadCell(RowProblemKind.DUPLICATE_CODE, column, what, "give every row its own ticket code")
        return code

    def _category(self, text: str) -> str:
        """Known ones by their id; an unknown one is spelled as where the sheet first named it."""
        known = self._categories.get(word_key(text)) if text else ""
        return self._spellings.setdefault(text.casefold(), text) if known is None else known

    def _status(self, text: str) -> TicketStatus:
        status = status_of(text)
        if status is None:
            raise _BadCell(
                RowProblemKind.BAD_STATUS,
                self.columns.header("status"),
                f"'{text[:40]}' is not a known status",
                "write valid, unpaid, cancelled or blocked",
            )
        return status

    def _moment(self, values: dict[str, Cell], field: str) -> datetime | None:
        cell = values.get(field, "")
        if isinstance(cell, str):
            cell = _text(cell)
        if not cell:
            return None
        try:
            return moment_of(cell, self._zone, end_of_day=field == "valid_until")
        except (ValueError, OverflowError) as error:
            raise self._bad_date(field, f"'{_text(cell)[:40]}' is not a date") from error

    def _bad_date(self, field: str, what: str) -> _BadCell:
        remedy = "write it as 2023-06-07, 2023-06-07 09:00 or 07/06/2023"
        return _BadCell(RowProblemKind.BAD_DATE, self.columns.header(field), what, remedy)

    def _kept_answers(self, cells: list[Cell], texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
        answers = [(title, _text(cells[index])) for title, index in self._answers]
        answers = [(title, text) for title, text in answers if text]
        language = texts.get("language", "")
        if language and not language_of(language):
            answers.append((self.columns.header("language"), language))
        return tuple(answers)


def _names(texts: dict[str, str]) -> tuple[str, str]:
    """The name to show and the Arabic one; an Arabic name without a Latin one is the name itself."""
    parts = (texts.get("first_name", ""), texts.get("last_name", ""))
    name = texts.get("name", "") or " ".join(part for part in parts if part)
    name_ar = texts.get("name_ar", "")
    return (name, name_ar) if name else (name_ar, "")
