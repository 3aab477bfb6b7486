"""Draws the flat thing in a photograph: paper or a screen with codes, writing, dirt and decorations."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp

from kiosk.devices.codes import Point
from kiosk.devices.frames import Image
from kiosk.devices.photographs.kinds import Kind

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_QUIET = 4
_FITS_EVERY_LEVEL = 1200


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sheet:
    """A flat picture (BGR), its codes' texts and middles, and the pixels of a module (of the first code)."""

    image: Image
    texts: tuple[str, ...]
    centres: tuple[Point, ...]
    module: int


def draw_sheet(kind: Kind, module: int, random: np.random.Generator) -> Sheet:
    """A sheet with as many codes as the kind asks for, in rows."""
    count = int(random.integers(kind.codes[0], kind.codes[1] + 1))
    texts = [_text(kind, number, random) for number in range(count)]
    cells = [_cell(text, kind, _module_for(module, number, count, random), random) for number, text in enumerate(texts)]
    columns = int(np.ceil(np.sqrt(count * random.uniform(0.7, 1.4))))
    side = max(max(cell.shape[:2]) for cell in cells) + 2 * module
    rows = -(-count // columns)
    page = _page(rows * side + 6 * module, columns * side + 4 * module, module, random)
    centres = []
    for number, cell in enumerate(cells):
        row, column = divmod(number, columns)
        spare = [side - cell.shape[0], side - cell.shape[1]]
        top, left = (int(random.integers(0, max(each, 1))) for each in spare)
        y, x = 2 * module + row * side + top, 2 * module + column * side + left
        page[y : y + cell.shape[0], x : x + cell.shape[1]] = cell
        centres.append((x + cell.shape[1] / 2, y + cell.shape[0] / 2))
    sheet = Sheet(image=page, texts=tuple(texts), centres=tuple(centres), module=module)
    return _with_pixels(sheet, random) if "screen" in kind.marks else sheet


def _module_for(module: int, number: int, count: int, random: np.random.Generator) -> int:
    """Sheets of several codes have them in several sizes."""
    return module if number == 0 or count < 3 else max(2, round(module * random.uniform(0.75, 1.35)))


def _text(kind: Kind, number: int, random: np.random.Generator) -> str:
    length = int(random.integers(*kind.letters))
    body = "".join(random.choice(list(_LETTERS), length))
    style = int(random.integers(0, 4))
    if style == 0:
        return str(random.integers(1, 9)) + "".join(str(n) for n in random.integers(0, 10, length)) + f"{number:02d}"
    start = ("CSC-", "https://example.org/t/", "BEGIN:")[style - 1]
    return f"{start}{body if style == 1 else body.lower()}{number:02d}"


def _modules(text: str, random: np.random.Generator) -> Image:
    level = str(random.choice(list("LLMMQH" if len(text) < _FITS_EVERY_LEVEL else "LLM")))
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    return np.array(zxingcpp.write_barcode_to_image(barcode, scale=1, add_quiet_zones=False))


def _cell(text: str, kind: Kind, module: int, random: np.random.Generator) -> Image:
    """One code with its quiet zone, as BGR, decorated and damaged as the kind says."""
    signs = _modules(text, random)
    cell = _plain(signs, module)
    if "style" in kind.marks:
        cell = _styled(text, signs, module, random)
    if "decoy" in kind.marks:
        cell = _with_decoys(cell, signs, module, random)
    if "damage" in kind.marks:
        for _ in range(int(random.integers(1, 3))):
            _damage(cell, module, random)
    return cell


def _plain(signs: Image, module: int, quiet: int = _QUIET) -> Image:
    large = np.pad(signs, quiet, constant_values=255).repeat(module, axis=0).repeat(module, axis=1)
    return np.dstack([large] * 3)


def _styled(text: str, signs: Image, module: int, random: np.random.Generator) -> Image:
    """Dots, a logo, colours, light on dark, no quiet zone, stretched: what printers of flyers do."""
    style = str(random.choice(["dots", "logo", "colour", "inverted", "tight", "stretched", "gaps", "rings"]))
    if style == "logo":
        strong = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="H")
        cell = _plain(np.array(zxingcpp.write_barcode_to_image(strong, scale=1, add_quiet_zones=False)), module)
        middle, reach = cell.shape[0] // 2, int(cell.shape[0] * random.uniform(0.08, 0.13))
        colour = tuple(int(n) for n in random.integers(30, 220, 3))
        cv2.rectangle(cell, (middle - reach, middle - reach), (middle + reach, middle + reach), (255, 255, 255), -1)
        cv2.circle(cell, (middle, middle), int(reach * 0.8), colour, -1, cv2.LINE_AA)
        return cell
    if style in {"dots", "gaps", "rings"}:
        return _dotted(signs, module, style, random)
    if style == "stretched":
        cell = _plain(signs, module)
        return np.asarray(cv2.resize(cell, None, fx=random.uniform(0.7, 0.85), fy=1.0), dtype=np.uint8)
    return _coloured(signs, module, style, random)


