"""What a ZPL printer's answers mean; figures from the ZPL II Programming Guide, `~HS` and `~HQ`."""

import pytest

from printing.status import PrinterCondition as Is
from printing.status_zpl import odometer_answered, parse_errors, parse_host_status, parse_odometer

IDLE = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"


def errors(flags: str, warnings: str = "00000000") -> bytes:
    return (
        f"\x02\r\n\r\n  PRINTER STATUS\r\n   ERRORS:   {int(int(flags, 16) > 0)} 00000000 {flags}\r\n"
        f"   WARNINGS: {int(int(warnings, 16) > 0)} 00000000 {warnings}\r\n\x03"
    ).encode()


def test_idle_printer_has_no_trouble_and_nothing_waiting():
    status = parse_host_status(IDLE)
    assert status is not None
    assert (status.troubles, status.waiting, status.partial_format) == (frozenset(), 0, False)


def test_waiting_counts_formats_in_the_buffer_and_labels_of_the_batch():
    busy = IDLE.replace(b"1245,000", b"1245,003").replace(b"00000000,1", b"00000002,1")
    assert parse_host_status(busy).waiting == 5


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        (b"030,0,0", b"030,1,0", Is.PAPER_OUT),
        (b"030,0,0", b"030,0,1", Is.PAUSED),
        (b"000,0,0,0\x03", b"000,0,0,1\x03", Is.HOT),
        (b"000,0,0,0,0,2", b"000,0,1,0,0,2", Is.HEAD_OPEN),
        (b"000,0,0,0,0,2", b"000,0,0,1,0,2", Is.RIBBON_OUT),
    ],
)
def test_flag_of_host_status_names_its_trouble(old, new, trouble):
    assert parse_host_status(IDLE.replace(old, new)).troubles == {trouble}


@pytest.mark.parametrize("cut", [1, 20, 40, 60, len(IDLE) - 4])
def test_half_a_host_status_is_no_answer(cut):
    assert parse_host_status(IDLE[:cut]) is None


def test_nonsense_between_the_frames_is_no_answer():
    assert parse_host_status(IDLE.replace(b"1245", b"hello")) is None


@pytest.mark.parametrize(
    ("flags", "troubles"),
    [
        ("00000000", set()),
        ("00000001", {Is.PAPER_OUT}),
        ("00000005", {Is.PAPER_OUT, Is.HEAD_OPEN}),
        ("00000002", {Is.RIBBON_OUT}),
        ("00000008", {Is.CUTTER}),
        ("00000010", {Is.HOT}),
        ("00010000", {Is.PAUSED}),
        ("00004000", {Is.JAM}),
        ("00080000", {Is.WRONG_MEDIA}),
        ("00000040", {Is.FAULT}),
        ("00000041", {Is.PAPER_OUT, Is.FAULT}),
    ],
)
def test_error_flags_are_read_bit_by_bit_and_unknown_ones_are_a_fault(flags, troubles):
    assert parse_errors(errors(flags)) == troubles


def test_error_without_any_flag_is_still_a_fault():
    assert parse_errors(errors("00000000").replace(b"ERRORS:   0", b"ERRORS:   1")) == {Is.FAULT}


def test_paper_near_its_end_is_a_warning_that_stops_nothing():
    assert parse_errors(errors("00000000", "00000008")) == {Is.NEARLY_OUT}


def test_answer_without_its_warnings_line_is_not_complete():
    assert parse_errors(errors("00000001")[:60]) is None


def test_odometer_is_the_quoted_number():
    assert parse_odometer(b'"8560"\r\n') == 8560


@pytest.mark.parametrize("answer", [b'"?"', b"?", b'"85', b'"' + b"9" * 5000 + b'"'])
def test_printer_without_odometer_counts_nothing(answer):
    assert parse_odometer(answer) is None
    assert odometer_answered(answer) is (answer != b'"85')
