"""Reads a layout's TOML into the model, and says exactly what is wrong with it and where.

The schema is this file: every key is asked for by name and type, and a key that nobody asked for is an error,
so that a typing mistake never prints a thousand badges.
"""

from __future__ import annotations

import tomllib
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from printing.layout import (
    AnyElement,
    Face,
    KeepOut,
    Layout,
    Rect,
    shipped_layout_text,
)
from printing.layout_elements import ElementReader, Paper
from printing.layout_table import Table, refuse

_MAX_PAGE = 500.0


def parse_layout(text: str, name: str, source: str, folder: Path | Traversable) -> Layout:
    """The layout in `text`; `folder` is where its images are. Raises EnvironmentProblem (BAD_LAYOUT)."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise refuse(source, "the file", str(error)) from error
    if "extends" in raw:
        raw = _extended(raw, source)
    table = Table(raw, source, "the layout")
    page_table = table.table("page")
    page = Rect(0, 0, page_table.length("width", _MAX_PAGE), page_table.length("height", _MAX_PAGE))
    printable = _inside(page_table, "printable", page)
    faces = _faces(table, page)
    keep_outs = _keep_outs(table, page)
    fold = page_table.optional_length("fold", page.height)
    paper = Paper(printable=printable, faces=faces, keep_outs=keep_outs, fold=fold)
    reader = ElementReader(source, folder, paper)
    raw_elements = _raw_elements(table)
    layout = Layout(
        name=name,
        title=table.text("title"),
        source=source,
        page=page,
        printable=printable,
        mirrored=table.flag("mirrored", True),
        fold=fold,
        faces=faces,
        keep_outs=keep_outs,
        elements=reader.read(raw_elements),
        variants=_variants(table, raw_elements, reader),
    )
    page_table.finish()
    table.finish()
    return layout


def _extended(raw: dict[str, Any], source: str) -> dict[str, Any]:
    """A shipped layout with this one's tables, and with its elements changed, added or removed by their id."""
    table = Table(raw, source, "the layout")
    base_name = table.text("extends")
    base = tomllib.loads(shipped_layout_text(base_name))
    if "extends" in base:
        raise table.refuse("extends", "may name only a layout that extends none itself")
    gone = table.texts("remove")
    for name in gone:
        if name not in {element["id"] for element in base["element"]}:
            raise table.refuse("remove", f"no element of '{base_name}' is called '{name}'")
    elements = {element["id"]: element for element in base["element"] if element["id"] not in gone}
    for entry in table.tables("element"):
        element_id = entry.text("id")
        elements[element_id] = elements.get(element_id, {}) | entry.raw
    own = {key: value for key, value in raw.items() if key not in ("extends", "remove")}
    if isinstance(own.get("page"), dict):
        own["page"] = base["page"] | own["page"]
    return base | own | {"element": list(elements.values())}


def _faces(table: Table, page: Rect) -> tuple[Face, ...]:
    faces: list[Face] = []
    for entry in table.tables("face"):
        repeats = entry.text("repeats", "")
        if repeats and repeats not in {face.id for face in faces}:
            raise entry.refuse("repeats", f"no face before it is called '{repeats}'")
        box = _inside(entry, "box", page)
        if entry.text("id") in {face.id for face in faces}:
            raise entry.refuse("id", f"two faces are called '{entry.text('id')}'")
        faces.append(Face(id=entry.text("id"), box=box, rotated=entry.flag("rotated", False), repeats=repeats))
        entry.finish()
    return tuple(faces) or (Face(id="front", box=page),)


def _keep_outs(table: Table, page: Rect) -> tuple[KeepOut, ...]:
    found: list[KeepOut] = []
    for entry in table.tables("keep_out"):
        found.append(KeepOut(what=entry.text("what"), box=_inside(entry, "box", page)))
        entry.finish()
    return tuple(found)


def _inside(table: Table, key: str, page: Rect) -> Rect:
    box = table.rect(key, page)
    if not page.holds(box):
        raise table.refuse(key, "leaves the page")
    return box


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
    table: Table, raw_elements: dict[str, dict[str, Any]], reader: ElementReader
) -> dict[str, tuple[AnyElement, ...]]:
    """The elements of each category that a [[rule]] names: some hidden, some with other keys."""
    changed: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in table.tables("rule"):
        categories, hidden = entry.texts("categories"), entry.texts("hide")
        if not categories:
            raise entry.refuse("categories", "names no category")
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
