"""Glyphs of one line."""

from __future__ import annotations

import pytest

from printing.bidi_levels import base_level, levels
from printing.fonts import Family, Weight, load_font
from printing.shaping import ShapedLine, missing_characters, shape_line, shape_word


def shaped(text: str, weight: Weight = Weight.BOLD) -> ShapedLine:
    return shape_line(text, tuple(levels(text)), weight)


def names(line: ShapedLine) -> list[str]:
    return [glyph.font.hb.glyph_to_string(glyph.index) for glyph in line.glyphs]


def test_arabic_letters_are_joined_and_run_from_right_to_left() -> None:
    assert names(shaped("محمد")) == ["uniFEAA", "uniFEE4", "uniFEA4", "uniFEE3"]


@pytest.mark.parametrize("word", ["الله", "محمد", "عبد الله", "لله", "صلى"])
def test_no_mark_appears_that_was_not_typed(word: str) -> None:
    marks = {load_font(Family.ARABIC, Weight.BOLD).hb.get_nominal_glyph(code) for code in range(0x064B, 0x0671)}
    ligatures = {"uniFDF2", "uniFDF4", "uniFDFA"}

    assert not [glyph for glyph in shaped(word).glyphs if glyph.index in marks]
    assert not ligatures & set(names(shaped(word)))


def test_title_before_an_arabic_name_keeps_its_dot_in_place() -> None:
    line = names(shaped("Dr. أحمد"))

    assert line[:3] == ["D", "r", "period"]


def test_latin_in_an_arabic_line_keeps_its_own_order_and_brackets() -> None:
    line = names(shaped("وكالة (ADU)"))

    assert line[:5] == ["parenleft", "A", "D", "U", "parenright"]


def test_bracket_after_latin_follows_the_latin_word() -> None:
    assert levels("أحمد ABC (DEF) غ")[9:14] == [2, 2, 2, 2, 2]


def test_direction_comes_from_the_first_strong_letter() -> None:
    assert base_level("Dr. أحمد") == 0
    assert base_level("12 أحمد Dr") == 1
    assert base_level("12 - 14") == 0


def test_missing_letters_are_named_once() -> None:
    assert missing_characters("a漢b漢😀", Weight.REGULAR) == ("漢", "😀")


def test_every_letter_of_the_three_languages_has_a_glyph() -> None:
    text = "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸàâæçéèêëîïôœùûüÿ’'«»-–—… ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰپچڤگ ،؛؟٠١٢٣٤٥٦٧٨٩ 0123456789"
    for weight in Weight:
        assert missing_characters(text, weight) == ()
        assert all(glyph.index != 0 for glyph in shaped(text, weight).glyphs)


@pytest.mark.parametrize("text", ["ⴰⴱⴳⴷⴹⴻⴼⴽⵀⵃⵄⵅⵇⵉⵊⵍⵎⵏⵓⵔⵕⵖⵙⵚⵛⵜⵟⵡⵢⵣⵥⵯ", "אבגדהוזחטיכךלמםנןסעפףצץקרשת"])
def test_letters_of_tifinagh_and_hebrew_have_glyphs_in_both_weights(text: str) -> None:
    for weight in Weight:
        assert missing_characters(text, weight) == ()
        assert all(glyph.index != 0 for glyph in shaped(text, weight).glyphs)


def test_tifinagh_in_bold_is_wider_than_the_regular_that_it_is_made_of() -> None:
    assert shaped("ⵎⴰⵙⵙ", Weight.BOLD).width > shaped("ⵎⴰⵙⵙ", Weight.REGULAR).width


def test_ink_of_accents_and_dots_is_inside_the_line() -> None:
    assert shape_word("É", Weight.BOLD).ascent > shape_word("E", Weight.BOLD).ascent
    assert shape_word("ي", Weight.BOLD).descent > 150
