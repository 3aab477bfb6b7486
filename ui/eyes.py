"""The camera of a station: source, decoder and presence joined, wired to whoever listens."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.devices.camera import CameraSource
from kiosk.devices.decoder import Decoder
from kiosk.devices.formats import parse_formats
from kiosk.devices.presence import Presence
from kiosk.devices.reader import CodeReader, CodeScanned, FrameSeen
from kiosk.domain.problems import EnvironmentProblem
from ui.station import Station


def watch(
    station: Station,
    camera: str,
    *,
    on_code: Callable[[CodeScanned], None],
    on_frame: Callable[[FrameSeen], None] = lambda _: None,
    on_trouble: Callable[[EnvironmentProblem | None], None] = lambda _: None,
) -> CodeReader:
    """A reader of `camera` that is not started yet. The callables run on the reader's thread."""
    configuration = station.configuration
    return CodeReader(
        CameraSource(camera, settings=configuration.camera_settings()),
        Decoder(formats=parse_formats(configuration.formats)),
        Presence(station.knows),
        station.clock,
        on_code=on_code,
        on_frame=on_frame,
        on_trouble=on_trouble,
    )
