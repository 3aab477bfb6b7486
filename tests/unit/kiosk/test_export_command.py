"""`kiosk export`: every format holds the same, and none of it does anything to who opens it."""

from __future__ import annotations

import csv
import io
import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl

from kiosk.domain.badges import PrintCause, PrintState
from kiosk.store.station import StationStore
from sync.hub.server import Hub
from sync.hub.sqlite_books import HUB_FILE
from tests.fakes.command_line import Kiosk
from tests.fakes.door import AMINA, SETUP
from tests.fakes.job_table import MORNING, job

SCAN_KEYS = [
    *("scan_id", "code", "ticket_code", "gate", "direction", "verdict", "reason"),
    *("at", "station", "operator", "decided_by", "state"),
]


def test_scans_in_json_are_one_list_with_the_promised_keys(kiosk: Kiosk, scanned: Path) -> None:
    rows = json.loads(kiosk("export", "scans", "--data", scanned, "--format", "json").text)
    assert [list(row)[: len(SCAN_KEYS)] for row in rows] == [SCAN_KEYS] * 6
    assert [row["code"] for row in rows] == ["A1", "=1+1", "@SUM(A1)", "+41", "-1", "=كود"]
    assert rows[0]["state"] == "pending"


def test_scans_in_csv_open_as_text_in_a_spreadsheet(kiosk: Kiosk, scanned: Path) -> None:
    content = kiosk("export", "scans", "--data", scanned).out
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert list(rows[0])[: len(SCAN_KEYS)] == SCAN_KEYS
    assert [row["code"] for row in rows] == ["A1", "'=1+1", "'@SUM(A1)", "'+41", "'-1", "'=كود"]


def test_scans_in_a_workbook_hold_no_formula(kiosk: Kiosk, scanned: Path, tmp_path: Path) -> None:
    out = tmp_path / "scans.xlsx"
    assert kiosk("export", "scans", "--data", scanned, "--format", "xlsx", "--out", out).status == 0
    with closing(openpyxl.load_workbook(out)) as book:
        rows = list(book.worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]][: len(SCAN_KEYS)] == SCAN_KEYS
    assert [row[1].value for row in rows[1:]] == ["A1", "=1+1", "@SUM(A1)", "+41", "-1", "=كود"]
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_strange_texts_and_headings_are_harmless_in_every_format(kiosk: Kiosk, tmp_path: Path) -> None:
    directory = tmp_path / "station"
    with StationStore(directory) as store:
        store.cache.save_setup(SETUP)
        store.cache.save_people(
            [replace(AMINA, name="=cmd|' /C calc'!A1", notes="bell\x07", answers=(("=HYPERLINK(1)", "\tx"),))]
        )
    out = tmp_path / "people.xlsx"
    assert kiosk("export", "people", "--data", directory, "--format", "xlsx", "--out", out).status == 0
    with closing(openpyxl.load_workbook(out)) as book:
        cells = [cell for row in book.worksheets[0].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    rows = list(csv.reader(io.StringIO(kiosk("export", "people", "--data", directory).out.decode("utf-8-sig"))))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


def test_export_of_people_reads_back_unchanged(kiosk: Kiosk, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    kiosk("export", "people", "--data", data, "--out", out)
    (result,) = kiosk("import", out, "--data", data, "--json").lines
    assert (result["added"], result["updated"], result["unchanged"]) == (0, 0, 2)


def test_hub_exports_the_same_scans_as_its_station(kiosk: Kiosk, tmp_path: Path) -> None:
    station, books = tmp_path / "station", tmp_path / "hub"
    with Hub(books) as hub:
        hub.load(SETUP, [AMINA])
        hub.start()
        assert "1 people are here" in kiosk("pair", hub.pairing_text, "--data", station).text
        kiosk("gate", "--data", station, stdin=f"{AMINA.ticket_code}\nnobody\n".encode())
        kiosk("sync", "--data", station, "--once")
        ours, theirs = (
            json.loads(kiosk("export", "scans", "--data", data, "--format", "json").text) for data in (station, books)
        )
        people = json.loads(kiosk("export", "people", "--data", books, "--format", "json").text)
    assert len(ours) == 2
    # a late answer was the hub's and not the door's; a scan that the hub has already is a duplicate for the station
    shared = ours[0].keys() - {"decided_by", "state"}
    assert [{key: row[key] for key in shared} for row in theirs] == [{key: row[key] for key in shared} for row in ours]
    assert [row["ticket_code"] for row in people] == [AMINA.ticket_code]


def test_export_that_cannot_be_written_is_one_line(kiosk: Kiosk, data: Path, tmp_path: Path) -> None:
    ended = kiosk("export", "scans", "--data", data, "--out", tmp_path / "no" / "such" / "folder.csv")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)


def test_badges_tell_who_asked_for_them_when_and_why_again(kiosk: Kiosk, tmp_path: Path) -> None:
    directory = tmp_path / "station"
    with StationStore(directory) as store:
        store.log.print_jobs.add(replace(job(1), operator="Salma"))
        lost = replace(job(2), cause=PrintCause.REPRINT, note="lost it", operator="Idriss")
        store.log.print_jobs.add(lost)
        store.log.print_jobs.claim(lost.job_id, "B", MORNING)
        store.log.print_jobs.finish(lost.job_id, PrintState.UNCONFIRMED, MORNING, "paper-out")
    first, second = json.loads(kiosk("export", "badges", "--data", directory, "--format", "json").text)
    assert (first["ticket_code"], first["operator"], first["cause"], first["state"]) == (
        *("T-00001", "Salma"),
        *("check-in", "queued"),
    )
    told = {key: second[key] for key in ("cause", "note", "operator", "printer", "state", "detail", "attempts")}
    assert told == {
        "cause": "reprint",
        "note": "lost it",
        "operator": "Idriss",
        "printer": "B",
        "state": "unconfirmed",
        "detail": "paper-out",
        "attempts": 1,
    }
    assert (second["asked_at"], second["ended_at"]) == (MORNING.isoformat(), MORNING.isoformat())


def test_hub_has_no_badges_to_export(kiosk: Kiosk, tmp_path: Path) -> None:
    (tmp_path / HUB_FILE).touch()
    result = kiosk("export", "badges", "--data", tmp_path)
    assert result.status == 1
    assert "name the data directory of a station" in result.err
