"""IPP: printers that speak it themselves, and every queue of a CUPS spooler.

The spooler's word is the confirmation: a job counts when its state is "completed". A stuck job stays
"processing", so the printer's state reasons tell the trouble.
"""

from __future__ import annotations

import http.client
import itertools
import time
from contextlib import suppress
from urllib.parse import urlsplit

from kiosk.domain.problems import EnvironmentProblem
from printing.ipp import (
    BUSY,
    PRINTER_STOPPED,
    Answer,
    Attribute,
    JobState,
    Operation,
    Tag,
    decode_answer,
    encode_request,
)
from printing.status import PrinterCondition, PrinterStatus, status_of
from printing.transports.transport import LineLost, broken, unreachable

IPP_PORT = 631
_BUSY_WAIT_S = 0.5
_STATUS_MS = 3_000
_FORMATS = {"pdf": "application/pdf", "png": "image/png"}
_RAW = "application/octet-stream"
_USER = "kiosk"
_JOB_NAME = "badge"
_OUT = {"job-completed-successfully", "job-completed-with-warnings", "none"}
"""The `job-state-reasons` of a completed job that is on paper (RFC 8011 section 5.3.8)."""
_SEVERITIES = ("-error", "-warning", "-report")
_REASONS = {
    "media-empty": PrinterCondition.PAPER_OUT,
    "media-needed": PrinterCondition.PAPER_OUT,
    "media-low": PrinterCondition.NEARLY_OUT,
    "media-jam": PrinterCondition.JAM,
    "cover-open": PrinterCondition.HEAD_OPEN,
    "door-open": PrinterCondition.HEAD_OPEN,
    "interlock-open": PrinterCondition.HEAD_OPEN,
    "marker-supply-empty": PrinterCondition.RIBBON_OUT,
    "paused": PrinterCondition.PAUSED,
    "moving-to-paused": PrinterCondition.PAUSED,
    "offline": PrinterCondition.SILENT,
    "connecting-to-device": PrinterCondition.SILENT,
    "timed-out": PrinterCondition.SILENT,
    "shutdown": PrinterCondition.SILENT,
    "fuser-over-temp": PrinterCondition.HOT,
}


class IppTransport:
    """One printer or queue at `ipp://HOST[:631]/PATH`; each request has its own connection."""

    def __init__(self, uri: str, suffix: str) -> None:
        parts = urlsplit(uri)
        self._uri = uri
        self._target = (parts.hostname or "", parts.port or IPP_PORT)
        self._path = parts.path or "/"
        self._format = _FORMATS.get(suffix, _RAW)
        self._requests = itertools.count(1)
        self._job: int | None = None
        self._lost = False
        self._completed = 0

    def open(self, deadline_ms: int) -> None:
        """Nothing to hold: a printer that is away shows at the first request."""

    def close(self) -> None:
        """Nothing to end."""

    def receive(self, deadline_ms: int) -> bytes:
        """Nothing: `status` asks on its own."""
        return b""

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Hands one document over and remembers its job; a busy printer is asked again until the deadline."""
        end = time.monotonic() + deadline_ms / 1000
        answer = self._print(data, deadline_ms)
        while answer.code == BUSY and time.monotonic() < end:
            time.sleep(_BUSY_WAIT_S)
            answer = self._print(data, deadline_ms)
        if not answer.successful:
            raise LineLost(
                f"Printer {self._uri} refused the job (IPP status {answer.code:#06x})",
                "check that the queue accepts jobs and this kind of document",
            )
        self._job, self._lost = answer.number("job-id"), False

    def status(self) -> PrinterStatus:
        """What the printer and our job say; `printed_total` counts our completed jobs."""
        printer = self._ask(Operation.GET_PRINTER_ATTRIBUTES, [], _STATUS_MS)
        troubles = _troubles(printer)
        self._follow_job()
        queued = None if self._lost else int(self._job is not None)
        return status_of(troubles, queued=queued, printed_total=self._completed)

    def revoke(self) -> None:
        """Cancels our job; one that can't be cancelled any more is on paper or lost already."""
        if self._job is not None:
            with suppress(EnvironmentProblem):
                self._ask(Operation.CANCEL_JOB, self._of_job(self._job), _STATUS_MS)
            self._job, self._lost = None, True

    def _print(self, data: bytes, deadline_ms: int) -> Answer:
        attributes: list[Attribute] = [
            (Tag.NAME, "requesting-user-name", _USER),
            (Tag.NAME, "job-name", _JOB_NAME),
            (Tag.MEDIA_TYPE, "document-format", self._format),
        ]
        try:
            return self._post(Operation.PRINT_JOB, attributes, deadline_ms, data)
        except ConnectionRefusedError as error:
            raise broken(self._uri, "connection refused") from error
        except OSError as error:
            raise broken(self._uri, "no answer to the job", len(data)) from error

    def _follow_job(self) -> None:
        if self._job is None:
            return
        job = self._ask(Operation.GET_JOB_ATTRIBUTES, self._of_job(self._job), _STATUS_MS)
        state = job.number("job-state")
        if state == JobState.COMPLETED and _is_on_paper(job):
            self._completed += 1
            self._job = None
        elif state in {None, JobState.COMPLETED, JobState.CANCELED, JobState.ABORTED}:
            self._job, self._lost = None, True

    def _of_job(self, number: int) -> list[Attribute]:
        return [(Tag.INTEGER, "job-id", number), (Tag.NAME, "requesting-user-name", _USER)]

    def _ask(self, operation: Operation, attributes: list[Attribute], deadline_ms: int) -> Answer:
        """One question; a printer that gives no IPP answer is an `EnvironmentProblem`."""
        try:
            return self._post(operation, attributes, deadline_ms)
        except OSError as error:
            raise unreachable(self._uri, error.strerror or str(error)) from error

    def _post(self, operation: Operation, attributes: list[Attribute], deadline_ms: int, data: bytes = b"") -> Answer:
        """One request and its answer; everything that fails on the way is an `OSError`."""
        target: Attribute = (Tag.URI, "printer-uri", self._uri)
        body = encode_request(operation, next(self._requests), [target, *attributes], data)
        line = http.client.HTTPConnection(*self._target, timeout=deadline_ms / 1000)
        try:
            line.request("POST", self._path, body, {"Content-Type": "application/ipp"})
            return decode_answer(line.getresponse().read())
        except (http.client.HTTPException, ValueError) as error:
            raise OSError(str(error) or "no IPP answer") from error
        finally:
            line.close()


def _is_on_paper(job: Answer) -> bool:
    """Whether a completed job is on paper: it says so, or a page was counted.

    CUPS gives every completed job the reason "processing-to-stop-point", the one that the printer would not take too.
    """
    reasons = set(job.words("job-state-reasons"))
    return not reasons or bool(reasons & _OUT) or (job.number("job-impressions-completed") or 0) > 0


def _troubles(printer: Answer) -> set[PrinterCondition]:
    words = [_without_severity(word) for word in printer.words("printer-state-reasons")]
    found = {_REASONS[word] for word in words if word in _REASONS}
    if printer.number("printer-state") == PRINTER_STOPPED and not found:
        found.add(PrinterCondition.FAULT)
    if printer.number("printer-is-accepting-jobs") == 0:
        found.add(PrinterCondition.PAUSED)
    if not printer.successful:
        found.add(PrinterCondition.FAULT)
    return found


def _without_severity(word: str) -> str:
    for severity in _SEVERITIES:
        word = word.removesuffix(severity)
    return word
