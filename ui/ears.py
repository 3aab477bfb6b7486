"""The serial scanner of a station, wired to whoever listens."""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.devices.scanner_address import SerialLine
from kiosk.devices.serial_scanner import SerialScanner
from kiosk.domain.problems import EnvironmentProblem

_log = logging.getLogger(__name__)


def listen(
    line: SerialLine,
    *,
    on_code: Callable[[str], None],
    on_trouble: Callable[[EnvironmentProblem | None], None] = lambda _: None,
) -> SerialScanner:
    """A scanner that is not started yet. Both callables run on its own thread: `on_trouble` has the problem when the
    scanner is gone and None when it is back."""

    def note(trouble: EnvironmentProblem | None) -> None:
        _note(trouble)
        on_trouble(trouble)

    return SerialScanner(line, on_code=on_code, on_trouble=note)


def _note(trouble: EnvironmentProblem | None) -> None:
    if trouble is None:
        _log.info("the scanner is there")
    else:
        _log.warning("%s", trouble)
