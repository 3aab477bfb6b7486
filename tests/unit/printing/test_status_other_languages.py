"""Status of ESC/POS, Brother, TSPL and EPL2 printers, by the figures of their command references."""

import socket
import threading

import numpy as np
import pytest

from printing import snmp
from printing.bitmap import from_black
from printing.config import Printer
from printing.delivery import Outcome, deliver
from printing.languages import PrinterLanguage, encode
from printing.line import Patience, PrinterLine
from printing.lines import line_to
from printing.reader_brother import STATUS_OID, BrotherLineReader, BrotherNetworkReader
from printing.reader_epl2 import Epl2Reader
from printing.reader_tspl import TsplReader
from printing.simulator import SimulatedPrinter
from printing.status import SILENCE
from printing.status import PrinterCondition as Is
from printing.status_brother import parse_blocks
from printing.status_escpos import conditions_of, sort_answers
from printing.transports import open_transport
from tests.fakes.printing_ears import FakePace
from tests.fakes.scripted_transport import ScriptedTransport

SHORT = Patience(open=2000, answer=300, send=2000, confirm=500, poll=100)


def brother(kind=0, error1=0, error2=0, phase=0):
    raw = bytearray(32)
    raw[:6] = b"\x80\x20B4A0"
    raw[8], raw[9], raw[10], raw[11], raw[18], raw[19] = error1, error2, 62, 0x0A, kind, phase
    return bytes(raw)


@pytest.mark.parametrize(
    ("answers", "conditions"),
    [
        (b"\x12\x12\x12\x12", set()),
        (b"\x1a\x16\x12\x12", {Is.HEAD_OPEN}),
        (b"\x1a\x32\x12\x72", {Is.PAPER_OUT}),
        (b"\x12\x12\x12\x1e", {Is.NEARLY_OUT}),
        (b"\x1a\x52\x1a\x12", {Is.CUTTER}),
        (b"\x1a\x52\x52\x12", {Is.HOT}),
        (b"\x1a\x12\x12\x12", {Is.FAULT}),
    ],
)
def test_escpos_real_time_bytes_name_the_trouble(answers, conditions):
    assert conditions_of(answers) == conditions


def test_escpos_answers_in_turn_are_told_from_real_time_ones():
    answers = sort_answers(b"\x12\x00\x1a\x0c\x12\x72")
    assert (answers.real_time, answers.in_turn) == (b"\x12\x1a\x12\x72", 2)


@pytest.mark.parametrize(
    ("error1", "error2", "troubles"),
    [
        (0, 0, set()),
        (0x01, 0, {Is.PAPER_OUT}),
        (0x04, 0, {Is.CUTTER}),
        (0, 0x01, {Is.WRONG_MEDIA}),
        (0, 0x10, {Is.HEAD_OPEN}),
        (0, 0x40, {Is.JAM}),
        (0x80, 0, {Is.FAULT}),
        (0x01, 0x10, {Is.PAPER_OUT, Is.HEAD_OPEN}),
    ],
)
def test_brother_error_bytes_name_the_trouble(error1, error2, troubles):
    blocks, rest = parse_blocks(brother(error1=error1, error2=error2))
    assert blocks[0].troubles == troubles
    assert (blocks[0].media_width, blocks[0].media_length, rest) == (62, 0, b"")


def test_brother_without_a_roll_is_out_of_paper():
    block = bytearray(brother())
    block[10:12] = b"\0\0"
    assert parse_blocks(bytes(block))[0][0].troubles == {Is.PAPER_OUT}


def test_label_that_a_brother_still_prints_is_not_taken_for_the_next_one():
    reader = BrotherLineReader()
    transport = ScriptedTransport(brother(kind=0, phase=1), brother(kind=1), brother(kind=1))
    before = reader.read(transport, 100)
    counts = []
    for _ in range(2):
        if not counts:
            reader.sent()
        transport.send(b"", 0)
        status = reader.read(transport, 100)
        counts.append((status.queued, status.printed_total))
    assert (before.queued, before.printed_total) == (1, 0)
    assert counts == [(1, 1), (0, 2)]


