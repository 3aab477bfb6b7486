"""The serial scanner of a station, wired to whoever listens."""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.devices.serial_scanner import SerialScanner, parse_line
from kiosk.domain.problems import EnvironmentProblem

_log = logging.getLogger(__name__)


def listen(scanner: str, *, on_code: Callable[[str], None]) -> SerialScanner:
    """A scanner (`serial:PORT?baud=9600`) that is not started yet; `on_code` is called on its own thread. Raises
    EnvironmentProblem for another address."""
    return SerialScanner(parse_line(scanner), on_code=on_code, on_trouble=_note)


def _note(trouble: EnvironmentProblem | None) -> None:
    if trouble is None:
        _log.info("the scanner is there")
    else:
        _log.warning("%s", trouble)
