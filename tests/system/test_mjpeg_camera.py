"""A network camera that is unplugged, stalls, freezes, and comes back: seen within seconds, without a restart."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from kiosk.devices.camera import CameraSource
from kiosk.devices.frames import SourceState
from kiosk.domain.problems import ProblemKind
from tests.fakes.mjpeg_server import HEAD, MjpegServer

RECOVERY_S = 3.0


@pytest.fixture
def server() -> Iterator[MjpegServer]:
    camera = MjpegServer()
    camera.plug_in()
    yield camera
    camera.unplug()


@pytest.fixture
def source(server: MjpegServer) -> Iterator[CameraSource]:
    viewer = CameraSource(server.address)
    viewer.start()
    yield viewer
    viewer.stop()


def seconds_until(source: CameraSource, state: SourceState, limit: float = 15.0) -> float:
    began = time.monotonic()
    while source.state is not state:
        source.take(0.05)
        assert time.monotonic() - began < limit, f"never {state}"
    return time.monotonic() - began


def test_unplugged_camera_is_lost_and_comes_back(server: MjpegServer, source: CameraSource) -> None:
    seconds_until(source, SourceState.LIVE)
    server.unplug()
    assert seconds_until(source, SourceState.LOST) < 4
    assert source.trouble is not None
    assert source.trouble.kind is ProblemKind.CAMERA_LOST
    server.plug_in()
    assert seconds_until(source, SourceState.LIVE) < RECOVERY_S
    assert source.trouble is None


def test_stalled_camera_is_lost_after_two_seconds_and_comes_back(server: MjpegServer, source: CameraSource) -> None:
    seconds_until(source, SourceState.LIVE)
    server.stall(True)
    assert 1.5 < seconds_until(source, SourceState.LOST) < 4
    server.stall(False)
    assert seconds_until(source, SourceState.LIVE) < RECOVERY_S


def test_frozen_camera_is_lost_until_its_picture_changes(server: MjpegServer, source: CameraSource) -> None:
    seconds_until(source, SourceState.LIVE)
    server.freeze(True)
    assert seconds_until(source, SourceState.LOST) < 8
    server.freeze(False)
    assert seconds_until(source, SourceState.LIVE) < RECOVERY_S


def test_camera_that_is_plugged_in_late_is_found() -> None:
    camera = MjpegServer()
    camera.plug_in()
    camera.unplug()
    source = CameraSource(camera.address)
    source.start()
    try:
        seconds_until(source, SourceState.LOST)
        camera.plug_in()
        assert seconds_until(source, SourceState.LIVE) < RECOVERY_S
    finally:
        source.stop()
        camera.unplug()


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.0 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<html>Log in</html>",
        HEAD + b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 9000\r\n\r\n\xff\xd8\xff\xe0half of it",
        HEAD + bytes(range(256)) * 40,
    ],
    ids=["silence", "password", "web page", "half a picture", "noise"],
)
def test_camera_that_answers_with_anything_but_pictures_is_lost_until_it_shows_some(answer: bytes) -> None:
    camera = MjpegServer()
    camera.answer_instead(answer)
    camera.plug_in()
    source = CameraSource(camera.address)
    source.start()
    try:
        seconds_until(source, SourceState.LOST)
        camera.answer_instead(None)
        assert seconds_until(source, SourceState.LIVE) < RECOVERY_S
        began = time.monotonic()
        source.stop()
        assert time.monotonic() - began < RECOVERY_S
    finally:
        source.stop()
        camera.unplug()
