"""The front desk's two lists that wait for a person: badges to hand out, double entries and refused uploads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from kiosk.domain.badges import PrintJob, PrintState
from kiosk.domain.clock import SystemClock
from kiosk.domain.event import Language, Setup
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan, ScanRefusal, UploadState
from kiosk.service.badges import badge_for
from kiosk.service.check_in import Admissions, Door
from kiosk.store.outbox import UploadResult
from kiosk.store.station import StationStore
from sync.messages import Changes, Conflict, Rows
from sync.station_side import StationSide
from ui.configuration import Face
from ui.frontdesk.window import FrontDeskWindow
from ui.gallery.faces import DESK_SIZE, ENTRANCE, Pictures, driven
from ui.gallery.keys import press
from ui.gallery.stage import Cast, live, stage

_MOMENT_S = 0.6


def shoot_desk_lists(spoken: Language, folder: Path, shown: Sequence[Language]) -> None:
    """Each list as it is found empty, and with cases of every kind."""
    with stage(Face.FRONT_DESK, ENTRANCE, spoken, DESK_SIZE) as scene:
        window, shoot = driven(scene, FrontDeskWindow, Pictures("front-desk", folder, shown))
        scene.show_hall()
        for key, name in ((Qt.Key.Key_F9, "no-badges-to-hand-out"), (Qt.Key.Key_F10, "no-double-entries")):
            press(window, key)
            live(_MOMENT_S)
            shoot(name)
        store, now = scene.app.station.store, SystemClock().now()
        _badges_wait(store, scene.cast, now)
        _entered_twice(store, scene.cast, now)
        _refused_by_the_hub(store, scene.cast.second, now)
        for key, name in ((Qt.Key.Key_F9, "badges-to-hand-out"), (Qt.Key.Key_F10, "double-entries")):
            press(window, key)
            live(_MOMENT_S)
            shoot(name)


def _badges_wait(store: StationStore, cast: Cast, now: datetime) -> None:
    setup = _setup(store)
    cases = (
        (cast.guest, PrintState.UNCONFIRMED, "A"),
        (cast.second, PrintState.FAILED, "A"),
        (cast.unpaid, PrintState.EXPIRED, ""),
    )
    for minutes, (person, state, printer) in enumerate(cases, start=1):
        store.log.print_jobs.add(
            PrintJob(
                job_id=f"gallery-{minutes}",
                badge=badge_for(person, setup),
                layout="4x3",
                created_at=now - timedelta(minutes=20 * minutes),
                state=state,
                printer=printer,
            )
        )


def _entered_twice(store: StationStore, cast: Cast, now: datetime) -> None:
    here = _entry(store, cast.guest, now)
    elsewhere = replace(
        here,
        scan_id="f" * 32,
        at=here.at - timedelta(minutes=7),
        gate=_setup(store).gates[-1].id,
        station="poste-2",
        operator="Idriss",
    )
    conflict = Conflict(sequence=1, scan=here, winner=elsewhere)
    StationSide(store).store_changes(Changes(rows=Rows(conflicts=(conflict,)), cursor="1"))


def _refused_by_the_hub(store: StationStore, person: Attendee, now: datetime) -> None:
    refused = UploadResult(
        scan_id=_entry(store, person, now).scan_id, state=UploadState.PARKED, detail=ScanRefusal.OTHER_SCAN.value
    )
    store.log.settle_uploads([refused], now)


def _entry(store: StationStore, person: Attendee, now: datetime) -> Scan:
    class _Now:
        def now(self) -> datetime:
            return now

    door = Door(gate=ENTRANCE, station="gallery", operator="Salma")
    return Admissions(store, _Now()).check_in(person.ticket_code, door).scan


def _setup(store: StationStore) -> Setup:
    setup = store.cache.setup()
    if setup is None:
        raise LookupError("the station of the pictures has no event")
    return setup
