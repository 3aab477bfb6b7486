"""Badges that wait since before printing began: nobody is flooded with them, and none is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.badges import PrintState
from printing.backlog import WAITED_LONG, put_aside, waiting_long
from printing.config import Printer
from printing.events import JobPrinted
from printing.line import Patience
from printing.simulator import SimulatedPrinter
from printing.worker import PrintWorker
from tests.fakes.job_table import MORNING, FakeJobTable, job
from tests.fakes.printing_ears import EventEar, FixedClock

LONG_AGO, JUST_NOW = MORNING - WAITED_LONG, MORNING - WAITED_LONG + timedelta(seconds=1)


def table() -> FakeJobTable:
    return FakeJobTable(job(1, created_at=LONG_AGO), job(2, created_at=JUST_NOW))


def test_only_badges_that_wait_for_long_are_asked_about() -> None:
    assert [one.job_id for one in waiting_long(table(), MORNING)] == ["J-00001"]


def test_badge_put_aside_is_found_with_those_to_hand_out() -> None:
    jobs = table()
    assert put_aside(jobs, waiting_long(jobs, MORNING), MORNING)
    assert jobs.of("J-00001").state is PrintState.EXPIRED


def test_badge_that_is_being_printed_is_not_put_aside() -> None:
    jobs = table()
    waiting = waiting_long(jobs, MORNING)
    jobs.claim("J-00001", "A", MORNING)
    assert put_aside(jobs, waiting, MORNING) == []
    assert jobs.of("J-00001").state is PrintState.SENDING


@pytest.mark.parametrize("wake", [False, True])
def test_new_printer_prints_who_is_still_waited_for_and_asks_about_the_rest(wake: bool) -> None:
    jobs, ear = table(), EventEar()
    with SimulatedPrinter() as printer:
        worker = PrintWorker(
            jobs=jobs,
            printers=[Printer(name="A", uri=printer.uri)],
            render=lambda one, _: f"^XA^FD{one.badge.ticket_code}^FS^XZ".encode(),
            clock=FixedClock(MORNING),
            on_event=ear,
            patience=Patience(poll=5),
        )
        worker.start()
        try:
            assert [one.job.badge.ticket_code for one in ear.wait_for(JobPrinted)] == ["T-00002"]
            if wake:
                jobs.add(job(3, created_at=MORNING))
                worker.wake()
                ear.wait_for(JobPrinted, 2)
            assert [one.job_id for one in worker.held_back()] == ["J-00001"]
        finally:
            worker.stop()
    assert jobs.of("J-00001").state is PrintState.QUEUED
