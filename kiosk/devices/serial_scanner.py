"""Handheld scanners on a serial line (RS-232 or USB-CDC), plugged and unplugged at will.

The line is opened again each second while it is gone. A code ends with CR, LF or Tab, with the suffix that the
scanner was set to, or (when it sends none) with a pause.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

import serial

from kiosk.devices.scanner_address import SerialLine
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

RETRY_S = 1.0
_POLL_S = 0.05
_PAUSE_S = 0.15
_LONGEST = 8192
"""Bytes: the largest QR symbol holds 7089 digits. What is longer is noise on the line and is thrown away, up to where
it ends."""
_NO_LINE = (serial.SerialException, OSError, ValueError, OverflowError)
"""pyserial's words for a port that is not there, and for a name or a speed that can't be one."""
_ENDS = (b"\r", b"\n", b"\t")


class CodeSplitter:
    """Cuts what comes over a line into codes. Pure; times are monotonic seconds."""

    def __init__(self, line: SerialLine) -> None:
        self._prefix, self._suffix = line.prefix.encode(), line.suffix.encode()
        self._waiting = b""
        self._drowned = False
        self._last_s = 0.0

    def feed(self, data: bytes, now_s: float) -> list[str]:
        """Takes what has arrived (nothing, when nothing has) and gives the codes that are complete."""
        codes: list[bytes] = []
        if data:
            self._waiting, self._last_s = self._waiting + data, now_s
            *codes, self._waiting = self._cut(self._waiting)
        elif now_s - self._last_s >= _PAUSE_S:
            codes, self._waiting = [self._waiting], b""
        if codes and self._drowned:
            codes, self._drowned = codes[1:], False
        if len(self._waiting) > _LONGEST:
            self._waiting, self._drowned = b"", True
        return [text for code in codes if (text := self._bare(code))]

    def _cut(self, data: bytes) -> list[bytes]:
        ends = (*_ENDS, self._suffix) if self._suffix else _ENDS
        for end in ends:
            data = data.replace(end, b"\n")
        return data.split(b"\n")

    def _bare(self, code: bytes) -> str:
        return code.removeprefix(self._prefix).removesuffix(self._suffix).decode("utf-8", errors="replace")


class SerialScanner:
    """One scanner. The callables run on its thread: `on_code` with each code (raw and unchecked), `on_trouble` with
    the problem when the line is gone and with None when it is back."""

    def __init__(
        self,
        line: SerialLine,
        *,
        on_code: Callable[[str], None],
        on_trouble: Callable[[EnvironmentProblem | None], None] = lambda _: None,
    ) -> None:
        self._line = line
        self._on_code, self._on_trouble = on_code, on_trouble
        self._troubled = False
        self._stop = Event()
        self._thread = Thread(target=self._run, name=f"scanner {line.port}", daemon=True)

    def start(self) -> None:
        """Begins to listen; a scanner that is not there yet is waited for."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; not to be called from a callback."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with serial.Serial(self._line.port, self._line.baud, timeout=_POLL_S) as port:
                    self._tell(None)
                    self._listen(port)
            except _NO_LINE:
                self._tell(self._lost())
                self._stop.wait(RETRY_S)

    def _listen(self, port: serial.Serial) -> None:
        splitter = CodeSplitter(self._line)
        while not self._stop.is_set():
            data = port.read(max(1, port.in_waiting))
            for code in splitter.feed(data, time.monotonic()):
                self._on_code(code)

    def _tell(self, trouble: EnvironmentProblem | None) -> None:
        if (trouble is not None) != self._troubled:
            self._troubled = trouble is not None
            self._on_trouble(trouble)

    def _lost(self) -> EnvironmentProblem:
        remedy = "plug it in, and set it to serial (USB-CDC) mode; it is tried again each second"
        return EnvironmentProblem(ProblemKind.SCANNER_LOST, f"No scanner at {self._line.port}", remedy)
