"""The ear and mouth of a simulated ESC/POS printer.

A label ends with the cut (GS V). Raster images (GS v 0) are skipped by their length, so that dots never look
like commands. DLE EOT is answered at once; GS r in turn, when all labels before it are out.
"""

from __future__ import annotations

from collections.abc import Iterator

from printing.simulator.conditions import Conditions
from printing.simulator.dialect import Heard, LabelReceived, MachineState, Question

_RASTER = b"\x1dv0"
_RASTER_HEAD = 8
_CUT = b"\x1dV"
_FIXED = 0x12


class EscposDialect:
    """Parses one connection's stream and words the answers."""

    def __init__(self) -> None:
        self._buffer = b""
        self._label = bytearray()

    def feed(self, data: bytes) -> Iterator[Heard]:
        """Labels and questions completed by `data`."""
        self._buffer += data
        while length := _command_length(self._buffer):
            command, self._buffer = self._buffer[:length], self._buffer[length:]
            heard = self._take(command)
            if heard is not None:
                yield heard

    def _take(self, command: bytes) -> Heard | None:
        if command[:2] == b"\x10\x04":
            return Question(f"EOT{command[2]}")
        if command[:2] == b"\x1dr":
            return Question("in-turn", in_turn=True)
        self._label += command
        if command[:2] != _CUT:
            return None
        label = LabelReceived(bytes(self._label))
        self._label.clear()
        return label

    def answer(self, question: Question, state: MachineState) -> bytes:
        """One byte."""
        if question.in_turn:
            return b"\x00"
        return bytes((_FIXED | _bits(question.name, state.conditions),))


def _command_length(buffer: bytes) -> int:
    """The length of the command at the front; 0 while it is not complete."""
    needed = _needed(buffer)
    return needed if buffer and len(buffer) >= needed else 0


def _needed(buffer: bytes) -> int:
    if buffer[:3] == _RASTER:
        if len(buffer) < _RASTER_HEAD:
            return _RASTER_HEAD
        stride, rows = (int.from_bytes(buffer[at : at + 2], "little") for at in (4, 6))
        return _RASTER_HEAD + stride * rows
    if buffer[:2] == _CUT:
        return 4 if buffer[2:3] in {b"A", b"B"} or len(buffer) < 3 else 3
    lengths = {b"\x10\x04": 3, b"\x1dr": 3, b"\x1b@": 2}
    if buffer[:1] in {b"\x10", b"\x1d", b"\x1b"}:
        return lengths.get(buffer[:2], 2)
    return 1


def _bits(name: str, conditions: Conditions) -> int:
    if name == "EOT1":
        return conditions.stopped * 0x08
    if name == "EOT2":
        return conditions.head_open * 0x04 + conditions.paused * 0x08 + conditions.paper_out * 0x20
    if name == "EOT3":
        return conditions.cutter * 0x08 + conditions.hot * 0x40
    return conditions.nearly_out * 0x0C + conditions.paper_out * 0x60
