"""Photos are dithered, line art is cut, and neither leaves its box."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import ExifTags, Image

from kiosk.domain.problems import EnvironmentProblem
from printing.layout import load_layout
from printing.pictures import picture_dots
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC, FRENCH


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


GREY = png(Image.new("L", (200, 100), 96))


def test_grey_is_dithered_to_as_many_black_dots() -> None:
    dots = picture_dots(GREY, 100, 100, False)

    assert dots.shape == (50, 100)
    assert dots.mean() == pytest.approx(1 - 96 / 255, abs=0.02)


def test_line_art_is_cut_at_half_grey() -> None:
    assert picture_dots(GREY, 100, 100, True).all()


def test_transparent_parts_stay_white() -> None:
    assert not picture_dots(png(Image.new("RGBA", (10, 10), (0, 0, 0, 0))), 40, 40, False).any()


def test_greys_of_16_bits_are_as_dark_as_those_of_8() -> None:
    deep = png(Image.fromarray(np.full((100, 200), 96 * 257, dtype=np.uint16)))

    assert np.array_equal(picture_dots(deep, 100, 100, False), picture_dots(GREY, 100, 100, False))


def test_photo_of_a_turned_camera_stands_upright() -> None:
    file, turned = io.BytesIO(), Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    Image.new("L", (200, 100), 96).save(file, "JPEG", exif=turned)

    assert picture_dots(file.getvalue(), 100, 100, False).shape == (100, 50)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is neither a PNG nor a JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is neither a PNG nor a JPEG"),
        (GREY[:60], "is damaged"),
        (png(Image.new("1", (8000, 6000))), "has 8000 x 6000 pixels, more than 40 million"),
    ],
)
def test_unusable_picture_is_named_when_the_layout_is_read(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "photo.png").write_bytes(data)
    (tmp_path / "mine.toml").write_text(
        'extends = "4x3"\ntitle = "Photo"\n[[element]]\nid = "photo"\ntype = "image"\nbox = [60, 1, 8, 8]\n'
        'file = "photo.png"\n',
        encoding="utf-8",
    )

    with pytest.raises(EnvironmentProblem, match=f"element 'photo': 'file' 'photo.png' {why}"):
        load_layout(str(tmp_path / "mine.toml"))


def test_picture_on_a_badge_has_the_very_dots_that_were_dithered(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(png(Image.radial_gradient("L")))
    (tmp_path / "mine.toml").write_text(
        'extends = "4x3"\ntitle = "Photo"\nmirrored = true\nremove = ["code", "event"]\n[[element]]\nid = "photo"\n'
        'type = "image"\nbox = [73.1, 50.1, 20, 20]\nfile = "photo.png"\n',
        encoding="utf-8",
    )
    layout = load_layout(str(tmp_path / "mine.toml"))
    dots = picture_dots((tmp_path / "photo.png").read_bytes(), 160, 160, False)
    left, top = round(73.1 * 203 / 25.4), round(50.1 * 203 / 25.4)
    mirrored_left = round((101.6 - 93.1) * 203 / 25.4)

    for badge, x in ((FRENCH, left), (ARABIC, mirrored_left)):
        page = BadgeRenderer(layout, 203).render(badge).pages[0].to_array()
        assert np.array_equal(page[top : top + 160, x : x + 160], dots)
