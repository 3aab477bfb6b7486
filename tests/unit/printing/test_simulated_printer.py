"""The simulated printer cuts labels out of the stream, answers as the guide says and can be in every mishap."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.problems import EnvironmentProblem
from printing.simulator import SimulatedPrinter
from printing.simulator.dialect import LabelReceived, Order, Question
from printing.simulator.zpl import ZplDialect

LABEL = b"^XA^FO10,10^FDHello^FS^XZ"


def talk(printer: SimulatedPrinter, data: bytes, answers: bytes = b"\x03") -> bytes:
    """Sends and reads until `answers` ends the answer or the printer hangs up."""
    with socket.create_connection(printer.address, 5) as line:
        line.sendall(data)
        got = b""
        while not got.rstrip().endswith(answers):
            more = line.recv(4096)
            if not more:
                break
            got += more
        return got


@pytest.fixture
def printer():
    with SimulatedPrinter() as running:
        yield running


def test_labels_are_kept_byte_for_byte(printer):
    second = b"^XA^GFA,1,1,1,:Z64:eJz:0000^XZ"
    talk(printer, b"noise" + LABEL + b"\r\n" + second + b"~HQES")
    assert printer.wait_printed(2)
    assert printer.labels == [LABEL, second]


def test_each_label_becomes_one_file(tmp_path):
    with SimulatedPrinter(out=tmp_path) as printer:
        talk(printer, LABEL * 2 + b"~HQES")
        assert printer.wait_printed(2)
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [LABEL, LABEL]


@given(st.data())
def test_stream_may_be_cut_anywhere(data):
    stream = LABEL + b'~HS~JA! U1 getvar "odometer.total_label_count"\r\n' + LABEL + b"~HQES"
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    dialect = ZplDialect()
    heard = [
        each
        for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True)
        for each in dialect.feed(stream[start:end])
    ]
    assert heard == [
        LabelReceived(LABEL),
        Question("HS"),
        Order.CANCEL_ALL,
        Question("odometer.total_label_count"),
        LabelReceived(LABEL),
        Question("HQES"),
    ]


def test_question_inside_a_label_is_answered_and_not_printed():
    heard = list(ZplDialect().feed(b"^XA^FDone~HS two^XZ"))
    assert heard == [Question("HS"), LabelReceived(b"^XA^FDone two^XZ")]


def test_new_label_forgets_a_half_one():
    assert list(ZplDialect().feed(b"^XA^FDhalf" + LABEL)) == [LabelReceived(LABEL)]


def test_copies_are_printed_and_counted_down():
    with SimulatedPrinter() as printer:
        printer.set_condition(held=True)
        assert b",00000003,1,000" in talk(printer, b"^XA^PQ3^XZ~HS", b"1234,0\x03")
        printer.release(2)
        assert printer.wait_printed(2)
        assert b",00000001,1,000" in talk(printer, b"~HS", b"1234,0\x03")


def test_healthy_printer_reports_no_error(printer):
    assert b"ERRORS:         0 00000000 00000000" in talk(printer, b"~HQES")


def test_open_head_without_paper_is_error_five_and_leaves_host_status_unanswered(printer):
    printer.set_condition(head_open=True, paper_out=True)
    answer = talk(printer, b"~HS~HQES")
    assert b"ERRORS:         1 00000000 00000005" in answer
    assert answer.count(b"\x02") == 1


def test_label_waits_out_an_empty_roll_and_comes_with_the_new_one(printer):
    printer.set_condition(labels_left=1)
    talk(printer, LABEL * 2 + b"~HQES")
    assert printer.wait_printed(1)
    assert printer.conditions.paper_out
    printer.set_condition(labels_left=500, paper_out=False)
    assert printer.wait_printed(2)


def test_silent_printer_prints_and_says_nothing(printer):
    printer.set_condition(silent=True)
    with socket.create_connection(printer.address, 5) as line:
        line.sendall(LABEL + b"~HQES")
        line.shutdown(socket.SHUT_WR)
        assert line.recv(100) == b""
    assert printer.wait_printed(1)


def test_cut_connection_leaves_half_a_label_unprinted(printer):
    printer.set_condition(cut_after=10)
    with pytest.raises(OSError), socket.create_connection(printer.address, 5) as line:
        line.sendall(LABEL)
        if not line.recv(100):
            raise ConnectionResetError
    assert printer.labels == []


def test_cancel_all_forgets_what_waits(printer):
    printer.set_condition(held=True)
    assert b",00000000,1," in talk(printer, LABEL + b"~JA~HS", b"1234,0\x03")


def test_slow_printer_shows_the_label_that_still_remains(printer):
    printer.set_condition(ms_per_label=60_000)
    assert b",00000001,1," in talk(printer, LABEL + b"~HS", b"1234,0\x03")


def test_port_in_use_is_one_line_with_what_to_do(printer):
    with pytest.raises(EnvironmentProblem, match="choose another port"):
        SimulatedPrinter(port=printer.address[1]).start()
