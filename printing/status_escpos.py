"""Status of ESC/POS printers: the four bytes of DLE EOT, and the answer to GS r.

Formats: ESC/POS command reference, DLE EOT n (real-time status, n = 1 to 4; every byte has bits 1 and 4 set and
bits 0 and 7 clear) and GS r 1 (paper sensor status, answered in turn with the print data; bits 4 and 7 clear).
"""

from __future__ import annotations

from dataclasses import dataclass

from printing.status import PrinterCondition

ASK_NOW = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
"""DLE EOT 1 to 4: printer, cause of being offline, error, paper; answered at once, even in trouble."""
ASK_IN_TURN = b"\x1dr\x01"
"""GS r 1: answered when everything before it has been printed."""
REAL_TIME_ANSWERS = 4

_BITS: tuple[tuple[tuple[int, PrinterCondition], ...], ...] = (
    (),
    (
        (0x04, PrinterCondition.HEAD_OPEN),
        (0x08, PrinterCondition.PAUSED),
        (0x20, PrinterCondition.PAPER_OUT),
    ),
    (
        (0x04, PrinterCondition.FAULT),
        (0x08, PrinterCondition.CUTTER),
        (0x20, PrinterCondition.FAULT),
        (0x40, PrinterCondition.HOT),
    ),
    ((0x0C, PrinterCondition.NEARLY_OUT), (0x60, PrinterCondition.PAPER_OUT)),
)
_OFFLINE = 0x08


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The bytes of one conversation, told apart by their fixed bits."""

    real_time: bytes
    in_turn: int


def sort_answers(received: bytes) -> Answers:
    """Separates real-time bytes (xxx1xx1x with bits 0 and 7 clear) from answers to GS r (bit 4 clear)."""
    real_time = bytes(byte for byte in received if byte & 0x93 == 0x12)
    in_turn = sum(byte & 0x90 == 0 for byte in received)
    return Answers(real_time=real_time, in_turn=in_turn)


def conditions_of(real_time: bytes) -> frozenset[PrinterCondition]:
    """Conditions in the four answers to `ASK_NOW`, in their order; offline without a cause is a FAULT."""
    found = {condition for byte, bits in zip(real_time, _BITS, strict=True) for mask, condition in bits if byte & mask}
    if real_time[0] & _OFFLINE and not found - {PrinterCondition.NEARLY_OUT}:
        found.add(PrinterCondition.FAULT)
    return frozenset(found)
