"""Our shaping against another hand's: Qt's QTextLayout with the same font files must give the same glyphs."""

from __future__ import annotations

import random
from importlib import resources

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QTextLayout, QTextLine, QTextOption

from printing.bidi_levels import levels
from printing.clean_text import clean_text
from printing.fonts import Family, Weight
from printing.shaping import shape_line
from printing.wrapping import Breaks, pieces_of, wrap

_LATIN = (
    "Fatima-Zahra", "EL", "Idrissi", "Jean-Baptiste", "O'Mallory", "D’Almourès", "Dr.", "Étienne", "Núñez", "Søren",
    "İzmir", "Smart", "City", "(ADU)", "R&D", "3e", "2023", "50%", "S.A.R.L.", "n°12", "A/B", "«Ville»", "l'open",
)  # fmt: skip
_ARABIC = (
    "فاطمة", "الزهراء", "الإدريسي", "محمد", "عبد", "الله", "لحسن", "آيت", "أوفقير", "مُحَمَّد", "لا", "إله", "شركة",
    "التنمية", "الحضرية", "(وكالة)", "المدينة،", "الذكية", "٢٠٢٣", "١٢", "هيئة", "مسؤول", "گرمه", "پیام",
)  # fmt: skip
_CARDS = (
    "Dr. أحمد (PhD) - Ville de Fès", "أحمد Dr. (دكتور) - Ville de Fès", "شركة ABC (DEF) للنقل",
    "ABC شركة (DEF) للنقل 12", "١٢ شارع 12 (Rue 5)", "«الدار» – \"Casa\"", "a(ب)c", "ا(b)ج", "(12) أ", "أ (12)",
    "12-34 أحمد", "أحمد +212 6", "A أ1 B", "50% أ", "أ ٥٠٪", "[أ(b]c)", "a[ب(ج]د)e",
    "العربية (Arabic) و English (إنجليزية)", "R&D قسم", "C++ ومطور", "الأول #1", "e-mail: a@b.ma للتواصل",
    "۱۲ تیر ۱۴۰۵", "محمد\u200cعلی", "می\u200cخواهم", "مُّحَمَّد", "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ", "اللّٰه",
    "وَٱللَّهُ", "هُدَىٰ", "طٰهٰ", "يسٓ", "ءَامَنُوا۟", "مـحـمـد", "بـ", "ـب", "كتاب «الأيام»،",
    "bint﴾ژاله”Eng.۱۲ – ٪٥٠﴿پرویز", "O’Connor ‘x’ “y”", "ݣادير", "ڤيكتور", "ⵎⴰⵙⵙ ⵢⵓⵙⴼ",
    "ⵜⴰⵎⴷⵉⵏⵜ – مدينة (Ville) ⵏ 12", "דוד כהן", "Musée – המוזיאון (1997)", "שָׁלוֹם عليكم", "Γιώργος مدينة",
    "Дмитрий مدينة", "Nguyễn Đặng", "Łukasz Šárka",
)  # fmt: skip
"""Lines as they stand on cards: titles, brackets, quotes, three kinds of digits, marks of the Koran, other scripts."""
_SPACE = 3
"""The space's glyph in Noto Sans."""
_JOINTS = (" ", " ", " ", " - ", " / ", ", ", " (", ") ", " 12 ", " · ")


def _names() -> list[str]:
    chance = random.Random(11)
    names = []
    for _ in range(500):
        words = chance.choices(_LATIN + _ARABIC, k=chance.randint(1, 6))
        names.append("".join(word + chance.choice(_JOINTS) for word in words))
    return [clean_text(name).text for name in names]


def _tangles() -> list[str]:
    """Single letters, digits and brackets of both scripts thrown together: hard on bidi, brackets and joining."""
    chance = random.Random(5)
    kinds = ("ابتسلمنهوي", "ابتسلمنهوي", "abcXYé", " -/().,:'+%&@#[]{}«»0123٠١٢،؟ـ\u0651\u064e")
    strings = ["".join(chance.choice(chance.choice(kinds)) for _ in range(chance.randint(2, 14))) for _ in range(500)]
    return [clean_text(string).text for string in strings]


