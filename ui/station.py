"""One station without its window: the store, the use cases, and the workers that drain its tables.

The command line's headless gate, the three faces and the demo all run on this; it owns every thread's life.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.domain.clock import Clock, SystemClock
from kiosk.domain.event import AlonePolicy, Gate, Setup
from kiosk.domain.payload import read_payload
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.badges import BadgeDesk, badge_for
from kiosk.service.check_in import Admissions, CheckedIn, Door
from kiosk.store.print_jobs import has_badge
from kiosk.store.station import StationStore
from printing.config import read_printers
from printing.events import PrintEvent
from sync.live import LiveVerdicts
from sync.page_messages import StationReport
from sync.pairing import paired_server
from sync.status import SyncStatus
from sync.worker import SyncWorker
from ui.configuration import FILE_NAME, StationConfiguration
from ui.joining import pull
from ui.print_room import PrintRoom
from ui.station_file import StationFileWatch
from ui.station_name import station_name

if TYPE_CHECKING:
    from ui.badge_drawing import BadgeDrawing

_log = logging.getLogger(__name__)

_TURN_S = 0.0005
"""How long a busy thread may keep the interpreter while a door waits for it. A check-in changes threads several
times; with Python's own 5 ms its slowest twentieth took twice as long during a first sync.
"""

_WAKING_S = 2.0
"""How long a start waits for the process that draws: without it, the first visitor's badge would be drawn slowly."""


