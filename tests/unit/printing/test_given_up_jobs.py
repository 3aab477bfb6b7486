"""A job that a spooler still has when its badge is given up is taken back: it must not come out when nobody waits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kiosk.domain.badges import PrintState
from printing.config import Printer
from printing.events import JobTrouble, Trouble
from printing.ipp import JobState, Operation, Tag, encode_request
from printing.languages import PrinterLanguage
from printing.line import Patience
from printing.printing_lane import Rhythm
from printing.worker import PrintWorker
from tests.fakes.job_table import MORNING, FakeJobTable, job
from tests.fakes.printing_ears import EventEar, FixedClock

READY = (Tag.ENUM, "printer-state", 3), (Tag.KEYWORD, "printer-state-reasons", "none")
UNDER_WAY = ((Tag.ENUM, "job-state", JobState.PROCESSING),)
ACCEPTED = ((Tag.INTEGER, "job-id", 7),)


class StuckSpooler(ThreadingHTTPServer):
    """Takes every job and prints none."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Spool)
        self.asked: list[Operation] = []


class _Spool(BaseHTTPRequestHandler):
    server: StuckSpooler

    def do_POST(self) -> None:
        request = self.rfile.read(int(self.headers["Content-Length"]))
        operation = Operation(int.from_bytes(request[2:4]))
        self.server.asked.append(operation)
        said = {Operation.GET_PRINTER_ATTRIBUTES: READY, Operation.GET_JOB_ATTRIBUTES: UNDER_WAY}
        message = encode_request(Operation.PRINT_JOB, 1, list(said.get(operation, ACCEPTED)))
        body = message[:2] + b"\0\0" + message[4:]
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def spooler() -> Iterator[StuckSpooler]:
    with StuckSpooler() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_badge_that_is_asked_of_a_person_is_taken_out_of_the_spooler(spooler: StuckSpooler) -> None:
    jobs, ear = FakeJobTable(job(1)), EventEar()
    uri = f"ipp://127.0.0.1:{spooler.server_port}/printers/badges"
    worker = PrintWorker(
        jobs=jobs,
        printers=[Printer(name="A", uri=uri, language=PrinterLanguage.PDF)],
        render=lambda *_: b"%PDF",
        clock=FixedClock(MORNING),
        on_event=ear,
        patience=Patience(confirm=50, poll=5),
        rhythm=Rhythm(well=10_000, trouble=20),
    )
    worker.start()
    try:
        (asked,) = ear.wait_for(JobTrouble)
    finally:
        worker.stop()
    assert asked.trouble is Trouble.UNCONFIRMED
    assert jobs.of("J-00001").state is PrintState.UNCONFIRMED
    assert spooler.asked.count(Operation.PRINT_JOB) == spooler.asked.count(Operation.CANCEL_JOB) == 1