@pytest.fixture(scope="module")
def qt_fonts(qapp: object) -> list[str]:
    found = []
    for stem in ("NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansTifinagh-Regular", "NotoSansHebrew-Bold"):
        data = resources.files("resources").joinpath(f"fonts/{stem}.ttf").read_bytes()
        font = QFontDatabase.addApplicationFontFromData(QByteArray(data))
        found.append(QFontDatabase.applicationFontFamilies(font)[0])
    return found


def _qt_glyphs(text: str, families: list[str]) -> list[tuple[int, str, int]]:
    return _qt_lines(text, families)[0]


def _qt_lines(text: str, families: list[str]) -> list[list[tuple[int, str, int]]]:
    """The glyphs of each line of `text`, which is broken at U+2028 alone."""
    font = QFont(families)
    font.setBold(True)
    font.setPixelSize(1000)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(1e6)
        lines.append(line)
    layout.endLayout()
    return [_placed(line) for line in lines] or [[]]


def _placed(line: QTextLine) -> list[tuple[int, str, int]]:
    placed = []
    for run in line.glyphRuns():
        family = run.rawFont().familyName()
        for index, point in zip(run.glyphIndexes(), run.positions(), strict=True):
            placed.append((round(point.x()), family, index))
    return sorted(placed)


def _our_glyphs(text: str) -> list[tuple[int, str, int]]:
    return _our_line(text, levels(text))


def _our_line(text: str, text_levels: list[int]) -> list[tuple[int, str, int]]:
    families = {
        Family.LATIN: "Noto Sans",
        Family.ARABIC: "Noto Sans Arabic",
        Family.TIFINAGH: "Noto Sans Tifinagh",
        Family.HEBREW: "Noto Sans Hebrew",
    }
    line = shape_line(text, tuple(text_levels), Weight.BOLD)
    return sorted((glyph.x, families[glyph.font.family], glyph.index) for glyph in line.glyphs)


def test_glyphs_and_their_order_equal_those_of_qt_for_500_names(qt_fonts: list[str]) -> None:
    differing = [name for name in _names() if _bare(_our_glyphs(name)) != _bare(_qt_glyphs(name, qt_fonts))]

    assert differing == []


def test_glyphs_and_their_order_equal_those_of_qt_for_500_tangles(qt_fonts: list[str]) -> None:
    differing = [text for text in _tangles() if _bare(_our_glyphs(text)) != _bare(_qt_glyphs(text, qt_fonts))]

    assert differing == []


def test_glyphs_and_their_order_equal_those_of_qt_for_lines_of_cards(qt_fonts: list[str]) -> None:
    cards = [clean_text(card).text for card in _CARDS]
    differing = [card for card in cards if _bare(_our_glyphs(card)) != _bare(_qt_glyphs(card, qt_fonts))]

    assert differing == []


def test_wrapped_lines_equal_those_of_qt_broken_at_the_same_spaces(qt_fonts: list[str]) -> None:
    for name in _names():
        pieces = pieces_of(name, Weight.BOLD, Breaks.SPACES)
        spans = wrap(pieces, max((piece.width for piece in pieces), default=0))
        broken = name
        for _, end in spans[:-1]:
            broken = f"{broken[:end]}\u2028{broken[end + 1 :]}"
        ours = [_our_line(name[start:end], levels(name)[start:end]) for start, end in spans]
        theirs = _qt_lines(broken, qt_fonts)
        assert [_inked(line) for line in ours] == [_inked(line) for line in theirs], name


def test_places_equal_those_of_qt_within_a_hundredth_of_an_em(qt_fonts: list[str]) -> None:
    for name in _names():
        pairs = zip(_our_glyphs(name), _qt_glyphs(name, qt_fonts), strict=True)
        assert max((abs(ours[0] - qts[0]) for ours, qts in pairs), default=0) <= 10, name


def _inked(glyphs: list[tuple[int, str, int]]) -> list[tuple[str, int]]:
    """Without spaces: Qt counts the one at the break to its line."""
    return [(family, index) for family, index in _bare(glyphs) if (family, index) != ("Noto Sans", _SPACE)]


def _bare(glyphs: list[tuple[int, str, int]]) -> list[tuple[str, int]]:
    return [(family, index) for _, family, index in glyphs]
