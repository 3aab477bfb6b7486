"""Windows' own spooler, fed with bytes that no driver touches (data type RAW), and what it says of its printer.

It knows when a job has left its queue and what the port told it of paper and cover, but not that a label came out:
a badge sent this way is never confirmed by itself. Sources: Win32 Print Spooler API (StartDocPrinter, WritePrinter,
PRINTER_INFO_2, JOB_INFO_1), win32print of pywin32.
"""

from __future__ import annotations

import sys
from typing import Any, Protocol

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.status import PrinterCondition, PrinterStatus, status_of
from printing.transports.transport import broken, unreachable

_DOCUMENT = "badge"
_RAW = "RAW"
_PRINTER_DETAILS, _JOB_DETAILS, _NAMES = 2, 1, 4
"""Levels: PRINTER_INFO_2, JOB_INFO_1, PRINTER_INFO_4."""
_LOCAL_AND_CONNECTED = 0x2 | 0x4
_WORKS_OFFLINE = 0x400
"""PRINTER_ATTRIBUTE_WORK_OFFLINE: somebody chose "Use printer offline"."""
_JOB_OVER = 0x80 | 0x100 | 0x1000
"""JOB_STATUS_PRINTED, _DELETED and _COMPLETE: the spooler has done what it can."""
_PRINTER_BITS = {
    0x1: PrinterCondition.PAUSED,
    0x2: PrinterCondition.FAULT,
    0x8: PrinterCondition.JAM,
    0x10: PrinterCondition.PAPER_OUT,
    0x20: PrinterCondition.PAPER_OUT,  # manual feed: it waits for somebody to bring paper
    0x40: PrinterCondition.WRONG_MEDIA,
    0x80: PrinterCondition.SILENT,
    0x1000: PrinterCondition.SILENT,
    0x20000: PrinterCondition.NEARLY_OUT,
    0x40000: PrinterCondition.RIBBON_OUT,
    0x100000: PrinterCondition.FAULT,
    0x200000: PrinterCondition.FAULT,
    0x400000: PrinterCondition.HEAD_OPEN,
    0x800000: PrinterCondition.SILENT,
}
"""PRINTER_STATUS_…; what only says that it works (busy, printing, warming up) is no trouble."""
_JOB_BITS = {
    0x1: PrinterCondition.PAUSED,
    0x2: PrinterCondition.FAULT,
    0x20: PrinterCondition.SILENT,
    0x40: PrinterCondition.PAPER_OUT,
    0x200: PrinterCondition.FAULT,
    0x400: PrinterCondition.FAULT,
}
"""JOB_STATUS_…; many ports tell of their troubles at the job alone."""


class Spooler(Protocol):
    """The part of `win32print` that is used; its functions raise `error`."""

    error: type[Exception]

    def OpenPrinter(self, name: str) -> Any: ...  # noqa: N802

    def StartDocPrinter(self, printer: Any, level: int, document: tuple[str, str | None, str]) -> int: ...  # noqa: N802

    def StartPagePrinter(self, printer: Any) -> None: ...  # noqa: N802

    def WritePrinter(self, printer: Any, data: bytes) -> int: ...  # noqa: N802

    def EndPagePrinter(self, printer: Any) -> None: ...  # noqa: N802

    def EndDocPrinter(self, printer: Any) -> None: ...  # noqa: N802

    def ClosePrinter(self, printer: Any) -> None: ...  # noqa: N802

    def GetPrinter(self, printer: Any, level: int) -> dict[str, Any]: ...  # noqa: N802

    def GetJob(self, printer: Any, job: int, level: int) -> dict[str, Any]: ...  # noqa: N802

    def EnumPrinters(self, flags: int, name: str | None, level: int) -> tuple[dict[str, Any], ...]: ...  # noqa: N802


