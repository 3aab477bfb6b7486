"""The rule book of the self-service kiosk, told without a screen."""

from __future__ import annotations

import pytest

from kiosk.domain.event import Language
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Reason
from tests.fakes.errands import HandClock, NotedErrands, checked_in, person, print_job, verdict
from ui.selfservice.journey import EXTEND_S, IDLE_S, PRINT_S, TAKE_S, Journey
from ui.selfservice.steps import CallCause, KioskTrouble, Stage, Step, Visit

PNG = b"png"


class Kiosk:
    """A journey with its clock and its errands, and short ways to the steps."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.errands = NotedErrands()
        self.journey = Journey(self.errands, self.clock)
        self.fatima = person()
        self.job = print_job(self.fatima)

    @property
    def step(self) -> Step:
        return self.journey.step

    @property
    def visit_number(self) -> int:
        return self.errands.looked_up[-1][1]

    def show(self, attendee: Attendee | None, reason: Reason | None = None) -> None:
        self.journey.scan("CSC-001")
        self.journey.looked_up(self.visit_number, verdict(attendee, reason), PNG if reason is None else None)

    def to_confirm(self) -> None:
        self.show(self.fatima)

    def to_printing(self) -> None:
        self.to_confirm()
        self.journey.thats_me()
        self.journey.checked_in(self.visit_number, checked_in(verdict(self.fatima), self.job))

    def wait(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        self.journey.tick()


@pytest.fixture
def kiosk() -> Kiosk:
    return Kiosk()


def test_scan_on_the_attract_screen_goes_straight_to_confirm(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    assert kiosk.step is Step.CONFIRM
    assert kiosk.journey.visit.badge_png == PNG


def test_nothing_is_written_before_the_visitor_confirms(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    assert kiosk.errands.checked_in == []
    kiosk.journey.thats_me()
    assert kiosk.errands.checked_in == [("CSC-001", kiosk.visit_number)]


def test_second_press_of_thats_me_checks_in_once(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.thats_me()
    kiosk.journey.thats_me()
    assert len(kiosk.errands.checked_in) == 1


def test_not_me_goes_home_and_forgets_the_person(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.not_me()
    assert (kiosk.step, kiosk.journey.visit) == (Step.ATTRACT, Visit())
    assert kiosk.errands.checked_in == []


def test_confirm_speaks_the_language_of_the_registration(kiosk: Kiosk) -> None:
    kiosk.show(person(language="ar"))
    assert kiosk.journey.visit.language is Language.ARABIC


def test_language_chosen_by_the_visitor_stands_above_the_registration(kiosk: Kiosk) -> None:
    kiosk.journey.choose(Language.ENGLISH)
    kiosk.show(person(language="ar"))
    assert kiosk.journey.visit.language is Language.ENGLISH


def test_registration_without_a_language_leaves_the_kiosk_its_own(kiosk: Kiosk) -> None:
    kiosk.show(person(language="tlh"))
    assert kiosk.journey.visit.language is None


def test_chosen_language_is_forgotten_when_nobody_goes_on(kiosk: Kiosk) -> None:
    kiosk.journey.choose(Language.ENGLISH)
    kiosk.wait(IDLE_S - 1)
    assert kiosk.journey.visit.language is Language.ENGLISH
    kiosk.wait(1)
    assert kiosk.journey.visit == Visit()


def test_second_code_in_the_picture_does_not_swap_the_person(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.scan("CSC-002")
    assert kiosk.journey.visit.code == "CSC-001"
    assert len(kiosk.errands.looked_up) == 1


def test_badge_is_taken_when_the_printer_has_said_so(kiosk: Kiosk) -> None:
    kiosk.to_printing()
    assert (kiosk.step, kiosk.journey.visit.stage) == (Step.PRINTING, Stage.QUEUED)
    kiosk.journey.badge_started(kiosk.job)
    assert kiosk.journey.visit.stage is Stage.SENDING
    kiosk.journey.badge_printed(kiosk.job)
    assert kiosk.step is Step.TAKE
    kiosk.wait(TAKE_S)
    assert (kiosk.step, kiosk.journey.visit) == (Step.ATTRACT, Visit())


def test_printer_quicker_than_the_answer_of_the_check_in_is_heard(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.thats_me()
    kiosk.journey.badge_started(kiosk.job)
    kiosk.journey.badge_printed(kiosk.job)
    kiosk.journey.checked_in(kiosk.visit_number, checked_in(verdict(kiosk.fatima), kiosk.job))
    assert kiosk.step is Step.TAKE


def test_badge_of_somebody_else_changes_nothing(kiosk: Kiosk) -> None:
    kiosk.to_printing()
    other = print_job(person("Yassine TAZI", ticket_code="CSC-777"))
    kiosk.journey.badge_printed(other)
    kiosk.journey.badge_lost(other)
    assert kiosk.step is Step.PRINTING


def test_printer_that_waits_keeps_the_visitor_informed(kiosk: Kiosk) -> None:
    kiosk.to_printing()
    kiosk.journey.badge_waits(kiosk.job)
    assert (kiosk.step, kiosk.journey.visit.stage) == (Step.PRINTING, Stage.WAITING)


def test_badge_that_is_not_known_to_be_out_is_handed_out_at_the_desk(kiosk: Kiosk) -> None:
    kiosk.to_printing()
    kiosk.journey.badge_lost(kiosk.job)
    assert kiosk.step is Step.DESK
    assert kiosk.errands.calls[-1].cause is CallCause.BADGE
    assert kiosk.errands.calls[-1].ticket_code == "CSC-001"


def test_printer_that_says_nothing_sends_to_the_desk(kiosk: Kiosk) -> None:
    kiosk.to_printing()
    kiosk.wait(PRINT_S - 1)
    kiosk.journey.touch()
    kiosk.wait(1)
    assert kiosk.step is Step.DESK


def test_person_who_has_a_badge_already_is_simply_welcome(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.thats_me()
    kiosk.journey.checked_in(kiosk.visit_number, checked_in(verdict(kiosk.fatima)))
    assert kiosk.step is Step.WELCOME


@pytest.mark.parametrize("reason", list(Reason))
def test_every_no_sends_to_the_desk_with_a_number_and_without_a_name(kiosk: Kiosk, reason: Reason) -> None:
    kiosk.show(kiosk.fatima, reason)
    assert kiosk.step is Step.DESK
    assert kiosk.journey.visit.person is None
    assert kiosk.journey.visit.number == 1
    assert kiosk.errands.calls[-1].number == 1


def test_refused_scan_is_kept_like_any_other(kiosk: Kiosk) -> None:
    kiosk.show(None, Reason.UNKNOWN_CODE)
    assert kiosk.errands.checked_in == [("CSC-001", kiosk.visit_number)]


def test_no_that_became_a_yes_while_it_was_recorded_gives_the_badge(kiosk: Kiosk) -> None:
    kiosk.show(None, Reason.UNKNOWN_CODE)
    kiosk.journey.checked_in(kiosk.visit_number, checked_in(verdict(kiosk.fatima), kiosk.job))
    assert (kiosk.step, kiosk.journey.visit.number) == (Step.PRINTING, None)


def test_next_scan_may_follow_a_refusal_at_once(kiosk: Kiosk) -> None:
    kiosk.show(None, Reason.UNKNOWN_CODE)
    kiosk.to_confirm()
    assert kiosk.step is Step.CONFIRM


def test_door_that_says_no_at_the_last_moment_prints_nothing(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.thats_me()
    answer = checked_in(verdict(kiosk.fatima, Reason.ALREADY_ADMITTED))
    kiosk.journey.checked_in(kiosk.visit_number, answer)
    assert kiosk.step is Step.DESK


def test_idle_visitor_is_asked_and_then_wiped(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.wait(IDLE_S)
    assert (kiosk.step, kiosk.journey.seconds_left) == (Step.STILL_THERE, round(EXTEND_S))
    kiosk.wait(EXTEND_S)
    assert (kiosk.step, kiosk.journey.visit) == (Step.ATTRACT, Visit())


def test_a_touch_extends_the_time(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.wait(IDLE_S)
    kiosk.wait(EXTEND_S - 1)
    kiosk.journey.touch()
    assert kiosk.step is Step.CONFIRM
    kiosk.wait(IDLE_S - 1)
    assert kiosk.step is Step.CONFIRM


def test_answer_for_a_visitor_who_left_is_dropped(kiosk: Kiosk) -> None:
    kiosk.journey.scan("CSC-001")
    left = kiosk.visit_number
    kiosk.journey.start_again()
    kiosk.journey.looked_up(left, verdict(kiosk.fatima), PNG)
    assert (kiosk.step, kiosk.journey.visit) == (Step.ATTRACT, Visit())


def test_answer_for_the_visitor_before_is_not_shown_to_the_next(kiosk: Kiosk) -> None:
    kiosk.journey.scan("CSC-001")
    before = kiosk.visit_number
    kiosk.journey.start_again()
    kiosk.journey.scan("CSC-002")
    kiosk.journey.looked_up(before, verdict(kiosk.fatima), PNG)
    assert kiosk.step is Step.LOOKING


def test_station_that_fails_sends_to_the_desk(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.thats_me()
    kiosk.journey.failed(kiosk.visit_number)
    assert kiosk.step is Step.DESK
    assert kiosk.errands.calls[-1].cause is CallCause.FAILURE


def test_staff_who_are_called_learn_number_and_ticket_and_the_screen_shows_no_person(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.call_staff()
    call = kiosk.errands.calls[-1]
    assert (call.cause, call.number, call.ticket_code) == (CallCause.ASKED, 1, "CSC-001")
    assert kiosk.step is Step.STAFF_CALLED
    assert kiosk.journey.visit.person is None


def test_numbers_stay_short_enough_to_be_said_aloud(kiosk: Kiosk) -> None:
    for _ in range(100):
        kiosk.journey.call_staff()
    assert {call.number for call in kiosk.errands.calls} == set(range(1, 100))


@pytest.mark.parametrize("trouble", list(KioskTrouble))
def test_trouble_closes_the_attract_screen_tells_staff_once_and_recovers(kiosk: Kiosk, trouble: KioskTrouble) -> None:
    kiosk.journey.trouble(trouble, present=True)
    kiosk.journey.trouble(trouble, present=True)
    assert kiosk.step is Step.TROUBLE
    assert [call.troubles for call in kiosk.errands.calls] == [frozenset({trouble})]
    kiosk.journey.trouble(trouble, present=False)
    assert kiosk.step is Step.ATTRACT


def test_printer_lost_while_confirming_stops_before_the_check_in(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.trouble(KioskTrouble.PRINTER, present=True)
    kiosk.journey.thats_me()
    assert kiosk.step is Step.TROUBLE
    assert kiosk.journey.visit.person is None
    assert kiosk.errands.checked_in == []


def test_camera_lost_while_confirming_lets_the_visitor_finish(kiosk: Kiosk) -> None:
    kiosk.to_confirm()
    kiosk.journey.trouble(KioskTrouble.CAMERA, present=True)
    assert kiosk.step is Step.CONFIRM
    kiosk.journey.not_me()
    assert kiosk.step is Step.TROUBLE


def test_printer_in_trouble_during_printing_leaves_the_badge_to_the_print_worker(kiosk: Kiosk) -> None:
    kiosk.to_printing()
    kiosk.journey.trouble(KioskTrouble.PRINTER, present=True)
    assert kiosk.step is Step.PRINTING


def test_scan_during_trouble_is_not_served(kiosk: Kiosk) -> None:
    kiosk.journey.trouble(KioskTrouble.PRINTER, present=True)
    kiosk.journey.scan("CSC-001")
    assert kiosk.errands.looked_up == []
