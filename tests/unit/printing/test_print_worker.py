"""The print worker: every badge once, take-over in the pool, nothing lost, nothing repeated by itself."""

import threading
import time
from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.badges import PrintState
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import Printer
from printing.events import JobPrinted, JobStarted, JobTrouble, PrinterStatusChanged, Trouble
from printing.printing_lane import Rhythm
from printing.reader_zpl import ZplReader
from printing.simulator import SimulatedPrinter
from printing.status import PrinterCondition as Is
from printing.turn import PrintTurn
from printing.worker import PrintWorker
from tests.fakes.job_table import MORNING, FakeJobTable, job
from tests.fakes.print_hall import OFTEN, QUICK, Hall, draw, state


def test_queued_badge_is_printed_and_confirmed():
    with Hall(job(1), printers=1) as hall:
        printed = hall.ear.wait_for(JobPrinted)[0]
        assert hall.paper() == ["T-00001"]
        assert state(hall, 1) is PrintState.PRINTED
        assert printed.printer == "A"
        assert 0 <= printed.first_byte_ms <= printed.confirmed_ms


def test_badge_queued_later_is_printed_after_wake():
    with Hall() as hall:
        hall.ear.wait_for(PrinterStatusChanged, 2)
        hall.jobs.add(job(1))
        hall.worker.wake()
        hall.ear.wait_for(JobPrinted)


def test_forty_badges_come_out_once_each():
    with Hall(*(job(number) for number in range(40))) as hall:
        hall.ear.wait_for(JobPrinted, 40)
        assert hall.paper() == [f"T-{number:05d}" for number in range(40)]


def test_both_printers_of_the_pool_share_the_work():
    with Hall(*(job(number) for number in range(30))) as hall:
        for machine in hall.machines:
            machine.set_condition(ms_per_label=5)
        printed = hall.ear.wait_for(JobPrinted, 30)
        assert {event.printer for event in printed} == {"A", "B"}


def test_other_printer_takes_over_when_paper_is_out_and_says_instead_of_whom():
    hall = Hall(job(1, printer="A"))
    hall.machines[0].set_condition(paper_out=True)
    with hall:
        started = hall.ear.wait_for(JobStarted)[0]
        hall.ear.wait_for(JobPrinted)
        assert (started.printer, started.instead_of) == ("B", "A")
        assert hall.machines[0].labels == []


def test_badges_wait_for_paper_and_then_come_out():
    hall = Hall(job(1), printers=1)
    hall.machines[0].set_condition(paper_out=True)
    with hall:
        waiting = hall.ear.wait_for(JobTrouble)[0]
        assert waiting.trouble is Trouble.WAITING
        assert state(hall, 1) is PrintState.QUEUED
        hall.machines[0].set_condition(paper_out=False)
        hall.ear.wait_for(JobPrinted)
        assert hall.worker.statuses()["A"].can_print


def test_waiting_is_told_once():
    hall = Hall(job(1), printers=1)
    hall.machines[0].set_condition(silent=True)
    with hall:
        hall.ear.wait_for(JobTrouble)
        for _ in range(3):
            hall.worker.wake()
        hall.machines[0].set_condition(silent=False)
        hall.ear.wait_for(JobPrinted)
        assert len(hall.ear.of(JobTrouble)) == 1


def test_unconfirmed_badge_asks_a_person_and_is_never_sent_again():
    hall = Hall(job(1), printers=1)
    hall.machines[0].set_condition(held=True)
    with hall:
        asked = hall.ear.wait_for(JobTrouble)[0]
        assert asked.trouble is Trouble.UNCONFIRMED
        assert state(hall, 1) is PrintState.UNCONFIRMED
        hall.machines[0].release()
        assert hall.machines[0].wait_printed(1)
        hall.machines[0].set_condition(held=False)
        hall.jobs.add(job(2))
        hall.worker.wake()
        hall.ear.wait_for(JobPrinted)
        assert hall.paper() == ["T-00001", "T-00002"]


