"""Places the elements of one face in dots: the geometry of a badge."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from printing.clean_text import clean_text
from printing.codes import MIN_MODULE, encode_code
from printing.composition import AreaMark, Box, DotsMark, LineMark, Mark
from printing.findings import Finding, FindingKind
from printing.fonts import UNITS_PER_EM, Weight
from printing.layout import (
    Align,
    AnyElement,
    BandElement,
    CodeElement,
    Face,
    ImageElement,
    Rect,
    ShapeElement,
    StackElement,
    TextElement,
    VerticalAlign,
)
from printing.pictures import picture_dots
from printing.shaping import ShapedLine, shape_word
from printing.text import FittedText, TextBox, fit_text

_BAND_INSET = 0.13
"""White around the letter's tile inside the band, as a part of the band's height."""
_LETTER = 0.95
"""Size of the letter, as a part of its tile."""
_GROWTH = 0.5
"""How much of its own height a text of a stack may take of what those before it left: it stays subordinate."""
_STAMP = 0.85
"""Size of a stamped word, as a part of its strip."""


class FaceComposer:
    """Places elements on one face."""

    def __init__(self, face: Face, dpi: int, values: dict[str, str], from_right: bool) -> None:
        self._face = face
        self._dpi = dpi
        self._values = values
        self._from_right = from_right
        self.box = self._dots(face.box)
        self.marks: list[Mark] = []
        self.findings: list[Finding] = []
        self._placers: dict[type, Callable[[Any, Box], None]] = {
            StackElement: self._stack,
            TextElement: self._text,
            CodeElement: self._code,
            ImageElement: self._image,
            ShapeElement: self._shape,
            BandElement: self._band,
        }

    def place(self, element: AnyElement) -> None:
        """Adds the marks and findings of `element`."""
        self._placers[type(element)](element, self._placed(element))

    def stamp(self, word: str) -> None:
        """Lays `word`, white on a black strip, over the head of the face, where the event's name would be."""
        width, height = self.box.width, self.box.height
        margin = round(0.05 * width)
        strip = Box(margin, round(0.02 * height), width - 2 * margin, max(round(0.1 * height), 1))
        line = shape_word(word, Weight.BOLD)
        self.marks.append(AreaMark(strip))
        self._centre((line,), (0.0,), strip, self._points(strip.height * _STAMP), white=True)

    def _placed(self, element: AnyElement) -> Box:
        return self._dots(element.box.mirrored(self._face.box.width) if self._from_right else element.box)

    def _dots(self, rect: Rect) -> Box:
        scale = self._dpi / 25.4
        x, y = round(rect.x * scale), round(rect.y * scale)
        right, bottom = round((rect.x + rect.width) * scale), round((rect.y + rect.height) * scale)
        return Box(x, y, right - x, bottom - y)

    def _points(self, dots: float) -> float:
        return dots * 72 / self._dpi

    def _found(self, element: AnyElement, kind: FindingKind, detail: str) -> None:
        self.findings.append(Finding(element=element.id, kind=kind, detail=detail))

    def _fit(self, element: AnyElement, text: str, box: Box, rules: dict[str, Any]) -> FittedText:
        room = TextBox(width=self._points(box.width), height=self._points(box.height), **rules)
        fitted = fit_text(text, room)
        for kind, detail in fitted.troubles:
            self._found(element, kind, detail)
        return fitted

    def _text(self, element: TextElement, box: Box) -> None:
        fitted = self._fit(element, element.text.text(self._values), box, _rules(element))
        self._place_text(element, fitted, box, box.y + _drop(element.valign, box.height - self._in_dots(fitted.height)))

    def _stack(self, element: StackElement, whole: Box) -> None:
        """Fits all items, each in its height and what those before it left, then sets them one under the other."""
        gap = round(element.gap * self._dpi / 25.4)
        placed: list[tuple[TextElement, FittedText, Box]] = []
        spare = 0
        for item in element.items:
            box = self._placed(item)
            is_shown = item.when is None or bool(item.when.text(self._values).strip())
            text = item.text.text(self._values) if is_shown else ""
            room = replace(box, height=box.height + min(spare, int(box.height * _GROWTH)))
            fitted = self._fit(item, text, room, _rules(item))
            placed += [(item, fitted, box)] if fitted.lines else []
            left = box.height + spare - math.ceil(self._in_dots(fitted.height)) + (0 if fitted.lines else gap)
            spare = max(0, left)
        used = sum(self._in_dots(fitted.height) for _, fitted, _ in placed) + gap * (len(placed) - 1)
        top = whole.y + _drop(element.valign, whole.height - used)
        for item, fitted, box in placed:
            self._place_text(item, fitted, box, top)
            top += self._in_dots(fitted.height) + gap

    def _place_text(self, element: TextElement, fitted: FittedText, box: Box, top: float) -> None:
        size = self._in_dots(fitted.size)
        for line, baseline in zip(fitted.lines, fitted.baselines, strict=True):
            x = self._aligned(box, line.width * size / UNITS_PER_EM, element.align)
            self.marks.append(LineMark(line, x, top + self._in_dots(baseline), size, element.white))

    def _in_dots(self, points: float) -> float:
        return points * self._dpi / 72

    def _aligned(self, box: Box, width: float, align: Align) -> float:
        spare = box.width - width
        if align is Align.CENTER:
            return box.x + spare / 2
        at_left = (align is Align.START) != self._from_right
        return box.x + (0.0 if at_left else spare)

    def _code(self, element: CodeElement, box: Box) -> None:
        """Square codes of every length have their dark edge at the same place, so that it can stand on a margin."""
        text = element.text.text(self._values)
        matrix = encode_code(text, element.kind) if text else None
        if matrix is None:
            detail = f"no {element.kind} code can hold it" if text else "there is no code to print"
            self._found(element, FindingKind.UNREADABLE_CODE, detail)
            return
        room = box.width if element.kind.is_linear else min(box.width, box.height)
        module = matrix.module_dots(room)
        if module < MIN_MODULE:
            detail = f"a code of {len(text)} characters gets {module} dots a module, {MIN_MODULE} are needed"
            self._found(element, FindingKind.UNREADABLE_CODE, detail)
        if module > 0:
            black = matrix.to_black(module, box.height)
            height, width = black.shape
            widest = module if element.kind.is_linear else element.kind.widest_module(room)
            inset = min(matrix.quiet * (widest - module), room - width)
            across = replace(box, x=box.x + inset, width=box.width - 2 * inset)
            x = round(self._aligned(across, width, element.align))
            spare = max(0, box.height - height)
            down = min(inset, spare)
            y = box.y + down + int(_drop(element.valign, spare - 2 * down))
            self.marks.append(AreaMark(Box(x, y, width, height), white=True))
            self.marks.append(DotsMark(x, y, black, element.id, text, element.kind))

    def _image(self, element: ImageElement, box: Box) -> None:
        black = picture_dots(element.data, box.width, box.height, element.threshold)
        x = round(self._aligned(box, black.shape[1], element.align))
        self.marks.append(DotsMark(x, box.y + (box.height - black.shape[0]) // 2, black, element.id))

    def _shape(self, element: ShapeElement, box: Box) -> None:
        scale = self._dpi / 25.4
        border = max(1, round(element.border * scale)) if element.border else 0
        at_least = Box(box.x, box.y, max(1, box.width), max(1, box.height))
        self.marks.append(AreaMark(at_least, element.radius * scale, border))

    def _band(self, element: BandElement, box: Box) -> None:
        word = element.text.text(self._values).upper()
        radius = element.radius * self._dpi / 25.4
        if not clean_text(word).text:
            self._found(element, FindingKind.NO_CATEGORY, "the badge has no category with a name")
            self.marks.append(AreaMark(box, radius, border=max(2.0, self._dpi / 100)))
            return
        self.marks.append(AreaMark(box, radius))
        inset = round(box.height * _BAND_INSET)
        tile = self._tile(element, box, inset, element.letter.text(self._values))
        pad = tile + inset * 2
        left = box.x + (inset if self._from_right else pad)
        room = Box(left, box.y + inset // 2, box.width - pad - inset, box.height - inset)
        rules = {
            "size": element.size,
            "min_size": element.min_size,
            "max_lines": element.max_lines,
            "weight": Weight.BOLD,
        }
        fitted = self._fit(element, word, room, rules)
        if fitted.lines:
            self._centre(fitted.lines, fitted.baselines, room, fitted.size, white=True)

    def _tile(self, element: BandElement, box: Box, inset: int, letter: str) -> int:
        """Draws the letter's tile at the band's leading end and gives the width it takes, 0 without a letter."""
        side = box.height - 2 * inset
        x = box.x + (box.width - inset - side if self._from_right else inset)
        tile = Box(x, box.y + inset, side, side)
        size = self._points(side * _LETTER)
        rules = {"size": size, "min_size": round(size / 3, 1), "max_lines": 1, "weight": Weight.BOLD}
        fitted = self._fit(element, letter, Box(tile.x, tile.y, side, 2 * side), rules)
        if not fitted.lines:
            return 0
        radius = max(0.0, element.radius * self._dpi / 25.4 - inset / 2)
        self.marks.append(AreaMark(tile, radius, white=True))
        self._centre(fitted.lines, fitted.baselines, tile, fitted.size, white=False)
        return side

    def _centre(
        self, lines: tuple[ShapedLine, ...], baselines: tuple[float, ...], room: Box, points: float, *, white: bool
    ) -> None:
        """By the ink: capitals without descenders look centred only so."""
        size = self._in_dots(points)
        scale = size / UNITS_PER_EM
        above = lines[0].ascent * scale
        ink = above + self._in_dots(baselines[-1] - baselines[0]) + lines[-1].descent * scale
        top = room.y + (room.height - ink) / 2 + above
        for line, baseline in zip(lines, baselines, strict=True):
            x = room.x + (room.width - line.width * scale) / 2
            self.marks.append(LineMark(line, x, top + self._in_dots(baseline - baselines[0]), size, white))


def _rules(element: TextElement) -> dict[str, Any]:
    return {
        "size": element.size,
        "min_size": element.min_size,
        "max_lines": element.max_lines,
        "weight": element.weight,
    }


def _drop(valign: VerticalAlign, spare: float) -> float:
    """How far below the top of its room something stands that leaves `spare` of it free."""
    return {VerticalAlign.TOP: 0.0, VerticalAlign.MIDDLE: spare / 2, VerticalAlign.BOTTOM: spare}[valign]
