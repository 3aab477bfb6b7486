"""Puts a badge into a layout at a resolution: the step that preview, preflight and printing share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.domain.badges import Badge
from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.bidi_levels import base_level
from printing.codes import MIN_MODULE, encode_code, needed_millimetres
from printing.composition import AreaMark, Box, Composition, DotsMark, LineMark, Mark, PlacedFace
from printing.fields import badge_values, names_in_order
from printing.findings import Finding, FindingKind
from printing.fonts import UNITS_PER_EM, Weight
from printing.layout import (
    Align,
    AnyElement,
    BandElement,
    CodeElement,
    Face,
    ImageElement,
    Layout,
    Rect,
    ShapeElement,
    TextElement,
    VerticalAlign,
)
from printing.pictures import picture_dots
from printing.shaping import ShapedLine, shape_word
from printing.text import FittedText, TextBox, fit_text

_BAND_INSET = 0.14
"""White around the letter's tile inside the band, as a part of the band's height."""


def page_dots(layout: Layout, dpi: int) -> tuple[int, int]:
    """Width and height of the layout's page in whole dots."""
    return round(layout.page.width * dpi / 25.4), round(layout.page.height * dpi / 25.4)


def compose(layout: Layout, dpi: int, badge: Badge) -> Composition:
    """Places every element of `badge`; what needs a person's eye is in the findings."""
    from_right = layout.mirrored and reads_from_right(badge)
    values = badge_values(badge)
    elements = [each for each in layout.elements_for(badge.category) if _is_shown(each, values)]
    findings: list[Finding] = []
    faces: list[PlacedFace] = []
    for face in layout.faces:
        composer = _FaceComposer(face, dpi, values, from_right)
        for element in elements:
            if element.face == (face.repeats or face.id):
                composer.place(element)
        faces.append(PlacedFace(face=face, box=composer.box, marks=tuple(composer.marks)))
        if not face.repeats:
            findings.extend(composer.findings)
    width, height = page_dots(layout, dpi)
    return Composition(width=width, height=height, dpi=dpi, faces=tuple(faces), findings=tuple(findings))


def check_codes(layout: Layout, dpi: int) -> None:
    """Refuses a layout whose code can't have modules of four dots, with the size that it needs.

    Raises EnvironmentProblem (BAD_LAYOUT).
    """
    for elements in (layout.elements, *layout.variants.values()):
        for element in elements:
            if isinstance(element, CodeElement):
                _check_code(layout, element, dpi)


def reads_from_right(badge: Badge) -> bool:
    """Whether the badge is laid out from the right: for Arabic readers, or when only an Arabic name is known."""
    if badge.language:
        return badge.language == Language.ARABIC
    return base_level(names_in_order(badge)[0]) == 1


def _check_code(layout: Layout, element: CodeElement, dpi: int) -> None:
    needed = needed_millimetres(element.characters, dpi)
    side = min(element.box.width, element.box.height)
    if needed is not None and side >= needed - 0.05:
        return
    room = f"{needed:g} mm" if needed is not None else "more than a QR code can hold"
    raise EnvironmentProblem(
        ProblemKind.BAD_LAYOUT,
        f"badge layout {layout.source}: element '{element.id}': a code of {element.characters} characters at {dpi} "
        f"dpi with modules of {MIN_MODULE} dots needs {room}, 'box' gives {side:g} mm",
        "make the box larger, 'characters' smaller, or print at a higher resolution",
    )


def _is_shown(element: AnyElement, values: dict[str, str]) -> bool:
    return element.when is None or bool(element.when.text(values).strip())


class _FaceComposer:
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
            TextElement: self._text,
            CodeElement: self._code,
            ImageElement: self._image,
            ShapeElement: self._shape,
            BandElement: self._band,
        }

    def place(self, element: AnyElement) -> None:
        rect = element.box.mirrored(self._face.box.width) if self._from_right else element.box
        self._placers[type(element)](element, self._dots(rect))

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
        rules = {
            "size": element.size,
            "min_size": element.min_size,
            "max_lines": element.max_lines,
            "weight": element.weight,
        }
        fitted = self._fit(element, element.text.text(self._values), box, rules)
        spare = box.height - fitted.height * self._dpi / 72
        top = (
            box.y
            + {VerticalAlign.TOP: 0.0, VerticalAlign.MIDDLE: spare / 2, VerticalAlign.BOTTOM: spare}[element.valign]
        )
        size = fitted.size * self._dpi / 72
        for line, baseline in zip(fitted.lines, fitted.baselines, strict=True):
            x = self._aligned(box, line.width * size / UNITS_PER_EM, element.align)
            self.marks.append(LineMark(line, x, top + baseline * self._dpi / 72, size, element.white))

    def _aligned(self, box: Box, width: float, align: Align) -> float:
        spare = box.width - width
        if align is Align.CENTER:
            return box.x + spare / 2
        at_left = (align is Align.START) != self._from_right
        return box.x + (0.0 if at_left else spare)

    def _code(self, element: CodeElement, box: Box) -> None:
        text = element.text.text(self._values)
        matrix = encode_code(text) if text else None
        if matrix is None:
            detail = "the code is too long for any QR code" if text else "there is no code to print"
            self._found(element, FindingKind.UNREADABLE_CODE, detail)
            return
        module = matrix.module_dots(min(box.width, box.height))
        if module < MIN_MODULE:
            detail = f"a code of {len(text)} characters gets {module} dots a module, {MIN_MODULE} are needed"
            self._found(element, FindingKind.UNREADABLE_CODE, detail)
        if module > 0:
            side = matrix.across * module
            x = round(self._aligned(box, side, element.align))
            drop = {VerticalAlign.TOP: 0, VerticalAlign.MIDDLE: (box.height - side) // 2}
            y = box.y + drop.get(element.valign, box.height - side)
            self.marks.append(AreaMark(Box(x, y, side, side), white=True))
            self.marks.append(DotsMark(x, y, matrix.to_black(module), element.id, text))

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
        if not word.strip():
            self._found(element, FindingKind.NO_CATEGORY, "the badge has no category with a name")
            self.marks.append(AreaMark(box, radius, border=max(2.0, self._dpi / 100)))
            return
        self.marks.append(AreaMark(box, radius))
        inset = round(box.height * _BAND_INSET)
        letter = element.letter.text(self._values)
        tile = 0
        if letter:
            tile = self._tile(box, inset, radius, letter)
        pad = tile + inset * 2
        room = Box(box.x + (inset if self._from_right else pad), box.y, box.width - pad - inset, box.height)
        rules = {"size": element.size, "min_size": element.min_size, "max_lines": 1, "weight": Weight.BOLD}
        fitted = self._fit(element, word, room, rules)
        for line in fitted.lines:
            self._centred(line, room, fitted.size * self._dpi / 72, white=True)

    def _tile(self, box: Box, inset: int, radius: float, letter: str) -> int:
        side = box.height - 2 * inset
        x = box.x + (box.width - inset - side if self._from_right else inset)
        tile = Box(x, box.y + inset, side, side)
        self.marks.append(AreaMark(tile, max(0.0, radius - inset / 2), white=True))
        self._centred(shape_word(letter[:2], Weight.BOLD), tile, side * 0.92, white=False)
        return side

    def _centred(self, line: ShapedLine, room: Box, size: float, *, white: bool) -> None:
        """By its ink: capitals without descenders look centred only so."""
        scale = size / UNITS_PER_EM
        x = room.x + (room.width - line.width * scale) / 2
        baseline = room.y + room.height / 2 + (line.ascent - line.descent) * scale / 2
        self.marks.append(LineMark(line, x, baseline, size, white))
