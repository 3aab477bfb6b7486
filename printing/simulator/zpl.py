"""The ear and mouth of a simulated ZPL printer.

Labels are cut out of the byte stream by `^XA` and `^XZ`; immediate commands (`~HS`, `~HQES`, `~JA`...) are
obeyed wherever they stand, also inside a label, as the ZPL II Programming Guide says. Answers have the exact
framing of the guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from printing.simulator.conditions import Conditions
from printing.simulator.dialect import Heard, LabelReceived, MachineState, Order, Question

_FIXED = (b"^XA", b"^XZ", b"~HS", b"~HQES", b"~JA", b"~JR", b"~PP", b"~PS")
_GETVAR = b'! U1 getvar "'
_TOKEN = re.compile(b"|".join(re.escape(token) for token in _FIXED) + rb'|! U1 getvar "([^"\r\n]*)"')
_COPIES = re.compile(rb"\^PQ(\d+)")
_ORDERS = {b"~JA": Order.CANCEL_ALL, b"~JR": Order.RESET, b"~PP": Order.PAUSE, b"~PS": Order.RESUME}
_ODOMETER = "odometer.total_label_count"


class ZplDialect:
    """Parses one connection's stream and words the answers."""

    def __init__(self) -> None:
        self._pending = b""
        self._label: bytearray | None = None

    def feed(self, data: bytes) -> Iterator[Heard]:
        """Labels, questions and orders completed by `data`, in the order of the stream."""
        buffer = self._pending + data
        position = 0
        for token in _TOKEN.finditer(buffer):
            self._keep(buffer[position : token.start()])
            position = token.end()
            heard = self._take(token)
            if heard is not None:
                yield heard
        rest = buffer[position:]
        held = len(rest) - _unfinished(rest)
        self._keep(rest[:held])
        self._pending = rest[held:]

    def _keep(self, data: bytes) -> None:
        if self._label is not None:
            self._label += data

    def _take(self, token: re.Match[bytes]) -> Heard | None:
        word = token[0]
        if word == b"^XA":
            self._label = bytearray(word)
            return None
        if word == b"^XZ":
            return self._end_label()
        if word.startswith(b"!"):
            return Question(token[1].decode("ascii", "replace"))
        return _ORDERS.get(word) or Question(word[1:].decode())

    def _end_label(self) -> LabelReceived | None:
        if self._label is None:
            return None
        data = bytes(self._label) + b"^XZ"
        self._label = None
        if b"^JU" in data:
            return None  # settings are saved, no paper moves
        copies = _COPIES.search(data)
        return LabelReceived(data, int(copies[1]) if copies else 1)

    def answer(self, question: Question, state: MachineState) -> bytes:
        """`~HS` is left unanswered in the states that the guide names; a basic printer knows only `~HS`."""
        if question.name == "HS":
            return b"" if _keeps_hs_back(state.conditions) else _host_status(state, self._label is not None)
        if state.conditions.basic:
            return b""
        if question.name == "HQES":
            return _errors(state.conditions)
        return f'"{state.printed_total}"\r\n'.encode() if question.name == _ODOMETER else b'"?"\r\n'


def _unfinished(rest: bytes) -> int:
    """How many bytes at the end of `rest` may be the beginning of a command."""
    start = max(rest.rfind(b"^"), rest.rfind(b"~"), rest.rfind(b"!"))
    if start < 0:
        return 0
    tail = rest[start:]
    could_be = any(token.startswith(tail) for token in (*_FIXED, _GETVAR)) or tail.startswith(_GETVAR)
    return len(tail) if could_be and b"\n" not in tail else 0


def _keeps_hs_back(conditions: Conditions) -> bool:
    return conditions.paper_out or conditions.ribbon_out or conditions.head_open or conditions.hot


def _host_status(state: MachineState, partial: bool) -> bytes:
    conditions = state.conditions
    strings = (
        f"030,0,{conditions.paused:d},0609,{state.formats:03d},0,0,{partial:d},000,0,0,0",
        f"000,0,0,0,0,2,6,0,{state.copies_left:08d},1,000",
        "1234,0",
    )
    return b"".join(b"\x02" + line.encode() + b"\x03\r\n" for line in strings)


def _errors(conditions: Conditions) -> bytes:
    errors = (
        conditions.paper_out * 0x1
        + conditions.ribbon_out * 0x2
        + conditions.head_open * 0x4
        + conditions.cutter * 0x8
        + conditions.hot * 0x10
        + conditions.paused * 0x10000
    )
    warnings = conditions.nearly_out * 0x8
    return (
        "\x02\r\n\r\n  PRINTER STATUS                             \r\n"
        f"   ERRORS:         {errors != 0:d} 00000000 {errors:08X}               \r\n"
        f"   WARNINGS:       {warnings != 0:d} 00000000 {warnings:08X}               \r\n\x03"
    ).encode()
