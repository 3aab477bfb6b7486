"""Windows' print spooler in memory: keeps every call in its order, gives the answers that were put in."""

from __future__ import annotations

from typing import Any


class SpoolError(Exception):
    """Like pywintypes.error: (number, function, words)."""


class FakeSpooler:
    """`takes` is how many bytes one WritePrinter accepts; `fails` names the function that fails."""

    error = SpoolError

    def __init__(self, *, takes: int = 1_000_000, fails: str = "") -> None:
        self.calls: list[str] = []
        self.data = b""
        self.document: tuple[str, str | None, str] | None = None
        self.printer_status = 0
        self.attributes = 0
        self.job_status: int | None = None
        self._takes, self._fails = takes, fails

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name == self._fails:
            raise SpoolError(1801, name, "The printer name is invalid.")

    def OpenPrinter(self, name: str) -> str:
        self._called("OpenPrinter")
        return name

    def StartDocPrinter(self, printer: Any, level: int, document: tuple[str, str | None, str]) -> int:
        self._called("StartDocPrinter")
        self.document = document
        self.job_status = 0x8
        return 7

    def StartPagePrinter(self, printer: Any) -> None:
        self._called("StartPagePrinter")

    def WritePrinter(self, printer: Any, data: bytes) -> int:
        self._called("WritePrinter")
        self.data += data[: self._takes]
        return len(data[: self._takes])

    def EndPagePrinter(self, printer: Any) -> None:
        self._called("EndPagePrinter")

    def EndDocPrinter(self, printer: Any) -> None:
        self._called("EndDocPrinter")

    def ClosePrinter(self, printer: Any) -> None:
        self._called("ClosePrinter")

    def GetPrinter(self, printer: Any, level: int) -> dict[str, Any]:
        assert level == 2
        return {"Status": self.printer_status, "Attributes": self.attributes, "cJobs": 0}

    def GetJob(self, printer: Any, job: int, level: int) -> dict[str, Any]:
        assert (job, level) == (7, 1)
        if self.job_status is None:
            raise SpoolError(87, "GetJob", "The parameter is incorrect.")
        return {"Status": self.job_status}

    def EnumPrinters(self, flags: int, name: str | None, level: int) -> tuple[dict[str, Any], ...]:
        assert (flags, level) == (6, 4)
        return tuple({"pPrinterName": one} for one in ("ZDesigner ZD421", "Microsoft Print to PDF", "Front desk"))
