"""A self-service station in memory: the demo event, judged by the real admission rules, nothing on disk."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.event import Setup
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Outcome, Verdict
from kiosk.service.check_in import CheckedIn
from tests.fakes.errands import checked_in, print_job
from ui.selfservice.services import Recognised
from ui.selfservice.steps import StaffCall


class MemoryKiosk:
    """Satisfies `SelfServiceServices`. `disk_full` makes the next check-in fail."""

    def __init__(self, setup: Setup, people: list[Attendee], now: datetime, badge_png: bytes | None = None) -> None:
        self._setup = setup
        self._people = {person.ticket_code: person for person in people}
        self._now = now
        self._badge_png = badge_png
        self.written: list[str] = []
        self.calls: list[StaffCall] = []
        self.problem: EnvironmentProblem | None = None

    def setup(self) -> Setup:
        return self._setup

    def look_up(self, code: str) -> Recognised:
        verdict = self._verdict(code)
        return Recognised(verdict=verdict, badge_png=self._badge_png if verdict.outcome is Outcome.ADMITTED else None)

    def check_in(self, code: str) -> CheckedIn:
        if self.problem is not None:
            raise self.problem
        verdict = self._verdict(code)
        self.written.append(code)
        admitted = verdict.outcome is Outcome.ADMITTED and verdict.attendee is not None
        job = print_job(verdict.attendee) if admitted and verdict.attendee else None
        return checked_in(verdict, job, code=code)

    def call_staff(self, call: StaffCall) -> None:
        self.calls.append(call)

    def _verdict(self, code: str) -> Verdict:
        presentation = Presentation(
            payload=read_payload(code),
            gate=self._setup.gates[0],
            at=self._now,
            attendee=self._people.get(code),
        )
        return decide(presentation)
