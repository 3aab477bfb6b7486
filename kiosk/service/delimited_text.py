"""Reads comma, semicolon or tab separated text in the encodings that spreadsheets of the region save.

Unicode is certain by its byte-order mark or by being valid UTF-8. Windows-1252 and 1256 share most of their
French letters; only 1256 has runs of Arabic ones.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from kiosk.service.sheet_columns import known_headers
from kiosk.service.sheet_rows import RowProblem, RowProblemKind, Rows, SheetRow, unreadable

SEPARATORS = ",;\t"
LINES_IN_A_ROW = 200
"""A row that runs over more lines has a quotation mark that nobody closed."""

_SAVE_AS = "save it as CSV UTF-8 or XLSX and import that file"
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u067e\u0686\u0698\u06af]{3}")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode_text(data: bytes, source: str) -> str:
    """The text of `data`. Raises EnvironmentProblem when it is no text at all (PDF, zero bytes)."""
    if data.startswith(b"%PDF"):
        raise unreadable(f"{source} is a PDF, not a spreadsheet", _SAVE_AS)
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if encoding is None and b"\0" in data:
        raise unreadable(f"{source} holds zero bytes and is not a text file", _SAVE_AS)
    for candidate in (encoding,) if encoding else ("utf-8", _windows_page(data)):
        try:
            return data.decode(candidate)
        except UnicodeDecodeError:
            continue
    raise unreadable(f"{source} is in no known text encoding", _SAVE_AS)


def _windows_page(data: bytes) -> str:
    return "cp1256" if _ARABIC_WORD.search(data.decode("cp1256")) else "cp1252"


def text_rows(text: str) -> Rows:
    """The rows of `text`, empty ones left out; a row with broken quotation marks is a RowProblem."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = 0
    separator = None
    if found := re.fullmatch(r"sep=(.)", lines[0].strip(" ")):
        first, separator = 1, found[1]
    return _rows(lines, first, separator or _separator(lines, first))


def _separator(lines: list[str], first: int) -> str:
    return max(SEPARATORS, key=lambda mark: _fitness(lines, first, mark))


def _fitness(lines: list[str], first: int, separator: str) -> tuple[int, int]:
    row = next((row for row in _rows(lines, first, separator) if isinstance(row, SheetRow)), None)
    headers = [str(cell) for cell in row.cells] if row else []
    return known_headers(headers), len(headers)


class _OpenQuote(Exception):
    """The text ended, or ran on too long, inside a quotation."""


class _Feed:
    """Hands lines to the csv reader and knows where the current row began."""

    def __init__(self, lines: list[str], start: int) -> None:
        self._lines = lines
        self.row_start = self.next = start

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.next >= len(self._lines):
            raise StopIteration
        if self.next - self.row_start >= LINES_IN_A_ROW:
            raise _OpenQuote
        self.next += 1
        return self._lines[self.next - 1] + "\n"


def _rows(lines: list[str], start: int, separator: str) -> Rows:
    """Reads on from the line after a broken one, so that one open quotation mark doesn't swallow the rest."""
    while start < len(lines):
        feed = _Feed(lines, start)
        try:
            yield from _good_rows(feed, separator)
        except (csv.Error, _OpenQuote):
            yield _broken_quotes(feed.row_start + 1)
        else:
            return
        start = feed.row_start + 1


def _good_rows(feed: _Feed, separator: str) -> Iterator[SheetRow]:
    for cells in csv.reader(feed, delimiter=separator, strict=True):
        if any(map(str.strip, cells)):
            yield SheetRow(line=feed.row_start + 1, cells=list(cells))
        feed.row_start = feed.next


def _broken_quotes(line: int) -> RowProblem:
    return RowProblem(
        kind=RowProblemKind.BROKEN_QUOTES,
        line=line,
        column="",
        what="a quotation mark is not closed, or stands inside a quoted cell",
        remedy='write a quotation mark inside a quoted cell twice ("") and import again',
    )
