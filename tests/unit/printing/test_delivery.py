"""One job to one printer: printed only by the printer's word, never sent twice, nothing sent to a sick one."""

import pytest

from printing.config import Printer
from printing.delivery import Outcome, deliver
from printing.line import Patience
from printing.lines import line_to
from printing.reader_zpl import ZplReader
from printing.simulator import SimulatedPrinter
from printing.status import PrinterCondition as Is
from tests.fakes.printing_ears import FakePace
from tests.fakes.scripted_transport import ScriptedTransport

LABEL = b"^XA^FO10,10^FDHello^FS^XZ"
IDLE = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\x021234,0\x03"
SHORT = Patience(open=2000, answer=300, send=2000, confirm=1000, poll=100)


@pytest.fixture
def printer():
    with SimulatedPrinter() as running:
        yield running


def bring(printer, *, pace=None, claim=lambda: True, line=None, data=LABEL):
    line = line or line_to(Printer(name="A", uri=printer.uri), SHORT)
    return deliver(data, line, labels=1, claim=claim, pace=pace or FakePace())


def test_printed_when_the_printer_says_so(printer):
    delivery = bring(printer, pace=FakePace(lambda: printer.wait_printed(1)))
    assert delivery.outcome is Outcome.PRINTED
    assert printer.labels == [LABEL]


def test_not_printed_while_the_label_is_still_inside(printer):
    printer.set_condition(held=True)
    delivery = bring(printer)
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert Is.PRINTING in delivery.status.conditions
    assert printer.labels == []


def test_confirmation_comes_when_the_label_comes_out(printer):
    printer.set_condition(held=True)
    pace = FakePace()

    def on_third_wait():
        if pace.waits == 3:
            printer.release()
            assert printer.wait_printed(1)

    pace._between = on_third_wait
    assert bring(printer, pace=pace).outcome is Outcome.PRINTED
    assert pace.waits == 3


@pytest.mark.parametrize(
    ("condition", "trouble"),
    [
        ("paper_out", Is.PAPER_OUT),
        ("head_open", Is.HEAD_OPEN),
        ("ribbon_out", Is.RIBBON_OUT),
        ("paused", Is.PAUSED),
        ("hot", Is.HOT),
        ("cutter", Is.CUTTER),
    ],
)
def test_nothing_is_sent_or_claimed_while_the_printer_is_in_trouble(printer, condition, trouble):
    printer.set_condition(**{condition: True})
    claims = []
    delivery = bring(printer, claim=lambda: claims.append(1) or True)
    assert delivery.outcome is Outcome.NOT_SENT
    assert delivery.status.troubles == (trouble,)
    assert claims == []


def test_paper_nearly_out_stops_nothing(printer):
    printer.set_condition(nearly_out=True)
    delivery = bring(printer, pace=FakePace(lambda: printer.wait_printed(1)))
    assert delivery.outcome is Outcome.PRINTED
    assert Is.NEARLY_OUT in delivery.status.conditions


def test_silent_printer_gets_no_job(printer):
    printer.set_condition(silent=True)
    delivery = bring(printer)
    assert delivery.outcome is Outcome.NOT_SENT
    assert delivery.status.troubles == (Is.SILENT,)


def test_printer_that_is_switched_off_gets_no_job(printer):
    printer.stop()
    assert bring(printer).outcome is Outcome.NOT_SENT


def test_job_that_another_station_took_is_not_sent(printer):
    assert bring(printer, claim=lambda: False).outcome is Outcome.NOT_SENT
    assert printer.labels == []


def test_printer_that_falls_silent_after_the_job_leaves_it_unconfirmed(printer):
    delivery = bring(printer, claim=lambda: printer.set_condition(silent=True) is None)
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert printer.wait_printed(1)


def test_paper_that_ends_with_this_label_leaves_it_unconfirmed_until_reloaded(printer):
    delivery = bring(printer, claim=lambda: printer.set_condition(paper_out=True) is None)
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert delivery.status.troubles == (Is.PAPER_OUT,)


