"""Lists for other programs: the scans, the people and the badges of a station as CSV, XLSX or JSON.

Texts come from strangers. In a spreadsheet a cell that begins like a formula is kept as text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from kiosk.domain.badges import PrintJob
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan, UploadState
from kiosk.service.people_csv import PEOPLE_COLUMNS

SCAN_COLUMNS = (
    "scan_id",
    "code",
    "ticket_code",
    "gate",
    "direction",
    "verdict",
    "reason",
    "at",
    "station",
    "operator",
    "decided_by",
    "state",
    "kind",
    "undoes",
    "note",
    "session",
)

BADGE_COLUMNS = (
    "job_id",
    "ticket_code",
    "name",
    "layout",
    "cause",
    "note",
    "operator",
    "asked_at",
    "printer",
    "state",
    "ended_at",
    "attempts",
    "detail",
    "scan_id",
)


class ExportFormat(StrEnum):
    """The file formats of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def scan_row(scan: Scan, state: UploadState) -> dict[str, Any]:
    """One scan in the words of the export contract; times are ISO 8601 in UTC."""
    return {
        "scan_id": scan.scan_id,
        "code": scan.code,
        "ticket_code": scan.ticket_code,
        "gate": scan.gate,
        "direction": scan.direction.value,
        "verdict": scan.verdict.value,
        "reason": scan.reason.value if scan.reason else None,
        "at": scan.at.isoformat(),
        "station": scan.station,
        "operator": scan.operator,
        "decided_by": scan.decided_by.value,
        "state": state.value,
        "kind": scan.kind.value,
        "undoes": scan.undoes,
        "note": scan.note,
        "session": scan.session,
    }


def badge_row(job: PrintJob) -> dict[str, Any]:
    """One badge: who asked for it, when and why, which printer had it last and what became of it.

    `note` is why it was printed again, `detail` the printer's last word.
    """
    return {
        "job_id": job.job_id,
        "ticket_code": job.badge.ticket_code,
        "name": job.badge.name or job.badge.name_ar,
        "layout": job.layout,
        "cause": job.cause.value,
        "note": job.note,
        "operator": job.operator,
        "asked_at": job.created_at.isoformat(),
        "printer": job.printer,
        "state": job.state.value,
        "ended_at": job.updated_at.isoformat() if job.updated_at else None,
        "attempts": job.attempts,
        "detail": job.detail,
        "scan_id": job.scan_id,
    }


def person_row(attendee: Attendee) -> dict[str, Any]:
    """One person by the spreadsheet's own column names, answers in columns of their own."""
    row = {column: getattr(attendee, column) for column in PEOPLE_COLUMNS}
    row["status"] = attendee.status.value
    for column in ("valid_from", "valid_until"):
        row[column] = row[column].isoformat() if row[column] else ""
    return {**dict(attendee.answers), **row}


def write_table(rows: Iterable[dict[str, Any]], columns: Sequence[str], wanted: ExportFormat) -> bytes:
    """The rows as one file: CSV and XLSX with a heading line, JSON as one list. Further keys become columns."""
    table = list(rows)
    headings = list(columns) + sorted({key for row in table for key in row} - set(columns))
    writers = {ExportFormat.CSV: _csv, ExportFormat.XLSX: _xlsx}
    if wanted is ExportFormat.JSON:
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
    return writers[wanted](headings, table)


def _csv(headings: list[str], table: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_cell(heading) for heading in headings])
    writer.writerows([_cell(row.get(heading)) for heading in headings] for row in table)
    return text.getvalue().encode("utf-8-sig")  # the mark makes spreadsheets read it as UTF-8


_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet program compute a cell of a CSV file. Source: OWASP, CSV Injection."""


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _xlsx(headings: list[str], table: list[dict[str, Any]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("export")
    sheet.append([_workbook_cell(sheet, heading) for heading in headings])
    for row in table:
        sheet.append([_workbook_cell(sheet, row.get(heading)) for heading in headings])
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _workbook_cell(sheet: Any, value: Any) -> Any:
    """A cell that says it is text, never a formula, without the control characters that a workbook can't hold."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
