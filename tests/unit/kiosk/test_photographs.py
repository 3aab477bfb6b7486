"""Invented photographs: the same on every machine, and what they say they are."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from kiosk.devices.decoder import Decoder
from kiosk.devices.photographs import KINDS, draw


def test_same_seed_is_the_same_photograph() -> None:
    one, other = draw("damaged", 2), draw("damaged", 2)
    assert one.texts == other.texts
    assert np.array_equal(one.image, other.image)


def test_kinds_and_seeds_differ() -> None:
    assert draw("damaged", 2).texts != draw("damaged", 3).texts
    assert draw("curved", 2).texts != draw("damaged", 2).texts


def test_photographs_have_two_to_twelve_million_pixels() -> None:
    sizes = [draw("nominal", seed).image.shape[:2] for seed in range(3)]
    assert all(1.9e6 < height * width <= 12e6 for height, width in sizes)


@pytest.mark.parametrize("kind", ["perspective", "blurred"])
def test_tilted_and_blurred_codes_are_read(kind: str) -> None:
    photograph = draw(kind, 1)
    read = {code.text for code in Decoder(still=True).read(photograph.image)}
    assert read == set(photograph.texts)


def test_crumpled_large_code_is_read() -> None:
    photograph = draw("high_version", 3)
    grey = cv2.cvtColor(photograph.image, cv2.COLOR_BGR2GRAY)
    assert [code.text for code in Decoder(still=True).read(np.asarray(grey, dtype=np.uint8))] == list(photograph.texts)


def test_sixteen_kinds() -> None:
    assert len(KINDS) == 16
