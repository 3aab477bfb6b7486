"""Windows without a screen, in the product's own fonts and colours; no thread may outlive its test."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk.domain.event import Language
from ui import style, tokens, typeface
from ui.language import speak

_SCREENLESS = "This plugin does not support propagateSizeHints"
"""The offscreen platform says so of every window that has a least size."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(_SCREENLESS, extend=True))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with fonts loaded."""
    typeface.load(qapp)
    return qapp


@pytest.fixture(autouse=True)
def english_and_light(dressed: QApplication) -> Iterator[QApplication]:
    """Every test starts in English on light ground and leaves no thread behind."""
    before = set(threading.enumerate())
    style.dress(dressed, tokens.LIGHT, tokens.DESK)
    speak(dressed, Language.ENGLISH)
    yield dressed
    dressed.processEvents()
    _bury(dressed)
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    assert not left, f"threads left running: {left}"


def _bury(app: QApplication) -> None:
    """Deletes every window at once: no event loop does so here, and a living one is dressed again by each test."""
    for window in app.topLevelWidgets():
        window.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
