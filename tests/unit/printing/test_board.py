"""The board gives one job to one hand, and counts rolls."""

from datetime import timedelta

from kiosk.domain.badges import PrintState
from printing.board import Board
from printing.config import Printer
from printing.events import PrinterStatusChanged
from printing.status import SILENCE, status_of
from tests.fakes.job_table import MORNING, FakeJobTable, job
from tests.fakes.printing_ears import EventEar, FixedClock


def board(table, clock=None, ear=None, steady=lambda: 0.0):
    made = Board(
        queue=table,
        printers=[Printer(name="A", uri="tcp://a"), Printer(name="B", uri="tcp://b")],
        clock=clock or FixedClock(MORNING),
        tell=ear or EventEar(),
        expire_after=timedelta(minutes=30),
        steady=steady,
    )
    for name in "AB":
        made.note(name, status_of(set(), queued=0))
    return made


class Hours:
    """A steady clock."""

    passed = 0

    def __call__(self):
        return self.passed * 3600.0


def test_one_job_is_never_in_two_hands():
    made = board(FakeJobTable(job(1)))
    assert made.take("A") == job(1)
    assert made.take("B") is None


def test_job_that_was_not_sent_goes_to_another_hand():
    made = board(FakeJobTable(job(1)))
    made.release("A", made.take("A"))
    made.note("A", SILENCE)
    assert made.take("A") is None
    assert made.take("B") == job(1)


def test_job_in_hand_does_not_expire():
    table, hours = FakeJobTable(job(1)), Hours()
    made = board(table, steady=hours)
    made.take("A")
    hours.passed = 1
    made.take("B")
    assert table.of("J-00001").state is PrintState.QUEUED


def test_job_that_waits_for_too_long_expires_whatever_the_wall_clock_says():
    table, clock, hours = FakeJobTable(job(1)), FixedClock(MORNING), Hours()
    made = board(table, clock, steady=hours)
    for name in "AB":
        made.note(name, SILENCE)
    made.take("A")
    clock.advance(timedelta(hours=-2))
    hours.passed = 1
    made.take("A")
    assert table.of("J-00001").state is PrintState.EXPIRED


def test_clock_that_is_put_right_by_two_hours_gives_no_waiting_badge_up():
    table, clock = FakeJobTable(job(1)), FixedClock(MORNING)
    made = board(table, clock)
    for name in "AB":
        made.note(name, SILENCE)
    assert made.take("A") is None
    clock.advance(timedelta(hours=2))
    made.note("A", status_of(set(), queued=0))
    assert made.take("A") == job(1)


def test_job_from_before_this_start_expires_by_the_time_it_was_made_at():
    table = FakeJobTable(job(1))
    made = board(table, FixedClock(MORNING + timedelta(minutes=31)))
    assert made.take("A") is None
    assert table.of("J-00001").state is PrintState.EXPIRED


def test_printer_that_was_changed_gets_no_job_before_its_first_word():
    made = board(FakeJobTable(job(1)))
    made.renew([Printer(name="A", uri="tcp://elsewhere")])
    assert made.statuses() == {"A": None}
    assert made.take("A") is None
    made.note("A", status_of(set(), queued=0))
    assert made.take("A") == job(1)


def test_printer_that_was_not_changed_keeps_its_word():
    made = board(FakeJobTable(job(1)))
    made.renew([Printer(name="A", uri="tcp://a"), Printer(name="C", uri="tcp://c")])
    assert made.take("C") is None
    assert made.take("A") == job(1)


def test_word_of_a_printer_that_is_gone_is_of_no_use():
    made = board(FakeJobTable(job(1)))
    taken = made.take("A")
    made.renew([])
    made.note("A", status_of(set(), queued=0))
    made.release("A", taken)
    made.load_roll("A", 100)
    assert (made.statuses(), made.printer("A"), made.take("A")) == ({}, None, None)


def test_same_status_is_told_once():
    ear = EventEar()
    made = board(FakeJobTable(), ear=ear)
    made.note("A", SILENCE)
    made.note("A", SILENCE)
    assert [event.status for event in ear.of(PrinterStatusChanged)][2:] == [SILENCE]


def test_wait_ends_at_once_when_there_was_news():
    made = board(FakeJobTable())
    seen = made.news
    made.wake()
    made.wait(seen, 60)
    assert made.news > seen
