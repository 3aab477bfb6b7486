"""Lines to printers: what left is counted, what breaks is named, a folder never shows half a job."""

import errno
import os
import pty
import socket
import threading
import tty
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from kiosk.domain.problems import EnvironmentProblem
from printing.ipp import Operation, Tag, decode_answer, encode_request
from printing.status import PrinterCondition as Is
from printing.transports import LineLost, open_transport
from printing.transports.folder import FolderTransport


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def tcp(listener):
    return open_transport(f"tcp://127.0.0.1:{listener.getsockname()[1]}")


def test_tcp_refused_is_named_with_what_to_check():
    line = open_transport("tcp://127.0.0.1:1")
    with pytest.raises(EnvironmentProblem, match=r"127\.0\.0\.1:1 can't be reached \(connection refused\): check"):
        line.open(500)


def test_tcp_counts_what_left_when_the_printer_stops_reading(listener):
    line = tcp(listener)
    line.open(500)
    with pytest.raises(LineLost) as lost:
        line.send(b"x" * 50_000_000, 100)
    line.close()
    assert 0 < lost.value.sent < 50_000_000


def test_tcp_answer_that_does_not_come_is_empty_and_a_closed_line_is_lost(listener):
    line = tcp(listener)
    line.open(500)
    other, _ = listener.accept()
    assert line.receive(20) == b""
    other.sendall(b"hello")
    assert line.receive(1000) == b"hello"
    other.close()
    with pytest.raises(LineLost, match="closed the connection"):
        line.receive(1000)
    line.close()


def test_line_that_is_not_open_is_lost_before_any_byte(listener):
    with pytest.raises(LineLost) as lost:
        tcp(listener).send(b"x", 100)
    assert lost.value.sent == 0


