"""Printer languages, each read back by a decoder written here from its specification."""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from kiosk.domain.problems import EnvironmentProblem
from printing.bitmap import Bitmap, from_black
from printing.languages import PrinterLanguage, encode
from printing.languages.brother import MEDIA
from printing.layout import load_layout
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC

Dots = npt.NDArray[np.bool_]


@pytest.fixture(scope="module")
def page() -> Bitmap:
    return BadgeRenderer(load_layout("4x3"), 203).render(ARABIC).pages[0]


@pytest.fixture(scope="module")
def roll() -> Bitmap:
    return BadgeRenderer(load_layout("62mm"), 300).render(ARABIC).pages[0]


def unpacked(data: bytes, stride: int, *, white_is_one: bool = False) -> Dots:
    rows = np.frombuffer(data, dtype=np.uint8).reshape(-1, stride)
    return np.unpackbits(~rows if white_is_one else rows, axis=1).astype(np.bool_)


def test_zpl_carries_the_dots_in_z64_with_the_crc_of_its_text(page: Bitmap) -> None:
    found = re.search(rb"\^GFA,(\d+),(\d+),(\d+),:Z64:([^:]+):([0-9A-F]{4})\^FS", encode(PrinterLanguage.ZPL, [page]))

    assert found is not None
    size, total, stride = (int(found[n]) for n in (1, 2, 3))
    assert size == total == len(page.rows)
    assert stride == page.stride
    assert int(found[5], 16) == binascii.crc_hqx(found[4], 0)
    assert zlib.decompress(base64.b64decode(found[4])) == page.rows


def test_zpl_touches_neither_paper_nor_memory_of_the_printer(page: Bitmap) -> None:
    sent = encode(PrinterLanguage.ZPL, [page], copies=3)

    assert sent.startswith(b"^XA")
    assert sent.endswith(b"^PQ3^XZ\n")
    assert not re.search(rb"\^MN|\^MT|~SD|~DG|~|!", sent)


def test_zpl_of_a_badge_is_small(page: Bitmap) -> None:
    assert len(encode(PrinterLanguage.ZPL, [page])) < 12_000


def test_escpos_carries_the_dots_in_bands(page: Bitmap) -> None:
    sent = encode(PrinterLanguage.ESCPOS, [page])
    assert sent.startswith(b"\x1b@")
    rows, at = b"", 2
    while sent[at : at + 4] == b"\x1dv0\x00":
        stride, height = (int.from_bytes(sent[at + n : at + n + 2], "little") for n in (4, 6))
        assert stride == page.stride
        rows += sent[at + 8 : at + 8 + stride * height]
        at += 8 + stride * height

    assert rows == page.rows
    assert sent[at:] == b"\x1dVB\x00"


def test_escpos_repeats_the_whole_receipt_for_copies(page: Bitmap) -> None:
    assert encode(PrinterLanguage.ESCPOS, [page], copies=2) == encode(PrinterLanguage.ESCPOS, [page]) * 2


def test_tspl_carries_the_dots_with_black_as_zero(page: Bitmap) -> None:
    sent = encode(PrinterLanguage.TSPL, [page], copies=2)
    head, body = sent.split(b"BITMAP 0,0,", 1)
    stride, height, mode, data = body.split(b",", 3)

    assert head == b"SIZE 101.6 mm,76.2 mm\r\nDIRECTION 0,0\r\nREFERENCE 0,0\r\nCLS\r\n"
    assert (int(stride), int(height), mode) == (page.stride, page.height, b"0")
    picture = unpacked(data[: len(page.rows)], page.stride, white_is_one=True)
    assert np.array_equal(picture[:, : page.width], page.to_array())
    assert not picture[:, page.width :].any()
    assert data[len(page.rows) :] == b"\r\nPRINT 1,2\r\n"


