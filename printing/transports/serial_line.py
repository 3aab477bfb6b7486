"""A printer on a serial line: 8 data bits, no parity, one stop bit, and XON/XOFF from the printer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.transports.device import DeviceTransport

SERIAL_BAUD = 9600


class SerialTransport(DeviceTransport):
    """A device file with the settings of a serial line."""

    def __init__(self, path: Path, baud: int) -> None:
        super().__init__(path)
        self._baud = baud

    def open(self, deadline_ms: int) -> None:
        """Opens the line and sets it up."""
        super().open(deadline_ms)
        if sys.platform != "win32":
            set_up(self._line(), self._baud)


def set_up(line: int, baud: int) -> None:
    """Makes an open terminal line raw at `baud`; an unknown speed is a CONFIGURATION problem."""
    if sys.platform == "win32":
        return
    import termios
    import tty

    speed = getattr(termios, f"B{baud}", None)
    if speed is None or not os.isatty(line):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"The serial line can't be set to {baud} baud",
            "use a speed like 9600 or 115200 and the name of a serial port",
        )
    tty.setraw(line)
    settings = termios.tcgetattr(line)
    settings[0] |= termios.IXON
    settings[2] |= termios.CLOCAL | termios.CREAD
    settings[4] = settings[5] = speed
    termios.tcsetattr(line, termios.TCSANOW, settings)