def _dotted(signs: Image, module: int, style: str, random: np.random.Generator) -> Image:
    """Modules as dots or with gaps between them; finder patterns plain, or as rings."""
    cell = np.full(((len(signs) + 2 * _QUIET) * module,) * 2 + (3,), 255, dtype=np.uint8)
    ink = tuple(int(n) for n in random.integers(0, 130, 3))
    radius = int(module * random.uniform(0.28, 0.48))
    for row, column in np.argwhere(signs < 128) + _QUIET:
        y, x = int(row) * module, int(column) * module
        if style == "gaps":
            cv2.rectangle(cell, (x, y), (x + module - 1 - module // 3, y + module - 1 - module // 3), ink, -1)
        else:
            cv2.circle(cell, (x + module // 2, y + module // 2), radius, ink, -1, cv2.LINE_AA)
    for row, column in ((0, 0), (0, len(signs) - 7), (len(signs) - 7, 0)):
        _eye(cell, ((column + _QUIET) * module, (row + _QUIET) * module), module, ink, ring=style == "rings")
    return cell


def _eye(cell: Image, at: tuple[int, int], module: int, ink: tuple[int, ...], *, ring: bool) -> None:
    x, y = at
    for inset, colour in ((0, ink), (1, (255, 255, 255)), (2, ink)):
        low, high = inset * module, (7 - inset) * module - 1
        if ring:
            middle = int(3.5 * module)
            cv2.circle(cell, (x + middle, y + middle), int((3.5 - inset) * module), colour, -1, cv2.LINE_AA)
        else:
            cv2.rectangle(cell, (x + low, y + low), (x + high, y + high), colour, -1)


def _coloured(signs: Image, module: int, style: str, random: np.random.Generator) -> Image:
    dark, light = np.zeros(3), np.full(3, 255.0)
    if style == "colour":
        dark, light = random.integers(0, 120, 3).astype(float), random.integers(180, 256, 3).astype(float)
    if style == "inverted":
        dark, light = light, random.integers(0, 60, 3).astype(float)
    cell = _plain(signs, module, 0 if style == "tight" else _QUIET)
    return np.where(cell < 128, dark, light).astype(np.uint8)


def _with_decoys(cell: Image, signs: Image, module: int, random: np.random.Generator) -> Image:
    """Finder patterns that belong to no code, random modules all about, a mirrored print, or a small code inside."""
    style = str(random.choice(["finders", "texture", "mirror", "faint"]))
    if style == "mirror":
        return np.ascontiguousarray(cell[:, ::-1])
    if style == "faint":
        faint: Image = np.asarray(cell * random.uniform(0.05, 0.15) + random.uniform(60, 170)).astype(np.uint8)
        return faint
    reach = 10
    across = cell.shape[0] // module + 2 * reach
    about = np.full((across, across), 255, dtype=np.uint8)
    if style == "texture":
        about = np.where(random.random((across, across)) < 0.5, 0, 255).astype(np.uint8)
    large = np.dstack([about.repeat(module, axis=0).repeat(module, axis=1)] * 3)
    if style == "finders":
        finder = signs[:7, :7].repeat(module, axis=0).repeat(module, axis=1)[:, :, None]
        for x in range(0, large.shape[1] - 8 * module, 11 * module):
            for y in (0, large.shape[0] - 8 * module):
                large[y : y + 7 * module, x : x + 7 * module] = finder
    at = reach * module
    large[at : at + cell.shape[0], at : at + cell.shape[1]] = cell
    return large


def _damage(cell: Image, module: int, random: np.random.Generator) -> None:
    """A torn corner, a stain, scratches, a sticker or a pen's stroke."""
    side = min(cell.shape[:2])
    style = str(random.choice(["corner", "stain", "scratches", "sticker", "pen", "rub"]))
    spot = tuple(int(n) for n in random.uniform(0.15, 0.85, 2) * side)
    colour = tuple(int(n) for n in random.integers(40, 240, 3))
    if style == "corner":
        y, x = ((0, 0), (0, side), (side, 0), (side, side))[int(random.integers(0, 4))]
        cv2.circle(cell, (x, y), int(side * random.uniform(0.15, 0.36)), colour, -1)
    elif style == "stain":
        cv2.ellipse(cell, spot, (int(side * 0.16), int(side * 0.1)), 0, 0, 360, (40, 60, 80), -1, cv2.LINE_AA)
    elif style == "sticker":
        cv2.rectangle(cell, spot, (spot[0] + side // 6, spot[1] + side // 5), colour, -1)
    elif style == "rub":
        field = cv2.resize(random.random((6, 6)).astype(np.float32), cell.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        cell[:] = np.where(field[:, :, None] > 0.72, 225, cell)
    else:
        for _ in range(3 if style == "pen" else 8):
            ends = [tuple(int(n) for n in random.uniform(0.05, 0.95, 2) * side) for _ in range(2)]
            shade = (120, 30, 20) if style == "pen" else (235, 235, 235)
            cv2.line(cell, ends[0], ends[1], shade, max(1, int(module * random.uniform(0.4, 1.2))), cv2.LINE_AA)


def _page(height: int, width: int, module: int, random: np.random.Generator) -> Image:
    """Paper in some shade with lines of writing at its foot, its edge darker."""
    shade = random.uniform(225, 255, 3)
    page = np.clip(shade + random.normal(0, 2, (height, width, 1)), 0, 255).astype(np.uint8)
    size = module / 14
    for line in range(2):
        text = "".join(random.choice(list("ABCDEFGHIJKLM NOPQRSTUVW"), 40))
        at = (2 * module, height - int((1.2 + 1.8 * line) * module))
        cv2.putText(page, text, at, cv2.FONT_HERSHEY_SIMPLEX, size, (40, 40, 40), max(1, module // 8), cv2.LINE_AA)
    return page


def _with_pixels(sheet: Sheet, random: np.random.Generator) -> Sheet:
    """The same on a screen: raised black, a grid of coloured dots."""
    pitch = max(3, round(sheet.module / random.uniform(1.6, 6)) // 3 * 3)
    height, width = sheet.image.shape[:2]
    stripe = np.arange(width) // (pitch // 3) % 3
    mask = np.full((height, width, 3), 0.35, dtype=np.float32)
    for channel in range(3):
        mask[:, stripe == 2 - channel, channel] = 1.0
    mask[np.arange(height) % pitch == 0] *= 0.45
    shown = (sheet.image.astype(np.float32) + random.uniform(10, 70)) * mask * 1.3
    return Sheet(
        image=np.clip(shown, 0, 255).astype(np.uint8), texts=sheet.texts, centres=sheet.centres, module=sheet.module
    )
