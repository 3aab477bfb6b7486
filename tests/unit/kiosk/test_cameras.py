"""Cameras by name and by lasting id."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from kiosk.devices.cameras import Camera, list_cameras, source_of
from kiosk.devices.capture import CameraSettings, SourceKind, camera_backend, camera_properties, kind_of


@pytest.fixture
def machine(tmp_path: Path) -> tuple[Path, Path]:
    names, ids, devices = tmp_path / "sys", tmp_path / "by-id", tmp_path / "dev"
    ids.mkdir()
    devices.mkdir()
    for number, index, name in ((0, 0, "Desk camera"), (1, 1, "Desk camera"), (2, 0, "Door camera")):
        node = names / f"video{number}"
        node.mkdir(parents=True)
        (node / "name").write_text(name + "\n")
        (node / "index").write_text(f"{index}\n")
        (devices / f"video{number}").touch()
    (ids / "usb-Door-index0").symlink_to(devices / "video2")
    return names, ids


def test_cameras_have_names_and_their_metadata_nodes_are_left_out(machine: tuple[Path, Path]) -> None:
    assert list_cameras(*machine) == [
        Camera(source="0", name="Desk camera", id=""),
        Camera(source="2", name="Door camera", id="usb-Door-index0"),
    ]


def test_remembered_camera_is_found_by_its_id(machine: tuple[Path, Path]) -> None:
    assert source_of("usb-Door-index0", *machine) == "2"
    assert source_of("usb-Gone-index0", *machine) is None


def test_camera_is_found_by_a_part_of_its_name(machine: tuple[Path, Path]) -> None:
    assert source_of("door", *machine) == "2"
    assert source_of("Window camera", *machine) is None


@pytest.mark.parametrize("source", ["0", "Logitech HD Pro Webcam C920", "usb-046d_HD_Pro_Webcam_C920-video-index0"])
def test_number_name_and_id_mean_a_camera(source: str) -> None:
    assert kind_of(source) is SourceKind.CAMERA


@pytest.mark.parametrize("source", ["door.avi", "gone/clip", "photo.JPG"])
def test_file_that_is_gone_is_still_a_file(source: str) -> None:
    assert kind_of(source) is SourceKind.CLIP


def test_each_system_has_its_back_end() -> None:
    assert camera_backend("linux") == cv2.CAP_V4L2
    assert camera_backend("win32") == cv2.CAP_MSMF
    assert camera_backend("darwin") == cv2.CAP_AVFOUNDATION
    assert camera_backend("freebsd14") == cv2.CAP_ANY


def test_all_settings_go_into_the_open_call_with_the_picture_code_first() -> None:
    asked = camera_properties(CameraSettings(width=640, height=480, exposure=-6, focus=30))
    pairs = dict(zip(asked[::2], asked[1::2], strict=True))
    assert asked[0] == cv2.CAP_PROP_FOURCC
    assert (pairs[cv2.CAP_PROP_FRAME_WIDTH], pairs[cv2.CAP_PROP_FRAME_HEIGHT]) == (640, 480)
    assert (pairs[cv2.CAP_PROP_EXPOSURE], pairs[cv2.CAP_PROP_AUTOFOCUS], pairs[cv2.CAP_PROP_FOCUS]) == (-6, 0, 30)


def test_machine_that_tells_nothing_has_no_cameras(tmp_path: Path) -> None:
    assert list_cameras(tmp_path / "none", tmp_path / "none") == []
