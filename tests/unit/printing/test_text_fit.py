"""Text into boxes: wrap, shrink, and never a silent cut."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from printing.findings import FindingKind
from printing.fonts import UNITS_PER_EM, Weight
from printing.text import FittedText, TextBox, fit_text

BOX = TextBox(width=260, height=70, size=38, min_size=18, max_lines=2, weight=Weight.BOLD)


def kinds(fitted: FittedText) -> list[FindingKind]:
    return [kind for kind, _ in fitted.troubles]


def test_short_name_has_its_full_size_on_one_line() -> None:
    fitted = fit_text("Maha El Baz", BOX)

    assert (fitted.size, len(fitted.lines), fitted.troubles) == (38, 1, ())


def test_name_breaks_at_spaces_and_stays_large() -> None:
    fitted = fit_text("Fatima-Zahra EL OUARDI", BOX)

    assert len(fitted.lines) == 2
    assert fitted.size >= 28


def test_two_lines_are_as_even_as_they_can_be() -> None:
    box = TextBox(width=160, height=70, size=20, min_size=20, max_lines=2, weight=Weight.BOLD)
    lines = fit_text("Noor Noor Noor Noor", box).lines

    assert [len(line.glyphs) for line in lines] == [9, 9]


def test_name_near_the_smallest_size_is_reported_as_shrunk() -> None:
    fitted = fit_text("Abderrahmane-Christophe Montreuillac-Ouedraogo", BOX)

    assert kinds(fitted) == [FindingKind.SHRUNK]
    assert 18 <= fitted.size <= 23


def test_word_too_long_for_its_line_is_broken_at_its_hyphen() -> None:
    fitted = fit_text("Marie-Charlotte-Alexandrine-Emmanuelle", BOX)

    assert len(fitted.lines) == 2
    assert FindingKind.OVERFLOW not in kinds(fitted)


def glyph_count(text: str) -> int:
    return len(fit_text(text, BOX).lines[0].glyphs)


def test_what_does_not_fit_ends_after_a_whole_word() -> None:
    narrow = replace(BOX, width=180)
    lines = fit_text("Marie-Antoinette Abdelmoughite Benchekroune de la Villardiere", narrow).lines

    assert [len(line.glyphs) for line in lines] == [glyph_count("Marie-Antoinette"), glyph_count("Abdelmoughite…")]


def test_no_line_begins_with_a_lone_dash() -> None:
    box = TextBox(width=160, height=70, size=20, min_size=20, max_lines=2, weight=Weight.BOLD)
    lines = fit_text("Ouarzazate – Zagora", box).lines

    assert [len(line.glyphs) for line in lines] == [len("Ouarzazate –"), len("Zagora")]


def test_word_wider_than_a_line_is_broken_inside_and_reported() -> None:
    fitted = fit_text("Nabukkadnetsarenko", replace(BOX, width=140))

    assert len(fitted.lines) == 2
    assert fitted.troubles == ((FindingKind.SHRUNK, "set at 18 pt instead of 38 pt, with a word broken inside"),)


def test_text_takes_a_line_more_only_for_a_clearly_larger_size() -> None:
    box = TextBox(width=260, height=70, size=38, min_size=10, max_lines=2, weight=Weight.BOLD)
    nearly, far = fit_text("Othman EL KADI", box), fit_text("Fatima-Zahra EL OUARDI", box)

    assert (len(nearly.lines), len(far.lines)) == (1, 2)


def test_what_does_not_fit_ends_with_an_ellipsis_and_is_reported() -> None:
    fitted = fit_text("x" * 300, BOX)
    ellipsis = fitted.lines[-1].glyphs[-1]

    assert kinds(fitted) == [FindingKind.OVERFLOW]
    assert fitted.size == 18
    assert ellipsis.font.hb.glyph_to_string(ellipsis.index) == "ellipsis"


def test_overlong_arabic_ends_at_its_left_with_the_ellipsis() -> None:
    fitted = fit_text("فاطمة الزهراء " * 30, BOX)
    leftmost = fitted.lines[-1].glyphs[0]

    assert kinds(fitted) == [FindingKind.OVERFLOW]
    assert leftmost.font.hb.glyph_to_string(leftmost.index) == "ellipsis"


def test_letters_without_a_glyph_are_left_out_and_named() -> None:
    fitted = fit_text("Maha 😀 El Baz", BOX)

    assert fitted.troubles == ((FindingKind.MISSING_GLYPH, "no glyph for U+1F600"),)
    assert fitted.lines == fit_text("Maha El Baz", BOX).lines


def test_empty_text_takes_no_room() -> None:
    fitted = fit_text(" \u200b ", BOX)

    assert (fitted.lines, fitted.height, fitted.troubles) == ((), 0.0, ())


def test_no_break_space_holds_two_words_together() -> None:
    narrow = TextBox(width=110, height=200, size=20, min_size=10, max_lines=3, weight=Weight.REGULAR)
    fitted = fit_text("Monsieur M.\u00a0Baz", narrow)

    assert [len(line.glyphs) for line in fitted.lines] == [8, 6]


@given(st.text(max_size=120), st.integers(20, 400), st.integers(24, 120), st.integers(1, 4))
def test_lines_never_leave_their_box(source: str, width: int, height: int, max_lines: int) -> None:
    box = TextBox(width=width, height=height, size=30, min_size=8, max_lines=max_lines, weight=Weight.BOLD)
    fitted = fit_text(source, box)

    assert len(fitted.lines) <= max_lines
    assert fitted.height <= height + 12
    if FindingKind.OVERFLOW not in kinds(fitted):
        assert all(line.width * fitted.size / UNITS_PER_EM <= width for line in fitted.lines)
        assert fitted.height <= height


@given(st.text(max_size=60))
def test_the_same_text_is_always_set_the_same(source: str) -> None:
    assert fit_text(source, BOX) == fit_text(source, BOX)
