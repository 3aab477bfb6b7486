"""The pairing code of a hub as its terminal shows it."""

from __future__ import annotations

import numpy as np
import zxingcpp

from ui.cli.terminal_code import code_blocks

PAIRING = "http://192.168.10.20:8470#K7QM-2XWD"


def test_a_camera_reads_the_pairing_text_from_a_terminal() -> None:
    halves = {" ": (255, 255), "▀": (0, 255), "▄": (255, 0), "█": (0, 0)}
    lines = code_blocks(PAIRING)
    rows = [[halves[letter][half] for letter in line] for line in lines for half in (0, 1)]
    seen = np.asarray(rows, dtype=np.uint8).repeat(8, axis=0).repeat(8, axis=1)
    assert [found.text for found in zxingcpp.read_barcodes(seen)] == [PAIRING]
    assert max(map(len, lines)) <= 80


def test_a_text_that_no_code_holds_shows_none() -> None:
    assert code_blocks("a" * 5000) == []
