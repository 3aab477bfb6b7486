"""One presentation at one door, decided and written inside the log writer's transaction."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.alone import without_server
from kiosk.domain.badges import PrintCause, PrintJob, PrintState
from kiosk.domain.clock import Clock
from kiosk.domain.edits import all_edited
from kiosk.domain.event import Gate, Setup
from kiosk.domain.history import passages
from kiosk.domain.payload import Payload
from kiosk.domain.people import Attendee, Credential
from kiosk.domain.scans import DecidedBy, Direction, Outcome, Passage, Scan, Verdict
from kiosk.service.badges import badge_for
from kiosk.store import edit_log, scan_log
from kiosk.store.database import Connection
from kiosk.store.intents import close_intent, is_open, undecided_intent
from kiosk.store.log import record_scan
from kiosk.store.print_jobs import has_badge
from kiosk.store.station import StationStore


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIn:
    """The answer to one presented code: what is on disk now. `print_job` is the badge that it queued."""

    scan: Scan
    verdict: Verdict
    print_job: PrintJob | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where and by whom codes are presented."""

    gate: str
    station: str
    operator: str = ""
    session: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One presentation, decided and written inside the writer's transaction.

    The people inside are counted there too: two doors' scans at once can't both take the last place. `served` is the
    server's verdict under `scan_id`; it stands as it is. `alone` says that there is a server and it gave no answer.
    """

    store: StationStore
    setup: Setup
    gate: Gate
    door: Door
    payload: Payload
    direction: Direction | None
    overruled: str
    clock: Clock
    people_inside: Callable[[str, Connection], int]
    scan_id: str = ""
    served: Verdict | None = None
    alone: bool = False

    def __call__(self, connection: Connection) -> CheckedIn:
        at = self.clock.now()
        verdict = self._served_now(connection, self.served) if self.served else self.verdict(connection, at)
        if self.overruled and verdict.attendee is not None:
            verdict = replace(verdict, outcome=Outcome.ADMITTED)
        scan = self._scan(verdict, at, self._identity(connection))
        print_job = self._badge(connection, verdict, scan)
        record_scan(connection, scan, print_job)
        close_intent(connection, scan.scan_id)
        return CheckedIn(scan=scan, verdict=verdict, print_job=print_job)

    def verdict(self, connection: Connection, at: datetime) -> Verdict:
        """The door's answer from what both databases know; `connection` reads the log."""
        credential, attendee = self._look_up(connection)
        verdict = decide(
            Presentation(
                payload=self.payload,
                gate=self.gate,
                at=at,
                credential=credential,
                attendee=attendee,
                history=self._history(connection, attendee),
                inside=self.people_inside(self.gate.area, connection) if self.gate.capacity is not None else None,
                direction=self.direction,
                timezone=zone_of(self.setup.event.timezone),
            )
        )
        return without_server(verdict, self.gate, self.setup.gates) if self.alone else verdict

    def _look_up(self, connection: Connection) -> tuple[Credential | None, Attendee | None]:
        if self.payload.fault is not None:
            return None, None
        credential = self.store.cache.credential(self.payload.text)
        code = credential.ticket_code if credential else self.payload.text
        return credential, person_now(self.store, connection, code)

    def _served_now(self, connection: Connection, served: Verdict) -> Verdict:
        """The server may not have heard yet how a name was corrected here; the badge is printed from the verdict."""
        if served.attendee is None:
            return served
        edits = edit_log.edits_of(connection, served.attendee.ticket_code)
        return replace(served, attendee=all_edited(served.attendee, edits)) if edits else served

    def _history(self, connection: Connection, attendee: Attendee | None) -> tuple[Passage, ...]:
        if attendee is None:
            return ()
        areas = self.setup.connected_areas(self.gate.area)
        here = scan_log.scans_of_ticket(connection, attendee.ticket_code, *areas)
        return passages(here + self.store.cache.other_scans(attendee.ticket_code, *areas), self.gate.area)

    def _identity(self, connection: Connection) -> str:
        """The scan id: the one that the server was asked under, also when that was before a crash; a new one else.

        A machine that slept over its question may have settled it meanwhile.
        """
        if self.scan_id and is_open(connection, self.scan_id):
            return self.scan_id
        undecided = undecided_intent(connection, self.payload.text, self.gate.id, self.direction)
        return undecided or new_scan_id()

    def _scan(self, verdict: Verdict, at: datetime, scan_id: str) -> Scan:
        return Scan(
            scan_id=scan_id,
            code=self.payload.text,
            ticket_code=verdict.attendee.ticket_code if verdict.attendee else None,
            gate=self.gate.id,
            area=self.gate.area,
            direction=verdict.direction,
            verdict=verdict.outcome,
            reason=verdict.reason,
            at=at,
            station=self.door.station,
            operator=self.door.operator,
            decided_by=DecidedBy.SERVER if self.served else DecidedBy.LOCAL,
            note=self.overruled,
            session=self.door.session,
        )

    def _badge(self, connection: Connection, verdict: Verdict, scan: Scan) -> PrintJob | None:
        attendee = verdict.attendee
        wanted = verdict.outcome is Outcome.ADMITTED and verdict.first_entry and self.gate.layout is not None
        if not wanted or attendee is None or has_badge(connection, attendee.ticket_code):
            return None
        return PrintJob(
            job_id=uuid.uuid4().hex,
            badge=badge_for(attendee, self.setup),
            layout=self.gate.layout or "",
            created_at=scan.at,
            scan_id=scan.scan_id,
            cause=_cause(connection, attendee.ticket_code),
            operator=self.door.operator,
            state=PrintState.QUEUED,
        )


def person_now(store: StationStore, connection: Connection, ticket_code: str) -> Attendee | None:
    """A person as this station knows them: what the server said, and what was said here since.

    `connection` reads the log: the cache may be busy with a snapshot that lacks a guest who was registered here.
    """
    return all_edited(store.cache.attendee(ticket_code), edit_log.edits_of(connection, ticket_code))


def _cause(connection: Connection, ticket_code: str) -> PrintCause:
    walked_in = edit_log.was_registered_here(connection, ticket_code)
    return PrintCause.WALK_IN if walked_in else PrintCause.CHECK_IN


def zone_of(name: str) -> tzinfo:
    """The event's time zone; one that this machine does not know counts its days in UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def new_scan_id() -> str:
    """A scan's own id, made at the door: 32 hex digits, the time and 74 random bits (UUID version 7, RFC 9562).

    Ids of one time lie side by side in every index: the hub writes a page a group for them, not a page a scan.
    """
    return f"{time.time_ns() // 1_000_000:012x}7{uuid.uuid4().hex[13:]}"
