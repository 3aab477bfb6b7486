"""Text to positioned glyphs: bidi levels, then one HarfBuzz run per level and font.

`dlig` stays off: with it the Arabic fonts turn plain words into ligatures that carry vowel marks nobody typed.
Everything here is in thousandths of an em, so one shaping serves every size.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from printing.bidi_levels import levels, visual_order
from printing.fonts import Family, Font, Weight, load_font

_FEATURES = {"dlig": False}
_JOINERS = "\u200c\u200d"
_NOMINAL_ASCENT = 740
_NOMINAL_DESCENT = 220


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph of `font` with its origin, in thousandths of an em from the line's left end, y upwards."""

    font: Font
    index: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """One line from left to right. `ascent` and `descent` hold all ink, both positive outwards."""

    glyphs: tuple[Glyph, ...]
    width: int
    ascent: int
    descent: int


@dataclass(frozen=True, slots=True)
class _Run:
    """text[start:end] in one font at one level; what stands around it decides how its outer letters join."""

    text: str
    start: int
    end: int
    level: int
    font: Font


@lru_cache(maxsize=8192)
def shape_word(word: str, weight: Weight) -> ShapedLine:
    """A word by itself, for measuring; words come back (categories, companies), so the last ones are kept."""
    return shape_line(word, tuple(levels(word)), weight)


@lru_cache(maxsize=2048)
def shape_line(text: str, text_levels: tuple[int, ...], weight: Weight) -> ShapedLine:
    """Shapes one line whose bidi levels were resolved in its paragraph.

    Characters that no font has must have been taken out before (`missing_characters`).
    """
    fonts = _fonts_of(text, weight)
    runs = _runs(text_levels, fonts)
    glyphs: list[Glyph] = []
    x = 0
    for index in visual_order([text_levels[start] for start, _ in runs]):
        start, end = runs[index]
        x = _shape_run(_Run(text, start, end, text_levels[start], fonts[start]), x, glyphs)
    inks = [(glyph.font.ink(glyph.index), glyph.y) for glyph in glyphs]
    return ShapedLine(
        glyphs=tuple(glyphs),
        width=x,
        ascent=max((ink[0] + y for ink, y in inks), default=0),
        descent=max((ink[1] - y for ink, y in inks), default=0),
    )


def nominal_extent(line: ShapedLine) -> tuple[int, int]:
    """Ascent and descent for placing the line: the same for all lines, more only where ink needs it."""
    return max(line.ascent, _NOMINAL_ASCENT), max(line.descent, _NOMINAL_DESCENT)


def missing_characters(text: str, weight: Weight) -> tuple[str, ...]:
    """The characters of `text` that no shipped font can draw, each once, in order."""
    return tuple(dict.fromkeys(char for char in text if not _drawable(char, weight)))


@lru_cache(maxsize=4096)
def _drawable(char: str, weight: Weight) -> bool:
    return char in _JOINERS or _covers(_font_for(char, weight), char)


def _covers(font: Font, char: str) -> bool:
    return font.covers(char) or all(font.covers(part) for part in unicodedata.normalize("NFD", char))


def _fonts_of(text: str, weight: Weight) -> list[Font]:
    """The font of each character: the first family that has it; joiners stay with the letter they join."""
    found: list[Font] = []
    for char in text:
        found.append(found[-1] if char in _JOINERS and found else _font_for(char, weight))
    return found


@lru_cache(maxsize=4096)
def _font_for(char: str, weight: Weight) -> Font:
    fonts = (load_font(family, weight) for family in Family)
    return next((font for font in fonts if _covers(font, char)), load_font(Family.LATIN, weight))


def _runs(text_levels: tuple[int, ...], fonts: list[Font]) -> list[tuple[int, int]]:
    """Start and end of each stretch of one level and one font."""
    runs: list[tuple[int, int]] = []
    start = 0
    for index in range(1, len(fonts) + 1):
        is_end = index == len(fonts)
        if is_end or (text_levels[index], fonts[index]) != (text_levels[start], fonts[start]):
            runs.append((start, index))
            start = index
    return runs if fonts else []


def _shape_run(run: _Run, x: int, glyphs: list[Glyph]) -> int:
    buffer = hb.Buffer()
    buffer.flags = hb.BufferFlags.DO_NOT_INSERT_DOTTED_CIRCLE
    buffer.add_str(run.text, run.start, run.end - run.start)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = "und"
    buffer.guess_segment_properties()
    hb.shape(run.font.hb, buffer, _FEATURES)
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyphs.append(Glyph(run.font, info.codepoint, x + position.x_offset, position.y_offset))
        x += position.x_advance
    return x
