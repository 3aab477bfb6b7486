"""What the command line promises: names, JSON keys, one line for trouble, status 0, 1 or 2, and never a traceback."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.check_in import Admissions, CheckedIn, Door
from kiosk.store.database import Durability, open_database, station_key
from kiosk.store.station import StationStore
from sync.hub.server import Hub
from tests.fakes.command_line import Kiosk
from tests.fakes.door import AMINA, SETUP
from ui.cli import gate_command, import_progress

GATE_KEYS = ["scan_id", "code", "verdict", "reason", "attendee", "at", "decided_by", "ms"]
FIND_KEYS = ["ticket_code", "name", "name_ar", "company", "category", "score"]


# import


def test_import_shows_its_progress_to_a_terminal_only(
    tmp_path: Path, kiosk: Kiosk, people: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kiosk("import", people, "--data", tmp_path / "quiet").err == ""
    monkeypatch.setattr(import_progress, "_nobody_looks", lambda: False)
    assert "storing" in kiosk("import", people, "--data", tmp_path / "told").err


def test_import_counts_what_it_did_and_a_second_time_changes_nothing(kiosk: Kiosk, data: Path, people: Path) -> None:
    again = kiosk("import", people, "--data", data, "--json")
    (result,) = again.lines
    assert (result["added"], result["updated"], result["unchanged"], result["not_in_file"]) == (0, 0, 2, 0)
    assert result["answer_columns"] == ["T-shirt"]


def test_import_updates_by_ticket_code_and_keeps_who_is_not_in_the_file(kiosk: Kiosk, data: Path, people: Path) -> None:
    people.write_text("ticket_code,name\nA1,Amina Alaoui\nA3,Salma Idrissi\n")
    (result,) = kiosk("import", people, "--data", data, "--json").lines
    assert (result["added"], result["updated"], result["not_in_file"]) == (1, 1, 1)
    assert [row["ticket_code"] for row in json.loads(kiosk("find", "alaoui", "--data", data, "--json").text)] == ["A1"]


def test_broken_rows_are_named_by_line_and_column_and_the_good_ones_go_in(kiosk: Kiosk, tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(
        "ticket_code,name,status\nA1,Amina,valid\n,Nobody,valid\nA3,Salma,maybe\nA4,Omar,valid\nA4,Twice,\n"
    )
    ended = kiosk("import", path, "--data", tmp_path / "station", "--json")
    assert ended.status == 1
    (result,) = ended.lines
    problems = result["problems"]
    assert isinstance(problems, list)
    assert [(problem["line"], problem["column"]) for problem in problems] == [
        (3, "ticket_code"),
        (4, "status"),
        (6, "ticket_code"),
    ]
    assert "line 3, column ticket_code: " in ended.err
    people = kiosk("export", "people", "--data", tmp_path / "station", "--format", "json")
    assert [row["ticket_code"] for row in json.loads(people.text)] == ["A1", "A4"]


def test_dry_run_says_what_would_change_and_changes_nothing(kiosk: Kiosk, data: Path, people: Path) -> None:
    people.write_text("ticket_code,name\nA9,New One\n")
    ended = kiosk("import", people, "--data", data, "--dry-run")
    assert "1 would be added" in ended.text
    assert json.loads(kiosk("find", "A9", "--data", data, "--json").text) == []


@pytest.mark.parametrize("content", [b"", b"no,such,columns\n1,2,3\n", b"PK\x03\x04 not a workbook", b"\x00\xff\xfe"])
def test_file_that_is_no_list_of_people_is_one_line_with_a_remedy(kiosk: Kiosk, tmp_path: Path, content: bytes) -> None:
    for name in ("people.csv", "people.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        ended = kiosk("import", path, "--data", tmp_path / "station")
        assert (ended.status, len(ended.err.splitlines())) == (1, 1), ended.err
        assert ended.err.startswith("kiosk: ")
        assert "fault of the program" not in ended.err


@pytest.mark.parametrize(
    "command",
    [
        ["import", "--data", "station"],
        ["scan"],
        ["preflight", "--layout", "4x3"],
        ["badges", "--layout", "4x3", "--to", "zpl", "--out", "badges"],
        ["print", "--printer", "tcp://127.0.0.1:9"],
    ],
)
def test_missing_file_is_one_line(
    kiosk: Kiosk, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = kiosk(*command, "none.csv")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "none.csv" in ended.err


# find


def test_find_gives_the_best_first_with_the_promised_keys(kiosk: Kiosk, data: Path) -> None:
    ended = kiosk("find", "أمينة", "--data", data, "--json")
    (row,) = json.loads(ended.text)
    assert list(row) == FIND_KEYS
    assert (row["ticket_code"], row["name_ar"]) == ("A1", "أمينة بناني")


def test_find_takes_several_words_and_keeps_the_limit(kiosk: Kiosk, data: Path) -> None:
    assert len(json.loads(kiosk("find", "a", "--data", data, "--json", "--limit", "1").text)) == 1
    assert kiosk("find", "tazi", "karim", "--data", data).text.startswith("A2  Karim Tazi")


def test_finding_nobody_is_done_and_says_so(kiosk: Kiosk, data: Path) -> None:
    ended = kiosk("find", "xyzzy", "--data", data)
    assert (ended.status, ended.text, ended.err) == (0, "", "nobody found\n")


def test_find_with_bytes_of_no_language_still_answers(kiosk: Kiosk, data: Path) -> None:
    (row,) = json.loads(kiosk("find", "A1\udcff", "--data", data, "--json").text)
    assert row["ticket_code"] == "A1"


# gate


def test_gate_answers_each_line_with_the_promised_keys(kiosk: Kiosk, data: Path) -> None:
    ended = kiosk("gate", "--data", data, stdin="A1\r\nA1\nA2\nNOBODY\n\nA\u202e1\n".encode() + b"\xff\xfe\n")
    assert ended.status == 0
    assert all(list(line) == GATE_KEYS for line in ended.lines)
    assert [(line["verdict"], line["reason"]) for line in ended.lines] == [
        ("admitted", None),
        ("refused", "already-admitted"),
        ("refused", "unpaid"),
        ("refused", "unknown-code"),
        ("refused", "unreadable-code"),
        ("refused", "unreadable-code"),
        ("refused", "unknown-code"),
    ]
    assert ended.lines[0]["attendee"] == {
        "ticket_code": "A1",
        "name": "Amina Bennani",
        "name_ar": "أمينة بناني",
        "company": "Ville de Rabat",
        "category": "visitor",
    }
    assert {line["decided_by"] for line in ended.lines} == {"local"}


def test_gate_takes_a_last_line_without_an_end_and_one_without_measure(kiosk: Kiosk, data: Path) -> None:
    ended = kiosk("gate", "--data", data, stdin=b"X" * 1_000_000 + b"\nA1")
    assert [line["reason"] for line in ended.lines] == ["unreadable-code", None]


def test_gate_goes_on_when_even_the_trouble_can_not_be_written(
    kiosk: Kiosk, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a service prints may go to the very disk that is full."""
    check_in, echo = Admissions.check_in, gate_command.click.echo

    def on_a_full_disk(admissions: Admissions, code: str, door: Door) -> CheckedIn:
        if code == "A1":
            raise EnvironmentProblem(ProblemKind.DISK_FULL, "log.db can't grow, the disk is full", "free some space")
        return check_in(admissions, code, door)

    def say(message: str, *, err: bool = False) -> None:
        if err:
            raise OSError(errno.ENOSPC, "No space left on device")
        echo(message)

    monkeypatch.setattr(Admissions, "check_in", on_a_full_disk)
    monkeypatch.setattr(gate_command.click, "echo", say)
    ended = kiosk("gate", "--data", data, stdin=b"A1\nA2\n")
    assert [line["verdict"] for line in ended.lines] == ["ask", "refused"]
    assert ended.status == 1