def system_spooler() -> Spooler:
    """This machine's spooler. Raises EnvironmentProblem (CONFIGURATION) where there is no Windows."""
    if sys.platform == "win32":
        import win32print

        spooler: Spooler = win32print
        return spooler
    raise EnvironmentProblem(
        ProblemKind.CONFIGURATION,
        "A windows: address needs Windows' own spooler",
        "use the printer's network address (tcp: or ipp:), or cups: on this system",
    )


def printer_names(spooler: Spooler) -> list[str]:
    """The printers that Windows knows on this machine, connected ones of other machines too."""
    try:
        found = spooler.EnumPrinters(_LOCAL_AND_CONNECTED, None, _NAMES)
    except spooler.error:
        return []
    return [str(one["pPrinterName"]) for one in found]


class WindowsSpoolTransport:
    """One printer of the spooler, by its name in Windows."""

    def __init__(self, name: str, spooler: Spooler | None = None) -> None:
        self._name = name
        self._given = spooler
        self._printer: Any = None
        self._job: int | None = None

    def open(self, deadline_ms: int) -> None:
        """Opens the printer; the spooler answers from memory, so that no deadline is needed."""
        spooler = self._spooler()
        try:
            self._printer = spooler.OpenPrinter(self._name)
        except spooler.error as error:
            raise unreachable(self._name, _reason(error)) from error

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Hands all of `data` over as one raw document; whatever happens, page and document are ended."""
        spooler, printer, sent = self._spooler(), self._line(), 0
        try:
            job = spooler.StartDocPrinter(printer, 1, (_DOCUMENT, None, _RAW))
            try:
                spooler.StartPagePrinter(printer)
                try:
                    while sent < len(data):
                        sent += self._write(spooler, printer, data[sent:], sent)
                finally:
                    spooler.EndPagePrinter(printer)
            finally:
                spooler.EndDocPrinter(printer)
        except spooler.error as error:
            raise broken(self._name, _reason(error), sent) from error
        self._job = job

    def receive(self, deadline_ms: int) -> bytes:
        """Nothing: `status` asks the spooler."""
        return b""

    def close(self) -> None:
        """Closes the printer; a job goes on without us."""
        if self._printer is not None:
            self._spooler().ClosePrinter(self._printer)
            self._printer = None

    def status(self) -> PrinterStatus:
        """What the spooler knows; `queued` is 1 while our job is in its queue, else not known."""
        spooler, printer = self._spooler(), self._line()
        try:
            told = spooler.GetPrinter(printer, _PRINTER_DETAILS)
        except spooler.error as error:
            raise unreachable(self._name, _reason(error)) from error
        troubles = _conditions(_PRINTER_BITS, int(told["Status"]))
        if int(told["Attributes"]) & _WORKS_OFFLINE:
            troubles.add(PrinterCondition.SILENT)
        troubles |= self._job_troubles(spooler, printer)
        return status_of(troubles, queued=1 if self._job is not None else None)

    def _job_troubles(self, spooler: Spooler, printer: Any) -> set[PrinterCondition]:
        if self._job is None:
            return set()
        try:
            bits = int(spooler.GetJob(printer, self._job, _JOB_DETAILS)["Status"])
        except spooler.error:  # a job that is done is not there any more
            bits = _JOB_OVER
        if bits & _JOB_OVER:
            self._job = None
            return set()
        return _conditions(_JOB_BITS, bits)

    def _write(self, spooler: Spooler, printer: Any, rest: bytes, sent: int) -> int:
        written = spooler.WritePrinter(printer, rest)
        if written <= 0:
            raise broken(self._name, "the spooler stopped taking data", sent)
        return written

    def _spooler(self) -> Spooler:
        if self._given is None:
            self._given = system_spooler()
        return self._given

    def _line(self) -> Any:
        if self._printer is None:
            raise broken(self._name, "not open")
        return self._printer


def _conditions(known: dict[int, PrinterCondition], bits: int) -> set[PrinterCondition]:
    return {condition for bit, condition in known.items() if bits & bit}


def _reason(error: Exception) -> str:
    """pywintypes.error carries (number, function, words)."""
    return str(error.args[-1]).strip().rstrip(".").lower() if error.args else "the spooler refused"
