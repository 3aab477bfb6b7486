"""A throw-away station for pictures: the demo event, a simulated printer, no camera, no server."""

from __future__ import annotations

import logging
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kiosk.devices.clips import Scene, frames_of
from kiosk.devices.codes import Sight
from kiosk.devices.decoder import Decoder
from kiosk.devices.frames import Frame
from kiosk.devices.reader import FrameSeen
from kiosk.domain.clock import SystemClock
from kiosk.domain.event import Language
from kiosk.domain.people import Attendee, TicketStatus
from kiosk.service.demo_event import demo_people, demo_setup
from kiosk.store.station import StationStore
from printing.config import Printer
from printing.simulator import Conditions, SimulatedPrinter
from ui.app import App
from ui.configuration import Face, StationConfiguration
from ui.screens import settle
from ui.widgets.camera_preview import CameraPreview

_PATIENCE_S = 10.0
_MOMENT_S = 0.5
"""Of a scene: the ticket is held still before the lens."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of one language's pictures."""

    guest: Attendee
    second: Attendee
    unpaid: Attendee


@dataclass(frozen=True, slots=True)
class Stage:
    """One face on a throw-away station."""

    app: App
    window: QWidget
    cast: Cast

    def show_ticket(self) -> None:
        """A ticket before the lens, as the camera thread would tell it."""
        scene = Scene(code=self.cast.guest.ticket_code, seed=3)
        frames = list(frames_of(scene))
        image = frames[int(_MOMENT_S * 30)]
        self._tell(FrameSeen(frame=Frame(image=image, index=0, at_monotonic_ms=0.0), sight=Decoder().look(image)))

    def show_hall(self) -> None:
        """Nobody before the lens."""
        image = next(frames_of(Scene(code="NOBODY", seed=5)))
        self._tell(FrameSeen(frame=Frame(image=image, index=0, at_monotonic_ms=0.0), sight=Sight()))

    def _tell(self, seen: FrameSeen) -> None:
        self.app.bridge.frame_seen.emit(seen)
        settle()


@contextmanager
def stage(face: Face, gate: str, language: Language, size: tuple[int, int]) -> Iterator[Stage]:
    """Opens `face` offscreen at `size` (px) on a station of its own; everything is gone afterwards."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-gallery-")))
        cast = _load(folder, language)
        simulator = stack.enter_context(SimulatedPrinter(conditions=Conditions(ms_per_label=900, labels_left=212)))
        configuration = StationConfiguration(
            station="gallery",
            gate=gate,
            operator="Salma",
            face=face.value,
            language=language.value,
            camera="",
            printers=(Printer(name="A", uri=simulator.uri),),
        )
        _keep_quiet(stack)
        app = App(folder, configuration, muted=True)
        stack.callback(app.close)
        window = app.open()
        for preview in window.findChildren(CameraPreview):
            preview.show()  # the stage itself tells what a camera would see
        window.resize(*size)
        settle()
        yield Stage(app, window, cast)


def _keep_quiet(stack: ExitStack) -> None:
    """No real staff is called by a picture: warnings of this station are nobody's business. Faults stay loud."""
    silent = logging.NullHandler()
    logging.getLogger().addHandler(silent)
    stack.callback(logging.getLogger().removeHandler, silent)


def wait_until(done: Callable[[], bool]) -> None:
    """Lets the window live until `done`. Raises TimeoutError after 10 s."""
    end = time.monotonic() + _PATIENCE_S
    while not done():
        if time.monotonic() > end:
            raise TimeoutError("the screen did not come to the state that was asked for")
        QCoreApplication.processEvents()
        time.sleep(0.005)


def live(seconds: float) -> None:
    """Lets the window live for a moment."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() >= end)


def _load(folder: Path, language: Language) -> Cast:
    setup = demo_setup(SystemClock().now())
    people = demo_people(600, event=setup.event)
    with StationStore(folder) as store:
        store.cache.save_setup(setup)
        store.cache.save_people(people)
    welcome = [person for person in people if person.status is TicketStatus.VALID and person.valid_from is None]
    speakers = [person for person in welcome if person.language == language.value and person.job_title]
    guest = next(person for person in speakers if person.name_ar and person.name != person.name_ar)
    return Cast(
        guest=guest,
        second=next(person for person in speakers if person is not guest),
        unpaid=next(person for person in people if person.status is TicketStatus.UNPAID),
    )
