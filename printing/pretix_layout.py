"""Turns a badge layout made in pretix into a layout file of ours.

pretix keeps a list of elements (JSON, millimetres from the lower left) over a background PDF that gives the
page's size. What we can't show is named, never dropped in silence.
"""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import tomlkit

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.layout import Rect
from printing.raster import PDFIUM

_BACKGROUND_DPI = 600
_WHITE_ABOVE = 128
_AUTO_SHRINK = 0.5
_LINES_WITHOUT_HEIGHT = 3
_LINE = 1.4
_MM_PER_POINT = 25.4 / 72
_FIELDS = {
    "secret": "{code}",
    "pseudonymization_id": "{ticket_code}",
    "attendee_name": "{name}",
    "attendee_name_for_salutation": "{name}",
    "attendee_company": "{company}",
    "attendee_job_title": "{job_title}",
    "attendee_city": "{city}",
    "attendee_country": "{country}",
    "event_name": "{event_name}",
    "item": "{category_name}",
    "item_name": "{category_name}",
    "itemvar": "{category_name}",
    "item_category": "{category_name}",
}
"""pretix's variables that a badge of ours has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PretixImport:
    """`toml` for NAME.toml, `background` for NAME.png next to it (empty: none is needed), and what stayed out."""

    toml: str
    background: bytes
    left_out: tuple[str, ...]


def convert_pretix_layout(layout: bytes, background: bytes, name: str) -> PretixImport:
    """The layout `layout` (pretix's JSON) over `background` (PDF), to be stored as NAME.toml and NAME.png.

    Raises EnvironmentProblem (BAD_LAYOUT) when either is not what pretix gives.
    """
    width, height, picture = _background(background)
    converter = _Converter(width, height)
    elements = [converted for raw in _elements(layout) if (converted := converter.element(raw)) is not None]
    ground = [_background_element(name, width, height)] if picture else []
    document: dict[str, Any] = {
        "title": name,
        "mirrored": False,
        "page": {"width": width, "height": height},
        "element": [*ground, *_clear_of_codes(elements)],
    }
    return PretixImport(toml=tomlkit.dumps(document), background=picture, left_out=tuple(converter.left_out))


class _Converter:
    """One element of pretix at a time, on a page of `width` x `height` mm."""

    def __init__(self, width: float, height: float) -> None:
        self._width = width
        self._height = height
        self._count = 0
        self.left_out: list[str] = []

    def element(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        kind = str(raw.get("type"))
        self._count += 1
        if _number(raw, "page", 1) == 1 and not _number(raw, "rotation", 0):
            if kind == "barcodearea":
                return self._code(raw)
            if kind in ("textarea", "textcontainer"):
                return self._text(raw)
        self.left_out.append(f"{kind} at {raw.get('left')} mm, {raw.get('bottom')} mm")
        return None

    def _id(self, kind: str) -> str:
        return f"{kind}-{self._count}"

    def _code(self, raw: dict[str, Any]) -> dict[str, Any]:
        size = _number(raw, "size")
        box = [_number(raw, "left"), round(self._height - _number(raw, "bottom") - size, 2), size, size]
        return {"id": self._id("code"), "type": "qr", "box": box, "align": "center", "valign": "middle"}

    def _text(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        text = self._expression(raw)
        if text is None:
            self.left_out.append(f"{raw.get('type')} with {raw.get('content')}")
            return None
        size = _number(raw, "fontsize")
        box, valign = self._box(raw, size)
        return {
            "id": self._id("text"),
            "type": "fitted-text",
            "box": box,
            "text": text,
            "size": size,
            "min_size": max(4.0, round(size * _AUTO_SHRINK, 1)),
            "max_lines": max(1, int(box[3] / (size * _LINE * _MM_PER_POINT))),
            "weight": "bold" if raw.get("bold") else "regular",
            "align": {"center": "center", "right": "end"}.get(str(raw.get("align")), "start"),
            "valign": valign,
            "white": _is_light(raw.get("color")),
        }

    def _box(self, raw: dict[str, Any], size: float) -> tuple[list[float], str]:
        """A text without a height grows down from its point, or up from it in pretix's oldest layouts."""
        left, bottom, width = (_number(raw, key) for key in ("left", "bottom", "width"))
        if "height" in raw:
            height = _number(raw, "height")
            top, valign = self._height - bottom - height, str(raw.get("verticalalign", "top"))
        else:
            wanted = size * _LINE * _LINES_WITHOUT_HEIGHT * _MM_PER_POINT
            room = bottom if raw.get("downward") else self._height - bottom
            height = min(wanted, room)
            top = self._height - bottom - (0 if raw.get("downward") else height)
            valign = "top" if raw.get("downward") else "bottom"
        top, height = max(0.0, round(top, 2)), round(height, 2)
        return [left, top, min(width, self._width - left), min(height, self._height - top)], valign

    def _expression(self, raw: dict[str, Any]) -> str | None:
        content = str(raw.get("content"))
        if content == "other":
            return _with_our_fields(str(raw.get("text", "")))
        if content == "other_i18n":
            texts = raw.get("text_i18n") or {}
            return _with_our_fields(str(next((texts[key] for key in ("fr", "en", "ar", *texts) if key in texts), "")))
        return _FIELDS.get(content)


def _with_our_fields(text: str) -> str | None:
    """Fixed text with pretix's {placeholders} as ours; None when one of them is not known here."""
    parts = re.split(r"\{(\w+)\}", text)
    if any(name not in _FIELDS for name in parts[1::2]):
        return None
    fixed = [re.sub(r"([\[\]{}])", r"\1\1", part) for part in parts[0::2]]
    fields = [_FIELDS[name] for name in parts[1::2]]
    return "".join(part + field for part, field in zip(fixed, [*fields, ""], strict=True))


def _clear_of_codes(elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """pretix lets a text's box run under a code; ours ends before it."""
    codes = [Rect(*element["box"]) for element in elements if element["type"] == "qr"]
    for element in elements:
        left, top, width, height = element["box"]
        for code in codes:
            if element["type"] != "qr" and left < code.x and Rect(left, top, width, height).touches(code):
                width = round(code.x - left, 2)
        element["box"] = [left, top, width, height]
    return elements


def _background_element(name: str, width: float, height: float) -> dict[str, Any]:
    return {"id": "background", "type": "image", "box": [0.0, 0.0, width, height], "file": f"{name}.png"}


def _background(pdf: bytes) -> tuple[float, float, bytes]:
    """Width and height in millimetres, and the page as a PNG."""
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise _refusal("the background is not a PDF") from error
        try:
            page = document[0]
            width, height = (round(length * _MM_PER_POINT, 2) for length in page.get_size())
            image = page.render(scale=_BACKGROUND_DPI / 72, grayscale=True).to_pil()
            is_blank = image.getextrema() == (255, 255)
        finally:
            document.close()
    file = io.BytesIO()
    image.save(file, "PNG")
    return width, height, b"" if is_blank else file.getvalue()


def _elements(layout: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(layout)
    except ValueError as error:
        raise _refusal(f"the layout is not JSON ({error})") from error
    found = found.get("layout", found) if isinstance(found, dict) else found
    if not isinstance(found, list) or not all(isinstance(element, dict) for element in found):
        raise _refusal("the layout is not a list of elements")
    return found


def _number(raw: dict[str, Any], key: str, default: float | None = None) -> float:
    try:
        value: Any = raw.get(key, default)
        return float(value)
    except (TypeError, ValueError) as error:
        raise _refusal(f"'{key}' of a {raw.get('type')} is not a number") from error


def _is_light(colour: object) -> bool:
    return isinstance(colour, list) and len(colour) >= 3 and sum(colour[:3]) / 3 > _WHITE_ABOVE


def _refusal(what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.BAD_LAYOUT, f"a pretix badge layout can't be read: {what}", "export both again from pretix"
    )
