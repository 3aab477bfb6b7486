"""A symbol is followed from frame to frame, and two people's tickets are never taken for one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import zxingcpp

from kiosk.devices.codes import Corners
from kiosk.devices.evidence import Evidence
from kiosk.devices.symbol.recover import Reading
from kiosk.devices.symbol.softread import Soft, read_soft

PLACE: Corners = ((100.0, 100.0), (300.0, 100.0), (300.0, 300.0), (100.0, 300.0))
TICKETS = (
    ("CSC-0041-AB7Z", "CSC-0042-AB7Z"),
    ("CSC-00000001", "CSC-00000002"),
    ("100041", "100042"),
    ("AAAAAAAAAAAAAAAAAAAAAAAAAA1", "AAAAAAAAAAAAAAAAAAAAAAAAAA2"),
    ("https://example.test/t/7f3a9c01", "https://example.test/t/7f3a9c11"),
    ("csc-0042-ab7z", "csc-0042-ab7Z"),
)


def modules(text: str, level: str) -> tuple[Soft, int]:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    dots = np.array(zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False))
    return np.where(dots > 127, 1.0, -1.0).astype(np.float32), (len(dots) - 17) // 4


def reading(soft: Soft, version: int, text: str | None = None, *, sure: bool = True) -> Reading:
    found = read_soft(soft, version) if text is not None else None
    return Reading(
        text=text,
        version=version,
        corners=PLACE,
        soft=soft,
        score=0.9,
        plausible=True,
        sure=sure,
        content=found.content if found is not None else None,
    )


def covered(soft: Soft, share: float, seed: int) -> Soft:
    """With glare over a share of the rows, and a little noise in the rest."""
    random = np.random.default_rng(seed)
    shown = soft * random.uniform(0.55, 1.0, soft.shape).astype(np.float32)
    rows = int(len(soft) * share)
    begin = int(random.integers(0, len(soft) - rows + 1))
    shown[begin : begin + rows] = 0.02
    return shown.astype(np.float32)


@pytest.mark.parametrize("level", "LMQH")
@pytest.mark.parametrize(("mine", "yours"), TICKETS)
def test_neighbours_ticket_in_the_same_place_is_not_taken_for_mine(mine: str, yours: str, level: str) -> None:
    own, version = modules(mine, level)
    other, same_version = modules(yours, level)
    assert version == same_version
    for share in (0.0, 0.2, 0.35, 0.45):
        for seed in range(6):
            evidence = Evidence()
            assert evidence.add(reading(own, version, mine), 1) == mine
            assert evidence.add(reading(covered(other, share, seed), version), 2) != mine


@pytest.mark.parametrize("level", "MQ")
@pytest.mark.parametrize("text", ["CSC-0042-AB7Z", "https://example.test/t/7f3a9c01"])
def test_own_ticket_under_some_glare_is_still_the_one_that_was_read(text: str, level: str) -> None:
    own, version = modules(text, level)
    evidence = Evidence()
    evidence.add(reading(own, version, text), 1)
    assert evidence.add(reading(covered(own, 0.2, 3), version), 2) == text


def test_barely_proved_text_is_believed_at_its_second_frame() -> None:
    own, version = modules("CSC-0042-AB7Z", "M")
    doubtful = reading(np.zeros_like(own), version, "CSC-0042-AB7Z", sure=False)
    evidence = Evidence()
    assert evidence.add(doubtful, 1) is None
    assert evidence.add(doubtful, 1) is None
    assert evidence.add(doubtful, 2) == "CSC-0042-AB7Z"


def test_two_different_barely_proved_texts_are_never_believed() -> None:
    own, version = modules("CSC-0042-AB7Z", "M")
    evidence = Evidence()
    for frame, text in enumerate(("A-1", "B-2", "A-1", "B-2")):
        doubtful = replace(reading(np.zeros_like(own), version, text), sure=False)
        assert evidence.add(doubtful, frame) is None
