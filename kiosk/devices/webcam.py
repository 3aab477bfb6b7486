"""Opens a camera of this machine by its number: all that the three systems do differently is here.

OpenCV opens nothing when a single property is refused. So a back end is asked only for what it knows, and a camera
that refuses (no focus of its own, no compressed pictures) is asked for less.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import cv2

_log = logging.getLogger(__name__)

_LINUX, _WINDOWS, _MAC = "linux", "win32", "darwin"
_BACKENDS = {_LINUX: cv2.CAP_V4L2, _WINDOWS: cv2.CAP_MSMF, _MAC: cv2.CAP_AVFOUNDATION}
_V4L2_MANUAL = 1
"""V4L2_EXPOSURE_MANUAL; Media Foundation takes an exposure as manual, and 1 as `automatic`."""
_UNDECIDED, _ALLOWED = 0, 3
"""AVAuthorizationStatus: not determined, authorized."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSettings:
    """What is asked of a camera; kept per camera. Pixels, frames per second, and the driver's own exposure and
    focus values (None leaves them automatic; macOS lets neither be set)."""

    width: int = 1280
    height: int = 720
    fps: int = 30
    exposure: float | None = None
    focus: float | None = None


def camera_backend(platform: str) -> int:
    """The OpenCV back end for cameras on a system (`sys.platform`)."""
    return _BACKENDS.get(platform, cv2.CAP_ANY)


def open_webcam(
    number: int,
    settings: CameraSettings,
    *,
    platform: str = sys.platform,
    opened: Callable[[int, int, list[int]], cv2.VideoCapture] = cv2.VideoCapture,
    allowed: Callable[[], bool] | None = None,
) -> cv2.VideoCapture | None:
    """The camera with as many of the settings as it takes; None while it can't be opened."""
    if platform == _MAC and not (allowed or camera_allowed)():
        return None
    wanted, *less = camera_requests(settings, platform)
    for request in (wanted, *less):
        capture = opened(number, camera_backend(platform), request)
        if capture.isOpened():
            if request is not wanted:
                _log.warning("camera %d refused %s and was opened with %s", number, wanted, request)
            return capture
    return None


def camera_requests(settings: CameraSettings, platform: str) -> list[list[int]]:
    """What to ask in the open call, from all to nothing, as OpenCV's properties and values in turn. All in one call,
    because a change afterwards restarts the camera; the picture's code first, because uncompressed 720p fits USB 2
    at 10 frames a second only."""
    code = [cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG")] if platform == _LINUX else []
    size = [cv2.CAP_PROP_FRAME_WIDTH, settings.width, cv2.CAP_PROP_FRAME_HEIGHT, settings.height]
    size += [cv2.CAP_PROP_FPS, settings.fps]
    lens = _lens(settings, platform)
    requests: list[list[int]] = []
    for request in (code + size + lens, size + lens, code + size, size, []):
        if request not in requests:
            requests.append(request)
    return requests


def _lens(settings: CameraSettings, platform: str) -> list[int]:
    """Exposure and focus by hand."""
    asked: list[int] = []
    if platform == _MAC:
        return asked
    if settings.exposure is not None:
        asked += [cv2.CAP_PROP_AUTO_EXPOSURE, _V4L2_MANUAL] if platform == _LINUX else []
        asked += [cv2.CAP_PROP_EXPOSURE, round(settings.exposure)]
    if settings.focus is not None:
        asked += [cv2.CAP_PROP_AUTOFOCUS, 0] if platform == _LINUX else []
        asked += [cv2.CAP_PROP_FOCUS, round(settings.focus)]
    return asked


def camera_allowed(system: Any = None) -> bool:
    """Whether this program may use the cameras of a Mac; asks the person once, without waiting for the answer.
    `system` is the AVFoundation module."""
    if system is None:
        import AVFoundation  # comes with pyobjc, on macOS only

        system = AVFoundation
    device, video = system.AVCaptureDevice, system.AVMediaTypeVideo
    status = device.authorizationStatusForMediaType_(video)
    if status == _UNDECIDED:
        device.requestAccessForMediaType_completionHandler_(video, lambda _: None)
    return bool(status == _ALLOWED)
