"""The second reader: QR symbols from grey values."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import qrcode.base
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.devices.frames import Image
from kiosk.devices.symbol.deblur import deblur
from kiosk.devices.symbol.galois import correct, syndromes
from kiosk.devices.symbol.grid import Grid, soften
from kiosk.devices.symbol.recover import recover
from kiosk.devices.symbol.search import binaries, search
from kiosk.devices.symbol.softread import Soft
from kiosk.devices.symbol.softread import read_soft as read_modules
from kiosk.devices.symbol.structure import alignment_centres, blocks_of, layout_of, mask_signs, size_of
from kiosk.devices.zxing import plain_sight

TEXT = "CSC-0042-AB7Z"


def read_soft(soft: Soft, version: int) -> str | None:
    found = read_modules(soft, version)
    return found.text if found is not None else None


def always() -> bool:
    return True


def modules(text: str = TEXT, version: int = 2, level: str = "M") -> Image:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level, version=version)
    return np.array(zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False))


def signs(image: Image) -> np.ndarray:
    return np.where(image > 127, 1.0, -1.0).astype(np.float32)


def picture(image: Image, width: int = 6, turn: float = 8.0) -> Image:
    """A symbol on a grey desk, turned by some degrees."""
    light = np.pad(image, 4, constant_values=255)
    drawn = light.repeat(width, axis=0).repeat(width, axis=1)
    desk = np.full((480, 640), 150, dtype=np.uint8)
    size = len(drawn)
    desk[100 : 100 + size, 160 : 160 + size] = drawn // 2 + 90
    about = cv2.getRotationMatrix2D((160 + size / 2, 100 + size / 2), turn, 1.0)
    return cv2.warpAffine(desk, about, (640, 480), borderValue=150)


def texts(grey: Image) -> list[str | None]:
    return [reading.text for reading in search(grey, binaries(grey, ((0.8, 41, 1),)), [], always, rounds=2)]


@pytest.mark.parametrize("level", range(4))
def test_blocks_are_those_of_the_standard(level: int) -> None:
    for version in range(1, 41):
        theirs = qrcode.base.rs_blocks(version, (1, 0, 3, 2)[level])
        ours = blocks_of(version, level)
        assert [(len(block.places), len(block.places) - block.parity) for block in ours] == [
            (block.total_count, block.data_count) for block in theirs
        ]


@pytest.mark.parametrize("version", [1, 2, 6, 7, 14, 25, 32, 40])
def test_function_patterns_are_where_zxing_draws_them(version: int) -> None:
    layout, drawn = layout_of(version), signs(modules(version=version))
    assert drawn.shape == (size_of(version), size_of(version))
    assert (drawn[layout.known] == layout.pattern[layout.known]).all()


def test_alignment_patterns_of_version_32_are_the_exception() -> None:
    assert alignment_centres(32) == [6, 34, 60, 86, 112, 138]
    assert alignment_centres(7) == [6, 22, 38]


@given(data=st.data(), parity=st.sampled_from([7, 10, 16, 22, 30]))
def test_errors_and_erasures_are_corrected_up_to_the_parity(data: st.DataObject, parity: int) -> None:
    size = data.draw(st.integers(parity + 5, 120))
    places = data.draw(st.permutations(range(size)))
    errors = data.draw(st.integers(0, parity // 2))
    erased = list(places[errors : errors + parity - 2 * errors])
    block = np.zeros(size, dtype=np.uint8)
    for place in (*places[:errors], *erased):
        block[place] = data.draw(st.integers(1, 255))
    fixed = correct(block, parity, erased)
    assert fixed is not None
    assert not fixed.any()


def test_valid_block_has_no_syndromes() -> None:
    assert not any(syndromes(np.zeros(40, dtype=np.uint8), 16))
    assert any(syndromes(np.eye(1, 40, 3, dtype=np.uint8)[0], 16))


@pytest.mark.parametrize(("version", "level"), [(1, "L"), (2, "M"), (5, "Q"), (7, "H"), (10, "M"), (22, "L")])
def test_clean_modules_are_read(version: int, level: str) -> None:
    text = "A1" if level == "L" else TEXT[:9]
    assert read_soft(signs(modules(text, version, level)), version) == text


def test_a_third_of_the_data_under_glare_is_an_erasure_and_is_read() -> None:
    soft = signs(modules(version=3, level="M"))
    soft[12:22, 12:22] = 0
    assert read_soft(soft, 3) == TEXT


def test_arabic_text_survives() -> None:
    assert read_soft(signs(modules("تذكرة-٤٢", version=3)), 3) == "تذكرة-٤٢"


@given(seed=st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_noise_is_never_read(seed: int) -> None:
    random = np.random.default_rng(seed)
    layout = layout_of(2)
    soft = random.uniform(-1, 1, (25, 25)).astype(np.float32)
    soft[layout.known] = layout.pattern[layout.known]
    assert read_soft(soft, 2) is None


@given(seed=st.integers(0, 10_000), share=st.floats(0.1, 0.45))
@settings(max_examples=60, deadline=None)
def test_broken_symbol_is_read_right_or_not_at_all(seed: int, share: float) -> None:
    random = np.random.default_rng(seed)
    soft = signs(modules())
    turned = random.random(soft.shape) < share
    soft[turned] *= -random.random(int(turned.sum())).astype(np.float32)
    assert read_soft(soft, 2) in {TEXT, None}


def test_blur_of_more_than_half_a_module_is_undone() -> None:
    clean = modules()
    light = np.pad(clean, 4, constant_values=255).repeat(8, axis=0).repeat(8, axis=1)
    blurred = cv2.GaussianBlur(light, (0, 0), 0.66 * 8).astype(np.float32)
    lightness = blurred.reshape(33, 8, 33, 8)[:, 3:5, :, 3:5].mean(axis=(1, 3))[4:-4, 4:-4]
    assert plain_sight(blurred.astype(np.uint8)).codes == ()
    assert read_soft(soften(lightness, layout_of(2)), 2) is None
    assert read_soft(deblur(lightness, layout_of(2)), 2) == TEXT


def test_grid_follows_a_bent_symbol() -> None:
    flat = picture(modules(), turn=0)
    down, right = np.indices(flat.shape, dtype=np.float32)
    bent = cv2.remap(flat, right, down + 6 * np.sin((right - 160) / 60), cv2.INTER_LINEAR)
    assert texts(bent) == [TEXT]


def test_turned_symbol_is_found_and_read() -> None:
    for turn in range(0, 360, 40):
        assert texts(picture(modules(), turn=turn)) == [TEXT]


def test_light_on_dark_symbol_is_found_and_read() -> None:
    assert texts(255 - picture(modules())) == [TEXT]


@pytest.mark.parametrize("corner", ["top left", "top right", "bottom left"])
def test_symbol_is_read_though_one_finder_pattern_is_burnt_out(corner: str) -> None:
    image = modules(level="Q", version=3)
    rows = slice(-7, None) if "bottom" in corner else slice(0, 7)
    columns = slice(-7, None) if "right" in corner else slice(0, 7)
    image[rows, columns] = 255
    grey = picture(image)
    assert plain_sight(grey).codes == ()
    assert texts(grey) == [TEXT]


def test_place_without_a_symbol_is_refused() -> None:
    random = np.random.default_rng(4)
    noise = random.integers(0, 255, (480, 640), dtype=np.uint8)
    to_picture = np.array([[6.0, 0, 100], [0, 6.0, 100], [0, 0, 1]])
    assert recover(noise, to_picture, 2, always, rounds=1) is None


def test_corners_of_a_fitted_grid_are_those_of_the_symbol() -> None:
    grey = picture(modules(), turn=0)
    grid = Grid(grey, np.array([[6.1, 0, 182], [0, 5.9, 126], [0, 0, 1]]), 2)
    fitted = grid.corners(grid.fit())
    assert np.abs(fitted - np.array([[184, 124], [334, 124], [334, 274], [184, 274]])).max() < 1.0


USUAL = [0xEC, 0x11] * 16


def padded(pads: list[int], version: int = 3) -> Soft:
    """The modules of TEXT (level M), its 32 codewords of padding as another encoder writes them."""
    seen = signs(modules(version=version))
    layout = layout_of(version)
    found = read_modules(seen, version)
    assert found is not None
    codewords = found.content.codewords.copy()
    (block,) = blocks_of(version, found.content.form.level)
    data = len(codewords) - block.parity
    assert codewords[data - 32 : data].tolist() == USUAL
    codewords[data - 32 : data] = pads
    corrected = correct(codewords, block.parity, range(data, len(codewords)))
    assert corrected is not None
    signs_of = 1 - 2.0 * np.unpackbits(corrected)
    seen[layout.rows, layout.columns] = signs_of * mask_signs(version, found.content.form.mask)
    return seen


@pytest.mark.parametrize("pads", [USUAL, [0, *USUAL[:-1]], [0] * 32])
def test_padding_of_another_encoder_is_as_good(pads: list[int]) -> None:
    assert read_soft(padded(pads), 3) == TEXT


def test_padding_that_no_encoder_writes_is_no_text() -> None:
    assert read_soft(padded([7] * 32), 3) is None