def test_label_that_comes_after_reloading_is_printed(printer):
    def reload():
        printer.set_condition(paper_out=False)
        assert printer.wait_printed(1)

    delivery = bring(printer, claim=lambda: printer.set_condition(paper_out=True) is None, pace=FakePace(reload))
    assert delivery.outcome is Outcome.PRINTED
    assert printer.labels == [LABEL]


def test_line_cut_in_the_middle_of_a_job_asks_a_person(printer):
    big = b"^XA" + b"^FX" + b"x" * 8_000_000 + b"^XZ"
    delivery = bring(printer, claim=lambda: printer.set_condition(cut_after=5000) is None, data=big)
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert printer.labels == []


def test_connection_lost_while_waiting_is_made_again_and_the_odometer_proves_the_label(printer):
    printer.set_condition(held=True)
    seen = []

    def cut_then_print():
        if not seen:
            seen.append(1)
            line._transport.close()
            printer.release()
            assert printer.wait_printed(1)

    line = line_to(Printer(name="A", uri=printer.uri), SHORT)
    assert bring(printer, line=line, pace=FakePace(cut_then_print)).outcome is Outcome.PRINTED


def test_printer_switched_off_with_the_label_inside_never_counts_as_printed(printer):
    printer.set_condition(held=True)

    def off_and_on():
        printer.stop()
        printer.set_condition(held=False)
        printer.start()

    delivery = bring(printer, pace=FakePace(off_and_on))
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert printer.labels == []


def test_labels_that_waited_before_do_not_confirm_ours(printer):
    printer.set_condition(held=True)
    first = bring(printer)
    assert first.outcome is Outcome.UNCONFIRMED
    pace = FakePace()

    def old_label_only():
        if pace.waits == 1:
            printer.release()
            assert printer.wait_printed(1)

    pace._between = old_label_only
    assert bring(printer, pace=pace).outcome is Outcome.UNCONFIRMED
    assert len(printer.labels) == 1


def test_label_from_before_does_not_confirm_a_job_that_the_printer_dropped(printer):
    printer.set_condition(held=True)
    assert bring(printer).outcome is Outcome.UNCONFIRMED
    dropped = b"^FDnot a label"
    delivery = bring(printer, data=dropped, claim=lambda: printer.release() is None, pace=FakePace())
    assert printer.wait_printed(1)
    assert delivery.outcome is Outcome.UNCONFIRMED


def test_basic_printer_must_stay_idle_for_a_while(printer):
    printer.set_condition(basic=True)
    pace = FakePace(lambda: printer.wait_printed(1))
    assert bring(printer, pace=pace).outcome is Outcome.PRINTED
    assert pace.now_ms() >= SHORT.poll


def test_basic_printer_switched_off_meanwhile_asks_a_person(printer):
    printer.set_condition(basic=True, held=True)

    def off_and_on():
        printer.stop()
        printer.set_condition(held=False)
        printer.start()

    assert bring(printer, pace=FakePace(off_and_on)).outcome is Outcome.UNCONFIRMED


def test_folder_confirms_when_the_file_is_on_disk(tmp_path):
    line = line_to(Printer(name="F", uri=f"folder:{tmp_path}/out"), SHORT)
    delivery = deliver(LABEL, line, labels=1, claim=lambda: True, pace=FakePace())
    assert delivery.outcome is Outcome.PRINTED
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "out").iterdir()] == [("job-000001.zpl", LABEL)]


def test_compatible_printer_is_sent_nothing_but_zpl():
    transport = ScriptedTransport(IDLE, IDLE)
    reader = ZplReader()
    reader.read(transport, 50)
    reader.read(transport, 50)
    assert transport.sent == [b"~HQES~HS", b"~HS"]


def test_host_status_that_stays_away_without_a_reason_is_a_fault():
    fine = b"\x02  ERRORS: 0 00000000 00000000\r\n  WARNINGS: 0 00000000 00000000\r\n\x03"
    assert ZplReader().read(ScriptedTransport(fine), 50).troubles == (Is.SILENT,)
