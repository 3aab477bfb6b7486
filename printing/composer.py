"""Puts a badge into a layout at a resolution: the step that preview, preflight and printing share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.domain.badges import Badge
from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.bidi_levels import base_level
from printing.codes import MIN_MODULE, needed_millimetres
from printing.composition import Composition, PlacedFace
from printing.face_composer import FaceComposer
from printing.fields import badge_values, names_in_order
from printing.findings import Finding, FindingKind
from printing.layout import (
    AnyElement,
    CodeElement,
    Layout,
    StackElement,
    TextElement,
)

_SPECIMEN = "SPECIMEN"
"""The same word in French and English; a rehearsal's badge opens no door."""
_NAMES = frozenset(("name", "name_ar", "lead_name"))


def page_dots(layout: Layout, dpi: int) -> tuple[int, int]:
    """Width and height of the layout's page in whole dots."""
    return round(layout.page.width * dpi / 25.4), round(layout.page.height * dpi / 25.4)


def compose(layout: Layout, dpi: int, badge: Badge) -> Composition:
    """Places every element of `badge`; what needs a person's eye is in the findings."""
    from_right = layout.mirrored and reads_from_right(badge)
    values = badge_values(badge)
    elements = [each for each in layout.elements_for(badge.category) if _is_shown(each, values)]
    findings: list[Finding] = []
    faces: dict[str, PlacedFace] = {}
    for face in layout.faces:
        composer = FaceComposer(face, dpi, values, from_right)
        original = faces.get(face.repeats)
        if original is not None and original.face.box.same_size(face.box):
            faces[face.id] = replace(original, face=face, box=composer.box)
            continue
        for element in elements:
            if element.face == (face.repeats or face.id):
                composer.place(element)
        if badge.specimen:
            composer.stamp(_SPECIMEN)
        faces[face.id] = PlacedFace(face=face, box=composer.box, marks=tuple(composer.marks))
        if not face.repeats:
            findings.extend(composer.findings)
    findings.extend(_nameless(elements, values))
    width, height = page_dots(layout, dpi)
    return Composition(width=width, height=height, dpi=dpi, faces=tuple(faces.values()), findings=tuple(findings))


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
    needed = needed_millimetres(element.characters, dpi, element.kind)
    side = element.box.width if element.kind.is_linear else min(element.box.width, element.box.height)
    if needed is not None and side >= needed - 0.05:
        return
    room = f"{needed:g} mm" if needed is not None else f"more than a {element.kind} code can hold"
    raise EnvironmentProblem(
        ProblemKind.BAD_LAYOUT,
        f"badge layout {layout.source}: element '{element.id}': a code of {element.characters} characters at {dpi} "
        f"dpi with modules of {MIN_MODULE} dots needs {room}, 'box' gives {side:g} mm",
        "make the box larger, 'characters' smaller, or print at a higher resolution",
    )


def _nameless(elements: list[AnyElement], values: dict[str, str]) -> Iterator[Finding]:
    """A badge that is made for a name and shows none would be printed without a word."""
    items = [
        item for element in elements for item in (element.items if isinstance(element, StackElement) else (element,))
    ]
    named = [item for item in items if isinstance(item, TextElement) and item.text.asks_for(_NAMES)]
    if named and not any(item.text.text(values).strip() for item in named):
        yield Finding(element=named[0].id, kind=FindingKind.NO_NAME, detail="there is no name to print")


def _is_shown(element: AnyElement, values: dict[str, str]) -> bool:
    return element.when is None or bool(element.when.text(values).strip())
