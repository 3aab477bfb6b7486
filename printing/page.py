"""Draws a composition as one PDF page with reportlab.

The page's unit is the dot: its origin is moved to the top left with y downwards, so every edge that was snapped
to a dot stays on a dot when the page is rasterised. Text is drawn as outlines, one path a line, filled non-zero,
because joined Arabic letters overlap and would get holes by the even-odd rule.
"""

from __future__ import annotations

import io
from functools import lru_cache

import numpy as np
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from printing.clean_text import clean_text
from printing.composition import AreaMark, Composition, DotsMark, LineMark, Mark, PlacedFace
from printing.fonts import UNITS_PER_EM
from printing.shaping import ShapedLine

rl_config.useA85 = 0  # reportlab's ASCII armour is written in Python and takes longer than the page

_NON_ZERO = 1
"""reportlab's name for it, FILL_NON_ZERO, is not in its type stubs."""
_CURVE = 0.5523
"""Control points of a quarter circle as a cubic."""


def draw_pdf(composition: Composition, title: str, *, compressed: bool = True) -> bytes:
    """The badge as a PDF of exactly its size in points; the same badge gives the same bytes.

    Compressing takes longer than drawing, so a page that is only on its way to dots is left as it is.
    """
    scale = 72 / composition.dpi
    size = (composition.width * scale, composition.height * scale)
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, pageCompression=int(compressed), invariant=1)
    canvas.setTitle(clean_text(title).text)
    canvas.transform(scale, 0, 0, -scale, 0, size[1])
    _draw_faces(canvas, composition.faces)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Path:
    """Finished path operators, in the form that Canvas.drawPath asks for."""

    def __init__(self, operators: str) -> None:
        self._operators = operators

    def getCode(self) -> str:  # noqa: N802 - reportlab's own name
        return self._operators


def _draw_faces(canvas: Canvas, faces: tuple[PlacedFace, ...]) -> None:
    """Marks that several faces show are written once, as a form that each of them places."""
    drawn: dict[int, str] = {}
    for face in faces:
        if sum(other.marks is face.marks for other in faces) > 1 and id(face.marks) not in drawn:
            name = drawn[id(face.marks)] = f"face{len(drawn)}"
            canvas.beginForm(name, 0, 0, face.box.width, face.box.height)
            _draw_marks(canvas, face)
            canvas.endForm()
    for face in faces:
        canvas.saveState()
        _place(canvas, face)
        name = drawn.get(id(face.marks), "")
        if name:
            canvas.doForm(name)
        else:
            _draw_marks(canvas, face)
        canvas.restoreState()


def _place(canvas: Canvas, face: PlacedFace) -> None:
    if face.face.rotated:
        canvas.transform(-1, 0, 0, -1, face.box.x + face.box.width, face.box.y + face.box.height)
    else:
        canvas.transform(1, 0, 0, 1, face.box.x, face.box.y)


def _draw_marks(canvas: Canvas, face: PlacedFace) -> None:
    for mark in face.marks:
        _draw(canvas, mark)


def _draw(canvas: Canvas, mark: Mark) -> None:
    if isinstance(mark, LineMark):
        _draw_line(canvas, mark)
    elif isinstance(mark, AreaMark):
        _draw_area(canvas, mark)
    else:
        _fill(canvas, _dots_path(mark), white=False)


def _draw_line(canvas: Canvas, mark: LineMark) -> None:
    scale = mark.size / UNITS_PER_EM
    canvas.saveState()
    canvas.transform(scale, 0, 0, -scale, mark.x, mark.baseline)
    _fill(canvas, _line_path(mark.line), white=mark.white)
    canvas.restoreState()


@lru_cache(maxsize=256)
def _line_path(line: ShapedLine) -> str:
    """All glyphs of the line as one path in thousandths of an em; titles and categories come back, so some stay."""
    outlines = [(glyph, glyph.font.outline(glyph.index)) for glyph in line.glyphs]
    points = [np.add(outline.points, (glyph.x, glyph.y)) for glyph, outline in outlines]
    if not points:
        return ""
    numbers = np.rint(np.concatenate(points)).astype(np.int64).ravel().tolist()
    return "".join(outline.operators for _, outline in outlines) % tuple(numbers)


def _draw_area(canvas: Canvas, mark: AreaMark) -> None:
    box, inside = mark.box, mark.border
    path = _rounded(box.x, box.y, box.width, box.height, mark.radius)
    if inside:
        width, height = box.width - 2 * inside, box.height - 2 * inside
        _fill(canvas, path, white=False)
        path = _rounded(box.x + inside, box.y + inside, width, height, max(0.0, mark.radius - inside))
    _fill(canvas, path, white=mark.white or bool(inside))


def _fill(canvas: Canvas, operators: str, *, white: bool) -> None:
    if operators:
        canvas.setFillGray(1 if white else 0)
        canvas.drawPath(_Path(operators), stroke=0, fill=1, fillMode=_NON_ZERO)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> str:
    r = min(radius, width / 2, height / 2)
    if r <= 0:
        return f"{x:g} {y:g} {width:g} {height:g} re\n"
    k = r * (1 - _CURVE)
    right, bottom = x + width, y + height
    return (
        f"{x + r:g} {y:g} m {right - r:g} {y:g} l "
        f"{right - k:g} {y:g} {right:g} {y + k:g} {right:g} {y + r:g} c "
        f"{right:g} {bottom - r:g} l "
        f"{right:g} {bottom - k:g} {right - k:g} {bottom:g} {right - r:g} {bottom:g} c "
        f"{x + r:g} {bottom:g} l {x + k:g} {bottom:g} {x:g} {bottom - k:g} {x:g} {bottom - r:g} c "
        f"{x:g} {y + r:g} l {x:g} {y + k:g} {x + k:g} {y:g} {x + r:g} {y:g} c h\n"
    )


def _dots_path(mark: DotsMark) -> str:
    """Each horizontal stretch of black dots as a rectangle, equal rows joined into one."""
    black = mark.black
    tops = np.concatenate(([0], np.flatnonzero((black[1:] != black[:-1]).any(axis=1)) + 1))
    heights = np.diff(np.append(tops, black.shape[0]))
    steps = np.diff(np.pad(black[tops].astype(np.int8), ((0, 0), (1, 1))), axis=1)
    rows, starts = np.nonzero(steps == 1)
    _, ends = np.nonzero(steps == -1)
    boxes = np.column_stack((mark.x + starts, mark.y + tops[rows], ends - starts, heights[rows]))
    return "%d %d %d %d re\n" * len(boxes) % tuple(boxes.ravel().tolist())
