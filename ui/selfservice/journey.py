"""The way through the kiosk as a state machine without Qt: what a scan, a finger, a printer or the time changes.

Nothing is written before the visitor has said "that's me"; until then there is only a look-up. Answers that
arrive after the visitor has left are dropped, and whoever walks away is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from kiosk.domain.badges import PrintJob
from kiosk.domain.event import Language
from kiosk.domain.scans import Outcome, Verdict
from kiosk.service.check_in import CheckedIn
from ui.selfservice.steps import CallCause, KioskTrouble, StaffCall, Stage, Step, Visit

IDLE_S = 30.0
"""Nobody touched anything for this long: ask."""
EXTEND_S = 20.0
"""Nobody answered for this long: wipe."""
TAKE_S = 8.0
"""Time to take the badge from the slot."""
READ_S = 20.0
"""Time to read "please see the desk" or a welcome."""
STAFF_S = 60.0
LOOK_S = 10.0
PRINT_S = 45.0
"""A badge that the printer did not confirm by then is handed out at the desk."""

_LIMITS = {
    Step.LOOKING: LOOK_S,
    Step.CONFIRM: IDLE_S,
    Step.CHECKING_IN: PRINT_S,
    Step.PRINTING: PRINT_S,
    Step.TAKE: TAKE_S,
    Step.WELCOME: TAKE_S,
    Step.DESK: READ_S,
    Step.STAFF_CALLED: STAFF_S,
    Step.STILL_THERE: EXTEND_S,
}
_OPEN_TO_SCANS = frozenset({Step.ATTRACT, Step.TAKE, Step.WELCOME, Step.DESK, Step.STAFF_CALLED})
"""Where a scan begins the next visit. On CONFIRM a second code in the picture must not swap the person."""
_FIXED = frozenset({Step.LOOKING, Step.CHECKING_IN, Step.PRINTING})
"""A finger on the glass does not make these last longer."""
_NEEDS_PRINTER = frozenset({Step.ATTRACT, Step.LOOKING, Step.CONFIRM, Step.STILL_THERE, Step.TROUBLE})
_NEEDS_CAMERA = frozenset({Step.ATTRACT, Step.TROUBLE})


class Errands(Protocol):
    """What the journey asks of the world. Answers come back by `looked_up`, `checked_in` and `failed`, each with
    the `visit` number that it was asked with."""

    def look_up(self, code: str, visit: int) -> None: ...

    def check_in(self, code: str, visit: int) -> None: ...

    def call_staff(self, call: StaffCall) -> None: ...


class Journey:
    """One kiosk. `monotonic` tells seconds; `tick` is to be called a few times a second."""

    def __init__(self, errands: Errands, monotonic: Callable[[], float]) -> None:
        self._errands = errands
        self._monotonic = monotonic
        self._visit_number = 0
        self._cases = 0
        self._troubles: frozenset[KioskTrouble] = frozenset()
        self._touched_at = monotonic()
        self.step = Step.ATTRACT
        self.visit = Visit()

    @property
    def seconds_left(self) -> int | None:
        """Whole seconds until the screen changes by itself; None where it waits for ever."""
        limit = _LIMITS.get(self.step)
        return None if limit is None else max(0, round(limit - self._idle()))

    # what the visitor does

    def scan(self, code: str) -> None:
        """A code was held before the camera."""
        if self.step not in _OPEN_TO_SCANS:
            return
        chosen = self.visit.language if self.step is Step.ATTRACT else None
        self._begin(Step.LOOKING, Visit(code=code, language=chosen))
        self._errands.look_up(code, self._visit_number)

    def touch(self) -> None:
        """Somebody is there: the time begins anew, and a warning goes away."""
        if self.step not in _FIXED:
            self._touched_at = self._monotonic()
        if self.step is Step.STILL_THERE:
            self._show(Step.CONFIRM)

    def choose(self, language: Language) -> None:
        """The visitor's own choice stands above the registration's language until the visit ends."""
        self.touch()
        self.visit = replace(self.visit, language=language)

    def thats_me(self) -> None:
        """The visitor confirmed: now the check-in is written and the badge queued."""
        if self.step is Step.CONFIRM:
            self._show(Step.CHECKING_IN)
            self._errands.check_in(self.visit.code, self._visit_number)

    def start_again(self) -> None:
        """Forgets everything, language included."""
        self._go_home()

    not_me = start_again

    def call_staff(self) -> None:
        """A person is asked for; what was on the screen is wiped, a badge on its way still comes out."""
        visit = Visit(language=self.visit.language, number=self._new_case())
        self._tell_staff(CallCause.ASKED, visit)
        self._begin(Step.STAFF_CALLED, visit)

    # what the engine answers

    def looked_up(self, visit: int, verdict: Verdict, badge_png: bytes | None) -> None:
        """The look-up's answer. A no is recorded like every scan, and its reason stays off the screen."""
        if visit != self._visit_number or self.step is not Step.LOOKING:
            return
        language = self.visit.language or _language_of(verdict)
        self.visit = replace(self.visit, person=verdict.attendee, badge_png=badge_png, language=language)
        if verdict.outcome is Outcome.ADMITTED:
            self._show(Step.CONFIRM)
            return
        self._to_the_desk(CallCause.REFUSED)
        self._errands.check_in(self.visit.code, visit)

    def checked_in(self, visit: int, answer: CheckedIn) -> None:
        """The check-in is on disk. A no of the look-up may have become a yes meanwhile."""
        if visit != self._visit_number or self.step not in (Step.CHECKING_IN, Step.DESK):
            return
        if answer.verdict.outcome is Outcome.ADMITTED:
            self._admit(answer)
        elif self.step is Step.CHECKING_IN:
            self._to_the_desk(CallCause.REFUSED)

    def _admit(self, answer: CheckedIn) -> None:
        job = answer.print_job
        self.visit = replace(self.visit, person=answer.verdict.attendee, job=job, number=None)
        self._show(Step.PRINTING if job else Step.WELCOME)

    def failed(self, visit: int) -> None:
        """The station could not do what was asked (disk, database): nothing was stored, a person must help."""
        if visit == self._visit_number and self.step in (Step.LOOKING, Step.CHECKING_IN):
            self._to_the_desk(CallCause.FAILURE)

    # what the printer says

    def badge_started(self, job: PrintJob, elsewhere: str = "") -> None:
        """The first bytes of a badge leave; `elsewhere` names another printer than the kiosk's own."""
        self._badge_stage(job, Stage.SENDING, elsewhere)

    def badge_waits(self, job: PrintJob) -> None:
        """No printer takes the badge now; it goes on by itself."""
        self._badge_stage(job, Stage.WAITING)

    def badge_printed(self, job: PrintJob, elsewhere: str = "") -> None:
        """The printer said that the badge is out."""
        if self._is_mine(job):
            self.visit = replace(self.visit, elsewhere=elsewhere)
            self._show(Step.TAKE)

    def badge_lost(self, job: PrintJob) -> None:
        """Nobody knows that the badge is out: the desk hands it out."""
        if self._is_mine(job):
            self._to_the_desk(CallCause.BADGE)

    def trouble(self, kind: KioskTrouble, *, present: bool) -> None:
        """A part of the kiosk is lost or back. Staff are told once, and the screen recovers by itself."""
        before = self._troubles
        self._troubles = before | {kind} if present else before - {kind}
        if self._troubles - before:
            self._errands.call_staff(StaffCall(cause=CallCause.TROUBLE, troubles=self._troubles))
        self._settle()

    # the time

    def tick(self) -> None:
        """Looks at the clock."""
        limit = _LIMITS.get(self.step)
        if limit is None:
            self._forget_a_chosen_language()
        elif self._idle() >= limit:
            self._time_is_up()

    def _time_is_up(self) -> None:
        if self.step is Step.CONFIRM:
            self._show(Step.STILL_THERE)
        elif self.step in (Step.CHECKING_IN, Step.PRINTING):
            self._to_the_desk(CallCause.BADGE)
        else:
            self._go_home()

    def _forget_a_chosen_language(self) -> None:
        if self.visit.language is not None and self._idle() >= IDLE_S:
            self.visit = Visit()

    def _idle(self) -> float:
        return self._monotonic() - self._touched_at

    # the moves

    def _show(self, step: Step) -> None:
        self.step = step
        self._touched_at = self._monotonic()
        self._settle()

    def _begin(self, step: Step, visit: Visit) -> None:
        self._visit_number += 1
        self.visit = visit
        self._show(step)

    def _go_home(self) -> None:
        self._begin(Step.ATTRACT, Visit())

    def _settle(self) -> None:
        """Where the kiosk can't serve, nobody is led into a dead end."""
        printer = KioskTrouble.PRINTER in self._troubles and self.step in _NEEDS_PRINTER
        camera = KioskTrouble.CAMERA in self._troubles and self.step in _NEEDS_CAMERA
        if (printer or camera) and self.step is not Step.TROUBLE:
            self._begin(Step.TROUBLE, Visit(language=self.visit.language))
        elif self.step is Step.TROUBLE and not self._troubles:
            self._go_home()

    def _to_the_desk(self, cause: CallCause) -> None:
        visit = Visit(language=self.visit.language, code=self.visit.code, number=self._new_case())
        self._tell_staff(cause, visit)
        self.visit = visit
        self._show(Step.DESK)

    def _tell_staff(self, cause: CallCause, visit: Visit) -> None:
        person = self.visit.person
        ticket_code = person.ticket_code if person else None
        self._errands.call_staff(StaffCall(cause=cause, number=visit.number, ticket_code=ticket_code))

    def _new_case(self) -> int:
        """1 to 99 in turn: short enough to be said aloud."""
        self._cases = self._cases % 99 + 1
        return self._cases

    def _badge_stage(self, job: PrintJob, stage: Stage, elsewhere: str = "") -> None:
        if self._is_mine(job):
            self.visit = replace(self.visit, stage=stage, elsewhere=elsewhere)

    def _is_mine(self, job: PrintJob) -> bool:
        """By the ticket, because a quick printer may speak before the check-in's own answer is here."""
        person = self.visit.person
        waiting = self.step in (Step.CHECKING_IN, Step.PRINTING)
        return waiting and person is not None and person.ticket_code == job.badge.ticket_code


def _language_of(verdict: Verdict) -> Language | None:
    attendee = verdict.attendee
    known = attendee is not None and attendee.language in {language.value for language in Language}
    return Language(attendee.language) if attendee is not None and known else None
