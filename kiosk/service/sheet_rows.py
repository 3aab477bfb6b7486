"""The common shape of a spreadsheet's rows, whatever file they come from, and what can be wrong with one.

The readers of delimited text and of workbooks both give these; `spreadsheet` turns them into attendees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

Cell: TypeAlias = str | datetime
"""One cell: text as the file has it, or a date (without zone) that a workbook knew to be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One row; `line` is its first line in the file, or the row number of the sheet, from 1."""

    line: int
    cells: list[Cell]


class RowProblemKind(StrEnum):
    """Why a row stayed out, for a window to word in its own language."""

    MISSING_CODE = "missing-code"
    BAD_CODE = "bad-code"
    DUPLICATE_CODE = "duplicate-code"
    BAD_STATUS = "bad-status"
    BAD_DATE = "bad-date"
    TOO_MANY_CELLS = "too-many-cells"
    BROKEN_QUOTES = "broken-quotes"
    FORMULA_ERROR = "formula-error"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """One row that stayed out. `column` is the header as the file writes it; `what` and `remedy` are plain English."""

    kind: RowProblemKind
    line: int
    column: str
    what: str
    remedy: str


Rows: TypeAlias = Iterator[SheetRow | RowProblem]


def unreadable(what: str, remedy: str) -> EnvironmentProblem:
    """The trouble of a file that can't be read as a table at all."""
    return EnvironmentProblem(ProblemKind.BAD_FILE, what, remedy)
