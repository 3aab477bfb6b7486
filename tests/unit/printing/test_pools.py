"""Which printer takes a badge: right paper, healthy, free, the wished one first, then the least busy."""

from printing.config import Printer
from printing.pools import Lane, choose, next_job, out_of_reach
from printing.status import SILENCE, PrinterStatus, status_of
from tests.fakes.job_table import job

WELL = status_of(set(), queued=0)


def lane(name: str, status: PrinterStatus | None = WELL, *, busy: bool = False, **printer) -> Lane:
    return Lane(printer=Printer(name=name, uri="tcp://h", **printer), status=status, busy=busy)


def chosen(one, lanes):
    lane = choose(one, lanes)
    return lane.printer.name if lane else None


def test_first_printer_of_the_settings_leads_when_all_are_free():
    assert chosen(job(1), [lane("A"), lane("B")]) == "A"


def test_wished_printer_leads():
    assert chosen(job(1, printer="B"), [lane("A"), lane("B")]) == "B"


def test_least_busy_printer_leads_among_equals():
    assert chosen(job(1), [lane("A", status_of(set(), queued=3)), lane("B")]) == "B"


def test_another_printer_of_the_pool_takes_over_from_a_sick_one():
    assert chosen(job(1, printer="A"), [lane("A", SILENCE), lane("B")]) == "B"


def test_printer_of_another_pool_never_takes_over():
    lanes = [lane("A", SILENCE, pool="north"), lane("B", pool="south")]
    assert chosen(job(1, printer="A"), lanes) is None


def test_printer_with_other_paper_never_takes_over():
    lanes = [lane("A", SILENCE, media=("4x3",)), lane("B", media=("a6",))]
    assert chosen(job(1, layout="4x3"), lanes) is None


def test_printer_that_was_never_asked_gets_nothing_yet_but_is_in_reach():
    lanes = [lane("A", None)]
    assert chosen(job(1), lanes) is None
    assert not out_of_reach(job(1), lanes)


def test_busy_printer_is_in_reach_and_a_sick_one_is_not():
    assert not out_of_reach(job(1), [lane("A", busy=True)])
    assert out_of_reach(job(1), [lane("A", SILENCE)])


def test_two_free_printers_take_two_jobs():
    lanes = [lane("A"), lane("B")]
    jobs = [job(1), job(2), job(3)]
    assert next_job("A", jobs, lanes) == jobs[0]
    assert next_job("B", jobs, lanes) == jobs[1]


def test_job_that_no_printer_takes_holds_up_nobody_behind_it():
    lanes = [lane("A", media=("4x3",))]
    jobs = [job(1, layout="a6"), job(2, layout="4x3")]
    assert next_job("A", jobs, lanes) == jobs[1]
