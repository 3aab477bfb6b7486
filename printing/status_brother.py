"""Status of Brother QL printers: the 32 bytes that answer ESC i S and that come by themselves while printing.

Format: Brother Raster Command Reference (QL-800/810W/820NWB, QL-1100 series), "status information request":
errors at offsets 8 and 9, media at 10, 11 and 17, status type at 18, phase at 19.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from printing.status import PrinterCondition

ASK_STATUS = b"\x1biS"
BLOCK = 32
_MARK = b"\x80\x20B"

_ERRORS_1 = {
    0x01: PrinterCondition.PAPER_OUT,
    0x02: PrinterCondition.PAPER_OUT,
    0x04: PrinterCondition.CUTTER,
    0x10: PrinterCondition.PAUSED,
    0x20: PrinterCondition.SILENT,
}
_ERRORS_2 = {
    0x01: PrinterCondition.WRONG_MEDIA,
    0x10: PrinterCondition.HEAD_OPEN,
    0x40: PrinterCondition.JAM,
}
_COOLING_STARTED = 0x03
_NO_MEDIA = 0x00


class StatusType(IntEnum):
    """Why a block was sent, as far as it matters here."""

    REPLY = 0
    PRINTED = 1
    ERROR = 2
    NOTIFICATION = 5
    PHASE_CHANGE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One status block. Media sizes in mm; a length of 0 is continuous paper."""

    kind: int
    troubles: frozenset[PrinterCondition]
    printing: bool
    media_width: int
    media_length: int


def parse_blocks(received: bytes) -> tuple[list[Block], bytes]:
    """The complete blocks in `received`, and the bytes of one that is still coming."""
    blocks = []
    start = received.find(_MARK)
    while start >= 0 and len(received) - start >= BLOCK:
        blocks.append(_block(received[start : start + BLOCK]))
        received = received[start + BLOCK :]
        start = received.find(_MARK)
    return blocks, received


def _block(raw: bytes) -> Block:
    troubles = _flags(raw[8], _ERRORS_1) | _flags(raw[9], _ERRORS_2)
    if raw[11] == _NO_MEDIA and not raw[10]:
        troubles.add(PrinterCondition.PAPER_OUT)
    if raw[18] == StatusType.NOTIFICATION and raw[22] == _COOLING_STARTED:
        troubles.add(PrinterCondition.HOT)
    if raw[18] == StatusType.ERROR and not troubles:
        troubles.add(PrinterCondition.FAULT)
    return Block(
        kind=raw[18],
        troubles=frozenset(troubles),
        printing=raw[19] == 1,
        media_width=raw[10],
        media_length=raw[17],
    )


def _flags(byte: int, known: dict[int, PrinterCondition]) -> set[PrinterCondition]:
    found = {condition for bit, condition in known.items() if byte & bit}
    if byte & ~sum(known):
        found.add(PrinterCondition.FAULT)
    return found
