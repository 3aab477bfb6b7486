"""A printer as a device file: `/dev/usb/lp0` of the Linux USB printer class, read and written.

Other systems have no such file; there the spooler's `ipp:` or `cups:` address is the way.
"""

from __future__ import annotations

import os
import select
import time
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.transports.transport import broken, unreachable

_CHUNK = 16384
_IDLE_S = 0.02
_MOST_OLD = 65_536
"""Bytes of old answers: whatever has more to say is no printer."""


class DeviceTransport:
    """Non-blocking reads and writes on one device file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def open(self, deadline_ms: int) -> None:
        """Opens the file for both directions; a missing right is named with its remedy."""
        if not hasattr(os, "O_NONBLOCK"):
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                f"Printer {self._path} has a kind of address that this system does not know",
                "use its network address (tcp: or ipp:)",
            )
        try:
            self._file = os.open(self._path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
        except PermissionError as error:
            raise EnvironmentProblem(
                ProblemKind.PRINTER,
                f"Printer {self._path} may not be opened by this user",
                "add the user to the group that owns the device (lp or dialout) and log in again",
            ) from error
        except OSError as error:
            raise unreachable(str(self._path), _reason(error)) from error
        self._forget_old_answers(self._file)

    def send(self, data: bytes, deadline_ms: int) -> None:
        """Writes all within the total deadline."""
        file, end, sent = self._line(), time.monotonic() + deadline_ms / 1000, 0
        while sent < len(data):
            rest = end - time.monotonic()
            if rest <= 0:
                raise broken(str(self._path), "it stopped taking data", sent)
            try:
                if select.select([], [file], [], rest)[1]:
                    sent += os.write(file, data[sent : sent + _CHUNK])
            except BlockingIOError:
                continue
            except OSError as error:
                raise broken(str(self._path), _reason(error), sent) from error

    def receive(self, deadline_ms: int) -> bytes:
        """The next bytes; the USB class driver may call the file readable and give none."""
        file, end = self._line(), time.monotonic() + deadline_ms / 1000
        while (rest := end - time.monotonic()) > 0:
            try:
                if select.select([file], [], [], rest)[0] and (data := os.read(file, _CHUNK)):
                    return data
            except BlockingIOError:
                continue
            except OSError as error:
                raise broken(str(self._path), _reason(error)) from error
            time.sleep(_IDLE_S)
        return b""

    def close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _forget_old_answers(self, file: int) -> None:
        """An answer that came after its question was given up must not be taken for the answer to the next one."""
        try:
            for _ in range(_MOST_OLD // _CHUNK):
                if not os.read(file, _CHUNK):
                    return
        except BlockingIOError:
            return
        except OSError as error:
            self.close()
            raise unreachable(str(self._path), _reason(error)) from error
        self.close()
        raise unreachable(str(self._path), "it never stops talking")

    def _line(self) -> int:
        if self._file is None:
            raise broken(str(self._path), "not open")
        return self._file


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
