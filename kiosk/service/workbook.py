"""Reads the first sheet of an XLSX workbook, row by row, in openpyxl's read-only mode."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.service.sheet_rows import Cell, Rows, SheetRow, unreadable

WORKBOOK_MARK = b"PK\x03\x04"
OLD_WORKBOOK_MARK = b"\xd0\xcf\x11\xe0"
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
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(value is not None and value != "" for value in values):
                yield SheetRow(line=line, cells=[_cell(value) for value in values])
    finally:
        book.close()


def _cell(value: object) -> Cell:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
