"""Reads the elements of a layout file, each by its type, and holds them against the page's limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from printing.codes import CodeKind
from printing.fonts import Weight
from printing.layout import (
    Align,
    AnyElement,
    BandElement,
    CodeElement,
    Face,
    ImageElement,
    KeepOut,
    Rect,
    ShapeElement,
    StackElement,
    TextElement,
    VerticalAlign,
)
from printing.layout_table import Table, refuse
from printing.pictures import UnusablePicture, check_picture

_SMALLEST_TYPE = 4.0
"""Points; below it a thermal head prints no letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What elements are held against."""

    printable: Rect
    faces: tuple[Face, ...]
    keep_outs: tuple[KeepOut, ...]
    fold: float | None


class ElementReader:
    """Reads elements and holds them against the paper's limits."""

    def __init__(self, source: str, folder: Path | Traversable, paper: Paper) -> None:
        self._source = source
        self._folder = folder
        self._paper = paper
        self._makers: Mapping[str, Callable[[Table, dict[str, Any]], AnyElement]] = {
            "stack": self._stack,
            "text": self._text,
            "fitted-text": self._text,
            **dict.fromkeys(CodeKind, self._code),
            "image": self._image,
            "line": self._shape,
            "box": self._shape,
            "category-band": self._band,
        }

    def read(self, raw_elements: dict[str, dict[str, Any]]) -> tuple[AnyElement, ...]:
        """The elements in drawing order; texts that name a stack go into it."""
        elements = {name: self._element(name, raw) for name, raw in raw_elements.items()}
        stacked: dict[str, list[TextElement]] = {}
        for name, raw in raw_elements.items():
            if "stack" in raw:
                item = self._stackable(elements, name)
                stacked.setdefault(self._stack_of(item, raw, elements), []).append(item)
        codes = [element for element in elements.values() if isinstance(element, CodeElement)]
        standing = [element for name, element in elements.items() if "stack" not in raw_elements[name]]
        self._check_codes(codes, standing)
        return tuple(self._filled(element, stacked.get(element.id, []), codes) for element in standing)

    def _filled(self, element: AnyElement, items: list[TextElement], codes: list[CodeElement]) -> AnyElement:
        if not isinstance(element, StackElement):
            return element
        self._check_stack(element, items, codes)
        return replace(element, items=tuple(items))

    def _check_stack(self, stack: StackElement, items: list[TextElement], codes: list[CodeElement]) -> None:
        """A stack must have room for all its texts, and none of them may slide over a code."""
        used = -stack.gap
        for item in items:
            used += stack.gap + item.box.height
            spare = stack.box.height - used
            lowest = {VerticalAlign.TOP: 0.0, VerticalAlign.MIDDLE: spare / 2, VerticalAlign.BOTTOM: spare}
            reach = Rect(item.box.x, stack.box.y, item.box.width, used + lowest[stack.valign])
            if hit := next((code for code in codes if code.face == item.face and code.box.touches(reach)), None):
                raise refuse(self._source, f"element '{item.id}'", f"may slide over the code '{hit.id}' in its stack")
        if used > stack.box.height + 0.01:
            why = f"'box' is {stack.box.height:g} mm high, its texts and gaps may need {used:g} mm"
            raise refuse(self._source, f"element '{stack.id}'", why)

    def _check_codes(self, codes: list[CodeElement], elements: list[AnyElement]) -> None:
        """Nothing else may stand in a code's box: it would be cut, or the code not be read.

        Shapes may, and a picture that is drawn before: the code brings its own white ground. Codes that each appear
        only `when` something is filled may share a place.
        """
        for code in codes:
            below = elements[: elements.index(code)]
            for other in elements:
                is_free = isinstance(other, ShapeElement | StackElement) or _are_one_place(code, other)
                is_free = is_free or (isinstance(other, ImageElement) and other in below)
                if not is_free and other.face == code.face and other.box.touches(code.box):
                    raise refuse(self._source, f"element '{other.id}'", f"'box' lies over the code '{code.id}'")

    def _stack_of(self, item: TextElement, raw: dict[str, Any], elements: dict[str, AnyElement]) -> str:
        entry = Table(raw, self._source, f"element '{item.id}'")
        stack = elements.get(raw["stack"])
        if not isinstance(stack, StackElement):
            raise entry.refuse("stack", f"no stack is called '{raw['stack']}'")
        if stack.face != item.face:
            raise entry.refuse("face", f"must be that of its stack, '{stack.face}'")
        return stack.id

    def _stackable(self, elements: dict[str, AnyElement], name: str) -> TextElement:
        element = elements[name]
        if not isinstance(element, TextElement):
            raise refuse(self._source, f"element '{name}'", "'stack' is for texts only")
        return element

    def _element(self, name: str, raw: dict[str, Any]) -> AnyElement:
        entry = Table(raw, self._source, f"element '{name}'")
        kind = entry.choice("type", tuple(self._makers))
        face_id = entry.choice("face", tuple(face.id for face in self._paper.faces), self._paper.faces[0].id)
        face = next(face for face in self._paper.faces if face.id == face_id)
        box = entry.rect("box", Rect(0, 0, face.box.width, face.box.height))
        common: dict[str, Any] = {"id": entry.text("id"), "face": face_id, "box": box}
        if "stack" in raw:
            entry.text("stack")
        common["when"] = entry.expression("when") if "when" in raw else None
        element = self._makers[kind](entry, common)
        entry.finish()
        self._check_place(entry, element, face)
        return element

    def _check_place(self, entry: Table, element: AnyElement, face: Face) -> None:
        faces = [face, *(other for other in self._paper.faces if other.repeats == face.id)]
        for each in faces:
            for box in {element.box, element.box.mirrored(each.box.width)}:
                placed = _on_page(box, each)
                if not each.box.holds(placed) or not self._paper.printable.holds(placed):
                    raise entry.refuse("box", f"leaves the printable part of face '{each.id}'")
                if self._paper.fold is not None and placed.crosses(self._paper.fold):
                    raise entry.refuse("box", f"lies over the fold on face '{each.id}'")
                hit = next((out for out in self._paper.keep_outs if out.box.touches(placed)), None)
                if hit is not None and not isinstance(element, ShapeElement):
                    raise entry.refuse("box", f"lies over the {hit.what} on face '{each.id}'")

    def _stack(self, entry: Table, common: dict[str, Any]) -> StackElement:
        return StackElement(
            **common,
            gap=entry.number("gap", 0, 50, 1),
            valign=VerticalAlign(entry.choice("valign", tuple(VerticalAlign), VerticalAlign.MIDDLE)),
        )

    def _text(self, entry: Table, common: dict[str, Any]) -> TextElement:
        fitted = entry.text("type") == "fitted-text"
        size = entry.number("size", _SMALLEST_TYPE, 400)
        smallest = entry.number("min_size", _SMALLEST_TYPE, size) if fitted else size
        return TextElement(
            **common,
            text=entry.expression("text"),
            size=size,
            min_size=smallest,
            max_lines=entry.count("max_lines", 50, 1),
            weight=Weight(entry.choice("weight", tuple(Weight), Weight.REGULAR)),
            align=Align(entry.choice("align", tuple(Align), Align.START)),
            valign=VerticalAlign(entry.choice("valign", tuple(VerticalAlign), VerticalAlign.TOP)),
            white=entry.flag("white", False),
        )

    def _code(self, entry: Table, common: dict[str, Any]) -> CodeElement:
        return CodeElement(
            **common,
            kind=CodeKind(entry.text("type")),
            text=entry.expression("text", "{code}"),
            characters=entry.count("characters", 1000, 32),
            align=Align(entry.choice("align", tuple(Align), Align.END)),
            valign=VerticalAlign(entry.choice("valign", tuple(VerticalAlign), VerticalAlign.BOTTOM)),
        )

    def _image(self, entry: Table, common: dict[str, Any]) -> ImageElement:
        name = entry.text("file")
        try:
            data = self._folder.joinpath(name).read_bytes()
            check_picture(data)
        except OSError as error:
            raise entry.refuse("file", f"'{name}' can't be read ({error.strerror})") from error
        except UnusablePicture as error:
            raise entry.refuse("file", f"'{name}' {error}") from error
        except ValueError as error:
            raise entry.refuse("file", f"is no name of a file ({error})") from error
        return ImageElement(
            **common,
            data=data,
            threshold=entry.flag("threshold", False),
            align=Align(entry.choice("align", tuple(Align), Align.START)),
        )

    def _shape(self, entry: Table, common: dict[str, Any]) -> ShapeElement:
        is_line = entry.text("type") == "line"
        return ShapeElement(
            **common,
            border=0.0 if is_line else entry.number("border", 0, 10, 0),
            radius=0.0 if is_line else entry.number("radius", 0, 50, 0),
        )

    def _band(self, entry: Table, common: dict[str, Any]) -> BandElement:
        size = entry.number("size", _SMALLEST_TYPE, 400)
        return BandElement(
            **common,
            text=entry.expression("text", "{category_name}"),
            letter=entry.expression("letter", "{category_letter}"),
            size=size,
            min_size=entry.number("min_size", _SMALLEST_TYPE, size),
            max_lines=entry.count("max_lines", 5, 2),
            radius=entry.number("radius", 0, 50, 0),
        )


def _are_one_place(code: CodeElement, other: AnyElement) -> bool:
    return other is code or (isinstance(other, CodeElement) and code.when is not None and other.when is not None)


def _on_page(box: Rect, face: Face) -> Rect:
    if not face.rotated:
        return Rect(face.box.x + box.x, face.box.y + box.y, box.width, box.height)
    right, bottom = face.box.x + face.box.width, face.box.y + face.box.height
    return Rect(right - box.x - box.width, bottom - box.y - box.height, box.width, box.height)
