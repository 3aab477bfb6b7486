"""Badge layouts made in pretix become ours."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.problems import EnvironmentProblem
from printing.layout import CodeElement, ImageElement, Layout, Rect, TextElement, load_layout
from printing.pretix_layout import PretixImport, convert_pretix_layout
from printing.render import BadgeRenderer
from tests.fakes.badges import FRENCH

NAME = {
    "type": "textcontainer",
    "left": "10.00",
    "bottom": "60.00",
    "width": "128.00",
    "height": "24.00",
    "fontsize": "32.0",
    "color": [0, 0, 0, 1],
    "bold": True,
    "align": "center",
    "verticalalign": "middle",
    "content": "attendee_name",
}
CODE = {"type": "barcodearea", "left": "110.00", "bottom": "10.00", "size": "30.00", "content": "secret"}
OLD = {
    "type": "textarea",
    "left": "10",
    "bottom": "40",
    "width": "130",
    "fontsize": "14",
    "align": "left",
    "color": [255, 255, 255, 1],
    "content": "other",
    "text": "{event_name} [2023]",
}


def background(*, drawn: bool, grey: bool = False, width: float = 148, pages: int = 1) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width / 25.4 * 72, 105 / 25.4 * 72))
    if grey:
        canvas.setFillGray(0.6)
        canvas.rect(0, 0, 300, 200, stroke=0, fill=1)
    if drawn:
        canvas.rect(0, 0, 300, 40, fill=1)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def stored(tmp_path: Path, imported: PretixImport) -> Layout:
    (tmp_path / "mine.toml").write_text(imported.toml, encoding="utf-8")
    if imported.background:
        (tmp_path / "mine.png").write_bytes(imported.background)
    return load_layout(str(tmp_path / "mine.toml"))


def convert(elements: list[dict[str, object]], *, drawn: bool = False) -> PretixImport:
    return convert_pretix_layout(json.dumps(elements).encode(), background(drawn=drawn), "mine")


def test_page_text_and_code_stand_where_they_stood(tmp_path: Path) -> None:
    layout = stored(tmp_path, convert([NAME, CODE]))
    name, code = layout.elements

    assert (layout.page.width, layout.page.height) == (148, 105)
    assert isinstance(name, TextElement)
    assert (name.box.x, name.box.width, name.size, name.weight) == (10, 128, 32, "bold")
    assert name.box.y == pytest.approx(21 + 0.23 * 32 * 25.4 / 72, abs=0.02)
    assert isinstance(code, CodeElement)
    assert code.box == Rect(110, 65, 30, 30)


def test_imported_layout_renders_without_findings(tmp_path: Path) -> None:
    layout = stored(tmp_path, convert([NAME, CODE, OLD], drawn=True))
    rendered = BadgeRenderer(layout, 203).render(FRENCH)

    assert rendered.findings == ()
    assert isinstance(layout.elements[0], ImageElement)
    assert rendered.pages[0].to_array()[-60:, :300].mean() > 0.5


def test_old_text_grows_up_from_its_point_and_ends_before_the_code(tmp_path: Path) -> None:
    layout = stored(tmp_path, convert([CODE, {**OLD, "bottom": "20"}]))
    text = layout.elements[1]

    assert isinstance(text, TextElement)
    assert text.box.x + text.box.width == 110
    assert text.box.y + text.box.height == pytest.approx(85, abs=0.01)
    assert text.white


def test_what_cannot_be_shown_is_named() -> None:
    imported = convert(
        [
            CODE,
            {**NAME, "content": "question_7"},
            {**NAME, "rotation": "90"},
            {**NAME, "page": 2},
            {**NAME, "left": "200"},
            {**CODE, "content": "pseudonymization_id"},
            {**CODE, "left": "140"},
            {"type": "poweredby", "content": "dark", "left": 1, "bottom": 2},
        ]
    )

    assert imported.left_out == (
        "textcontainer question_7 at 10.00 mm, 60.00 mm: a badge has no such field",
        "textcontainer attendee_name at 10.00 mm, 60.00 mm: turned by 90 degrees",
        "textcontainer attendee_name at 10.00 mm, 60.00 mm: only the first page is taken over",
        "textcontainer attendee_name at 200 mm, 60.00 mm: it lies beyond the page",
        "barcodearea pseudonymization_id at 110.00 mm, 10.00 mm: only the ticket's own code can be printed",
        "barcodearea secret at 140 mm, 10.00 mm: it leaves the page",
        "poweredby dark at 1 mm, 2 mm: there is no such element here",
    )


def test_text_turned_by_180_degrees_stands_upside_down_at_its_corner(tmp_path: Path) -> None:
    turned = {**NAME, "left": "138", "bottom": "10", "rotation": 180, "content": "attendee_company"}
    layout = stored(tmp_path, convert([NAME, turned]))
    page = BadgeRenderer(layout, 203).render(replace(FRENCH, name="", name_ar="", company="LLL")).pages[0].to_array()
    rows, columns = np.nonzero(page)
    above, below = (page[rows.min() : rows.max()][part].sum() for part in (slice(0, 20), slice(-20, None)))

    assert layout.faces[1].rotated
    assert above > below
    assert (columns.min() + columns.max()) / 2 == pytest.approx(74 / 25.4 * 203, abs=10)
    assert 105 - 60 < rows.mean() * 25.4 / 203 < 105 - 24


@pytest.mark.parametrize("place", [{"left": "5"}, {"left": "60"}, {"left": "5", "bottom": "75"}, {"bottom": "50"}])
def test_text_over_a_code_keeps_what_is_free_of_it(tmp_path: Path, place: dict[str, str]) -> None:
    text = {**NAME, "left": "5", "width": "138", "bottom": "52", "height": "40", "verticalalign": "top"}
    layout = stored(tmp_path, convert([text, {**CODE, "bottom": "60", **place}]))

    assert BadgeRenderer(layout, 203).render(FRENCH).findings == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ({"content": "other", "text": None}, ""),
        ({"content": "other_i18n", "text_i18n": "Bienvenue"}, "Bienvenue"),
        ({"content": "other_i18n", "text_i18n": {"de": "Gast", "ar": "ضيف"}}, "ضيف"),
        ({"content": "other_i18n", "text_i18n": {"fr": None, "ar": "", "en": "Guest"}}, "Guest"),
        ({"content": "other_i18n", "text_i18n": None}, ""),
    ],
)
def test_fixed_text_is_taken_in_whatever_form_pretix_keeps_it(
    tmp_path: Path, text: dict[str, object], shown: str
) -> None:
    element = stored(tmp_path, convert([{**NAME, "fontsize": "900", **text}])).elements[0]

    assert isinstance(element, TextElement)
    assert (element.text.text({}), element.size) == (shown, 400)


def test_colour_that_is_none_is_black_and_code_without_a_size_is_named(tmp_path: Path) -> None:
    converted = convert([{**NAME, "color": ["red", 0, 0, 1]}, {**CODE, "size": "0"}])
    (name,) = stored(tmp_path, converted).elements

    assert isinstance(name, TextElement) and not name.white
    assert len(converted.left_out) == 1 and converted.left_out[0].endswith("mm: it has no size")


def test_further_pages_of_the_background_are_named() -> None:
    assert convert_pretix_layout(json.dumps([CODE]).encode(), background(drawn=False, pages=2), "mine").left_out == (
        "1 of the background's 2 pages: only the first page is taken over",
    )


def test_text_that_leaves_the_page_ends_at_its_edge(tmp_path: Path) -> None:
    (name,) = stored(tmp_path, convert([{**NAME, "left": "-5", "width": "400"}])).elements

    assert (name.box.x, name.box.width) == (0, 148)


def test_background_of_line_art_is_cut_and_one_of_greys_is_dithered() -> None:
    assert "threshold = true" in convert([CODE], drawn=True).toml
    grey = background(drawn=False, grey=True)
    assert "threshold = false" in convert_pretix_layout(json.dumps([CODE]).encode(), grey, "mine").toml


def test_background_larger_than_any_badge_is_refused() -> None:
    with pytest.raises(EnvironmentProblem, match="at most 500 mm"):
        convert_pretix_layout(json.dumps([CODE]).encode(), background(drawn=False, width=1189), "mine")


@pytest.mark.parametrize(
    "layout",
    [
        b"{",
        b"7",
        b"[1]",
        b"[]",
        b'[{"type": "barcodearea", "left": "x"}]',
        b'[{"type": "barcodearea", "left": NaN, "bottom": 1, "size": 20}]',
    ],
)
def test_what_pretix_never_gives_is_refused(layout: bytes) -> None:
    with pytest.raises(EnvironmentProblem):
        convert_pretix_layout(layout, background(drawn=False), "mine")


def test_background_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(EnvironmentProblem):
        convert_pretix_layout(b"[]", b"nonsense", "mine")
