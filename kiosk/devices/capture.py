"""Opens what a source names (camera number, clip, image folder, stream) as one kind of thing to read from.

Cameras of this machine are `webcam`'s business; how long a read of a stream may block is told here.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.cameras import source_of
from kiosk.devices.frames import Image
from kiosk.devices.webcam import CameraSettings, open_webcam
from kiosk.domain.problems import EnvironmentProblem, ProblemKind

cv2.setNumThreads(1)

IMAGE_SUFFIXES = frozenset(
    {".avif", ".bmp", ".gif", ".jp2", ".jpeg", ".jpg", ".pgm", ".png", ".ppm", ".tif", ".tiff", ".webp"}
)
FILE_SUFFIXES = IMAGE_SUFFIXES | {".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ts", ".webm", ".wmv"}
_JPEG = b"\xff\xd8"
_WINDOWS_DEVICE = "\\\\?\\"
"""Windows' lasting id of a camera begins so, as long paths do, and has # between its parts, as no drive's path does."""
FOLDER_FPS = 5.0
STREAM_OPEN_MS = 2000
STREAM_READ_MS = 2000


class SourceKind(StrEnum):
    """The four things that can stand for a camera."""

    CAMERA = "camera"
    CLIP = "clip"
    FOLDER = "folder"
    STREAM = "stream"


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
    if source.startswith(_WINDOWS_DEVICE) and "#" in source:
        return SourceKind.CAMERA
    path = Path(source)
    if path.is_dir():
        return SourceKind.FOLDER
    looks_like_file = path.is_file() or "/" in source or "\\" in source or path.suffix.lower() in FILE_SUFFIXES
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
        try:
            there, image = self._capture.read()
        except cv2.error:  # a picture that arrived broken
            return None
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
        image = cv2.imdecode(data, cv2.IMREAD_COLOR) if data.size else None
        return image if image is None or data.tobytes()[: len(_JPEG)] == _JPEG else _on_paper(image, data)
    except (OSError, cv2.error):  # the latter for a file that tells of more than a thousand million dots
        return None


def _on_paper(image: Image, data: npt.NDArray[np.uint8]) -> Image:
    """A picture that is transparent in places, on paper as light (or dark) as its ink is not; others as they are."""
    whole = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if whole is None or whole.ndim < 3 or whole.shape[2] < 4 or whole.shape[:2] != image.shape[:2]:
        return image
    alpha, full = whole[..., 3:], np.iinfo(whole.dtype).max
    if alpha.min() == full or alpha.max() == 0:
        return image
    ink = alpha.astype(np.float32) / full
    paper = 255 if float((image * ink).sum()) < 127.5 * 3 * float(ink.sum()) else 0
    return np.asarray(image * ink + paper * (1 - ink), dtype=np.uint8)


def _open_camera(source: str, settings: CameraSettings) -> Capture:
    number = source if source.isdigit() else source_of(source)
    capture = None if number is None else open_webcam(int(number), settings)
    if capture is None:
        raise camera_lost(source)
    return _VideoCapture(capture)


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
