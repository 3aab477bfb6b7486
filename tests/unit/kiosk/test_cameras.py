"""Cameras by name and by lasting id."""

from __future__ import annotations

from pathlib import Path

import cv2
import pytest

from kiosk.devices.cameras import Camera, cameras_in_files, numbered_cameras, source_of
from kiosk.devices.capture import SourceKind, kind_of
from kiosk.devices.webcam import CameraSettings, camera_allowed, camera_backend, camera_requests, open_webcam


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
    assert cameras_in_files(*machine) == [
        Camera(source="0", name="Desk camera", id=""),
        Camera(source="2", name="Door camera", id="usb-Door-index0"),
    ]


def test_remembered_camera_is_found_by_its_id(machine: tuple[Path, Path]) -> None:
    assert source_of("usb-Door-index0", cameras_in_files(*machine)) == "2"
    assert source_of("usb-Gone-index0", cameras_in_files(*machine)) is None


def test_camera_is_found_by_a_part_of_its_name(machine: tuple[Path, Path]) -> None:
    assert source_of("door", cameras_in_files(*machine)) == "2"
    assert source_of("Window camera", cameras_in_files(*machine)) is None


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


class Told:
    """A camera as the library of Windows and macOS tells it."""

    def __init__(self, index: int, name: str, path: str | None) -> None:
        self.index, self.name, self.path = index, name, path


WINDOWS_ID = r"\\?\usb#vid_046d&pid_0825&mi_00#7&2b5a&0&0000#{e5323777-f976-4f5b-9b55-b94699c46e44}\global"


def test_windows_and_macos_number_their_cameras_as_opencv_does() -> None:
    told = [Told(1, "Door camera", WINDOWS_ID), Told(0, "Desk camera", None)]
    cameras = numbered_cameras(told)
    assert cameras == [
        Camera(source="0", name="Desk camera", id=""),
        Camera(source="1", name="Door camera", id=WINDOWS_ID),
    ]
    assert source_of(WINDOWS_ID, cameras) == "1"


def test_id_of_a_camera_on_windows_is_no_file() -> None:
    assert kind_of(WINDOWS_ID) is SourceKind.CAMERA
    assert kind_of(r"\\?\C:\clips\door") is SourceKind.CLIP


def test_of_two_cameras_with_one_name_the_first_is_taken_and_the_id_tells_them_apart() -> None:
    twins = numbered_cameras([Told(0, "Twin", "a"), Told(1, "Twin", "b")])
    assert (source_of("twin", twins), source_of("b", twins)) == ("0", "1")


def pairs(request: list[int]) -> dict[int, int]:
    return dict(zip(request[::2], request[1::2], strict=True))


def test_all_settings_go_into_the_open_call_with_the_picture_code_first() -> None:
    asked = camera_requests(CameraSettings(width=640, height=480, exposure=-6, focus=30), "linux")[0]
    assert asked[0] == cv2.CAP_PROP_FOURCC
    assert pairs(asked)[cv2.CAP_PROP_FRAME_WIDTH] == 640
    assert pairs(asked)[cv2.CAP_PROP_FRAME_HEIGHT] == 480
    assert pairs(asked)[cv2.CAP_PROP_AUTO_EXPOSURE] == 1
    assert pairs(asked)[cv2.CAP_PROP_EXPOSURE] == -6
    assert pairs(asked)[cv2.CAP_PROP_AUTOFOCUS] == 0
    assert pairs(asked)[cv2.CAP_PROP_FOCUS] == 30


def test_back_ends_are_asked_only_for_what_they_know() -> None:
    settings = CameraSettings(exposure=-6, focus=30)
    windows = pairs(camera_requests(settings, "win32")[0])
    assert {cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_FOCUS} < set(windows)
    assert not {cv2.CAP_PROP_FOURCC, cv2.CAP_PROP_AUTO_EXPOSURE, cv2.CAP_PROP_AUTOFOCUS} & set(windows)
    mac = set(pairs(camera_requests(settings, "darwin")[0]))
    assert mac == {cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_FRAME_HEIGHT, cv2.CAP_PROP_FPS}


class FussyCamera:
    """Opens as OpenCV does: not at all when it refuses one property."""

    def __init__(self, *refused: int) -> None:
        self._refused = set(refused)
        self.asked: list[list[int]] = []
        self._opened = False

    def __call__(self, number: int, backend: int, request: list[int]) -> FussyCamera:
        self.asked.append(request)
        self._opened = not self._refused & set(pairs(request))
        return self

    def isOpened(self) -> bool:
        return self._opened


EVERYTHING = CameraSettings(exposure=100, focus=30)


def test_camera_that_refuses_the_picture_code_is_opened_with_all_the_rest() -> None:
    camera = FussyCamera(cv2.CAP_PROP_FOURCC)
    assert open_webcam(0, EVERYTHING, platform="linux", opened=camera) is camera
    last = pairs(camera.asked[-1])
    assert {cv2.CAP_PROP_FRAME_WIDTH, cv2.CAP_PROP_EXPOSURE, cv2.CAP_PROP_FOCUS} < set(last)


def test_camera_without_a_focus_of_its_own_still_has_its_size() -> None:
    camera = FussyCamera(cv2.CAP_PROP_FOCUS)
    assert open_webcam(0, EVERYTHING, platform="linux", opened=camera) is camera
    assert {cv2.CAP_PROP_FOURCC, cv2.CAP_PROP_FRAME_WIDTH} < set(pairs(camera.asked[-1]))


def test_camera_that_refuses_everything_is_opened_as_it_is() -> None:
    camera = FussyCamera(cv2.CAP_PROP_FOURCC, cv2.CAP_PROP_FPS)
    assert open_webcam(0, CameraSettings(), platform="linux", opened=camera) is camera
    assert camera.asked[-1] == []


class Mac:
    """AVFoundation with one answer about the cameras; notes what the person was asked."""

    AVMediaTypeVideo = "vide"

    def __init__(self, status: int) -> None:
        self._status = status
        self.asked = 0
        self.AVCaptureDevice = self

    def authorizationStatusForMediaType_(self, media: str) -> int:
        return self._status

    def requestAccessForMediaType_completionHandler_(self, media: str, handler: object) -> None:
        self.asked += 1


@pytest.mark.parametrize(("status", "allowed", "asked"), [(0, False, 1), (1, False, 0), (2, False, 0), (3, True, 0)])
def test_mac_is_asked_for_its_camera_once_and_never_again_after_a_no(status: int, allowed: bool, asked: int) -> None:
    mac = Mac(status)
    assert camera_allowed(mac) is allowed
    assert mac.asked == asked


def test_camera_of_a_mac_stays_closed_until_it_is_allowed() -> None:
    camera = FussyCamera()
    assert open_webcam(0, CameraSettings(), platform="darwin", opened=camera, allowed=lambda: False) is None
    assert camera.asked == []
    assert open_webcam(0, CameraSettings(), platform="darwin", opened=camera, allowed=lambda: True) is camera


def test_machine_that_tells_nothing_has_no_cameras(tmp_path: Path) -> None:
    assert cameras_in_files(tmp_path / "none", tmp_path / "none") == []
