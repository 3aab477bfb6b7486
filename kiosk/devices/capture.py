"""Opens what a source names (camera number, clip, image folder, stream) as one kind of thing to read from.

All that is particular to an operating system or to OpenCV's back ends is here: which back end, the order of
properties in the open call, and how long a read may block.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

# A read from an unplugged V4L2 camera blocks this many seconds (10 unless told); read once by OpenCV.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "2")
# The start of Microsoft's back end takes up to 30 s with hardware transforms, under 1 s without.
os.environ.setdefault("OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS", "0")
os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")

import cv2
import numpy as np

from kiosk.devices.cameras import source_of
from kiosk.devices.frames import Image
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

cv2.setNumThreads(1)

IMAGE_SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})
_FILE_SUFFIXES = IMAGE_SUFFIXES | {".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ts", ".webm", ".wmv"}
FOLDER_FPS = 5.0
STREAM_OPEN_MS = 2000
STREAM_READ_MS = 2000


class SourceKind(StrEnum):
    """The four things that can stand for a camera."""

    CAMERA = "camera"
    CLIP = "clip"
    FOLDER = "folder"
    STREAM = "stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSettings:
    """What is asked of a camera; kept per camera. Pixels, frames per second, and the driver's own exposure and
    focus values (None leaves them automatic)."""

    width: int = 1280
    height: int = 720
    fps: int = 30
    exposure: float | None = None
    focus: float | None = None


class Capture(Protocol):
    """An open source. `read` gives the next picture or None when there is none; `fps` 0 when unknown."""

    fps: float

    def read(self) -> Image | None: ...

    def release(self) -> None: ...


def kind_of(source: str) -> SourceKind:
    """Tells a camera's number or name, an address, a folder and a file apart by their form."""
    if source.isascii() and source.isdigit():
        return SourceKind.CAMERA
    if "://" in source:
        return SourceKind.STREAM
    path = Path(source)
    if path.is_dir():
        return SourceKind.FOLDER
    looks_like_file = path.is_file() or "/" in source or "\\" in source or path.suffix.lower() in _FILE_SUFFIXES
    return SourceKind.CLIP if looks_like_file else SourceKind.CAMERA


def open_capture(source: str, settings: CameraSettings) -> Capture:
    """Opens `source`; raises EnvironmentProblem with its remedy when that is not possible."""
    match kind_of(source):
        case SourceKind.CAMERA:
            return _open_camera(source, settings)
        case SourceKind.STREAM:
            return _open_stream(source)
        case SourceKind.FOLDER:
            return ImageFolder(Path(source))
        case SourceKind.CLIP:
            return _open_clip(Path(source))


def camera_lost(source: str) -> EnvironmentProblem:
    """The trouble of a live source that gives no pictures, with the remedy that fits its kind."""
    if kind_of(source) is SourceKind.STREAM:
        remedy = "check the address and that the camera at the other end is on; it is tried again each second"
        return EnvironmentProblem(ProblemKind.CAMERA_LOST, f"No pictures from {source}", remedy)
    remedy = "plug it in, close other programs that use it and allow access to the camera"
    return EnvironmentProblem(ProblemKind.CAMERA_LOST, f"No pictures from camera {source}", remedy)


def unreadable(path: Path) -> EnvironmentProblem:
    """The trouble of a clip or image that can't be read."""
    what = f"{path} can't be read as a video or an image" if path.exists() else f"There is no file {path}"
    return EnvironmentProblem(
        ProblemKind.UNREADABLE_CLIP, what, "check the path, or save it again as AVI, MP4, PNG or JPEG"
    )


class _VideoCapture:
    """cv2.VideoCapture with None for `no picture`."""

    def __init__(self, capture: cv2.VideoCapture) -> None:
        self._capture = capture
        self.fps = float(capture.get(cv2.CAP_PROP_FPS))

    def read(self) -> Image | None:
        there, image = self._capture.read()
        return image if there else None

    def release(self) -> None:
        self._capture.release()


class ImageFolder:
    """The pictures of a folder in the order of their names; those that can't be read are left out."""

    fps = FOLDER_FPS

    def __init__(self, folder: Path) -> None:
        self._paths = iter(images_in(folder))

    def read(self) -> Image | None:
        for path in self._paths:
            image = read_image(path)
            if image is not None:
                return image
        return None

    def release(self) -> None:
        self._paths = iter(())


def images_in(folder: Path) -> Sequence[Path]:
    """The image files directly in `folder`, by name."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in IMAGE_SUFFIXES)


def read_image(path: Path) -> Image | None:
    """The picture in a file in BGR, or None. Reads the bytes itself: OpenCV fails on accents in Windows paths."""
    try:
        data = np.fromfile(path, dtype=np.uint8)
        return cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
    except (OSError, cv2.error):  # the latter for a file that tells of more than a thousand million dots
        return None


def _open_camera(source: str, settings: CameraSettings) -> Capture:
    number = source if source.isdigit() else source_of(source)
    if number is None:
        raise camera_lost(source)
    capture = cv2.VideoCapture(int(number), camera_backend(sys.platform), camera_properties(settings))
    if not capture.isOpened():
        raise camera_lost(source)
    return _VideoCapture(capture)


def camera_backend(platform: str) -> int:
    """The OpenCV back end for cameras on a system (`sys.platform`); Media Foundation's slow start on Windows is dealt
    with above."""
    backends = {"linux": cv2.CAP_V4L2, "win32": cv2.CAP_MSMF, "darwin": cv2.CAP_AVFOUNDATION}
    return backends.get(platform, cv2.CAP_ANY)


def camera_properties(settings: CameraSettings) -> list[int]:
    """All in the open call (a change afterwards restarts the camera), FOURCC first: uncompressed 720p fits USB 2
    at 10 frames a second only."""
    wanted: list[int] = [cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")]
    wanted += [cv2.CAP_PROP_FRAME_WIDTH, settings.width, cv2.CAP_PROP_FRAME_HEIGHT, settings.height]
    wanted += [cv2.CAP_PROP_FPS, settings.fps]
    if settings.exposure is not None:
        wanted += [cv2.CAP_PROP_AUTO_EXPOSURE, 1, cv2.CAP_PROP_EXPOSURE, round(settings.exposure)]
    if settings.focus is not None:
        wanted += [cv2.CAP_PROP_AUTOFOCUS, 0, cv2.CAP_PROP_FOCUS, round(settings.focus)]
    return wanted


def _open_stream(address: str) -> Capture:
    limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, STREAM_OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, STREAM_READ_MS]
    capture = cv2.VideoCapture(address, cv2.CAP_FFMPEG, limits)
    if not capture.isOpened():
        raise camera_lost(address)
    return _VideoCapture(capture)


def _open_clip(path: Path) -> Capture:
    if not path.is_file():
        raise unreadable(path)
    # OpenCV's own AVI reader would be asked next, and prints what it thinks of a file that is cut off.
    has_ffmpeg = cv2.CAP_FFMPEG in cv2.videoio_registry.getBackends()
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG if has_ffmpeg else cv2.CAP_ANY)
    if not capture.isOpened():
        raise unreadable(path)
    return _VideoCapture(capture)
