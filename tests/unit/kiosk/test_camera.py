"""Clips, folders and lost cameras as sources of frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import cv2
import numpy as np
import pytest

from kiosk.devices import camera
from kiosk.devices.camera import CameraSource
from kiosk.devices.capture import SourceKind, kind_of
from kiosk.devices.clips import Scene, write_clip
from kiosk.devices.frames import Frame, Mailbox, SourceState
from kiosk.devices.watchdog import SAME_FRAMES, SILENCE_MS, Watchdog
from kiosk.devices.webcam import CameraSettings
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

WAIT_S = 10.0


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clips") / "ticket.avi"
    write_clip(path, [Scene(code="CSC-CLIP", seed=1, seconds=0.8)], (640, 360))
    return path


def picture(value: int = 0) -> np.ndarray:
    return np.full((90, 160, 3), value, dtype=np.uint8)


def frame(index: int) -> Frame:
    return Frame(image=picture(), index=index, at_monotonic_ms=0.0)


def frames(source: CameraSource) -> Iterator[Frame]:
    source.start()
    try:
        while (got := source.take(WAIT_S)) is not None:
            yield got
    finally:
        source.stop()


def test_every_frame_of_a_clip_is_handed_over_when_asked(clip: Path) -> None:
    source = CameraSource(str(clip), every_frame=True)
    assert [each.index for each in frames(source)] == list(range(24))
    assert source.state is SourceState.ENDED


def test_clip_plays_at_its_own_pace(clip: Path) -> None:
    stamps = [each.at_monotonic_ms for each in frames(CameraSource(str(clip)))]
    assert 700 < stamps[-1] - stamps[0] < 3000


def test_frames_are_720p_colour_or_whatever_the_clip_has(clip: Path) -> None:
    first = next(frames(CameraSource(str(clip), every_frame=True)))
    assert first.image.shape == (360, 640, 3)
    assert first.image.dtype == np.uint8


def test_folder_gives_its_images_by_name_and_leaves_out_what_is_none(tmp_path: Path) -> None:
    for name, value in (("b.png", 200), ("a.png", 100)):
        cv2.imwrite(str(tmp_path / name), picture(value))
    (tmp_path / "c.png").write_bytes(b"not a picture")
    (tmp_path / "notes.txt").write_text("hello")
    shown = [int(each.image[0, 0, 0]) for each in frames(CameraSource(str(tmp_path), every_frame=True))]
    assert shown == [100, 200]


def test_unreadable_clip_is_a_named_trouble_with_a_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "broken.avi"
    broken.write_bytes(b"RIFF, but not really")
    for path in (broken, tmp_path / "missing.avi"):
        with pytest.raises(EnvironmentProblem) as caught:
            CameraSource(str(path)).start()
        assert caught.value.kind is ProblemKind.UNREADABLE_CLIP
        assert caught.value.remedy


def test_missing_camera_is_lost_with_a_remedy_and_raises_nothing() -> None:
    source = CameraSource("97")
    source.start()
    while source.state is SourceState.STARTING:
        source.take(0.05)
    trouble = source.trouble
    source.stop()
    assert trouble is not None
    assert trouble.kind is ProblemKind.CAMERA_LOST


def test_stopping_in_the_middle_of_a_clip_ends_its_thread(clip: Path) -> None:
    source = CameraSource(str(clip), every_frame=True)
    source.start()
    assert source.take(WAIT_S) is not None
    source.stop()
    source.stop()


class ScriptedCamera:
    """Opens as one life after the other: each a list of pictures, then nothing more."""

    fps = 30.0

    def __init__(self, *lives: list[np.ndarray]) -> None:
        self._lives = list(lives)
        self._pictures: Iterator[np.ndarray] = iter(())

    def __call__(self, source: str, settings: CameraSettings) -> ScriptedCamera:
        self._pictures = iter(self._lives.pop(0) if self._lives else [])
        return self

    def read(self) -> np.ndarray | None:
        return next(self._pictures, None)

    def release(self) -> None:
        self._pictures = iter(())


def test_camera_that_froze_shows_nothing_until_its_picture_moves() -> None:
    frozen, moving = [picture(7)] * (SAME_FRAMES + 1), [picture(7)] * 20 + [picture(9)]
    source = CameraSource("0", opened=ScriptedCamera(frozen, moving))
    source.start()
    while source.state is not SourceState.LOST:
        source.take(0.05)
    source.take(0)
    back = source.take(WAIT_S)
    source.stop()
    assert back is not None
    assert int(back.image[0, 0, 0]) == 9


def test_read_that_hangs_does_not_keep_the_window_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera, "STOP_S", 0.1)
    answers, hanging = Event(), Event()

    class Hanging(ScriptedCamera):
        def read(self) -> np.ndarray | None:
            hanging.set()
            answers.wait(WAIT_S)
            return None

    source = CameraSource("http://127.0.0.1/", opened=Hanging())
    source.start()
    assert hanging.wait(WAIT_S)
    source.stop()
    assert not answers.is_set()
    answers.set()


def test_newest_frame_wins_in_the_mailbox() -> None:
    box = Mailbox()
    box.put(frame(1))
    box.put(frame(2))
    got = box.take(0)
    assert got is not None
    assert got.index == 2
    assert box.take(0) is None


def test_closed_mailbox_gives_its_last_frame_and_then_nothing() -> None:
    box = Mailbox()
    box.put(frame(1))
    box.close()
    assert box.take(WAIT_S) is not None
    assert box.take(WAIT_S) is None
    assert not box.put_when_empty(frame(2))


def test_silence_of_two_seconds_is_a_loss() -> None:
    dog = Watchdog(0)
    dog.feed(picture(), 1000)
    assert not dog.lost(1000 + SILENCE_MS - 1)
    assert dog.lost(1000 + SILENCE_MS)


def test_sixty_identical_frames_are_a_loss() -> None:
    dog = Watchdog(0)
    for n in range(SAME_FRAMES):
        dog.feed(picture(7), n)
    assert not dog.lost(SAME_FRAMES)
    dog.feed(picture(7), SAME_FRAMES)
    assert dog.lost(SAME_FRAMES)


def test_source_that_froze_stays_suspect_until_it_moves() -> None:
    dog = Watchdog(0)
    for n in range(SAME_FRAMES + 1):
        dog.feed(picture(7), n)
    dog.restarted(100)
    dog.feed(picture(7), 101)
    assert dog.suspect
    assert not dog.lost(101)
    dog.feed(picture(8), 102)
    assert not dog.suspect


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("0", SourceKind.CAMERA),
        ("http://127.0.0.1:8080/video", SourceKind.STREAM),
        ("rtsp://camera.local/1", SourceKind.STREAM),
        ("door.avi", SourceKind.CLIP),
        (".", SourceKind.FOLDER),
    ],
)
def test_kind_of_source_is_told_by_its_form(source: str, kind: SourceKind) -> None:
    assert kind_of(source) is kind