def test_brother_blocks_are_found_in_a_stream_with_half_a_block_at_its_end():
    blocks, rest = parse_blocks(b"noise" + brother() + brother(kind=1) + brother()[:10])
    assert [block.kind for block in blocks] == [0, 1]
    assert rest == brother()[:10]


def page(width, height, dpi=203):
    return from_black(np.ones((height, width), dtype=np.bool_), dpi)


def job_for(language):
    return encode(language, [page(696, 400, 300) if language is PrinterLanguage.BROTHER else page(576, 400)])


@pytest.fixture(params=[PrinterLanguage.ESCPOS, PrinterLanguage.BROTHER])
def machine(request):
    with SimulatedPrinter(language=request.param) as running:
        yield request.param, running


def line(language, printer):
    if language is PrinterLanguage.BROTHER:
        return PrinterLine(open_transport(printer.uri), BrotherLineReader(), SHORT)
    return line_to(Printer(name="A", uri=printer.uri, language=language), SHORT)


def bring(language, printer, pace=None, claim=lambda: True):
    data = job_for(language)
    return deliver(data, line(language, printer), labels=1, claim=claim, pace=pace or FakePace())


def test_label_is_printed_whole_and_confirmed(machine):
    language, printer = machine
    assert bring(language, printer, FakePace(lambda: printer.wait_printed(1))).outcome is Outcome.PRINTED
    assert len(printer.labels) == 1
    assert job_for(language).endswith(printer.labels[0])


def test_label_that_stays_inside_is_unconfirmed(machine):
    language, printer = machine
    printer.set_condition(held=True)
    assert bring(language, printer).outcome is Outcome.UNCONFIRMED


def test_label_that_comes_out_late_is_confirmed(machine):
    language, printer = machine
    printer.set_condition(held=True)
    pace = FakePace()

    def release_on_second_wait():
        if pace.waits == 2:
            printer.release()
            assert printer.wait_printed(1)

    pace._between = release_on_second_wait
    assert bring(language, printer, pace).outcome is Outcome.PRINTED


@pytest.mark.parametrize(("condition", "trouble"), [("paper_out", Is.PAPER_OUT), ("head_open", Is.HEAD_OPEN)])
def test_nothing_is_sent_to_a_printer_in_trouble(machine, condition, trouble):
    language, printer = machine
    printer.set_condition(**{condition: True})
    delivery = bring(language, printer)
    assert delivery.outcome is Outcome.NOT_SENT
    assert delivery.status.troubles == (trouble,)


def test_silent_printer_gets_nothing(machine):
    language, printer = machine
    printer.set_condition(silent=True)
    assert bring(language, printer).status == SILENCE
    assert printer.labels == []


def test_tspl_label_is_done_when_it_was_seen_printing_and_is_not_any_more():
    reader = TsplReader()
    transport = ScriptedTransport(b"\x00", b"\x00", b"\x20", b"\x00")
    before = reader.read(transport, 100)
    reader.sent()
    after = [reader.read(transport, 100).queued for _ in range(3)]
    assert (before.queued, after) == (0, [1, 1, 0])


def test_label_that_a_tspl_printer_still_prints_is_not_taken_for_the_next_one():
    reader = TsplReader()
    transport = ScriptedTransport(b"\x20", b"\x20", b"\x00", b"\x20", b"\x00")
    before = reader.read(transport, 100)
    reader.sent()
    after = [reader.read(transport, 100).queued for _ in range(4)]
    assert (before.queued, after) == (1, [2, 1, 1, 0])


def test_two_labels_whose_ends_can_not_be_told_apart_leave_one_to_a_person():
    reader = TsplReader()
    transport = ScriptedTransport(b"\x20", b"\x20", b"\x00", b"\x00")
    reader.read(transport, 100)
    reader.sent()
    assert [reader.read(transport, 100).queued for _ in range(3)] == [2, 1, 1]


@pytest.mark.parametrize(
    ("byte", "troubles"),
    [(b"\x05", (Is.PAPER_OUT, Is.HEAD_OPEN)), (b"\x10", (Is.PAUSED,)), (b"\x02", (Is.JAM,)), (b"\x80", (Is.FAULT,))],
)
def test_tspl_bits_name_the_trouble(byte, troubles):
    assert TsplReader().read(ScriptedTransport(byte), 100).troubles == troubles


