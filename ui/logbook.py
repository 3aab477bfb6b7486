"""The program's own log: faults and warnings go to `kiosk.log` in the data directory, a few megabytes at most.

A bug in a slot or a thread must be loud for us and must not stop the lane: it is kept with its traceback, and the
program goes on.
"""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

FILE_NAME = "kiosk.log"
CRASH_FILE_NAME = "kiosk-crash.log"
"""Where the threads stood when a library under Python brought the process down."""
_BYTES = 1_000_000
_OLDER_FILES = 3

_log = logging.getLogger("kiosk")


@contextmanager
def logbook(directory: Path) -> Iterator[None]:
    """Keeps the log while a station runs; the hooks of before come back afterwards."""
    handler = RotatingFileHandler(
        directory / FILE_NAME, maxBytes=_BYTES, backupCount=_OLDER_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    hooks = sys.excepthook, threading.excepthook
    root.addHandler(handler)
    sys.excepthook, threading.excepthook = _fault, _fault_of_thread
    crash = (directory / CRASH_FILE_NAME).open("a", encoding="utf-8")
    faulthandler.enable(crash)
    try:
        yield
    finally:
        faulthandler.disable()
        crash.close()
        sys.excepthook, threading.excepthook = hooks
        root.removeHandler(handler)
        handler.close()


def _fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log.error("a fault of the program", exc_info=(kind, error, trace))


def _fault_of_thread(arguments: threading.ExceptHookArgs) -> None:
    error = arguments.exc_value
    if error is not None:
        name = arguments.thread.name if arguments.thread else "?"
        _log.error("a fault of the program in thread %s", name, exc_info=error)