class Station:
    """A running station. Use it as a context: leaving stops the workers, then closes the files."""

    def __init__(
        self,
        directory: Path,
        configuration: StationConfiguration,
        *,
        clock: Clock | None = None,
        on_print: Callable[[PrintEvent], None] = lambda _: None,
        on_sync: Callable[[SyncStatus], None] = lambda _: None,
    ) -> None:
        """Opens the station; nothing runs before `start`. Raises EnvironmentProblem."""
        self.configuration = configuration
        self.clock = clock or SystemClock()
        self.store = StationStore(directory)
        self._server = paired_server(self.store)
        self._live = LiveVerdicts(self._server) if self._server is not None else None
        self.admissions = Admissions(
            self.store,
            self.clock,
            live=self._live,
            on_recorded=self._recorded,
            when_alone=AlonePolicy(configuration.when_alone) if configuration.when_alone else None,
        )
        self.badge_desk = BadgeDesk(self.store, self.clock)
        self.name = station_name(self.store, configuration.station)
        self.print_room = PrintRoom(self.store, self.clock, on_print)
        self._on_sync = on_sync
        self._file_watch = StationFileWatch(directory / FILE_NAME, self.renew_printers)
        self._is_drawing_aside = False
        self._sync_worker: SyncWorker | None = None

    def draw_aside(self) -> None:
        """Badges are drawn in a process of their own from now on: a window and a camera would hold them up.

        Called before `start`, so that the process starts while the window is built.
        """
        self._is_drawing_aside = True
        if self.configuration.printers:
            self.drawing = self._artists(own_process=True)
            self._warm_up()

    def start(self) -> None:
        """Starts printing when printers are configured, and the exchange with the server when there is one."""
        sys.setswitchinterval(_TURN_S)
        if self._server is not None:
            server = self._server.beside()  # both go along when another hub takes over
            self._sync_worker = SyncWorker(self.store, server, self.clock, on_status=self._on_sync, about=self._about)
            self._sync_worker.start()
        if self.configuration.printers:
            if not self.drawing.wait_for_process(_WAKING_S):
                self._warm_up()
            self.print_room.furnish(self.configuration.printers, self.drawing.label)
        self._file_watch.start()

    def renew_printers(self) -> None:
        """Reads the printers of `station.toml` anew: those that were added, changed or removed count from now on.

        A file that can't be used changes nothing; that is kept in the program's log.
        """
        try:
            found = self.configuration.with_printers(read_printers(self.store.directory / FILE_NAME))
        except EnvironmentProblem as problem:
            _log.warning("The printers of before are kept: %s", problem)
            return
        if found.printers == self.configuration.printers:
            return
        self.configuration = found
        self.drawing.renew(found.printers, own_process=self._is_drawing_aside)
        self._warm_up()
        self.print_room.furnish(found.printers, self.drawing.label)

    def close(self) -> None:
        """Stops the workers and closes the files."""
        self._file_watch.stop()
        if self._sync_worker is not None:
            self._sync_worker.stop()
        if self._live is not None:
            self._live.close()
        self.print_room.close()
        if "drawing" in vars(self):
            self.drawing.close()
        self.store.close()

    def __enter__(self) -> Station:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def drawing(self) -> BadgeDrawing:
        """The one renderer; loaded late because a gate without a printer draws nothing."""
        return self._artists(own_process=False)

    def _artists(self, *, own_process: bool) -> BadgeDrawing:
        from ui.badge_drawing import BadgeDrawing

        return BadgeDrawing(self.configuration.printers, own_process=own_process)

    def sync_status(self) -> SyncStatus | None:
        """The state of the exchange; None for a station without a server."""
        return self._sync_worker.status if self._sync_worker is not None else None

    def setup(self) -> Setup:
        """The event, fetched from the server when the cache has none (it was damaged, or never filled).

        Raises EnvironmentProblem when nothing was imported or synced yet.
        """
        setup, trouble = self.store.cache.setup(), ""
        if setup is None and paired_server(self.store) is not None:
            trouble = pull(self.store)
            setup = self.store.cache.setup()
        if setup is None:
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                self._why_empty() + (f" ({trouble})" if trouble else ""),
                "run kiosk import, or kiosk pair and kiosk sync, first",
            )
        return setup

    def _why_empty(self) -> str:
        if self.store.cache_was_rebuilt:
            return "cache.db was damaged and is set aside, so this station has no event and no people now"
        return "this station has no event yet"

    def door(self, gate_id: str = "") -> Door:
        """The door of this station: `gate_id`, else the configured gate, else the first of the event."""
        return Door(gate=self._gate(gate_id).id, station=self.name, operator=self.configuration.operator)

    def has_badge(self, ticket_code: str) -> bool:
        """Whether a badge of this ticket was printed or is on its way."""
        return self.store.log.read(lambda connection: has_badge(connection, ticket_code))

    def knows(self, code: str) -> bool:
        """Whether a text is a code of this event; judges nothing."""
        payload = read_payload(code)
        cache = self.store.cache
        return payload.fault is None and (
            cache.attendee(payload.text) is not None or cache.credential(payload.text) is not None
        )

    def wake_sync(self) -> None:
        """Something waits for upload."""
        if self._sync_worker is not None:
            self._sync_worker.wake()

    def _about(self, report: StationReport) -> StationReport:
        """The report for the hub's page with the printer in it."""
        name, status = self.print_room.own_printer()
        troubles = sorted(trouble.value for trouble in status.troubles) if status is not None else ()
        return replace(report, printer=name, printer_troubles=tuple(troubles))

    def expect_badge(self, code: str, gate: Gate) -> None:
        """A code was presented: its badge is drawn while the door still judges, and forgotten when it says no."""
        payload, cache = read_payload(code), self.store.cache
        if self.print_room.worker is None or gate.layout is None or payload.fault is not None:
            return
        credential = cache.credential(payload.text)
        attendee = cache.attendee(credential.ticket_code if credential else payload.text)
        if attendee is not None and not self.has_badge(attendee.ticket_code):
            self.drawing.ahead(badge_for(attendee, self.setup()), gate.layout)

    def _warm_up(self) -> None:
        """Draws each layout of the gates once, so that the first visitor doesn't wait for fonts to be read."""
        setup = self.store.cache.setup()
        layouts = {gate.layout for gate in setup.gates if gate.layout} if setup else set()
        for layout in sorted(layouts):
            self.drawing.warm_up(layout)

    def _gate(self, gate_id: str) -> Gate:
        wanted = gate_id or self.configuration.gate or self.setup().gates[0].id
        return self.admissions.gate(wanted)[1]

    def _recorded(self, checked_in: CheckedIn) -> None:
        self.wake_sync()
        if checked_in.print_job is not None:
            self.print_room.wake()
