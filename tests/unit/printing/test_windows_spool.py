"""Windows' raw spool: the calls in their order, all bytes, and never more certainty than the spooler has."""

from __future__ import annotations

import sys
import threading

import pytest

from kiosk.domain.problems import EnvironmentProblem
from printing.delivery import Delivery, Outcome, SystemPace, deliver
from printing.discovery import FoundPrinter, find_in_windows
from printing.languages import PrinterLanguage
from printing.line import Patience, PrinterLine
from printing.reader_zpl import ZplReader
from printing.status import PrinterCondition as Is
from printing.transports import LineLost, SelfReporting, open_transport
from printing.transports.windows_spool import WindowsSpoolTransport
from tests.fakes.windows_spooler import FakeSpooler

WHOLE_JOB = ["OpenPrinter", "StartDocPrinter", "StartPagePrinter", "WritePrinter", "EndPagePrinter", "EndDocPrinter"]


def line(spooler: FakeSpooler) -> WindowsSpoolTransport:
    opened = WindowsSpoolTransport("Front desk", spooler)
    opened.open(1000)
    return opened


def delivery(spooler: FakeSpooler) -> Delivery:
    patience = Patience(confirm=50, poll=5)
    return deliver(
        b"^XA^XZ",
        PrinterLine(WindowsSpoolTransport("Front desk", spooler), ZplReader(), patience),
        labels=1,
        claim=lambda: True,
        pace=SystemPace(threading.Event()),
    )


def test_job_is_one_raw_document_from_open_to_close() -> None:
    spooler = FakeSpooler()
    transport = line(spooler)
    transport.send(b"^XA^XZ", 1000)
    transport.close()
    assert spooler.calls == [*WHOLE_JOB, "ClosePrinter"]
    assert spooler.document is not None
    assert spooler.document[2] == "RAW"
    assert spooler.data == b"^XA^XZ"


def test_spooler_that_takes_little_at_a_time_gets_all_of_it() -> None:
    spooler = FakeSpooler(takes=4)
    line(spooler).send(b"0123456789", 1000)
    assert spooler.data == b"0123456789"
    assert spooler.calls.count("WritePrinter") == 3


def test_spooler_that_takes_nothing_more_tells_how_much_left() -> None:
    with pytest.raises(LineLost) as lost:
        line(FakeSpooler(takes=0)).send(b"0123456789", 1000)
    assert lost.value.sent == 0


@pytest.mark.parametrize("fails", ["StartPagePrinter", "WritePrinter", "EndPagePrinter"])
def test_document_is_ended_and_the_printer_closed_after_an_error(fails: str) -> None:
    spooler = FakeSpooler(fails=fails)
    transport = line(spooler)
    with pytest.raises(LineLost):
        transport.send(b"^XA^XZ", 1000)
    transport.close()
    assert spooler.calls[-2:] == ["EndDocPrinter", "ClosePrinter"]
    assert ("EndPagePrinter" in spooler.calls) is (fails != "StartPagePrinter")


def test_document_that_never_began_is_not_ended() -> None:
    spooler = FakeSpooler(fails="StartDocPrinter")
    with pytest.raises(LineLost) as lost:
        line(spooler).send(b"^XA^XZ", 1000)
    assert lost.value.sent == 0
    assert "EndDocPrinter" not in spooler.calls


def test_unknown_name_says_what_windows_says() -> None:
    with pytest.raises(EnvironmentProblem, match="the printer name is invalid"):
        line(FakeSpooler(fails="OpenPrinter"))


@pytest.mark.parametrize(
    ("bits", "condition"),
    [(0x1, Is.PAUSED), (0x8, Is.JAM), (0x10, Is.PAPER_OUT), (0x80, Is.SILENT), (0x400000, Is.HEAD_OPEN)],
)
def test_words_of_the_printer_are_ours(bits: int, condition: Is) -> None:
    spooler = FakeSpooler()
    spooler.printer_status = bits
    assert line(spooler).status().conditions == {condition}


def test_printer_set_to_work_offline_is_silent() -> None:
    spooler = FakeSpooler()
    spooler.attributes = 0x400
    assert not line(spooler).status().can_print


def test_busy_printer_is_no_trouble() -> None:
    spooler = FakeSpooler()
    spooler.printer_status = 0x200 | 0x400 | 0x4000
    assert line(spooler).status().conditions == {Is.READY}


def test_job_in_the_queue_counts_and_tells_its_trouble() -> None:
    spooler = FakeSpooler()
    transport = line(spooler)
    transport.send(b"^XA^XZ", 1000)
    assert transport.status().queued == 1
    spooler.job_status = 0x10 | 0x40
    assert transport.status().conditions == {Is.PAPER_OUT}
    spooler.job_status = None
    assert transport.status().queued is None


def test_badge_that_left_the_spooler_is_sent_and_not_confirmed() -> None:
    spooler = FakeSpooler()
    spooler.StartDocPrinter = lambda *_: 7  # type: ignore[method-assign]  # gone from the queue at once
    assert delivery(spooler).outcome is Outcome.UNCONFIRMED


def test_badge_is_not_sent_to_a_printer_without_paper() -> None:
    spooler = FakeSpooler()
    spooler.printer_status = 0x10
    assert delivery(spooler).outcome is Outcome.NOT_SENT
    assert "StartDocPrinter" not in spooler.calls


def test_address_names_a_printer_of_windows() -> None:
    transport = open_transport("windows:Front desk")
    assert isinstance(transport, WindowsSpoolTransport)
    assert isinstance(transport, SelfReporting)


@pytest.mark.skipif(sys.platform == "win32", reason="there it opens")
def test_address_is_refused_on_another_system() -> None:
    with pytest.raises(EnvironmentProblem, match="needs Windows"):
        open_transport("windows:Front desk").open(1000)


def test_windows_printers_are_found_without_those_that_make_files() -> None:
    assert find_in_windows(FakeSpooler()) == [
        FoundPrinter(name="ZDesigner ZD421", uri="windows:ZDesigner ZD421", language=PrinterLanguage.ZPL),
        FoundPrinter(name="Front desk", uri="windows:Front desk"),
    ]
