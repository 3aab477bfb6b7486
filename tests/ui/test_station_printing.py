"""A whole station prints: labels are counted over restarts, and a second program leaves its badges alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.badges import PrintState
from kiosk.store.station import StationStore
from printing.config import Printer
from printing.config_writing import save_printer
from printing.events import JobPrinted, JobStarted, PrintersRenewed, PrinterStatusChanged
from printing.rolls import save_roll, stored_roll
from printing.simulator import SimulatedPrinter
from printing.status import PrinterCondition, PrinterStatus
from tests.fakes.job_table import job
from tests.fakes.printing_ears import EventEar
from ui.configuration import FILE_NAME, StationConfiguration, read_configuration
from ui.printwords import printer_state
from ui.station import Station
from ui.station_file import StationFileWatch


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
    running.print_room.wake()
    ear.wait_for(JobPrinted, before + 1)


def test_labels_left_are_counted_over_a_restart_with_a_warning_at_twenty(
    tmp_path: Path, printer: SimulatedPrinter
) -> None:
    ear = EventEar()
    with station(tmp_path, printer, ear) as running:
        running.start()
        running.print_room.new_roll("A", 22)
        print_one(running, ear, 1)
        status = running.print_room.own_printer()[1]
        assert status is not None
        assert status.labels_left == 21
        assert PrinterCondition.NEARLY_OUT not in status.conditions
    with station(tmp_path, printer, ear) as again:
        again.start()
        print_one(again, ear, 2)
        status = again.print_room.own_printer()[1]
        assert status is not None
        assert status.labels_left == 20
        assert PrinterCondition.NEARLY_OUT in status.conditions


def test_roll_noted_by_another_program_counts_with_the_next_badge(tmp_path: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with station(tmp_path, printer, ear) as running:
        running.start()
        running.print_room.new_roll("A", 3)
        with StationStore.existing(tmp_path) as other:
            save_roll(other.log, "A", 500)
        print_one(running, ear, 1)
    with StationStore.existing(tmp_path) as after:
        assert stored_roll(after.log, "A") == 500


def test_printer_added_by_another_program_prints_the_waiting_badge(tmp_path: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with Station(tmp_path, StationConfiguration(), on_print=ear) as running:
        running.start()
        running.store.log.print_jobs.add(job(1, created_at=running.clock.now()))
        save_printer(tmp_path / FILE_NAME, Printer(name="A", uri=printer.uri))
        ear.wait_for(JobPrinted)
        assert ear.of(PrintersRenewed)[-1].printers == ("A",)
        assert [one.name for one in running.configuration.printers] == ["A"]


def test_printer_with_a_new_address_is_printed_on_at_once_and_keeps_its_roll(
    tmp_path: Path, printer: SimulatedPrinter
) -> None:
    ear = EventEar()
    save_printer(tmp_path / FILE_NAME, Printer(name="A", uri="tcp://127.0.0.1:1"))
    with Station(tmp_path, read_configuration(tmp_path), on_print=ear) as running:
        running.start()
        running.print_room.new_roll("A", 50)
        ear.wait_for(PrinterStatusChanged)
        save_printer(tmp_path / FILE_NAME, Printer(name="A", uri=printer.uri))
        running.renew_printers()
        print_one(running, ear, 1)
        status = running.print_room.own_printer()[1]
        assert status is not None
        assert status.labels_left == 49


def test_broken_file_leaves_the_printers_of_before(
    tmp_path: Path, printer: SimulatedPrinter, caplog: pytest.LogCaptureFixture
) -> None:
    ear = EventEar()
    save_printer(tmp_path / FILE_NAME, Printer(name="A", uri=printer.uri))
    with Station(tmp_path, read_configuration(tmp_path), on_print=ear) as running:
        running.start()
        (tmp_path / FILE_NAME).write_text("[[printers]", encoding="utf-8")
        running.renew_printers()
        print_one(running, ear, 1)
    assert "The printers of before are kept" in caplog.text


def test_station_that_prints_on_one_printer_alone_stays_with_it(tmp_path: Path, printer: SimulatedPrinter) -> None:
    chosen = StationConfiguration(printers=(Printer(name="A", uri=printer.uri),), only_printer="A")
    with Station(tmp_path, chosen) as running:
        running.start()
        for name in ("A", "B"):
            save_printer(tmp_path / FILE_NAME, Printer(name=name, uri=printer.uri))
        running.renew_printers()
        assert list(running.print_room.statuses()) == ["A"]


def test_trouble_of_the_desks_own_printer_is_shown_while_another_one_stands_in_for_it(
    tmp_path: Path, printer: SimulatedPrinter
) -> None:
    ear = EventEar()
    printers = (Printer(name="A", uri="tcp://127.0.0.1:1"), Printer(name="B", uri=printer.uri))
    with Station(tmp_path, StationConfiguration(printers=printers), on_print=ear) as running:
        running.start()
        ear.wait_for(PrinterStatusChanged, 2)
        print_one(running, ear, 1)
        name, status = running.print_room.own_printer()
    assert name == "A"
    assert status is not None
    assert status.troubles == (PrinterCondition.SILENT,)


@pytest.mark.parametrize(
    ("conditions", "words"),
    [
        ({PrinterCondition.READY}, "ready"),
        ({PrinterCondition.READY, PrinterCondition.NEARLY_OUT}, "paper almost out"),
        ({PrinterCondition.PRINTING, PrinterCondition.NEARLY_OUT}, "paper almost out"),
        ({PrinterCondition.NEARLY_OUT, PrinterCondition.HEAD_OPEN}, "cover open"),
    ],
)
def test_printer_s_most_urgent_condition_is_the_one_that_is_said(conditions: set[PrinterCondition], words: str) -> None:
    assert printer_state(PrinterStatus(conditions=frozenset(conditions))) == words


def test_file_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    calls: list[str] = []
    watch = StationFileWatch(tmp_path / FILE_NAME, lambda: calls.append("changed"))
    watch.look()
    assert calls == []
    save_printer(tmp_path / FILE_NAME, Printer(name="A", uri="tcp://127.0.0.1:1"))
    for _ in range(2):
        watch.look()
    assert calls == ["changed"]
    (tmp_path / FILE_NAME).unlink()
    watch.look()
    assert calls == ["changed", "changed"]


def test_second_program_does_not_ask_about_a_badge_on_its_way(tmp_path: Path, printer: SimulatedPrinter) -> None:
    ear = EventEar()
    with station(tmp_path, printer, ear) as first, station(tmp_path, printer, ear) as second:
        first.start()
        printer.set_condition(held=True)
        first.store.log.print_jobs.add(job(1, created_at=first.clock.now()))
        first.print_room.wake()
        ear.wait_for(JobStarted)
        second.start()
        (there,) = second.store.log.print_jobs.in_state(*PrintState)
        assert there.state is PrintState.SENDING
        printer.set_condition(held=False)
        ear.wait_for(JobPrinted)
    assert len(printer.labels) == 1