def test_gate_that_does_not_exist_names_those_that_do(kiosk: Kiosk, data: Path) -> None:
    ended = kiosk("gate", "--data", data, "--gate", "south", stdin=b"A1\n")
    assert (ended.status, ended.text) == (1, "")
    assert ended.err == "kiosk: there is no gate 'south': choose one of: entrance\n"


def test_gate_does_not_make_a_station_of_a_mistyped_directory(kiosk: Kiosk, tmp_path: Path) -> None:
    ended = kiosk("gate", "--data", tmp_path / "statoin", stdin=b"A1\n")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "there is no station in" in ended.err
    assert not (tmp_path / "statoin").exists()


def test_gate_without_an_event_is_one_line(kiosk: Kiosk, tmp_path: Path) -> None:
    StationStore(tmp_path / "fresh").close()
    ended = kiosk("gate", "--data", tmp_path / "fresh", stdin=b"A1\n")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "has no event yet" in ended.err


def test_gate_of_a_hub_fills_a_damaged_cache_again(kiosk: Kiosk, tmp_path: Path) -> None:
    station = tmp_path / "station"
    with Hub(tmp_path / "hub") as hub:
        hub.load(SETUP, [AMINA])
        hub.start()
        kiosk("pair", hub.pairing_text, "--data", station)
        (station / "cache.db").write_bytes(b"not a database" * 1000)
        (answer,) = kiosk("gate", "--data", station, stdin=AMINA.ticket_code.encode()).lines
    assert answer["verdict"] == "admitted"


