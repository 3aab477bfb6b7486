"""A printer comes to a station that has queued badges for long: the answer of a person reaches whoever prints."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.domain.badges import PrintState
from kiosk.domain.clock import SystemClock
from kiosk.store.station import StationStore
from printing.config import Printer
from printing.events import JobPrinted, PrinterStatusChanged
from printing.simulator import SimulatedPrinter
from tests.fakes.job_table import job
from tests.fakes.printing_ears import EventEar
from ui.cli.printers_command import command
from ui.configuration import StationConfiguration
from ui.held_badges import HeldBadges
from ui.station import Station

LONG = timedelta(minutes=10)


@pytest.fixture
def printer() -> Iterator[SimulatedPrinter]:
    with SimulatedPrinter() as running:
        yield running


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A station that queued two badges ten minutes ago."""
    with StationStore(tmp_path) as store:
        for number in (1, 2):
            store.log.print_jobs.add(job(number, created_at=SystemClock().now() - LONG))
    return tmp_path


def states(directory: Path) -> list[PrintState]:
    with StationStore.existing(directory) as store:
        return [one.state for one in store.log.print_jobs.in_state(*PrintState)]


def kiosk_printers(directory: Path, *words: str) -> str:
    return CliRunner().invoke(command, ["--data", str(directory), *words], catch_exceptions=False).output


def test_new_printer_prints_nothing_old_until_a_person_says_so(directory: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with Station(
        directory, StationConfiguration(printers=(Printer(name="A", uri=printer.uri),)), on_print=ear
    ) as station:
        station.start()
        ear.wait_for(PrinterStatusChanged)
        assert len(station.print_room.held_back()) == 2
        held = HeldBadges(station.store, station.clock)
        assert held.print_them(station.print_room.held_back(), "Salma") == 2
        station.print_room.wake()
        assert len(ear.wait_for(JobPrinted, 2)) == 2
        assert len(station.print_room.held_back()) == 0
    assert len(printer.labels) == 2


def test_command_line_says_that_badges_are_waiting(directory: Path) -> None:
    assert "2 badges are waiting" in kiosk_printers(directory)


def test_answer_of_the_command_line_reaches_the_program_that_prints(directory: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with Station(
        directory, StationConfiguration(printers=(Printer(name="A", uri=printer.uri),)), on_print=ear
    ) as station:
        station.start()
        ear.wait_for(PrinterStatusChanged)
        assert "2 badges are printed" in kiosk_printers(directory, "--waiting", "print")
        assert len(ear.wait_for(JobPrinted, 2)) == 2


def test_not_now_puts_them_with_the_badges_to_hand_out(directory: Path) -> None:
    assert "2 badges are put aside" in kiosk_printers(directory, "--waiting", "not-now")
    assert states(directory) == [PrintState.EXPIRED, PrintState.EXPIRED]
    assert "waiting" not in kiosk_printers(directory)
