"""Reads the first sheet of an XLSX workbook, row by row, in openpyxl's read-only mode."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.service.sheet_rows import Cell, Rows, SheetRow, unreadable

WORKBOOK_MARK = b"PK\x03\x04"
OLD_WORKBOOK_MARK = b"\xd0\xcf\x11\xe0"
_ZEROS = re.compile("00+")
_ROUNDED_FROM = 1e15
"""Workbooks keep 15 digits of a number; what is longer was another one, and is left looking so."""
_DAMAGED = (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, ParseError, EOFError)


def workbook_rows(data: bytes, source: str) -> Rows:
    """The rows of the first sheet, empty ones left out. Raises EnvironmentProblem for what is no workbook."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl remarks on missing styles and print settings
        try:
            yield from _sheet_rows(data)
        except _DAMAGED as error:
            raise unreadable(
                f"{source} is not a readable XLSX workbook", "open it in a spreadsheet and save it again as XLSX"
            ) from error


def _sheet_rows(data: bytes) -> Rows:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            return
        sheet.reset_dimensions()  # some programs write a wrong size into the file
        for line, row in enumerate(sheet.iter_rows(), start=1):
            if any(cell.value is not None and cell.value != "" for cell in row):
                yield SheetRow(line=line, cells=[_shown(cell) for cell in row])
    finally:
        book.close()


def _shown(cell: Any) -> Cell:
    """Of openpyxl's cells; a whole number with the leading zeros that its format gives it on the sheet."""
    value = cell.value
    shown = _cell(value)
    if isinstance(value, int | float) and _ZEROS.fullmatch(cell.number_format) and isinstance(shown, str):
        return shown.zfill(len(cell.number_format)) if shown.isdigit() else shown
    return shown


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    if isinstance(value, int | float) and abs(value) >= _ROUNDED_FROM:
        return f"{value:.14E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