def test_epl2_carries_the_dots_with_black_as_zero(page: Bitmap) -> None:
    sent = encode(PrinterLanguage.EPL2, [page], copies=2)
    head, body = sent.split(b"GW0,0,", 1)
    stride, height, data = body.split(b",", 2)

    assert head == b"\nN\nq816\n"
    picture = unpacked(data[: int(stride) * int(height)], int(stride), white_is_one=True)
    assert np.array_equal(picture[:, : page.width], page.to_array())
    assert not picture[:, page.width :].any()
    assert data[len(page.rows) :] == b"\nP2\n"


def brother_rows(job: bytes, head: int) -> Dots:
    step = head + 3
    assert all(job[at : at + 3] == bytes((0x67, 0, head)) for at in range(0, len(job), step))
    return unpacked(b"".join(job[at + 3 : at + step] for at in range(0, len(job), step)), head)


def test_brother_prints_the_mirrored_rows_on_the_roll_it_names(roll: Bitmap) -> None:
    sent = encode(PrinterLanguage.BROTHER, [roll])
    assert sent.startswith(bytes(200) + b"\x1b@\x1bia\x01\x1biz")
    kind, width, length, *height = sent[210:217]
    rows = brother_rows(sent[sent.index(b"M\x00g") + 2 : -1], 90)

    assert (kind, width, length) == (0x0A, 62, 0)
    assert int.from_bytes(bytes(height), "little") == roll.height
    assert np.array_equal(rows[:, 12 : 12 + 696][:, ::-1], roll.to_array())
    assert not rows[:, :12].any()
    assert not rows[:, 708:].any()
    assert sent.endswith(b"\x1a")


def test_brother_cuts_after_each_copy_and_feeds_after_the_last(roll: Bitmap) -> None:
    sent = encode(PrinterLanguage.BROTHER, [roll], copies=3)

    assert sent.count(b"\x1biz") == 3
    assert sent.count(b"\x1bia\x01") == 1
    assert sent.endswith(b"\x1a")


def test_brother_two_colour_roll_gets_its_black_and_an_empty_red_for_each_row(roll: Bitmap) -> None:
    one = encode(PrinterLanguage.BROTHER, [roll])
    two = encode(PrinterLanguage.BROTHER_RED, [roll])
    rows = two[two.index(b"M\x00w") + 2 : -1]
    pair = 2 * 93

    assert two[two.index(b"\x1biK") + 3] == 0x08 | 0x01
    assert len(rows) == pair * roll.height
    assert all(rows[at : at + 3] == b"w\x01Z" for at in range(0, len(rows), pair))
    assert all(rows[at + 93 : at + pair] == b"w\x02Z" + bytes(90) for at in range(0, len(rows), pair))
    blacks = b"".join(b"g\x00Z" + rows[at + 3 : at + 93] for at in range(0, len(rows), pair))
    assert blacks == one[one.index(b"M\x00g") + 2 : -1]


@pytest.mark.parametrize("media", MEDIA, ids=lambda media: f"{media.width_mm}x{media.length_mm}")
def test_brother_takes_every_roll(media: object) -> None:
    width, length = media.dots, media.length_dots or 500  # type: ignore[attr-defined]
    black = np.zeros((length, width), dtype=np.bool_)
    black[0, 0] = black[-1, -1] = True
    sent = encode(PrinterLanguage.BROTHER, [from_black(black, 300)])
    head = media.head  # type: ignore[attr-defined]
    rows = brother_rows(sent[-1 - length * (head + 3) : -1], head)
    offset = media.offset  # type: ignore[attr-defined]

    assert rows[0].nonzero()[0].tolist() == [offset + width - 1]
    assert rows[-1].nonzero()[0].tolist() == [offset]


def test_brother_refuses_a_page_that_no_roll_has(page: Bitmap) -> None:
    with pytest.raises(EnvironmentProblem, match="no Brother roll prints 812 x 609 dots"):
        encode(PrinterLanguage.BROTHER, [page])


@pytest.mark.parametrize("language", [each for each in PrinterLanguage if "brother" not in each])
def test_pages_follow_each_other(language: PrinterLanguage, page: Bitmap) -> None:
    other = replace(page, rows=bytes(len(page.rows)))

    assert encode(language, [page, other]) == encode(language, [page]) + encode(language, [other])
