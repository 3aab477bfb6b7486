"""Status of ZPL printers: `~HQES`, `~HS` and the label odometer.

Formats: ZPL II Programming Guide, `~HS` (host status return), `~HQ` (host query, table of error and warning
flags) and the Set-Get-Do variable `odometer.total_label_count`. A Zebra leaves `~HS` unanswered while media
or ribbon is out, the head is open or too hot, and answers `~HQES` all the same: so both are asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from printing.status import PrinterCondition

ASK_ERRORS = b"~HQES"
ASK_STATUS = b"~HS"
ASK_ODOMETER = b'! U1 getvar "odometer.total_label_count"\r\n'

_HS_STRING = re.compile(rb"\x02([^\x02\x03]*)\x03")
_HS_FIELDS = (12, 11, 2)
_ERRORS = re.compile(rb"ERRORS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})")
_WARNINGS = re.compile(rb"WARNINGS:\s*([01])\s+([0-9A-Fa-f]{8})\s+([0-9A-Fa-f]{8})")
_QUOTED = re.compile(rb'"([^"]*)"')
_TOTAL = re.compile(rb"\d{1,18}")

_ERROR_FLAGS = {
    0x00001: PrinterCondition.PAPER_OUT,
    0x00002: PrinterCondition.RIBBON_OUT,
    0x00004: PrinterCondition.HEAD_OPEN,
    0x00008: PrinterCondition.CUTTER,
    0x00010: PrinterCondition.HOT,
    0x00020: PrinterCondition.HOT,
    0x01000: PrinterCondition.JAM,
    0x02000: PrinterCondition.JAM,
    0x04000: PrinterCondition.JAM,
    0x08000: PrinterCondition.JAM,
    0x10000: PrinterCondition.PAUSED,
    0x40000: PrinterCondition.WRONG_MEDIA,
    0x80000: PrinterCondition.WRONG_MEDIA,
}
_WARNING_NEARLY_OUT = 0x8
_WARNING_CALIBRATE = 0x1


@dataclass(frozen=True, slots=True, kw_only=True)
class HostStatus:
    """The parts of `~HS` that decide about a badge; `waiting` counts formats and labels not yet printed."""

    troubles: frozenset[PrinterCondition]
    waiting: int
    partial_format: bool


def parse_errors(answer: bytes) -> frozenset[PrinterCondition] | None:
    """Conditions in an answer to `~HQES`; None when it is not complete. An unknown error flag is FAULT."""
    errors, warnings = _ERRORS.search(answer), _WARNINGS.search(answer)
    if errors is None or warnings is None:
        return None
    found = _conditions_of(int(errors[3], 16)) if errors[1] == b"1" else set()
    if errors[1] == b"1" and not found:
        found.add(PrinterCondition.FAULT)
    if int(warnings[3], 16) & _WARNING_NEARLY_OUT:
        found.add(PrinterCondition.NEARLY_OUT)
    if int(warnings[3], 16) & _WARNING_CALIBRATE:
        found.add(PrinterCondition.WRONG_MEDIA)
    return frozenset(found)


def _conditions_of(flags: int) -> set[PrinterCondition]:
    found = {condition for bit, condition in _ERROR_FLAGS.items() if flags & bit}
    if flags & ~sum(_ERROR_FLAGS):
        found.add(PrinterCondition.FAULT)
    return found


def parse_host_status(answer: bytes) -> HostStatus | None:
    """The three strings of `~HS`; None when the answer is not complete or not of that form."""
    strings = [match.split(b",") for match in _HS_STRING.findall(answer)]
    wanted = [fields for fields in strings if len(fields) in _HS_FIELDS]
    if tuple(len(fields) for fields in wanted) != _HS_FIELDS:
        return None
    try:
        first, second = ([int(field) for field in fields] for fields in wanted[:2])
    except ValueError:
        return None
    flags = {
        PrinterCondition.PAPER_OUT: first[1],
        PrinterCondition.PAUSED: first[2],
        PrinterCondition.HOT: first[11],
        PrinterCondition.HEAD_OPEN: second[2],
        PrinterCondition.RIBBON_OUT: second[3],
    }
    return HostStatus(
        troubles=frozenset(condition for condition, raised in flags.items() if raised),
        waiting=first[4] + second[8],
        partial_format=bool(first[7]),
    )


def parse_odometer(answer: bytes) -> int | None:
    """The quoted number of the label odometer; None when it is not complete or the printer has none ("?")."""
    quoted = _QUOTED.search(answer)
    return int(quoted[1]) if quoted and _TOTAL.fullmatch(quoted[1]) else None


def odometer_answered(answer: bytes) -> bool:
    """True when the answer to `ASK_ODOMETER` is complete, a printer without that variable included."""
    return _QUOTED.search(answer) is not None or b"?" in answer
