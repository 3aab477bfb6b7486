"""Badges as dots: exact, legible to a scanner, and harmless whatever the name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp

from kiosk.domain.badges import Badge
from kiosk.domain.event import Language, Localized
from kiosk.domain.people import Attendee
from kiosk.service.badges import badge_for
from kiosk.service.demo_event import demo_setup
from printing.bitmap import Bitmap
from printing.codes import CodeKind
from printing.composer import compose
from printing.composition import DotsMark, LineMark
from printing.findings import FindingKind
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout, shipped_layouts
from printing.preflight import examine
from printing.render import BadgeRenderer
from tests.fakes.badges import ARABIC, ENGLISH, FRENCH, HOSTILE_NAMES


def codes(page: Bitmap) -> set[str]:
    grey = np.where(page.to_array(), np.uint8(0), np.uint8(255))
    return {found.text for found in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCodeModel2)}


@pytest.mark.parametrize(("dpi", "size"), [(203, (812, 609)), (300, (1200, 900)), (600, (2400, 1800))])
def test_page_is_exactly_its_size_in_dots(dpi: int, size: tuple[int, int]) -> None:
    (page,) = BadgeRenderer(load_layout("4x3"), dpi).render(FRENCH).pages

    assert (page.width, page.height) == size


def test_62_mm_roll_is_696_dots_wide() -> None:
    (page,) = BadgeRenderer(load_layout("62mm"), 300).render(FRENCH).pages

    assert page.width == 696


@pytest.mark.parametrize("name", shipped_layouts())
@pytest.mark.parametrize("badge", [FRENCH, ARABIC, ENGLISH], ids=["fr", "ar", "en"])
def test_code_on_every_layout_is_read_in_every_language(name: str, badge: object) -> None:
    rendered = BadgeRenderer(load_layout(name), 203).render(badge)  # type: ignore[arg-type]

    assert rendered.findings == ()
    assert codes(rendered.pages[0]) == {badge.code}  # type: ignore[attr-defined]


def test_same_badge_gives_the_same_dots_and_the_same_pdf() -> None:
    first, second = (BadgeRenderer(load_layout("4x3"), 203).render(ARABIC) for _ in range(2))

    assert first.pages == second.pages
    assert first.pdf == second.pdf


def test_pdf_has_the_paper_size_and_shows_the_same_dots() -> None:
    rendered = BadgeRenderer(load_layout("4x3"), 203).render(FRENCH)
    page = pdfium.PdfDocument(rendered.pdf)[0]
    grey = page.render(scale=203 / 72, grayscale=True).to_numpy().reshape(-1, 812)[:609]

    assert page.get_size() == pytest.approx((288, 216), abs=0.05)
    assert np.array_equal(grey < 128, rendered.pages[0].to_array())


def test_arabic_badge_is_laid_out_from_the_right() -> None:
    page = BadgeRenderer(load_layout("4x3"), 203).render(replace(ARABIC, name_ar="علي")).pages[0].to_array()
    header = page[30:75]

    assert not header[:, :200].any()
    assert header[:, -300:-30].any()


def test_folded_half_is_the_front_upside_down() -> None:
    page = BadgeRenderer(load_layout("4x6"), 203).render(FRENCH).pages[0].to_array()
    front, back = page[:609], page[609:1218]
    differing = np.count_nonzero(front != back[::-1, ::-1])

    assert differing < 0.002 * front.size


def test_joined_letters_have_no_holes_where_they_overlap() -> None:
    """Filled by the even-odd rule, overlaps turn white; by non-zero, the text only gets blacker."""
    rendered = BadgeRenderer(load_layout("4x3"), 203).render(ARABIC)
    document = pdfium.PdfDocument(rendered.pdf)

    assert all(obj.type == pdfium.raw.FPDF_PAGEOBJ_PATH for obj in document[0].get_objects())
    assert _fill_modes(document) <= {pdfium.raw.FPDF_FILLMODE_WINDING}


def _fill_modes(document: pdfium.PdfDocument) -> set[int]:
    from ctypes import byref, c_int

    modes = set()
    for item in document[0].get_objects():
        mode, stroke = c_int(), c_int()
        pdfium.raw.FPDFPath_GetDrawMode(item, byref(mode), byref(stroke))
        modes.add(mode.value)
    return modes


def test_category_is_white_on_black_with_its_letter_as_second_cue() -> None:
    layout = load_layout("4x3")
    plain = BadgeRenderer(layout, 203).render(FRENCH).pages[0].to_array()
    other = BadgeRenderer(layout, 203).render(replace(FRENCH, category_letter="X")).pages[0].to_array()
    band = plain[465:570, 45:550]

    assert 0.55 < band.mean() < 0.9
    assert (plain != other)[465:570, 45:180].any()
    assert not (plain != other)[:460].any()


@pytest.mark.parametrize("name", ["4x3", "62mm", "butterfly"])
def test_specimen_is_stamped_over_its_head_and_nowhere_else(name: str) -> None:
    renderer = BadgeRenderer(load_layout(name), 203)
    real, specimen = (renderer.render(replace(FRENCH, specimen=each)).pages[0] for each in (False, True))
    changed = (real.to_array() != specimen.to_array()).any(axis=1).nonzero()[0]

    assert specimen.to_array()[changed].mean() > 0.3
    assert len(changed) < 0.25 * real.height
    assert codes(specimen) == {FRENCH.code}


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", shipped_layouts())
def test_no_category_of_the_event_is_complained_of(name: str, dpi: int) -> None:
    layout, setup = load_layout(name), demo_setup(datetime.now(UTC))

    for category in setup.categories:
        for language in Language:
            person = Attendee(ticket_code="A", name="Maha", category=category.id, language=language)
            assert compose(layout, dpi, badge_for(person, setup)).findings == ()


@pytest.mark.parametrize("name", [name for name in shipped_layouts() if "-" not in name])
@pytest.mark.parametrize(
    "event",
    [
        "Congrès international sur les villes intelligentes et durables d'Afrique du Nord",
        "المؤتمر الدولي حول المدن الذكية والمستدامة في شمال أفريقيا والشرق الأوسط",
    ],
)
def test_long_name_of_an_event_is_shown_whole(name: str, event: str) -> None:
    badge = replace(FRENCH, event_name=Localized(fr=event, ar=event, en=event))
    findings = compose(load_layout(name), 203, badge).findings

    assert [found for found in findings if found.kind is not FindingKind.SHRUNK or "broken" in found.detail] == []


def lines_of(badge: Badge, name: str = "4x3") -> list[LineMark]:
    (face,) = compose(load_layout(name), 203, badge).faces
    return [mark for mark in face.marks if isinstance(mark, LineMark)]


def test_long_company_is_larger_where_the_name_above_leaves_room() -> None:
    company = "Agence pour la promotion de la mobilité durable et du tramway"
    crowded = replace(FRENCH, company=company, name="Jean-Baptiste Montreuillac")
    alone = replace(crowded, name_ar="", name="Maha")
    sizes = [{line.size for line in lines_of(badge)} for badge in (crowded, alone)]

    assert min(sizes[0]) < min(sizes[1])


@pytest.mark.parametrize("name", ["4x3", "62mm", "cr80", "a6", "butterfly"])
def test_codes_of_every_length_have_their_dark_edges_on_one_line(name: str) -> None:
    def corner(code: str, dpi: int) -> tuple[int, int]:
        face = compose(load_layout(name), dpi, replace(FRENCH, code=code)).faces[0]
        mark = next(mark for mark in face.marks if isinstance(mark, DotsMark) and mark.code)
        rows, columns = np.nonzero(mark.black)
        return mark.x + int(columns.max()), mark.y + int(rows.max())

    for dpi in (203, 300):
        assert corner("A1", dpi) == corner("x" * 20, dpi) == corner("x" * 32, dpi)


@pytest.mark.parametrize(("kind", "box"), [("aztec", 14), ("datamatrix", 13), ("code128", 91.6)])
def test_badge_with_another_kind_of_code_is_read_from_its_page(tmp_path: Path, kind: str, box: float) -> None:
    (tmp_path / "mine.toml").write_text(
        'extends = "4x3"\ntitle = "Mine"\nremove = ["code", "category"]\n[[element]]\nid = "code"\n'
        f'type = "{kind}"\nbox = [5, 57.5, {box}, 14]\ncharacters = 10\n',
        encoding="utf-8",
    )
    layout, badge = load_layout(str(tmp_path / "mine.toml")), replace(FRENCH, code="CSC4K7M2Q9")
    rendered = BadgeRenderer(layout, 203).render(badge)
    grey = np.where(rendered.pages[0].to_array(), np.uint8(0), np.uint8(255))

    assert [found.text for found in zxingcpp.read_barcodes(grey, formats=CodeKind(kind).format)] == ["CSC4K7M2Q9"]
    assert examine(layout, 203, badge) == ()


def test_badge_without_category_is_reported() -> None:
    bare = replace(FRENCH, category="", category_name=type(FRENCH.category_name)(), category_letter="")
    findings = BadgeRenderer(load_layout("4x3"), 203).render(bare).findings

    assert [(found.element, found.kind) for found in findings] == [("category", FindingKind.NO_CATEGORY)]


def test_code_too_long_for_its_box_is_reported() -> None:
    findings = BadgeRenderer(load_layout("4x3"), 203).render(replace(FRENCH, code="x" * 900)).findings

    assert FindingKind.UNREADABLE_CODE in {found.kind for found in findings}


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=ascii)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_hostile_name_is_harmless_in_every_printer_language(name: str, language: str) -> None:
    badge = replace(FRENCH, name=name, name_ar=name, company=name, job_title=name, language=language)
    rendered = BadgeRenderer(load_layout("62mm"), 300).render(badge)

    assert codes(rendered.pages[0]) == {badge.code}
    for printer in PrinterLanguage:
        sent = encode(printer, rendered.pages)
        assert not name.strip() or len(name) < 3 or name.encode("utf-8", "replace") not in sent


@pytest.mark.parametrize("name", ["x" * 300, "😀🎉", "\u0301\u0302", "漢字", "a" + "\u0301" * 200], ids=ascii)
def test_name_that_cannot_be_shown_whole_is_reported(name: str) -> None:
    findings = BadgeRenderer(load_layout("4x3"), 203).render(replace(FRENCH, name=name)).findings

    assert {found.element for found in findings} == {"name"}


@pytest.mark.parametrize("field", ["ticket_code", "category", "category_letter", "city", "code"])
@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "(a", "رمز 😀", "x" * 2000], ids=ascii)
def test_hostile_field_of_any_kind_is_harmless(field: str, text: str) -> None:
    rendered = BadgeRenderer(load_layout("butterfly"), 203).render(replace(FRENCH, **{field: text}))

    assert rendered.pdf.startswith(b"%PDF")
    assert len(rendered.pages) == 1


def test_letter_without_a_glyph_is_reported_and_leaves_no_empty_tile() -> None:
    rendered = BadgeRenderer(load_layout("4x3"), 203).render(replace(FRENCH, category_letter="😀"))
    bare = BadgeRenderer(load_layout("4x3"), 203).render(replace(FRENCH, category_letter=""))

    assert [found.kind for found in rendered.findings] == [FindingKind.MISSING_GLYPH]
    assert rendered.pages == bare.pages


def test_no_text_leaves_the_page_at_any_length() -> None:
    renderer = BadgeRenderer(load_layout("4x3"), 203)
    for length in (1, 20, 40, 80, 160, 320):
        badge = replace(FRENCH, name="Mw " * length, company="Wm" * length, job_title="Ågj " * length)
        page = renderer.render(badge).pages[0].to_array()
        assert not page[:, :35].any()
        assert not page[:, -15:].any()
        assert not page[:30].any()
