"""What the front desk is doing: one person before it, the last answer, the search under way.

Asks the services off the window's thread and tells the window by signals. Holds no widget and no words.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Direction, Outcome, Passage, Scan
from kiosk.service.check_in import CheckedIn
from kiosk.service.registration import Particulars
from ui.bridge import Bridge
from ui.frontdesk.services import BadgeDecision, DeskServices, PersonFile
from ui.tasks import Lane

RESULTS = 12
RECENT = 30
_SOON_MS = 80
"""After an answer the badge is on its way, and news of printers and of the server come in bursts: what is read again
waits until that is over."""


class Desk(QObject):
    """The presenter of the front desk.

    `person` is who stands before the desk, `answer` the verdict on them if one was just given. Signals carry
    CheckedIn, PersonFile or None, (words, list of Found), list of RecentScan, StationStatus, list of PrintJob,
    (ticket code, PNG or None), Registered, PNG or None, and EnvironmentProblem.
    """

    person_changed = Signal()
    answered = Signal(object)
    people_found = Signal(str, object)
    recent_changed = Signal(object)
    status_changed = Signal(object)
    undo_refused = Signal()
    badges_to_settle = Signal(object)
    cases_found = Signal(object)
    badge_drawn = Signal(str, object)
    registered = Signal(object)
    guest_drawn = Signal(object)
    problem_arisen = Signal(object)

    def __init__(self, services: DeskServices, bridge: Bridge) -> None:
        super().__init__()
        self.services = services
        self.person: PersonFile | None = None
        self.answer: CheckedIn | None = None
        self._wanted = ""
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.refresh)
        self._doors = Lane(bridge, "desk-door", self._trouble)
        self._questions = Lane(bridge, "desk-search", self._trouble)

    def stop(self) -> None:
        """Joins both lanes."""
        self._soon.stop()
        self._questions.stop()
        self._doors.stop()

    def scan(self, code: str) -> None:
        """A code was presented."""
        self._doors.run(lambda: self.services.check_in(code), self._take_answer)

    def check_in(self, direction: Direction = Direction.ENTRY) -> None:
        """Lets the person before the desk in or out by hand."""
        if self.person is not None:
            code = self.person.attendee.ticket_code
            self._doors.run(lambda: self.services.check_in(code, direction), self._take_answer)

    def admit_anyway(self, reason: str) -> None:
        """Overrules the refusal of the person before the desk."""
        if self.person is not None:
            code = self._presented_code()
            self._doors.run(lambda: self.services.admit_anyway(code, reason), self._take_answer)

    def undo(self) -> None:
        """Takes back the last passage of the person before the desk."""
        last = self.last_passage
        if last is not None:
            self._doors.run(lambda: self.services.undo(last.scan_id), self._take_undo)

    def reprint(self, reason: str) -> None:
        """Prints the badge again."""
        if self.person is not None:
            code = self.person.attendee.ticket_code
            self._doors.run(lambda: self.services.reprint(code, reason), lambda _: self.refresh())

    def register(self, typed: Particulars) -> None:
        """Somebody nobody knows gets a ticket."""
        self._doors.run(lambda: self.services.register(typed), self.registered.emit)

    def correct(self, ticket_code: str, typed: Particulars) -> None:
        """Changes what is known of somebody."""
        self._doors.run(lambda: self.services.correct(ticket_code, typed), self.registered.emit)

    def draw_guest(self, typed: Particulars, ticket_code: str) -> None:
        """Draws the badge of what is typed so far; only the newest is shown."""
        self._questions.run_newest(lambda: self.services.guest_png(typed, ticket_code), self.guest_drawn.emit)

    def ask_badges_to_settle(self) -> None:
        """Reads the badges that somebody must look after."""
        self._questions.run(self.services.badges_to_settle, self.badges_to_settle.emit)

    def ask_open_cases(self) -> None:
        """Reads what waits for a person besides badges."""
        self._questions.run(self.services.open_cases, self.cases_found.emit)

    def close_double_entry(self, scan_id: str, note: str) -> None:
        """A person has dealt with a ticket that went in twice."""
        self._doors.run(lambda: self.services.close_double_entry(scan_id, note), lambda _: self.refresh())

    def upload_again(self, scan_id: str) -> None:
        """A refused upload gets another chance."""
        self._doors.run(lambda: self.services.upload_again(scan_id), lambda _: self.refresh())

    def keep_here(self, case_id: str) -> None:
        """A refused upload stays at this station; nobody is asked about it again."""
        self._doors.run(lambda: self.services.keep_here(case_id), lambda _: self.refresh())

    def settle_badge(self, job_id: str, decision: BadgeDecision) -> None:
        """Somebody looked at the printer."""
        self._doors.run(lambda: self.services.settle_badge(job_id, decision), lambda _: self.refresh())

    def answer_held_back(self, *, print_them: bool) -> None:
        """Somebody said whether the badges of before are printed."""
        self._doors.run(lambda: self.services.answer_held_back(print_them=print_them), lambda _: self.refresh())

    def search(self, words: str) -> None:
        """Finds people; only the newest question is answered."""
        if words.strip():
            self._questions.run_newest(
                lambda: self.services.find(words, RESULTS), lambda found: self.people_found.emit(words, found)
            )
        else:
            self._questions.forget_newest()

    def open(self, ticket_code: str) -> None:
        """Puts a person before the desk without checking anybody in."""
        self.answer = None
        self._wanted = ticket_code
        self._questions.run(lambda: self.services.person(ticket_code), self._take_person)

    def leave(self) -> None:
        """Nobody is before the desk."""
        self.answer, self.person, self._wanted = None, None, ""
        self.person_changed.emit()

    def refresh_soon(self) -> None:
        """`refresh` in a moment, once for all that asked."""
        if not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Reads status, recent scans and the person again after something happened elsewhere."""
        self._questions.run(lambda: self.services.recent(RECENT), self.recent_changed.emit)
        self.refresh_status()
        if self.person is not None:
            code = self.person.attendee.ticket_code
            self._questions.run(lambda: self.services.person(code), self._take_person)

    def refresh_status(self) -> None:
        """Reads the station's state again."""
        self._questions.run(self.services.status, self.status_changed.emit)

    @property
    def last_passage(self) -> Passage | None:
        """The passage that an undo would take back."""
        return self.person.history[-1] if self.person is not None and self.person.history else None

    @property
    def is_inside(self) -> bool:
        """Whether the person before the desk is in."""
        last = self.last_passage
        return last is not None and last.direction is Direction.ENTRY

    @property
    def is_refused(self) -> bool:
        """Whether the last answer was a no to a known person."""
        return (
            self.person is not None and self.answer is not None and self.answer.verdict.outcome is not Outcome.ADMITTED
        )

    def _presented_code(self) -> str:
        """What was held before the camera, else the ticket itself."""
        if self.answer is not None and self.answer.scan.code:
            return self.answer.scan.code
        return self.person.attendee.ticket_code if self.person is not None else ""

    def _take_answer(self, answer: CheckedIn) -> None:
        self.answer = answer
        attendee = answer.verdict.attendee
        self.person = PersonFile(attendee=attendee) if attendee is not None else None
        self._wanted = attendee.ticket_code if attendee is not None else ""
        self.answered.emit(answer)
        self.refresh_soon()

    def _take_undo(self, undone: Scan | None) -> None:
        if undone is None:
            self.undo_refused.emit()
        else:
            self.answer = None
        self.refresh()

    def _take_person(self, person: PersonFile | None) -> None:
        if person is None or person.attendee.ticket_code != self._wanted:
            return  # somebody else stands before the desk by now
        self.person = person
        self.person_changed.emit()
        code = person.attendee.ticket_code
        self._questions.run(lambda: self.services.badge_png(code), lambda png: self.badge_drawn.emit(code, png))

    def _trouble(self, problem: EnvironmentProblem) -> None:
        self.problem_arisen.emit(problem)
