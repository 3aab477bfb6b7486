"""Badge layouts made in pretix become ours."""

from __future__ import annotations

import io
import json
from pathlib import Path

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


def background(*, drawn: bool) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(148 / 25.4 * 72, 105 / 25.4 * 72))
    if drawn:
        canvas.rect(0, 0, 300, 40, fill=1)
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
    assert (name.box, name.size, name.weight) == (Rect(10, 21, 128, 24), 32, "bold")
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
    assert text.box.y + text.box.height == pytest.approx(85)
    assert text.white


def test_what_cannot_be_shown_is_named() -> None:
    imported = convert(
        [
            CODE,
            {**NAME, "content": "question_7"},
            {**NAME, "rotation": "90"},
            {"type": "poweredby", "left": 1, "bottom": 2},
        ]
    )

    assert len(imported.left_out) == 3
    assert "question_7" in imported.left_out[0]


@pytest.mark.parametrize("layout", [b"{", b"7", b"[1]", b'[{"type": "barcodearea", "left": "x"}]'])
def test_what_pretix_never_gives_is_refused(layout: bytes) -> None:
    with pytest.raises(EnvironmentProblem):
        convert_pretix_layout(layout, background(drawn=False), "mine")


def test_background_that_is_no_pdf_is_refused() -> None:
    with pytest.raises(EnvironmentProblem):
        convert_pretix_layout(b"[]", b"nonsense", "mine")
