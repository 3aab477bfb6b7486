"""A printer of another hand than the product's own simulator, in every bad mood that was seen in a hall.

It shares no code with the simulator or the readers: what it understands and answers is written down here from the
manuals, so that a mistake in one of them is not believed by the other.
"""

from __future__ import annotations

import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum

TICKET = re.compile(rb"T-\d{5}")
_SPEECH = {
    "zpl": rb"\^XA.*?\^XZ|~HQES|~HS(?!\w)|! U1 getvar \"odometer.total_label_count\"\r\n",
    "tspl": rb"SIZE.*?PRINT 1,1\r\n|\x1b!\?",
    "escpos": rb"\x1b@.*?\x1dVB\x00|\x10\x04[\x01-\x04]|\x1dr\x01",
}
"""What is understood: a whole label, or a question."""
_LABEL_S = 0.01
_PAUSE_S = 0.02


class Mood(StrEnum):
    """What a printer does wrong."""

    NONE = "none"
    REFUSES = "refuses"
    READS_NOTHING = "reads-nothing"
    READS_SLOWLY = "reads-slowly"
    GARBAGE = "garbage"
    HALF_ANSWERS = "half-answers"
    OLD_ANSWERS = "old-answers"
    LATE_ANSWERS = "late-answers"
    MUTE = "mute"
    HANGS_UP = "hangs-up"
    OUT_OF_PAPER = "out-of-paper"
    EATS_LABELS = "eats-labels"


class RoughPrinter:
    """Listens on loopback from its making until `close`; `mood` and `paper_out` may be set from any thread.

    A label that is in work when the paper ends is printed again with new paper, as a Zebra does it. Without an
    `odometer` a ZPL printer knows `~HS` alone. `paper` counts the tickets on whole labels.
    """

    def __init__(self, language: str, *, odometer: bool, seed: int) -> None:
        self.mood = Mood.NONE
        self.paper_out = False
        self.paper: Counter[str] = Counter()
        self._language = language
        self.has_odometer = odometer
        self._dice = random.Random(seed)
        self._total = 1000
        self._inside: list[str] = []
        self._in_turn: list[Callable[[], None]] = []
        self._before = b""
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []
        self._lines: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.uri = f"tcp://127.0.0.1:{self._listener.getsockname()[1]}"
        for work in (self._accept, self._print):
            self._run(work)

    def close(self) -> None:
        """Ends every connection and thread."""
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            lines, threads = list(self._lines), list(self._threads)
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join()

    def cut(self) -> None:
        """Ends every connection with a reset; what is inside stays."""
        with self._lock:
            for line in self._lines:
                _reset(line)

    def lose_power(self) -> None:
        """The same, and what is inside is lost."""
        with self._lock:
            self._inside.clear()
            self._in_turn.clear()
        self.cut()

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="rough printer")
        with self._lock:
            self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            if self.mood is Mood.REFUSES:
                _reset(line)
                line.close()
                continue
            with self._lock:
                self._lines.append(line)
            self._run(lambda line=line: self._serve(line))

    def _serve(self, line: socket.socket) -> None:
        rest = b""
        with line, suppress(OSError):
            while not self._over.is_set():
                if self.mood is Mood.READS_NOTHING:
                    self._over.wait(_PAUSE_S)
                    continue
                slowly = self.mood is Mood.READS_SLOWLY
                heard = line.recv(700 if slowly else 65536)
                if not heard:
                    break
                if slowly:
                    self._over.wait(_PAUSE_S)
                rest = self._listen(line, rest + heard)
        with self._lock:
            self._lines.remove(line)

    def _listen(self, line: socket.socket, heard: bytes) -> bytes:
        end = 0
        for found in re.finditer(_SPEECH[self._language], heard, re.DOTALL):
            end = found.end()
            ticket = TICKET.search(found[0])
            if ticket is None:
                self._answer(line, found[0])
                continue
            with self._lock:
                self._inside.append(ticket[0].decode())
            if self.mood is Mood.HANGS_UP and self._dice.random() < 0.5:
                _reset(line)
        return heard[end:]

    def _print(self) -> None:
        while not self._over.wait(0.002):
            with self._lock:
                label = self._inside[0] if self._inside and not self.paper_out else None
            if label is None:
                continue
            self._over.wait(_LABEL_S)
            with self._lock:
                if not self.paper_out and self._inside and self._inside[0] is label:
                    self._put_out(self._inside.pop(0))

    def _put_out(self, label: str) -> None:
        if self.mood is not Mood.EATS_LABELS:
            self.paper[label] += 1
            self._total += 1
        if not self._inside:
            for answer in self._in_turn:
                answer()
            self._in_turn.clear()

    def _answer(self, line: socket.socket, question: bytes) -> None:
        with self._lock:
            if question == b"\x1dr\x01":
                if self._inside:
                    self._in_turn.append(lambda: _say(line, b"\x00"))
                    return
                answer = b"\x00"
            else:
                answer = self._words(question, len(self._inside))
        self._tell(line, answer)

    def _words(self, question: bytes, inside: int) -> bytes:
        out = self.paper_out
        if question == b"~HS":
            strings = (
                f"030,0,0,0609,{max(0, inside - 1):03d},0,0,0,000,0,0,0",
                f"000,0,0,0,0,2,6,0,{min(inside, 1):08d},1,000",
                "1234,0",
            )
            return b"" if out else b"".join(b"\x02%b\x03\r\n" % string.encode() for string in strings)
        if question == b"\x1b!?":
            return bytes((0x04 if out else 0x20 if inside else 0x00,))
        if question.startswith(b"\x10\x04"):
            return bytes((0x12 | {1: 0x08, 2: 0x20, 3: 0x00, 4: 0x60}[question[2]] * out,))
        if not self.has_odometer:
            return b""
        if question == b"~HQES":
            return (
                f"\x02\r\n  PRINTER STATUS\r\n   ERRORS:         {out:d} 00000000 {out:08d}\r\n"
                "   WARNINGS:       0 00000000 00000000\r\n\x03"
            ).encode()
        return b'"%d"\r\n' % self._total

    def _tell(self, line: socket.socket, answer: bytes) -> None:
        if self.mood is Mood.MUTE:
            return
        if self.mood is Mood.LATE_ANSWERS:
            late_s = self._dice.uniform(0, 0.4)
            self._run(lambda: None if self._over.wait(late_s) else _say(line, answer))
            return
        if self.mood is Mood.GARBAGE and self._dice.random() < 0.4:
            answer = self._dice.choice([self._dice.randbytes(40), answer + answer, b"\x02\x02" + answer[::-1]])
        elif self.mood is Mood.HALF_ANSWERS:
            answer = answer[: self._dice.randint(0, len(answer))]
        elif self.mood is Mood.OLD_ANSWERS:
            answer, self._before = self._before or answer, answer
        _say(line, answer)


def _say(line: socket.socket, answer: bytes) -> None:
    with suppress(OSError):  # the asker may have left
        line.sendall(answer)


def _reset(line: socket.socket) -> None:
    with suppress(OSError):
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.shutdown(socket.SHUT_RDWR)
