"""One program opens one face after the other: what was closed is gone before the next one is dressed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kiosk.domain.clock import SystemClock
from kiosk.service.demo_event import demo_setup
from kiosk.store.station import StationStore
from ui.app import App
from ui.configuration import Face, StationConfiguration
from ui.widgets.camera_preview import CameraPreview


def app(folder: Path, face: Face) -> App:
    with StationStore(folder) as store:
        store.cache.save_setup(demo_setup(SystemClock().now()))
    return App(folder, StationConfiguration(station="one", face=face.value, camera=""), muted=True)


@pytest.mark.parametrize("face", list(Face))
def test_closed_window_is_gone_at_once_with_all_that_it_held(qtbot: QtBot, tmp_path: Path, face: Face) -> None:
    """A closed window that lives on is restyled with the next face, while parts of it are being deleted."""
    before = set(QApplication.topLevelWidgets())
    opened = app(tmp_path, face)
    window = opened.open()
    assert window.isVisible()
    opened.close()
    assert not isValid(window)
    assert set(QApplication.topLevelWidgets()) <= before
    opened.close()  # a second time does no harm


@pytest.mark.parametrize("face", list(Face))
def test_station_that_has_no_camera_shows_no_picture_of_one(qtbot: QtBot, tmp_path: Path, face: Face) -> None:
    opened = app(tmp_path, face)
    window = opened.open()
    (preview,) = window.findChildren(CameraPreview)
    assert not preview.isVisibleTo(window)
    opened.close()