def test_folder_numbers_its_files_and_leaves_no_parts(tmp_path):
    for _ in range(2):
        line = FolderTransport(tmp_path, "zpl")
        line.open(0)
        line.send(b"job", 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["job-000001.zpl", "job-000002.zpl"]


def test_folder_does_not_write_over_the_file_of_another_program(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "glob", lambda *_: [])  # the other one came between the look and the name
    for _ in range(2):
        FolderTransport(tmp_path, "zpl").send(b"job", 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["job-000001.zpl", "job-000002.zpl"]


def test_folder_on_a_full_disk_is_named_and_left_clean(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LineLost, match="No space left on device") as lost:
        FolderTransport(tmp_path).send(b"job", 0)
    assert lost.value.sent == 0
    assert list(tmp_path.iterdir()) == []


def test_badge_is_in_the_folder_once_when_its_other_name_cannot_be_taken_away(tmp_path, monkeypatch):
    def held(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "unlink", held)
    line = FolderTransport(tmp_path, "zpl")
    line.send(b"job", 0)
    assert line.status().printed_total == 1
    assert [path.name for path in tmp_path.glob("job-*")] == ["job-000001.zpl"]


def test_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem, match="can't be written"):
        FolderTransport(tmp_path / "file" / "below").open(0)


@pytest.fixture
def terminal():
    printer, device = pty.openpty()
    tty.setraw(device)
    yield printer, os.ttyname(device)
    os.close(printer)
    os.close(device)


@pytest.mark.parametrize("address", ["usb:{}", "serial:{}?baud=115200", "serial:{}"])
def test_device_file_is_written_and_read(terminal, address):
    printer, path = terminal
    line = open_transport(address.format(path))
    line.open(500)
    line.send(b"~HS", 500)
    assert os.read(printer, 100) == b"~HS"
    assert line.receive(20) == b""
    os.write(printer, b"answer")
    assert line.receive(500) == b"answer"
    line.close()


@pytest.mark.parametrize("address", ["usb:{}", "serial:{}"])
def test_answer_that_came_too_late_is_not_the_answer_to_the_next_question(terminal, address):
    printer, path = terminal
    os.write(printer, b"late answer")
    line = open_transport(address.format(path))
    line.open(500)
    os.write(printer, b"answer")
    assert line.receive(500) == b"answer"
    line.close()


def test_device_that_never_stops_talking_is_no_printer():
    with pytest.raises(EnvironmentProblem, match="never stops talking"):
        open_transport("usb:/dev/zero").open(500)


def test_device_that_stops_reading_is_lost_with_the_bytes_that_left(terminal):
    line = open_transport(f"usb:{terminal[1]}")
    line.open(500)
    with pytest.raises(LineLost) as lost:
        line.send(b"x" * 1_000_000, 50)
    line.close()
    assert 0 < lost.value.sent < 1_000_000


def test_missing_device_is_named(tmp_path):
    with pytest.raises(EnvironmentProblem, match="lp7 can't be reached"):
        open_transport(f"usb:{tmp_path}/lp7").open(100)


def test_serial_speed_that_does_not_exist_is_named(terminal):
    line = open_transport(f"serial:{terminal[1]}?baud=12345")
    with pytest.raises(EnvironmentProblem, match="can't be set to 12345 baud"):
        line.open(100)
    line.close()


def ipp_answer(code: int, *attributes) -> bytes:
    message = encode_request(Operation.PRINT_JOB, 1, list(attributes))
    return message[:2] + code.to_bytes(2, "big") + message[4:]


READY = ipp_answer(0, (Tag.ENUM, "printer-state", 3), (Tag.KEYWORD, "printer-state-reasons", "none"))
NO_PAPER = ipp_answer(0, (Tag.ENUM, "printer-state", 4), (Tag.KEYWORD, "printer-state-reasons", "media-empty-error"))
ACCEPTED = ipp_answer(0, (Tag.INTEGER, "job-id", 7))
BUSY = ipp_answer(0x0507)
REFUSED = ipp_answer(0x040A)


def job_state(number: int) -> bytes:
    return ipp_answer(0, (Tag.ENUM, "job-state", number))


@pytest.fixture
def ipp():
    """An IPP printer that gives the prepared answers in turn and keeps the requests."""
    answers, requests = [], []

    class Printer(BaseHTTPRequestHandler):
        def do_POST(self):
            requests.append(self.rfile.read(int(self.headers["Content-Length"])))
            body = answers.pop(0)
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Printer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield open_transport(f"ipp://127.0.0.1:{server.server_port}/ipp/print", "pdf"), answers, requests
    server.shutdown()
    thread.join()
    server.server_close()


def test_ipp_job_counts_when_its_state_is_completed(ipp):
    line, answers, requests = ipp
    answers += [ACCEPTED, READY, job_state(5), READY, job_state(9)]
    line.send(b"%PDF", 500)
    assert requests[0].endswith(b"%PDF")
    assert b"application/pdf" in requests[0]
    assert (line.status().queued, line.status().printed_total) == (1, 1)


@pytest.mark.parametrize("reason", ["processing-to-stop-point", "job-completed-with-errors", "queued-in-device"])
def test_ipp_job_that_is_completed_without_success_is_no_badge(ipp, reason):
    line, answers, _ = ipp
    completed = ipp_answer(0, (Tag.ENUM, "job-state", 9), (Tag.KEYWORD, "job-state-reasons", reason))
    answers += [ACCEPTED, READY, completed]
    line.send(b"%PDF", 500)
    status = line.status()
    assert (status.queued, status.printed_total) == (None, 0)


def test_ipp_job_of_cups_is_a_badge_when_a_page_was_counted(ipp):
    line, answers, _ = ipp
    reason = (Tag.KEYWORD, "job-state-reasons", "processing-to-stop-point")
    pages = (Tag.INTEGER, "job-impressions-completed", 1)
    answers += [ACCEPTED, READY, ipp_answer(0, (Tag.ENUM, "job-state", 9), reason, pages)]
    line.send(b"%PDF", 500)
    assert line.status().printed_total == 1


def test_ipp_job_that_is_completed_successfully_is_a_badge(ipp):
    line, answers, _ = ipp
    done = ipp_answer(0, (Tag.ENUM, "job-state", 9), (Tag.KEYWORD, "job-state-reasons", "job-completed-successfully"))
    answers += [ACCEPTED, READY, done]
    line.send(b"%PDF", 500)
    assert line.status().printed_total == 1


def test_ipp_queue_that_takes_no_jobs_gets_none(ipp):
    line, answers, _ = ipp
    answers += [ipp_answer(0, (Tag.ENUM, "printer-state", 3), (Tag.BOOLEAN, "printer-is-accepting-jobs", 0))]
    assert line.status().troubles == (Is.PAUSED,)


def test_ipp_stuck_job_is_explained_by_the_printers_reasons(ipp):
    line, answers, _ = ipp
    answers += [ACCEPTED, NO_PAPER, job_state(5)]
    line.send(b"%PDF", 500)
    assert line.status().troubles == (Is.PAPER_OUT,)


def test_ipp_busy_printer_is_asked_again(ipp):
    line, answers, requests = ipp
    answers += [BUSY, ACCEPTED]
    line.send(b"%PDF", 5000)
    assert len(requests) == 2


def test_ipp_refused_job_never_left(ipp):
    line, answers, _ = ipp
    answers += [REFUSED]
    with pytest.raises(LineLost, match="0x040a") as lost:
        line.send(b"%PDF", 500)
    assert lost.value.sent == 0


def test_ipp_aborted_job_is_no_longer_waited_for(ipp):
    line, answers, _ = ipp
    answers += [ACCEPTED, READY, job_state(8)]
    line.send(b"%PDF", 500)
    status = line.status()
    assert (status.queued, status.printed_total) == (None, 0)


def test_ipp_job_that_was_given_up_is_cancelled_once(ipp):
    line, answers, requests = ipp
    answers += [ACCEPTED, ipp_answer(0)]
    line.send(b"%PDF", 500)
    line.revoke()
    line.revoke()
    assert [int.from_bytes(request[2:4]) for request in requests] == [Operation.PRINT_JOB, Operation.CANCEL_JOB]
    assert b"job-id\x00\x04\x00\x00\x00\x07" in requests[1]


def test_ipp_job_of_a_printer_that_is_gone_is_given_up_all_the_same():
    line = open_transport("ipp://127.0.0.1:1/ipp/print")
    line._job = 7
    line.revoke()


def test_ipp_printer_that_is_away_is_named():
    with pytest.raises(EnvironmentProblem, match="can't be reached"):
        open_transport("ipp://127.0.0.1:1/ipp/print").status()


@pytest.mark.parametrize("cut", range(0, len(NO_PAPER), 5))
def test_ipp_answer_cut_short_is_no_answer(cut):
    with pytest.raises(ValueError, match="complete"):
        decode_answer(NO_PAPER[:cut])


def test_address_of_the_sixth_version_is_told_in_brackets():
    with pytest.raises(EnvironmentProblem, match=r"Printer \[::1\]:1 can't be reached"):
        open_transport("tcp://[::1]:1").open(200)
