"""Turns a badge layout made in pretix into a layout file of ours.

pretix keeps a list of elements (JSON) over a background PDF that gives the page's size.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import tomlkit
from PIL import Image

from printing.pretix_elements import TURNED, ElementConverter, refusal
from printing.raster import PDFIUM

_FINE, _COARSE = 600, 300
_FINE_UP_TO = 300
"""Millimetres: the picture of a larger page is coarser, so that it stays a usable picture."""
_LARGEST = 500
_LINE_ART = 0.98
"""A background with so many dots near black or white is line art, and is cut; another one is dithered."""
_MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True, kw_only=True)
class PretixImport:
    """`toml` for NAME.toml, `background` for NAME.png next to it (empty: none is needed), and what stayed out."""

    toml: str
    background: bytes
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Ground:
    """The background: millimetres, the page as a PNG (empty when it is blank), and whether it is line art."""

    width: float
    height: float
    picture: bytes
    line_art: bool
    pages: int


def convert_pretix_layout(layout: bytes, background: bytes, name: str) -> PretixImport:
    """The layout `layout` (pretix's JSON) over `background` (PDF), to be stored as NAME.toml and NAME.png.

    Raises EnvironmentProblem (BAD_LAYOUT) when either is not what pretix gives.
    """
    ground = _background(background)
    converter = ElementConverter(ground.width, ground.height)
    elements = [converted for raw in _elements(layout) if (converted := converter.convert(raw)) is not None]
    elements = converter.clear_of_codes(elements)
    if not elements:
        raise refusal("it has no text and no code that can be taken over")
    if ground.pages > 1:
        converter.left_out.append(
            f"{ground.pages - 1} of the background's {ground.pages} pages: only the first page is taken over"
        )
    page = [0, 0, ground.width, ground.height]
    faces: list[dict[str, Any]] = [{"id": "front", "box": page}]
    if any(element["face"] == TURNED for element in elements):
        faces.append({"id": TURNED, "box": page, "rotated": True})
    document: dict[str, Any] = {
        "title": name,
        "mirrored": False,
        "page": {"width": ground.width, "height": ground.height},
        "face": faces,
        "element": [*([_picture(ground, name)] if ground.picture else []), *elements],
    }
    return PretixImport(toml=tomlkit.dumps(document), background=ground.picture, left_out=tuple(converter.left_out))


def _picture(ground: _Ground, name: str) -> dict[str, Any]:
    box = [0.0, 0.0, ground.width, ground.height]
    return {"id": "background", "type": "image", "box": box, "file": f"{name}.png", "threshold": ground.line_art}


def _background(pdf: bytes) -> _Ground:
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise refusal("the background is not a PDF that can be opened") from error
        try:
            pages = len(document)
            if not pages:
                raise refusal("the background has no page")
            page = document[0]
            width, height = (round(length * _MM_PER_POINT, 2) for length in page.get_size())
            if max(width, height) > _LARGEST:
                raise refusal(f"the background is {width:g} x {height:g} mm; a badge has at most {_LARGEST} mm")
            dpi = _FINE if max(width, height) <= _FINE_UP_TO else _COARSE
            image = page.render(scale=dpi / 72, grayscale=True).to_pil()
        finally:
            document.close()
    if image.getextrema() == (255, 255):
        return _Ground(width, height, b"", line_art=True, pages=pages)
    file = io.BytesIO()
    image.save(file, "PNG")
    return _Ground(width, height, file.getvalue(), line_art=_is_line_art(image), pages=pages)


def _is_line_art(image: Image.Image) -> bool:
    counts = image.convert("L").histogram()
    return sum(counts[:32]) + sum(counts[224:]) >= _LINE_ART * sum(counts)


def _elements(layout: bytes) -> list[dict[str, Any]]:
    try:
        found = json.loads(layout)
        found = found.get("layout", found) if isinstance(found, dict) else found
        found = json.loads(found) if isinstance(found, str) else found
    except ValueError as error:
        raise refusal(f"the layout is not JSON ({error})") from error
    if not isinstance(found, list) or not all(isinstance(element, dict) for element in found):
        raise refusal("the layout is not a list of elements")
    return found
