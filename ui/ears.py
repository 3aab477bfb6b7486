"""The serial scanner of a station, wired to whoever listens."""

from __future__ import annotations

import logging
from collections.abc import Callable

from kiosk.devices.serial_scanner import SerialScanner, parse_line
from kiosk.domain.problems import EnvironmentProblem

_log = logging.getLogger(__name__)


def listen(
    scanner: str,
    *,
    on_code: Callable[[str], None],
    on_trouble: Callable[[EnvironmentProblem | None], None] = lambda _: None,
) -> SerialScanner:
    """A scanner (`serial:PORT?baud=9600`) that is not started yet. Both callables run on its own thread: `on_trouble`
    has the problem when the scanner is gone and None when it is back. Raises EnvironmentProblem for another address."""

    def note(trouble: EnvironmentProblem | None) -> None:
        _note(trouble)
        on_trouble(trouble)

    return SerialScanner(parse_line(scanner), on_code=on_code, on_trouble=note)


def _note(trouble: EnvironmentProblem | None) -> None:
    if trouble is None:
        _log.info("the scanner is there")
    else:
        _log.warning("%s", trouble)
