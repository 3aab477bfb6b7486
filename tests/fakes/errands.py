"""Stand-ins around the self-service journey: a hand-turned clock and a note-taker for what it asks of the world."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.domain.badges import Badge, PrintJob
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Outcome, Reason, Scan, Verdict
from kiosk.service.check_in import CheckedIn
from ui.selfservice.steps import StaffCall

AT = datetime(2023, 6, 7, 8, 42, tzinfo=UTC)


class HandClock:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class NotedErrands:
    """Remembers what was asked, in order."""

    looked_up: list[tuple[str, int]] = field(default_factory=list)
    checked_in: list[tuple[str, int]] = field(default_factory=list)
    calls: list[StaffCall] = field(default_factory=list)

    def look_up(self, code: str, visit: int) -> None:
        self.looked_up.append((code, visit))

    def check_in(self, code: str, visit: int) -> None:
        self.checked_in.append((code, visit))

    def call_staff(self, call: StaffCall) -> None:
        self.calls.append(call)


def person(name: str = "Fatima-Zahra EL IDRISSI", *, language: str = "fr", ticket_code: str = "CSC-001") -> Attendee:
    """An invented visitor."""
    return Attendee(
        ticket_code=ticket_code,
        name=name,
        name_ar="فاطمة الزهراء الإدريسي",
        company="Ville de Dakar",
        job_title="Conseillère municipale",
        category="delegation",
        language=language,
    )


def verdict(attendee: Attendee | None, reason: Reason | None = None, direction: Direction = Direction.ENTRY) -> Verdict:
    """Admitted without a reason; answers needed ask; all else refuses."""
    outcome = Outcome.ADMITTED if reason is None else Outcome.REFUSED
    if reason is Reason.ANSWERS_NEEDED:
        outcome = Outcome.ASK
    return Verdict(outcome=outcome, reason=reason, direction=direction, attendee=attendee, first_entry=True)


def print_job(attendee: Attendee, job_id: str = "job-1") -> PrintJob:
    """A badge on its way."""
    badge = Badge(ticket_code=attendee.ticket_code, code=attendee.ticket_code, name=attendee.name)
    return PrintJob(job_id=job_id, badge=badge, layout="4x3", created_at=AT)


def checked_in(
    answer: Verdict, job: PrintJob | None = None, *, code: str = "CSC-001", gate: str = "north"
) -> CheckedIn:
    """What is on disk after a check-in."""
    scan = Scan(
        scan_id="0" * 32,
        code=code,
        ticket_code=answer.attendee.ticket_code if answer.attendee else None,
        gate=gate,
        area="hall",
        direction=answer.direction,
        verdict=answer.outcome,
        reason=answer.reason,
        at=AT,
        station="kiosk-1",
    )
    return CheckedIn(scan=scan, verdict=answer, print_job=job)
