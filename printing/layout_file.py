"""Reads a layout's TOML into the model, and says exactly what is wrong with it and where.

The schema is this file: every key is asked for by name and type, and a key that nobody asked for is an error,
so that a typing mistake never prints a thousand badges.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from printing.fonts import Weight
from printing.layout import (
    Align,
    AnyElement,
    BandElement,
    CodeElement,
    Face,
    ImageElement,
    KeepOut,
    Layout,
    Rect,
    ShapeElement,
    StackElement,
    TextElement,
    VerticalAlign,
)
from printing.layout_table import Table, refuse

_MAX_PAGE = 2000.0
_SMALLEST_TYPE = 4.0


def parse_layout(text: str, name: str, source: str, folder: Path | Traversable) -> Layout:
    """The layout in `text`; `folder` is where its images are. Raises EnvironmentProblem (BAD_LAYOUT)."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(source, "the file", str(error)) from error
    table = Table(raw, source, "the layout")
    page_table = table.table("page")
    page = Rect(0, 0, page_table.length("width", _MAX_PAGE), page_table.length("height", _MAX_PAGE))
    printable = page_table.rect("printable", page)
    faces = _faces(table, page)
    keep_outs = _keep_outs(table, page)
    reader = _ElementReader(source, folder, printable, faces, keep_outs)
    raw_elements = _raw_elements(table)
    layout = Layout(
        name=name,
        title=table.text("title"),
        source=source,
        page=page,
        printable=printable,
        mirrored=table.flag("mirrored", True),
        fold=page_table.optional_length("fold", page.height),
        faces=faces,
        keep_outs=keep_outs,
        elements=reader.read(raw_elements),
        variants=_variants(table, raw_elements, reader),
    )
    page_table.finish()
    table.finish()
    return layout


def _faces(table: Table, page: Rect) -> tuple[Face, ...]:
    faces: list[Face] = []
    for entry in table.tables("face"):
        repeats = entry.text("repeats", "")
        if repeats and repeats not in {face.id for face in faces}:
            raise entry.refuse("repeats", f"no face before it is called '{repeats}'")
        box = entry.rect("box", page)
        if not page.holds(box):
            raise entry.refuse("box", "leaves the page")
        faces.append(Face(id=entry.text("id"), box=box, rotated=entry.flag("rotated", False), repeats=repeats))
        entry.finish()
    return tuple(faces) or (Face(id="front", box=page),)


def _keep_outs(table: Table, page: Rect) -> tuple[KeepOut, ...]:
    found: list[KeepOut] = []
    for entry in table.tables("keep_out"):
        found.append(KeepOut(what=entry.text("what"), box=entry.rect("box", page)))
        entry.finish()
    return tuple(found)


def _raw_elements(table: Table) -> dict[str, dict[str, Any]]:
    elements: dict[str, dict[str, Any]] = {}
    for entry in table.tables("element"):
        element_id = entry.text("id")
        if element_id in elements:
            raise entry.refuse("id", f"two elements are called '{element_id}'")
        elements[element_id] = dict(entry.raw)
    if not elements:
        raise refuse(table.source, "the layout", "has no [[element]]")
    return elements


def _variants(
    table: Table, raw_elements: dict[str, dict[str, Any]], reader: _ElementReader
) -> dict[str, tuple[AnyElement, ...]]:
    """The elements of each category that a [[rule]] names: some hidden, some with other keys."""
    changed: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in table.tables("rule"):
        categories, hidden = entry.texts("categories"), entry.texts("hide")
        settings = entry.optional_table("set")
        for name in (*hidden, *settings.raw):
            if name not in raw_elements:
                raise entry.refuse("hide" if name in hidden else "set", f"no element is called '{name}'")
        for category in categories:
            elements = changed.get(category, raw_elements)
            changed[category] = {
                name: raw | settings.optional_table(name).raw for name, raw in elements.items() if name not in hidden
            }
        entry.finish()
    return {category: reader.read(elements) for category, elements in changed.items()}


