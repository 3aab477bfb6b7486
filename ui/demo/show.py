"""Runs the demo: hub, printer, station, window and visitors, from the first clip to the report.

The hub, the printer and the camera's clip are the only things that were not there before; the station between
them is the product as it stands at a door.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Any

from kiosk.devices.clips import write_clip
from kiosk.domain.clock import SystemClock
from kiosk.domain.event import Language
from kiosk.domain.scans import UploadState
from kiosk.service.check_in import Door
from kiosk.store.station import StationStore
from printing.config import Printer
from ui.app import App
from ui.configuration import StationConfiguration
from ui.demo.director import Director
from ui.demo.evidence import keep_badges
from ui.demo.folder import DemoFolder
from ui.demo.photographer import Photographer
from ui.demo.report import DemoReport, write_report
from ui.demo.timing import TimedDesk
from ui.demo.venue import Venue
from ui.demo.visitors import choose_codes, scenes_of
from ui.frontdesk.services import DeskServices
from ui.gallery.faces import shoot_self_service, shoot_session
from ui.joining import join_server
from ui.station import Station

GATE = "north"
OPERATOR = "Salma"
Say = Callable[[str], None]


class Demo:
    """One demo in one folder. `run` gives the report; a window stays open after the show unless `offscreen`."""

    def __init__(self, folder: DemoFolder, visitors: int, *, offscreen: bool, say: Say) -> None:
        self._folder = folder
        self._offscreen = offscreen
        self._say = say
        self._report = DemoReport()
        self._desk: TimedDesk | None = None
        self._visitors = visitors
        self.complete = False
        self.outcome: dict[str, Any] = {}

    def run(self) -> None:
        """Plays the whole demo; afterwards `complete` tells whether every badge and upload arrived."""
        with ExitStack() as stack:
            venue = stack.enter_context(Venue(self._folder.hub))
            self._say(f"hub with {len(venue.people)} invented people at {venue.opened.hub}")
            self._pair_station(venue)
            self._film_visitors(venue)
            self._play(venue, stack)
        if self._offscreen:
            self._say("picturing the other two faces ...")
            shoot_self_service(Language.FRENCH, self._folder.screens, tuple(Language))
            shoot_session(Language.FRENCH, self._folder.screens, tuple(Language))

    def _pair_station(self, venue: Venue) -> None:
        join_server(self._folder.station, venue.opened.pairing_text)
        with StationStore.existing(self._folder.station) as store:
            self._say(f"station paired, {store.cache.people_count()} people pulled")

    def _film_visitors(self, venue: Venue) -> None:
        codes = choose_codes(venue.people, self._visitors, SystemClock().now())
        self._say(f"filming {len(codes)} visitors ...")
        write_clip(self._folder.clip, scenes_of(codes))

    def _play(self, venue: Venue, stack: ExitStack) -> None:
        printer = Printer(name="A", uri=venue.opened.printer)
        configuration = StationConfiguration(
            gate=GATE, operator=OPERATOR, camera=str(self._folder.clip), printers=(printer,)
        )
        began = time.monotonic()
        app = App(
            self._folder.station,
            configuration,
            desk=self._timed_desk,
            on_print=self._report.print_event,
            on_code=lambda code: self._desk.code_seen(code) if self._desk else None,
            muted=self._offscreen,
        )
        stack.callback(app.close)
        window = app.open()
        photographer = Photographer(app, window, self._folder.screens)

        def end(complete: bool) -> None:
            photographer.finish()
            self._write_down(app.station, venue.labels(), printer, complete, time.monotonic() - began)
            if self._offscreen:
                app.quit()

        self._director = Director(app, self._report, end)
        app.run()

    def _timed_desk(self, station: Station, door: Door) -> DeskServices:
        self._desk = TimedDesk(station, door, self._report)
        return self._desk

    def _write_down(
        self, station: Station, labels: Sequence[bytes], printer: Printer, complete: bool, seconds: float
    ) -> None:
        printed = self._report.printed_codes()
        kept = keep_badges(station, printer, labels, printed, self._folder)
        uploaded = _answered_uploads(station)
        self.outcome = self._report.as_json(uploaded=uploaded, seconds=seconds)
        self.complete = complete and kept == len(printed) and self._report.count == self._visitors
        write_report(self.outcome, self._folder.report)


def _answered_uploads(station: Station) -> int:
    """Scans that the hub has, whatever it thought of them."""
    counts = station.store.log.upload_counts()
    return sum(counts.values()) - counts[UploadState.PENDING] - counts[UploadState.PARKED]
