"""The camera of a station: source, decoder and presence joined, wired to whoever listens."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.devices.camera import CameraSource
from kiosk.devices.decoder import Decoder
from kiosk.devices.presence import Presence
from kiosk.devices.reader import CodeReader, CodeScanned, FrameSeen
from kiosk.domain.payload import read_payload
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
    cache = station.store.cache

    def known(text: str) -> bool:
        payload = read_payload(text)
        return payload.fault is None and (
            cache.attendee(payload.text) is not None or cache.credential(payload.text) is not None
        )

    return CodeReader(
        CameraSource(camera),
        Decoder(),
        Presence(known),
        station.clock,
        on_code=on_code,
        on_frame=on_frame,
        on_trouble=on_trouble,
    )