@pytest.mark.parametrize(
    ("answer", "troubles"),
    [
        (b"00\r\n", ()),
        (b"07\r\n", (Is.PAPER_OUT,)),
        (b"01,11\r\n", (Is.HEAD_OPEN,)),
        (b"77\r\n", (Is.FAULT,)),
        (b"", (Is.SILENT,)),
    ],
)
def test_epl2_codes_name_the_trouble_and_ignore_the_last_job(answer, troubles):
    assert Epl2Reader().read(ScriptedTransport(answer), 100).troubles == troubles


def test_epl2_badge_is_asked_of_a_person_at_once():
    transport = ScriptedTransport(b"00\r\n", b"", b"00\r\n")
    pace = FakePace()
    delivery = deliver(b"N", PrinterLine(transport, Epl2Reader(), SHORT), labels=1, claim=lambda: True, pace=pace)
    assert (delivery.outcome, pace.waits) == (Outcome.UNCONFIRMED, 0)


def test_snmp_request_has_the_bytes_of_the_standard():
    assert snmp.encode_get("1.3.6.1.2.1.1.1.0", 1).hex() == (
        "302602010004067075626c6963a019020101020100020100300e300c06082b060102010101000500"
    )


class SnmpAgent:
    """Answers every GET with the next value, as a Brother on the network does."""

    def __init__(self, *values: bytes) -> None:
        self._line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._line.bind(("127.0.0.1", 0))
        self.port = self._line.getsockname()[1]
        self._values = list(values)
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._thread.join()
        self._line.close()

    def _serve(self):
        for value in self._values:
            request, asker = self._line.recvfrom(4096)
            oid = snmp._pack(0x06, snmp._oid(STATUS_OID))
            request_id = request[request.index(b"\xa0") + 2 :][: 2 + request[request.index(b"\xa0") + 3]]
            variables = snmp._pack(0x30, snmp._pack(0x30, oid + snmp._pack(0x04, value)))
            body = snmp._pack(0xA2, request_id + snmp._number(0) * 2 + variables)
            self._line.sendto(snmp._pack(0x30, snmp._number(0) + snmp._pack(0x04, b"public") + body), asker)


def test_brother_on_the_network_is_asked_by_snmp_and_seen_printing():
    with SnmpAgent(brother(), brother(), brother(kind=6, phase=1), brother()) as agent:
        reader = BrotherNetworkReader("127.0.0.1", agent.port)
        before = reader.read(ScriptedTransport(), 2000)
        reader.sent()
        after = [reader.read(ScriptedTransport(), 2000).queued for _ in range(3)]
    assert (before.queued, after) == (0, [1, 1, 0])


def test_brother_without_snmp_is_silent():
    assert BrotherNetworkReader("127.0.0.1", 9).read(ScriptedTransport(), 50) == SILENCE


def test_damaged_snmp_message_is_a_value_or_none():
    oid = snmp._pack(0x06, snmp._oid(STATUS_OID))
    variables = snmp._pack(0x30, snmp._pack(0x30, oid + snmp._pack(0x04, brother())))
    body = snmp._pack(0xA2, snmp._number(5) + snmp._number(0) * 2 + variables)
    message = snmp._pack(0x30, snmp._number(0) + snmp._pack(0x04, b"public") + body)
    assert snmp.decode_value(message, STATUS_OID, 5) == brother()
    for place in range(len(message)):
        for byte in (0x00, 0x02, 0x05, 0x30, 0x7F, 0x80, 0xFF):
            damaged = message[:place] + bytes((byte,)) + message[place + 1 :]
            assert isinstance(snmp.decode_value(damaged, STATUS_OID, 5), bytes | None)


@pytest.mark.parametrize("cut", range(0, 40, 7))
def test_broken_snmp_message_is_no_value(cut):
    message = snmp.encode_get(STATUS_OID, 5)
    assert snmp.decode_value(message[:cut], STATUS_OID, 5) is None
