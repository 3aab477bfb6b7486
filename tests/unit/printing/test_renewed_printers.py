"""Printers that come, change and go while the print worker runs: each badge once, all the same."""

from dataclasses import replace

from kiosk.domain.badges import PrintState
from printing.config import Printer
from printing.events import JobPrinted
from printing.simulator import SimulatedPrinter
from tests.fakes.job_table import job
from tests.fakes.print_hall import Hall, state


def test_printer_that_is_added_while_the_station_runs_prints_at_once():
    with Hall(job(1), printers=0) as hall, SimulatedPrinter() as new:
        hall.worker.renew([Printer(name="C", uri=new.uri)])
        assert hall.ear.wait_for(JobPrinted)[0].printer == "C"


def test_printer_that_is_taken_away_finishes_its_badge_and_gets_no_other():
    hall = Hall(job(1, printer="A"), printers=1)
    hall.machines[0].set_condition(held=True)
    with hall:
        assert hall.machines[0].wait_received(1)
        hall.worker.renew([])
        hall.jobs.add(job(2))
        hall.machines[0].set_condition(held=False)
        hall.ear.wait_for(JobPrinted)
        assert state(hall, 1) is PrintState.PRINTED
        assert state(hall, 2) is PrintState.QUEUED
        assert hall.worker.statuses() == {}
    assert hall.paper() == ["T-00001"]


def test_printer_with_a_new_address_finishes_its_badge_at_the_old_one():
    hall = Hall(job(1), printers=1)
    hall.machines[0].set_condition(held=True)
    with hall, SimulatedPrinter() as moved:
        assert hall.machines[0].wait_received(1)
        hall.worker.renew([Printer(name="A", uri=moved.uri)])
        hall.jobs.add(job(2))
        hall.machines[0].set_condition(held=False)
        hall.ear.wait_for(JobPrinted, 2)
        assert [len(machine.labels) for machine in (hall.machines[0], moved)] == [1, 1]


def test_printers_that_come_and_go_all_the_time_lose_and_double_no_badge():
    with Hall(*(job(number) for number in range(60))) as hall, SimulatedPrinter() as other:
        a, b = (Printer(name=name, uri=machine.uri) for name, machine in zip("AB", hall.machines, strict=True))
        sets = ([a], [a, b], [b], [replace(a, uri=other.uri), b], [b, replace(a, pool="another")])
        for printed in range(1, 61):
            hall.worker.renew([])
            hall.worker.renew(sets[printed % len(sets)])
            hall.ear.wait_for(JobPrinted, printed)
        hall.machines.append(other)
        assert hall.paper() == [f"T-{number:05d}" for number in range(60)]
        hall.machines.remove(other)
