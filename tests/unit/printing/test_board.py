"""The board gives one job to one hand, and counts rolls."""

from datetime import timedelta

from kiosk.domain.badges import PrintState
from printing.board import Board
from printing.config import Printer
from printing.events import PrinterStatusChanged
from printing.status import SILENCE, status_of
from tests.fakes.job_table import MORNING, FakeJobTable, job
from tests.fakes.printing_ears import EventEar, FixedClock


def board(table, clock=None, ear=None):
    made = Board(
        queue=table,
        printers=[Printer(name="A", uri="tcp://a"), Printer(name="B", uri="tcp://b")],
        clock=clock or FixedClock(MORNING),
        tell=ear or EventEar(),
        expire_after=timedelta(minutes=30),
    )
    for name in "AB":
        made.note(name, status_of(set(), queued=0))
    return made


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
    table, clock = FakeJobTable(job(1)), FixedClock(MORNING)
    made = board(table, clock)
    made.take("A")
    clock.advance(timedelta(hours=1))
    made.take("B")
    assert table.of("J-00001").state is PrintState.QUEUED


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