class _ElementReader:
    """Reads elements and holds them against the page's limits."""

    def __init__(
        self,
        source: str,
        folder: Path | Traversable,
        printable: Rect,
        faces: tuple[Face, ...],
        keep_outs: tuple[KeepOut, ...],
    ) -> None:
        self._source = source
        self._folder = folder
        self._printable = printable
        self._faces = faces
        self._keep_outs = keep_outs
        self._makers: Mapping[str, Callable[[Table, dict[str, Any]], AnyElement]] = {
            "stack": self._stack,
            "text": self._text,
            "fitted-text": self._text,
            "qr": self._code,
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
                stacked.setdefault(self._stack_of(name, raw, elements), []).append(self._stackable(elements, name))
        return tuple(
            replace(element, items=tuple(stacked.get(name, ()))) if isinstance(element, StackElement) else element
            for name, element in elements.items()
            if "stack" not in raw_elements[name]
        )

    def _stack_of(self, name: str, raw: dict[str, Any], elements: dict[str, AnyElement]) -> str:
        stack = raw["stack"]
        if not isinstance(elements.get(stack), StackElement):
            raise Table(raw, self._source, f"element '{name}'").refuse("stack", f"no stack is called '{stack}'")
        return str(stack)

    def _stackable(self, elements: dict[str, AnyElement], name: str) -> TextElement:
        element = elements[name]
        if not isinstance(element, TextElement):
            raise refuse(self._source, f"element '{name}'", "'stack' is for texts only")
        return element

    def _element(self, name: str, raw: dict[str, Any]) -> AnyElement:
        entry = Table(raw, self._source, f"element '{name}'")
        kind = entry.choice("type", tuple(self._makers))
        face_id = entry.choice("face", tuple(face.id for face in self._faces), self._faces[0].id)
        face = next(face for face in self._faces if face.id == face_id)
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
        faces = [face, *(other for other in self._faces if other.repeats == face.id)]
        for each in faces:
            for box in {element.box, element.box.mirrored(each.box.width)}:
                placed = _on_page(box, each)
                if not each.box.holds(placed) or not self._printable.holds(placed):
                    raise entry.refuse("box", f"leaves the printable part of face '{each.id}'")
                hit = next((out for out in self._keep_outs if out.box.touches(placed)), None)
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
            max_lines=int(entry.number("max_lines", 1, 50, 1)),
            weight=Weight(entry.choice("weight", tuple(Weight), Weight.REGULAR)),
            align=Align(entry.choice("align", tuple(Align), Align.START)),
            valign=VerticalAlign(entry.choice("valign", tuple(VerticalAlign), VerticalAlign.TOP)),
            white=entry.flag("white", False),
        )

    def _code(self, entry: Table, common: dict[str, Any]) -> CodeElement:
        return CodeElement(
            **common,
            text=entry.expression("text", "{code}"),
            characters=int(entry.number("characters", 1, 1000, 32)),
            align=Align(entry.choice("align", tuple(Align), Align.END)),
            valign=VerticalAlign(entry.choice("valign", tuple(VerticalAlign), VerticalAlign.BOTTOM)),
        )

    def _image(self, entry: Table, common: dict[str, Any]) -> ImageElement:
        name = entry.text("file")
        try:
            data = self._folder.joinpath(name).read_bytes()
        except OSError as error:
            raise entry.refuse("file", f"'{name}' can't be read ({error.strerror})") from error
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
            max_lines=int(entry.number("max_lines", 1, 5, 2)),
            radius=entry.number("radius", 0, 50, 0),
        )


def _on_page(box: Rect, face: Face) -> Rect:
    if not face.rotated:
        return Rect(face.box.x + box.x, face.box.y + box.y, box.width, box.height)
    right, bottom = face.box.x + face.box.width, face.box.y + face.box.height
    return Rect(right - box.x - box.width, bottom - box.y - box.height, box.width, box.height)
