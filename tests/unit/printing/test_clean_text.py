"""What is left of a text before it is shaped."""

from __future__ import annotations

import pytest

from printing.clean_text import clean_text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("  Maha \t\n El  Baz ", "Maha El Baz"),
        ("Etienne\u0301", "Etienn\u00e9"),
        ("\ufefb", "\u0644\u0627"),
        ("\ufeb3\ufee0\ufee1", "\u0633\u0644\u0645"),
        ("\u202eevil\u202c", "evil"),
        ("\x1b@abc\x07", "@abc"),
        ("\ud800x", "x"),
        ("\u2764\ufe0f", "\u2764"),
        ("M.\u202fBaz", "M.\u00a0Baz"),
        ("x²", "x²"),
        ("Ｗａｎｇ（１）", "Wang(1)"),
        ("Maha \u200b El", "Maha El"),
        ("\u06dd١٢", "\u06dd١٢"),
        ("", ""),
    ],
)
def test_text_is_canonical_and_without_controls(source: str, expected: str) -> None:
    assert clean_text(source).text == expected


def test_joiner_that_spells_a_word_stays() -> None:
    assert clean_text("می\u200cخواهم").text == "می\u200cخواهم"


def test_mark_without_a_letter_is_left_out_and_told() -> None:
    cleaned = clean_text("\u0301ab")

    assert (cleaned.text, cleaned.dropped) == ("ab", ("\u0301",))


def test_letter_of_no_script_is_left_out_and_told() -> None:
    cleaned = clean_text("A\ue000b \ud800")

    assert (cleaned.text, cleaned.dropped) == ("Ab", ("\ue000", "\ud800"))


def test_pile_of_marks_is_cut_to_four_and_told() -> None:
    cleaned = clean_text("q" + "\u0323" * 9)

    assert (len(cleaned.text), len(cleaned.dropped)) == (5, 5)


def test_vowelled_arabic_keeps_all_its_marks() -> None:
    assert clean_text("مُحَمَّد").text == "مُحَمَّد"
    assert clean_text("مُحَمَّد").dropped == ()
