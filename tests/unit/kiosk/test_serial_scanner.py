"""A scanner on a serial line: codes come whole, and the line may go and come back."""

from __future__ import annotations

import os
import pty
import tty
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from kiosk.devices.scanner_address import KeyboardLine, SerialLine, parse_scanner
from kiosk.devices.serial_scanner import CodeSplitter, SerialScanner
from kiosk.domain.problems import EnvironmentProblem, ProblemKind


def splitter(prefix: str = "", suffix: str = "") -> CodeSplitter:
    return CodeSplitter(SerialLine(port="x", prefix=prefix, suffix=suffix))


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t"])
def test_code_ends_with_any_of_the_usual_ends(end: bytes) -> None:
    assert splitter().feed(b"CSC-1" + end + b"CSC-2" + end, 0) == ["CSC-1", "CSC-2"]


def test_code_that_comes_in_pieces_is_one_code() -> None:
    line = splitter()
    assert line.feed(b"CSC-", 0) == []
    assert line.feed("é1\r".encode(), 0.04) == ["CSC-é1"]


def test_code_without_an_end_is_given_after_a_pause() -> None:
    line = splitter()
    assert line.feed(b"CSC-1", 0) == []
    assert line.feed(b"", 0.05) == []
    assert line.feed(b"", 0.2) == ["CSC-1"]


def test_prefix_and_suffix_of_the_scanner_are_taken_off() -> None:
    assert splitter("<<", ">>").feed(b"<<CSC-1>><<CSC-2>>", 0) == ["CSC-1", "CSC-2"]


def test_noise_without_end_is_thrown_away() -> None:
    line = splitter()
    assert line.feed(b"x" * 10_000, 0) == []
    assert line.feed(b"the rest of it\rCSC-1\r", 0.1) == ["CSC-1"]
    assert line.feed(b"x" * 10_000, 1) == []
    assert line.feed(b"", 1.2) == []
    assert line.feed(b"CSC-2\r", 2) == ["CSC-2"]


@pytest.mark.parametrize("line", [SerialLine(port="\0"), SerialLine(port="/dev/ptmx", baud=10**30)])
def test_port_that_can_not_be_one_is_a_lost_scanner(line: SerialLine) -> None:
    troubles: Queue[EnvironmentProblem | None] = Queue()
    scanner = SerialScanner(line, on_code=lambda _: None, on_trouble=troubles.put)
    scanner.start()
    try:
        lost = troubles.get(timeout=5)
        assert lost is not None
        assert lost.kind is ProblemKind.SCANNER_LOST
    finally:
        scanner.stop()


def test_line_is_written_as_an_address() -> None:
    assert parse_scanner("serial:/dev/ttyACM0?baud=115200&suffix=%23") == SerialLine(
        port="/dev/ttyACM0", baud=115200, suffix="#"
    )
    assert parse_scanner("serial:COM3") == SerialLine(port="COM3")


def test_scanner_that_types_may_have_a_prefix() -> None:
    assert parse_scanner("") == KeyboardLine()
    assert parse_scanner("keyboard:?prefix=%5DQ1") == KeyboardLine(prefix="]Q1")


@pytest.mark.parametrize(
    "text", ["serial:", "usb:1", "keyboard:COM3", "keyboard:?baud=9600", "serial:COM3?baud=fast", "serial:COM3?speed=9"]
)
def test_wrong_address_is_told_with_the_right_form(text: str) -> None:
    with pytest.raises(EnvironmentProblem, match="serial:/dev/ttyACM0"):
        parse_scanner(text)


class Plug:
    """A pseudo terminal that can be pulled out of a link and plugged in again."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self._ends: tuple[int, int] | None = None

    def insert(self) -> None:
        self._ends = pty.openpty()
        tty.setraw(self._ends[1])
        self.link.symlink_to(os.ttyname(self._ends[1]))

    def write(self, data: bytes) -> None:
        assert self._ends is not None
        os.write(self._ends[0], data)

    def pull(self) -> None:
        if self._ends is not None:
            self.link.unlink()
            for end in self._ends:
                os.close(end)
            self._ends = None


@pytest.fixture
def plug(tmp_path: Path) -> Iterator[Plug]:
    made = Plug(tmp_path / "scanner")
    yield made
    made.pull()


def test_scanner_is_heard_unplugged_told_and_heard_again(plug: Plug) -> None:
    codes: Queue[str] = Queue()
    troubles: Queue[EnvironmentProblem | None] = Queue()
    scanner = SerialScanner(SerialLine(port=str(plug.link)), on_code=codes.put, on_trouble=troubles.put)
    scanner.start()
    try:
        lost = troubles.get(timeout=5)
        assert lost is not None
        assert lost.kind is ProblemKind.SCANNER_LOST
        for code in ("CSC-1", "CSC-2"):
            plug.insert()
            assert troubles.get(timeout=5) is None
            plug.write(code.encode() + b"\r\n")
            assert codes.get(timeout=5) == code
            plug.pull()
            assert troubles.get(timeout=5) is not None
    finally:
        scanner.stop()
