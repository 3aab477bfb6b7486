"""A QR code in the letters of a terminal, for a station's camera or a telephone held before the screen.

Two modules stand in one letter, the upper and the lower half of a block. Both colours are set, so that it is dark on
light in every terminal.
"""

from __future__ import annotations

import numpy as np

from printing.codes import encode_code

_DARK_ON_LIGHT, _AS_BEFORE = "\x1b[30;107m", "\x1b[0m"
_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def code_blocks(text: str) -> list[str]:
    """The lines of the code with its quiet zone, without colours; empty when no code holds the text."""
    matrix = encode_code(text)
    if matrix is None:
        return []
    black = matrix.to_black(1)
    if len(black) % 2:
        black = np.pad(black, ((0, 1), (0, 0)))
    return ["".join(_BLOCKS[bool(up), bool(low)] for up, low in zip(*pair, strict=True)) for pair in _pairs(black)]


def code_lines(text: str) -> list[str]:
    """The same for a terminal."""
    return [f"{_DARK_ON_LIGHT}{line}{_AS_BEFORE}" for line in code_blocks(text)]


def _pairs(black: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    return list(zip(black[::2], black[1::2], strict=True))
