"""The use cases of one desk, as the front-desk window asks for them, on a running station."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.badges import NEEDS_A_PERSON, PrintJob
from kiosk.domain.edits import EditState
from kiosk.domain.history import passages
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Scan, ScanKind, UploadState
from kiosk.service.badges import badge_for
from kiosk.service.check_in import CheckedIn, Door
from kiosk.service.registration import Particulars, Reception, Registered, as_typed
from kiosk.store import edit_log
from kiosk.store.outbox import try_again
from kiosk.store.search import Found
from ui.conflict_cases import close_case, keep_case, open_cases, open_double_count
from ui.frontdesk.conflicts import OpenCases
from ui.frontdesk.services import BadgeDecision, PersonFile, RecentScan
from ui.held_badges import HeldBadges
from ui.station import Station
from ui.station_status import StationStatus, status_of


class StationDesk:
    """Satisfies `ui.frontdesk.services.DeskServices`; its methods may be called from any thread."""

    def __init__(self, station: Station, door: Door) -> None:
        self._station = station
        self._door = door
        self._reception = Reception(station.store, station.clock, on_edit=station.wake_sync)

    @property
    def gate(self) -> str:
        return self._door.gate

    @property
    def operator(self) -> str:
        return self._door.operator

    def now(self) -> datetime:
        return self._station.clock.now()

    def knows(self, code: str) -> bool:
        return self._station.knows(code)

    def check_in(self, code: str, direction: Direction | None = None) -> CheckedIn:
        self._station.expect_badge(code, self._station.admissions.gate(self._door.gate)[1])
        return self._station.admissions.check_in(code, self._door, direction)

    def admit_anyway(self, code: str, reason: str) -> CheckedIn:
        return self._station.admissions.admit_anyway(code, self._door, reason)

    def undo(self, scan_id: str) -> Scan | None:
        return self._station.admissions.undo(scan_id, self._door)

    def reprint(self, ticket_code: str, reason: str) -> PrintJob | None:
        job = self._station.badge_desk.reprint(
            ticket_code, layout=self._layout(), reason=reason, operator=self._door.operator
        )
        self._station.print_room.wake()
        return job

    def badges_to_settle(self) -> list[PrintJob]:
        return self._station.badge_desk.needing_a_person()

    def settle_badge(self, job_id: str, decision: BadgeDecision) -> None:
        desk = self._station.badge_desk
        if decision is BadgeDecision.CAME_OUT:
            desk.came_out(job_id)
        elif decision is BadgeDecision.NOT_NEEDED:
            desk.drop(job_id)
        else:
            desk.print_again(job_id, operator=self._door.operator)
            self._station.print_room.wake()

    def answer_held_back(self, *, print_them: bool) -> None:
        held = HeldBadges(self._station.store, self._station.clock)
        waiting = self._station.print_room.held_back()
        if print_them:
            held.print_them(waiting, self._door.operator)
            self._station.print_room.wake()
        else:
            held.put_aside(waiting)

    def open_cases(self) -> OpenCases:
        return open_cases(self._station.store)

    def close_double_entry(self, scan_id: str, note: str) -> None:
        close_case(self._station.store, scan_id, self._door.operator or self._door.station, note)

    def upload_again(self, case_id: str) -> None:
        self._station.store.log.writer.run(lambda connection: try_again(connection, case_id))
        self._reception.send_again(case_id, self._door)
        self._station.wake_sync()

    def keep_here(self, case_id: str) -> None:
        keep_case(self._station.store, case_id)

    def register(self, typed: Particulars) -> Registered:
        return self._reception.walk_in(typed, self._door)

    def correct(self, ticket_code: str, typed: Particulars) -> Registered:
        return self._reception.correct(ticket_code, typed, self._door)

    def guest_png(self, typed: Particulars, ticket_code: str) -> bytes | None:
        known = self._station.store.cache.attendee(ticket_code) if ticket_code else None
        return self._drawn(as_typed(known, typed))

    def find(self, words: str, limit: int) -> list[Found]:
        return self._station.store.cache.find(words, limit)

    def person(self, ticket_code: str) -> PersonFile | None:
        store = self._station.store
        attendee = store.cache.attendee(ticket_code)
        if attendee is None:
            return None
        area = self._station.admissions.gate(self._door.gate)[1].area
        scans = store.log.scans_of_ticket(ticket_code, area) + store.cache.other_scans(ticket_code, area)
        badges = tuple(store.log.print_jobs.of_ticket(ticket_code))
        return PersonFile(attendee=attendee, history=passages(scans), badges=badges)

    def badge_png(self, ticket_code: str) -> bytes | None:
        attendee = self._station.store.cache.attendee(ticket_code)
        return self._drawn(attendee) if attendee is not None else None

    def _drawn(self, attendee: Attendee) -> bytes | None:
        layout = self._station.admissions.gate(self._door.gate)[1].layout
        if layout is None:
            return None
        badge = badge_for(attendee, self._station.setup())
        return self._station.drawing.pages(badge, layout)[0].to_png()

    def recent(self, limit: int) -> list[RecentScan]:
        store = self._station.store
        scans = store.log.recent_scans(limit * 2)
        undone = {scan.undoes for scan in scans if scan.kind is ScanKind.UNDO}
        shown = [scan for scan in scans if scan.kind is ScanKind.PASSAGE][:limit]
        return [
            RecentScan(
                scan=scan,
                attendee=store.cache.attendee(scan.ticket_code) if scan.ticket_code else None,
                undone=scan.scan_id in undone,
            )
            for scan in shown
        ]

    def status(self) -> StationStatus:
        log = self._station.store.log
        uploads, edits = log.upload_counts(), log.read(edit_log.edit_counts)
        printer, printer_status = self._station.print_room.own_printer()
        return replace(
            status_of(self._station.sync_status()),
            unread=self._station.store.cache.unread_count(),
            waiting=uploads[UploadState.PENDING] + edits[EditState.QUEUED],
            parked=uploads[UploadState.PARKED] + edits[EditState.PARKED],
            printer=printer,
            printer_status=printer_status,
            printers=tuple(one.name for one in self._station.configuration.printers),
            double_entries=open_double_count(self._station.store),
            held_back=len(self._station.print_room.held_back()),
            attention=len(log.print_jobs.in_state(*NEEDS_A_PERSON)),
        )

    def _layout(self) -> str:
        """The paper of this gate; a desk at a door without badges prints on the first entrance's."""
        setup, gate = self._station.admissions.gate(self._door.gate)
        layouts = [gate.layout, *(other.layout for other in setup.gates)]
        return next((layout for layout in layouts if layout), "4x3")