def test_damaged_cache_without_a_server_is_said(kiosk: Kiosk, data: Path) -> None:
    (data / "cache.db").write_bytes(b"not a database" * 1000)
    ended = kiosk("gate", "--data", data, stdin=b"A1\n")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "cache.db was damaged" in ended.err


# hub


def test_a_port_that_cannot_be_is_wrong_usage(kiosk: Kiosk, tmp_path: Path) -> None:
    ended = kiosk("hub", "--data", tmp_path / "hub", "--port", "99999")
    assert ended.status == 2
    assert "99999" in ended.err


def test_a_mistyped_directory_is_not_promoted(kiosk: Kiosk, tmp_path: Path) -> None:
    ended = kiosk("hub", "--data", tmp_path / "standyb", "--promote")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "there is no hub in" in ended.err
    assert not (tmp_path / "standyb").exists()


def test_a_file_is_not_imported_behind_a_hub_that_runs(kiosk: Kiosk, tmp_path: Path, people: Path) -> None:
    with Hub(tmp_path / "hub") as hub:
        hub.start()
        ended = kiosk("hub", "--data", tmp_path / "hub", "--port", "0", "--import", people)
        assert hub.store.setup() is None
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "a hub runs already" in ended.err


@pytest.mark.parametrize(
    "command",
    [
        ["import", "people.csv"],
        ["pair", "http://127.0.0.1:9#AAAA-BBBB"],
        ["gate"],
        ["find", "amina"],
        ["printers", "--add", "A", "tcp://127.0.0.1:9"],
        ["preflight", "--layout", "4x3"],
    ],
)
def test_station_is_not_begun_in_the_directory_of_a_hub(kiosk: Kiosk, tmp_path: Path, command: list[str]) -> None:
    with Hub(tmp_path / "hub"):
        pass
    before = sorted(tmp_path.rglob("*"))
    ended = kiosk(*command, "--data", tmp_path / "hub")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "holds a hub and no station" in ended.err
    assert sorted(tmp_path.rglob("*")) == before


def test_hub_is_not_begun_in_the_directory_of_a_station(kiosk: Kiosk, data: Path) -> None:
    ended = kiosk("hub", "--data", data, "--port", "0")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "holds a station and no hub" in ended.err
    assert not (data / "hub.db").exists()


