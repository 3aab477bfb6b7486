"""Faults of the program are kept where support finds them, and stop nobody."""

from __future__ import annotations

import logging
import sys
import threading
from pathlib import Path

from ui.logbook import FILE_NAME, logbook


def kept(directory: Path) -> str:
    return (directory / FILE_NAME).read_text(encoding="utf-8")


def fail() -> None:
    raise ZeroDivisionError("a lane went wrong")


def test_fault_in_a_thread_is_kept_with_its_traceback(tmp_path: Path) -> None:
    with logbook(tmp_path):
        thread = threading.Thread(target=fail, name="lane-7")
        thread.start()
        thread.join()
    assert "lane-7" in kept(tmp_path)
    assert "a lane went wrong" in kept(tmp_path)


def test_fault_in_a_slot_is_kept_and_raises_nothing(tmp_path: Path) -> None:
    with logbook(tmp_path):
        try:
            fail()
        except ZeroDivisionError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert "a lane went wrong" in kept(tmp_path)


def test_hooks_and_handlers_of_before_come_back(tmp_path: Path) -> None:
    before = sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)
    with logbook(tmp_path):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers)) == before
