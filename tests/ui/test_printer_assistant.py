"""The printer assistant: found, described, tried, taught its paper, written down - with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.store.station import StationStore
from printing.config import Printer, read_printers
from printing.delivery import Outcome
from printing.languages import PrinterLanguage
from printing.paper_setup import MediaKind
from printing.simulator import SimulatedPrinter
from tests.fakes.desk_services import SETUP, FakeDesk
from tests.fakes.found_printers import LOST, OUT_OF_PAPER, QUEUE, SENT, USB, ZEBRA, FakePrinters
from ui.bridge import Bridge
from ui.configuration import FILE_NAME
from ui.frontdesk.window import FrontDeskWindow
from ui.printerassistant.paper_page import DARK
from ui.printerassistant.services import StationPrinters
from ui.printerassistant.test_page import Seen
from ui.printerassistant.window import PrinterAssistant

Open = Callable[[FakePrinters], PrinterAssistant]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    windows: list[PrinterAssistant] = []
    bridge = Bridge()

    def make(printers: FakePrinters) -> PrinterAssistant:
        window = PrinterAssistant(printers, bridge)
        windows.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitActive(window)
        qtbot.waitUntil(lambda: not window.finding.progress.isVisible())
        return window

    yield make
    for window in windows:
        window.close()
    bridge.close()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_printer_is_kept_with_the_keyboard_alone(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(ZEBRA, QUEUE)
    window = opened(printers)
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert window.step is window.describe
    QTest.keyClicks(QApplication.focusWidget(), "2")
    press(Qt.Key.Key_Return)
    assert window.step is window.test
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.test.was_sent)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.step is window.saved)
    (kept,) = printers.saved
    assert (kept.name, kept.uri, kept.language) == ("B2", "cups:Badges", PrinterLanguage.PDF)
    assert printers.tried == [kept]


def test_new_printer_gets_the_first_free_letter_and_every_layout_of_its_paper(opened: Open) -> None:
    window = opened(FakePrinters(ZEBRA))
    press(Qt.Key.Key_Return)
    assert window.describe.printer == Printer(
        name="B", uri=ZEBRA.uri, language=PrinterLanguage.ZPL, dpi=203, media=("4x3", "4x3-casablanca")
    )


def test_name_of_a_printer_that_is_there_says_that_it_is_replaced(opened: Open) -> None:
    window = opened(FakePrinters(ZEBRA))
    press(Qt.Key.Key_Return)
    assert window.describe.taken.isHidden()
    window.describe.name.setText("A")
    assert not window.describe.taken.isHidden()


def test_nothing_found_says_what_to_check_and_takes_an_address(opened: Open) -> None:
    window = opened(FakePrinters())
    assert window.finding.absence.isVisible()
    assert not window.onward.isEnabled()
    window.finding.address.setText("192.168.1.77")
    assert window.onward.isEnabled()
    window.onward.click()
    assert window.describe.printer.uri == "tcp://192.168.1.77:9100"


@pytest.mark.parametrize(
    ("typed", "uri"),
    [
        ("192.168.1.77:9101", "tcp://192.168.1.77:9101"),
        ("printer.venue.example", "tcp://printer.venue.example:9100"),
        ("tcp://192.168.1.77", "tcp://192.168.1.77"),
        ("usb:/dev/usb/lp0", "usb:/dev/usb/lp0"),
    ],
)
def test_an_address_is_taken_with_and_without_its_port_and_its_kind(opened: Open, typed: str, uri: str) -> None:
    window = opened(FakePrinters())
    window.finding.address.setText(typed)
    window.onward.click()
    assert window.describe.printer.uri == uri


@pytest.mark.parametrize("typed", ["not an address ::", "192.168.1.77:99999", "nonsense://x", "tcp://"])
def test_what_is_no_address_leads_nowhere(opened: Open, typed: str) -> None:
    window = opened(FakePrinters())
    window.finding.address.setText(typed)
    assert not window.onward.isEnabled()


def test_search_that_fails_says_why_and_may_be_repeated(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(USB)
    printers.problem = LOST
    window = opened(printers)
    assert window.trouble.isVisible()
    printers.problem = None
    window.finding.again.click()
    qtbot.waitUntil(lambda: window.finding.list.count() == 1)
    assert not window.trouble.isVisible()


def to_the_test(qtbot: QtBot, window: PrinterAssistant) -> None:
    window.onward.click()
    window.onward.click()
    window.onward.click()
    qtbot.waitUntil(lambda: window.test.is_ready)


def test_printer_without_paper_is_named_and_nothing_is_asked(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(ZEBRA)
    printers.delivery = OUT_OF_PAPER
    window = opened(printers)
    to_the_test(qtbot, window)
    assert window.test.trouble.isVisible()
    assert not window.test.question.isVisible()
    assert window.onward.isVisible()


def test_printer_that_can_t_be_reached_is_worded(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(ZEBRA)
    window = opened(printers)
    printers.problem = LOST
    to_the_test(qtbot, window)
    assert window.test.trouble.isVisible()


def test_signs_without_sense_lead_back_to_the_language(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(USB)
    printers.delivery = SENT
    window = opened(printers)
    to_the_test(qtbot, window)
    window.test.question.answers[Seen.GIBBERISH].click()
    assert window.step is window.describe
    window.describe.language.choose(PrinterLanguage.TSPL)
    window.onward.click()
    assert not window.test.was_sent
    window.onward.click()
    qtbot.waitUntil(lambda: window.test.was_sent)
    assert [printer.language for printer in printers.tried] == [PrinterLanguage.ZPL, PrinterLanguage.TSPL]


def test_page_cut_off_leads_to_the_paper_which_is_sent_and_measured(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(ZEBRA)
    window = opened(printers)
    to_the_test(qtbot, window)
    window.test.question.answers[Seen.WRONG_PAPER].click()
    assert window.step is window.paper
    window.paper._kind.choose(MediaKind.MARK)
    window.paper._darkness.choose(DARK)
    window.paper.set_up.click()
    qtbot.waitUntil(lambda: printers.set_ups == [("B", MediaKind.MARK, DARK, False)] and window.paper.is_ready)
    window.paper.calibrate.click()
    qtbot.waitUntil(lambda: printers.calibrations == [MediaKind.MARK] and window.paper.is_ready)
    window.onward.click()
    assert window.step is window.test
    assert not window.test.was_sent


def test_printer_that_measures_itself_offers_no_settings(qtbot: QtBot, opened: Open) -> None:
    window = opened(FakePrinters(QUEUE))
    to_the_test(qtbot, window)
    window.test.question.answers[Seen.WRONG_PAPER].click()
    assert not window.paper.set_up.isVisible()
    assert window.onward.isVisible()


def test_file_that_can_t_be_written_is_told_and_nothing_is_lost(qtbot: QtBot, opened: Open) -> None:
    printers = FakePrinters(ZEBRA)
    window = opened(printers)
    to_the_test(qtbot, window)
    printers.problem = LOST
    window.test.question.answers[Seen.ALL_WELL].click()
    qtbot.waitUntil(window.trouble.isVisible)
    assert window.step is window.test
    printers.problem = None
    window.test.question.answers[Seen.ALL_WELL].click()
    qtbot.waitUntil(lambda: window.step is window.saved)


@pytest.fixture
def own(qtbot: QtBot) -> Iterator[tuple[PrinterAssistant, FakePrinters]]:
    """The assistant as the front desk opens it: printer A first."""
    printers, bridge = FakePrinters(ZEBRA), Bridge()
    window = PrinterAssistant(printers, bridge, own_first=True)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitActive(window)
    qtbot.waitUntil(lambda: bool(window.own.rows))
    yield window, printers
    window.close()
    bridge.close()


def test_new_roll_is_noted_with_the_keyboard_alone(qtbot: QtBot, own: tuple[PrinterAssistant, FakePrinters]) -> None:
    window, printers = own
    assert "not counted" in window.own.rows[0].left.text()
    window.own.rows[0].labels.setFocus()
    QApplication.focusWidget().selectAll()
    QTest.keyClicks(QApplication.focusWidget(), "250")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "250" in window.own.rows[0].left.text())
    assert printers.rolls == {"A": 250}
    assert window.step is window.own


@pytest.mark.parametrize("typed", ["", "0", "one"])
def test_roll_without_a_number_of_labels_is_not_noted(own: tuple[PrinterAssistant, FakePrinters], typed: str) -> None:
    window, printers = own
    field = window.own.rows[0].labels
    field.clear()
    QTest.keyClicks(field, typed)
    assert not window.own.rows[0].new_roll.isEnabled()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert printers.rolls == {}


def test_printer_is_taken_out_by_a_second_press_and_the_search_begins(
    qtbot: QtBot, own: tuple[PrinterAssistant, FakePrinters]
) -> None:
    window, printers = own
    window.own.rows[0].take_out.click()
    assert [one.name for one in printers.kept] == ["A"]
    window.own.rows[0].take_out.click()
    qtbot.waitUntil(lambda: window.step is window.finding)
    assert printers.kept == []
    assert window.back.isHidden()


def test_what_can_t_be_done_to_a_printer_is_told_and_may_be_tried_again(
    qtbot: QtBot, own: tuple[PrinterAssistant, FakePrinters]
) -> None:
    window, printers = own
    printers.problem = LOST
    window.own.rows[0].new_roll.click()
    qtbot.waitUntil(window.trouble.isVisible)
    assert window.own.rows[0].isEnabled()


def test_another_printer_is_looked_for_and_back_leads_to_the_station_s_own(
    qtbot: QtBot, own: tuple[PrinterAssistant, FakePrinters]
) -> None:
    window, _ = own
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.finding.list.count() == 1)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.step is window.own)


def test_station_s_file_and_rolls_are_read_and_changed(tmp_path: Path) -> None:
    with StationStore(tmp_path):
        printers = StationPrinters(tmp_path)
        printers.save(Printer(name="A", uri="tcp://127.0.0.1:1"))
        printers.new_roll("A", 30)
        assert [(one.printer.name, one.labels_left) for one in printers.own()] == [("A", 30)]
        printers.remove("A")
        assert printers.own() == []


def test_station_s_file_gets_a_printer_that_has_printed_the_test_page(tmp_path: Path) -> None:
    services = StationPrinters(tmp_path)
    with SimulatedPrinter() as machine:
        printer = Printer(name="B", uri=machine.uri, media=("4x3",))
        assert services.test(printer).outcome is Outcome.PRINTED
        services.calibrate(printer, MediaKind.GAP)
        services.save(printer)
        assert len(machine.labels) == 1
    assert read_printers(tmp_path / FILE_NAME) == services.known() == (printer,)


def test_front_desk_asks_for_the_assistant_by_its_key(qtbot: QtBot) -> None:
    bridge = Bridge()
    desk = FrontDeskWindow(FakeDesk(), SETUP, bridge)
    qtbot.addWidget(desk)
    desk.show()
    qtbot.waitActive(desk)
    with qtbot.waitSignal(desk.printers_wanted):
        QTest.keyClick(desk.places.search, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.close()
    bridge.close()
