"""A whole station prints: labels are counted over restarts, and a second program leaves its badges alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.badges import PrintState
from kiosk.store.station import StationStore
from printing.config import Printer
from printing.events import JobPrinted, JobStarted
from printing.rolls import save_roll, stored_roll
from printing.simulator import SimulatedPrinter
from printing.status import PrinterCondition
from tests.fakes.job_table import job
from tests.fakes.printing_ears import EventEar
from ui.configuration import StationConfiguration
from ui.station import Station


@pytest.fixture
def printer() -> Iterator[SimulatedPrinter]:
    with SimulatedPrinter() as running:
        yield running


def station(directory: Path, printer: SimulatedPrinter, ear: EventEar) -> Station:
    configuration = StationConfiguration(printers=(Printer(name="A", uri=printer.uri),))
    return Station(directory, configuration, on_print=ear)


def print_one(running: Station, ear: EventEar, number: int) -> None:
    fresh = job(number, created_at=running.clock.now())
    before = len(ear.of(JobPrinted))
    running.store.log.print_jobs.add(fresh)
    running.wake_printing()
    ear.wait_for(JobPrinted, before + 1)


def test_labels_left_are_counted_over_a_restart_with_a_warning_at_twenty(
    tmp_path: Path, printer: SimulatedPrinter
) -> None:
    ear = EventEar()
    with station(tmp_path, printer, ear) as running:
        running.start()
        running.new_roll("A", 22)
        print_one(running, ear, 1)
        status = running.printer_in_use()[1]
        assert status is not None
        assert status.labels_left == 21
        assert PrinterCondition.NEARLY_OUT not in status.conditions
    with station(tmp_path, printer, ear) as again:
        again.start()
        print_one(again, ear, 2)
        status = again.printer_in_use()[1]
        assert status is not None
        assert status.labels_left == 20
        assert PrinterCondition.NEARLY_OUT in status.conditions


def test_roll_noted_by_another_program_counts_with_the_next_badge(tmp_path: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with station(tmp_path, printer, ear) as running:
        running.start()
        running.new_roll("A", 3)
        with StationStore.existing(tmp_path) as other:
            save_roll(other.log, "A", 500)
        print_one(running, ear, 1)
    with StationStore.existing(tmp_path) as after:
        assert stored_roll(after.log, "A") == 500


def test_second_program_does_not_ask_about_a_badge_on_its_way(tmp_path: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with station(tmp_path, printer, ear) as first, station(tmp_path, printer, ear) as second:
        first.start()
        printer.set_condition(held=True)
        first.store.log.print_jobs.add(job(1, created_at=first.clock.now()))
        first.wake_printing()
        ear.wait_for(JobStarted)
        second.start()
        (there,) = second.store.log.print_jobs.in_state(*PrintState)
        assert there.state is PrintState.SENDING
        printer.set_condition(held=False)
        ear.wait_for(JobPrinted)
    assert len(printer.labels) == 1
