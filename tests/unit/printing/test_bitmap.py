"""Dots and their PNG."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from printing.bitmap import Bitmap, from_black

BLACK = np.array([[1, 0, 0, 0, 0, 0, 0, 0, 1, 1], [0, 1, 1, 1, 1, 1, 1, 1, 0, 0]], dtype=np.bool_)


def test_leftmost_dot_is_the_most_significant_bit_and_rows_end_white() -> None:
    assert from_black(BLACK, 203).rows == bytes((0b10000000, 0b11000000, 0b01111111, 0b00000000))


def test_rows_come_back_as_they_went_in() -> None:
    assert np.array_equal(from_black(BLACK, 203).to_array(), BLACK)
    assert from_black(BLACK, 203).row(1) == bytes((0b01111111, 0))


def test_png_shows_the_same_dots_at_the_same_size() -> None:
    image = Image.open(io.BytesIO(from_black(BLACK, 203).to_png()))

    assert image.mode == "1"
    assert np.array_equal(~np.asarray(image), BLACK)
    assert image.info["dpi"] == pytest.approx((203, 203), abs=0.1)


def test_rows_of_the_wrong_length_are_a_bug() -> None:
    with pytest.raises(ValueError, match="rows"):
        Bitmap(width=9, height=2, dpi=203, rows=b"abc")