# verify-log


def test_whole_log_is_said_to_be_whole(kiosk: Kiosk, scanned: Path) -> None:
    assert kiosk("verify-log", "--data", scanned).text == "the log is whole: 6 records\n"


def test_first_broken_record_is_named(kiosk: Kiosk, scanned: Path) -> None:
    with closing(open_database(scanned / "log.db", station_key(scanned), durability=Durability.FULL)) as connection:
        connection.execute("DROP TRIGGER scans_are_never_changed")
        connection.execute("UPDATE scans SET verdict = 'admitted' WHERE sequence >= 4")
        scan_id = connection.execute("SELECT scan_id FROM scans WHERE sequence = 4").fetchone()[0]
    ended = kiosk("verify-log", "--data", scanned)
    assert ended.status == 1
    assert f"record 4 (scan {scan_id})" in ended.err


# Usage


@pytest.mark.parametrize("command", ["find", "export", "verify-log"])
def test_mistyped_directory_is_one_line_and_makes_nothing(kiosk: Kiosk, tmp_path: Path, command: str) -> None:
    more = {"find": ["amina"], "export": ["scans"]}.get(command, [])
    ended = kiosk(command, *more, "--data", tmp_path / "mistyped")
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert not (tmp_path / "mistyped").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["find"],
        ["find", "a", "--limit", "none"],
        ["find", "a", "--limit", "0"],
        ["export", "weather"],
        ["export", "scans", "--format", "docx"],
        ["gate", "--no-such-option"],
        ["import"],
        ["pair"],
        ["print", "badge.zpl", "--printer", "A", "--wait", "-5"],
    ],
)
def test_wrong_usage_is_status_two(kiosk: Kiosk, tmp_path: Path, arguments: list[str]) -> None:
    assert kiosk(*arguments, *(["--data", tmp_path / "station"] if len(arguments) > 1 else [])).status == 2


@pytest.mark.parametrize("command", ["import", "find", "gate", "export", "verify-log", "bench"])
def test_every_command_has_help_with_an_example(kiosk: Kiosk, command: str) -> None:
    ended = kiosk(command, "--help")
    assert ended.status == 0
    assert "Example: " in ended.text


def test_names_come_out_in_utf_8_whatever_the_console_is_set_to(data: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-m", "ui.cli.main", "find", "amina", "--data", str(data)],
        env=environment,
        capture_output=True,
        check=True,
    )
    assert "أمينة بناني" in done.stdout.decode()


def test_bare_command_opens_the_station_that_the_environment_names(
    kiosk: Kiosk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("KIOSK_DATA", str(tmp_path / "mine"))
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "station.toml").write_text("gate = 1\n")
    ended = kiosk()
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "gate = 1" in ended.err


@pytest.mark.skipif(sys.platform == "win32", reason="processes are ended otherwise there")
def test_command_that_is_asked_to_end_closes_its_files(data: Path) -> None:
    gate = subprocess.Popen(
        [sys.executable, "-m", "ui.cli.main", "gate", "--data", str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert gate.stdin is not None and gate.stdout is not None
    gate.stdin.write(b"A1\n")
    gate.stdin.flush()
    assert b"admitted" in gate.stdout.readline()
    gate.terminate()
    _, told = gate.communicate()
    assert (gate.returncode, told.strip()) == (1, b"Aborted!")
    assert not (data / "log.db-wal").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_full_disk_is_no_fault_of_the_program(data: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "ui.cli.main", "export", "people", "--data", str(data)],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (1, b"kiosk: the disk is full: free some space and try again\n")


# windows


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a display")
def test_run_without_a_display_is_one_line(kiosk: Kiosk, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    ended = kiosk("run", "--data", data)
    assert (ended.status, len(ended.err.splitlines())) == (1, 1)
    assert "there is no display" in ended.err