def test_job_left_in_sending_by_a_crash_asks_a_person():
    jobs = FakeJobTable(job(1), job(2))
    jobs.claim("J-00001", "A", MORNING)
    hall = Hall()
    hall.jobs = jobs
    with hall:
        hall.ear.wait_for(JobPrinted)
        assert hall.ear.of(JobTrouble)[0].trouble is Trouble.UNCONFIRMED
        assert state(hall, 1) is PrintState.UNCONFIRMED
        assert hall.paper() == ["T-00002"]


def test_stale_badge_expires_unprinted():
    with Hall(job(1, created_at=MORNING - timedelta(minutes=31)), job(2)) as hall:
        hall.ear.wait_for(JobPrinted)
        assert state(hall, 1) is PrintState.EXPIRED
        assert hall.paper() == ["T-00002"]


@pytest.mark.parametrize(
    "trouble",
    [EnvironmentProblem(ProblemKind.BAD_LAYOUT, "Layout x is not there", "choose another"), KeyError("bug")],
)
def test_badge_that_cannot_be_drawn_fails_and_the_next_one_prints(trouble, caplog):
    def render(one, printer):
        if one.job_id == "J-00001":
            raise trouble
        return draw(one, printer)

    with Hall(job(1), job(2), render=render) as hall:
        hall.ear.wait_for(JobPrinted)
        assert hall.ear.wait_for(JobTrouble)[0].trouble is Trouble.FAILED
        assert state(hall, 1) is PrintState.FAILED


def test_many_badges_without_a_printer_hold_up_nobody_behind_them():
    stuck = [job(number, layout="a6") for number in range(60)]
    hall = Hall(*stuck, job(99), printers=1, media=("4x3",))
    with hall:
        hall.ear.wait_for(JobPrinted)
        assert hall.paper() == ["T-00099"]
        assert len(hall.jobs.queued(100)) == 60


def test_status_changes_are_told():
    with Hall(printers=1) as hall:
        hall.ear.wait_for(PrinterStatusChanged)
        hall.machines[0].set_condition(head_open=True)
        hall.jobs.add(job(1))
        hall.worker.wake()
        changed = hall.ear.wait_for(PrinterStatusChanged, 2)[1]
        assert (changed.printer, changed.status.troubles) == ("A", (Is.HEAD_OPEN,))


def test_full_disk_does_not_lose_the_printers_word():
    class FullOnce(FakeJobTable):
        refusals = 2

        def finish(self, *arguments, **more):
            if self.refusals:
                self.refusals -= 1
                raise EnvironmentProblem(ProblemKind.DISK_FULL, "The disk is full", "make room")
            return super().finish(*arguments, **more)

    hall = Hall()
    hall.jobs = FullOnce(job(1))
    with hall:
        hall.ear.wait_for(JobPrinted)
        assert state(hall, 1) is PrintState.PRINTED
        assert hall.paper() == ["T-00001"]


def test_labels_of_a_roll_are_counted_and_twenty_left_is_a_warning():
    with Hall(printers=1) as hall:
        hall.ear.wait_for(PrinterStatusChanged)
        hall.worker.load_roll("A", 22)
        for number in range(2):
            hall.jobs.add(job(number))
        hall.worker.wake()
        hall.ear.wait_for(JobPrinted, 2)
        status = hall.worker.statuses()["A"]
        assert (status.labels_left, Is.NEARLY_OUT in status.conditions) == (20, True)
        hall.worker.load_roll("A", 500)
        status = hall.worker.statuses()["A"]
        assert (status.labels_left, Is.NEARLY_OUT in status.conditions) == (500, False)


def test_badge_that_comes_out_while_the_program_closes_is_confirmed():
    hall = Hall(job(1), printers=1)
    hall.machines[0].set_condition(held=True)
    with hall:
        assert hall.machines[0].wait_received(1)
        closing = threading.Thread(target=hall.worker.stop)
        closing.start()
        hall.machines[0].release()
        closing.join()
        assert state(hall, 1) is PrintState.PRINTED


