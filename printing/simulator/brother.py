"""The ear and mouth of a simulated Brother QL printer on a line that answers (USB in life).

A label ends with print (0C) or print-and-feed (1A). Raster rows are skipped by their length. ESC i S is
answered with 32 bytes; a label that is out is reported with 32 bytes of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from printing.simulator.conditions import Conditions
from printing.simulator.dialect import Heard, LabelReceived, MachineState, Question

_PRINT, _PRINT_AND_FEED = b"\x0c", b"\x1a"
_LENGTHS = {b"\x1biz": 13, b"\x1bid": 5, b"\x1biM": 4, b"\x1biA": 4, b"\x1biK": 4, b"\x1bia": 4}


class BrotherDialect:
    """Parses one connection's stream and words the answers."""

    def __init__(self) -> None:
        self._buffer = b""
        self._label = bytearray()

    def feed(self, data: bytes) -> Iterator[Heard]:
        """Labels and questions completed by `data`."""
        self._buffer += data
        while self._buffer and len(self._buffer) >= (length := _needed(self._buffer)):
            command, self._buffer = self._buffer[:length], self._buffer[length:]
            if command == b"\x1biS":
                yield Question("status")
                continue
            self._label += command
            if command in {_PRINT, _PRINT_AND_FEED}:
                yield LabelReceived(bytes(self._label))
                yield Question("printed", in_turn=True)
                self._label.clear()

    def answer(self, question: Question, state: MachineState) -> bytes:
        """A reply to a status request (type 0), or the report that a label is done (type 1)."""
        return _block(state.conditions, kind=int(question.in_turn))


def _needed(buffer: bytes) -> int:
    """The length of the command at the front, as far as its first bytes tell."""
    if buffer[:1] == b"g":
        return 3 + buffer[2] if len(buffer) >= 3 else 3
    if buffer[:1] == b"M":
        return 2
    if buffer[:1] != b"\x1b":
        return 1
    if buffer[1:2] == b"i":
        return _LENGTHS.get(buffer[:3], 3)
    return 2


def _block(conditions: Conditions, kind: int) -> bytes:
    block = bytearray(32)
    block[0:6] = b"\x80\x20B4A0"
    block[8] = conditions.paper_out * 0x01 + conditions.cutter * 0x04
    block[9] = conditions.head_open * 0x10
    block[10], block[11] = 62, 0x0A
    block[18] = kind
    return bytes(block)
