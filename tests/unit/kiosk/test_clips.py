"""The invented visitors before an invented lens."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from kiosk.devices.clips import Medium, Scene, Trouble, frames_of, write_clip
from kiosk.devices.decoder import Decoder
from kiosk.domain.problems import EnvironmentProblem, ProblemKind


def texts(scene: Scene) -> set[str]:
    decoder = Decoder()
    return {code.text for image in frames_of(scene, fps=10) for code in decoder.read(image)}


@pytest.mark.parametrize("medium", Medium)
def test_ticket_of_a_calm_scene_can_be_read(medium: Medium) -> None:
    assert texts(Scene(code="CSC-TEST-0001", medium=medium, seed=3)) == {"CSC-TEST-0001"}


def test_light_on_dark_ticket_can_be_read() -> None:
    scene = Scene(code="CSC-TEST-0002", troubles=frozenset({Trouble.INVERTED}), seed=3)
    assert texts(scene) == {"CSC-TEST-0002"}


def test_companion_is_in_the_same_pictures() -> None:
    scene = Scene(code="CSC-A", medium=Medium.PAPER, seed=5, companion="CSC-B")
    decoder = Decoder()
    together = [{code.text for code in decoder.read(image)} for image in frames_of(scene, fps=10)]
    assert {"CSC-A", "CSC-B"} in together


def test_same_seed_makes_the_same_pictures() -> None:
    scene = Scene(code="CSC-SEED", troubles=frozenset(Trouble), seed=9, seconds=0.3)
    for one, other in zip(frames_of(scene), frames_of(scene), strict=True):
        assert np.array_equal(one, other)


def test_every_trouble_changes_the_picture() -> None:
    calm = list(frames_of(Scene(code="CSC-T", seed=4, seconds=0.8), fps=10))[4]
    for trouble in Trouble:
        scene = Scene(code="CSC-T", seed=4, seconds=0.8, troubles=frozenset({trouble}))
        assert not np.array_equal(calm, list(frames_of(scene, fps=10))[4]), trouble


def test_clip_has_the_asked_size_rate_and_length(tmp_path: Path) -> None:
    path = tmp_path / "clip.avi"
    write_clip(path, [Scene(code="A", seed=1, seconds=0.2), Scene(code="B", seed=2, seconds=0.3)], (640, 360), 20)
    clip = cv2.VideoCapture(str(path))
    asked = (cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS, cv2.CAP_PROP_FRAME_COUNT)
    assert [clip.get(each) for each in asked] == [640, 360, 20, 10]


def test_clip_that_cannot_be_written_is_a_named_trouble(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        write_clip(tmp_path / "no" / "clip.avi", [Scene(code="A", seconds=0.1)])
    assert caught.value.kind is ProblemKind.NOT_WRITABLE