class AlwaysFull(FakeJobTable):
    """A table whose disk takes no claim."""

    def __init__(self, *jobs):
        super().__init__(*jobs)
        self.tries = []
        self.six_tries = threading.Event()

    def claim(self, *_):
        self.tries.append(time.monotonic())
        if len(self.tries) >= 6:
            self.six_tries.set()
        raise EnvironmentProblem(ProblemKind.DISK_FULL, "The disk is full", "make room")


def test_full_disk_makes_the_lanes_neither_busy_nor_talkative(caplog):
    hall = Hall()
    hall.jobs = AlwaysFull(job(1))
    with hall:
        assert hall.jobs.six_tries.wait(20)
    assert hall.jobs.tries[5] - hall.jobs.tries[0] >= 2 * OFTEN.trouble / 1000  # two lanes, three tries each
    assert len(caplog.records) <= 2
    assert state(hall, 1) is PrintState.QUEUED
    assert hall.paper() == []


def test_answer_that_trips_a_bug_does_not_end_the_lane(monkeypatch, caplog):
    hall, asked = Hall(job(1), printers=1), []

    def stumble(reader, *arguments):
        asked.append(arguments)
        if len(asked) == 1:
            raise KeyError("bug")
        return read(reader, *arguments)

    read = ZplReader.read
    monkeypatch.setattr(ZplReader, "read", stumble)
    with hall:
        hall.ear.wait_for(JobPrinted)


def test_bug_while_a_badge_is_under_way_asks_a_person_and_the_next_one_prints(monkeypatch, caplog):
    hall, sends = Hall(job(1), job(2), printers=1), []

    def stumble(reader):
        sends.append(reader)
        if len(sends) == 1:
            raise KeyError("bug")

    monkeypatch.setattr(ZplReader, "sent", stumble)
    with hall:
        hall.ear.wait_for(JobPrinted)
        assert state(hall, 1) is PrintState.UNCONFIRMED
        assert state(hall, 2) is PrintState.PRINTED
        assert hall.paper() == ["T-00001", "T-00002"]


def second_worker(hall, turn):
    """Another program on the same table, with a printer of its own."""
    return PrintWorker(
        jobs=hall.jobs,
        printers=[Printer(name="A", uri=hall.machines[0].uri)],
        render=draw,
        clock=hall.clock,
        on_event=hall.ear,
        patience=QUICK,
        rhythm=Rhythm(well=10_000, trouble=20, look=10),
        turn=turn,
    )


def test_second_program_leaves_the_first_ones_badges_alone_and_prints_when_it_has_ended(tmp_path):
    first = PrintTurn(tmp_path)
    assert first.take()
    with Hall(printers=0) as hall:
        hall.machines.append(SimulatedPrinter().start())
        on_its_way = replace(job(1), state=PrintState.SENDING, printer="A")
        hall.jobs.add(on_its_way)
        hall.jobs.add(job(2))
        second = second_worker(hall, PrintTurn(tmp_path))
        second.start()
        try:
            assert hall.jobs.of("J-00001") == on_its_way
            assert hall.jobs.of("J-00002").state is PrintState.QUEUED
            first.give_back()
            hall.ear.wait_for(JobPrinted)
            assert hall.jobs.of("J-00001").state is PrintState.UNCONFIRMED
            assert hall.paper() == ["T-00002"]
        finally:
            second.stop()


def test_turn_is_free_again_after_a_stop(tmp_path):
    with Hall(printers=0) as hall:
        hall.machines.append(SimulatedPrinter().start())
        worker = second_worker(hall, PrintTurn(tmp_path))
        worker.start()
        assert not PrintTurn(tmp_path).take()
        worker.stop()
    free = PrintTurn(tmp_path)
    assert free.take()
    free.give_back()


def test_badge_queued_by_another_program_is_printed_without_a_word(tmp_path):
    with Hall(printers=0) as hall:
        hall.machines.append(SimulatedPrinter().start())
        worker = second_worker(hall, PrintTurn(tmp_path))
        worker.start()
        hall.ear.wait_for(PrinterStatusChanged)
        hall.jobs.add(job(1))
        hall.ear.wait_for(JobPrinted)
        worker.stop()
