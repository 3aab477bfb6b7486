"""A room's door in memory, judged by the real admission rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.event import Gate, Setup
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Direction, Outcome, Passage
from kiosk.service.check_in import CheckedIn
from tests.fakes.errands import checked_in
from ui.station_status import StationStatus


class MemoryDoor:
    """Satisfies `SessionServices`. `problem` makes every check-in fail."""

    def __init__(self, setup: Setup, gate: Gate, people: list[Attendee], now: datetime, inside: int = 0) -> None:
        self._setup = setup
        self._gate = gate
        self._people = {person.ticket_code: person for person in people}
        self._now = now
        self._history: dict[str, list[Passage]] = {}
        self._inside = inside
        self._clicked: dict[str | None, int] = {}
        self.asked: list[tuple[str, Direction | None, str | None]] = []
        self.problem: EnvironmentProblem | None = None
        self.station = StationStatus()

    def setup(self) -> Setup:
        return self._setup

    def gate(self) -> Gate:
        return self._gate

    def check_in(self, code: str, direction: Direction | None, session: str | None) -> CheckedIn:
        if self.problem is not None:
            raise self.problem
        self.asked.append((code, direction, session))
        history = self._history.setdefault(code, [])
        verdict = decide(
            Presentation(
                payload=read_payload(code),
                gate=self._gate,
                at=self._now,
                attendee=self._people.get(code),
                history=tuple(history),
                inside=self._inside,
                direction=direction,
            )
        )
        answer = checked_in(verdict, code=code, gate=self._gate.id)
        if verdict.outcome is Outcome.ADMITTED:
            self._inside += 1 if verdict.direction is Direction.ENTRY else -1
            history.append(
                Passage(scan_id="0", direction=verdict.direction, at=self._now, gate=self._gate.id, station="door")
            )
        return replace(answer, scan=replace(answer.scan, at=self._now))

    def status(self) -> StationStatus:
        return self.station

    def people_inside(self) -> int:
        return self._inside

    def without_badge(self, session: str | None) -> int:
        return self._clicked.get(session, 0)

    def click(self, by: int, session: str | None) -> int:
        self._clicked[session] = max(0, self.without_badge(session) + by)
        return self._clicked[session]
