"""One element of a pretix badge layout as an element of ours.

pretix counts millimetres from the lower left and turns an element clockwise round its upper left corner; where a
text stands in its box follows pretix's own drawing (src/pretix/base/pdf.py, "_draw_textcontainer" and
"_draw_textarea"). What we can't show is named, never dropped in silence.
"""

from __future__ import annotations

import math
import re
from typing import Any

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.layout import Rect

TURNED = "turned"
"""The face that lies upside down over the whole page, for what pretix turns by 180 degrees."""

_WHITE_ABOVE = 128
_AUTO_SHRINK = 0.5
_SMALLEST, _LARGEST = 4.0, 400.0
_LINES_WITHOUT_HEIGHT = 3
_LINE = 1.4
_MM_PER_POINT = 25.4 / 72
_SINK = {"top": 0.33, "middle": 0.23, "bottom": 0.14}
"""How much lower, in parts of the size, pretix's letters stand in a box than ours, by the side they hold to."""
_SINK_DOWNWARD = 0.21
_TURNED_UPWARD = 2.3
"""How far from its point a turned text of one line ends, in parts of the size; more lines go before it, as upright."""
_FIELDS = {
    "secret": "{code}",
    "attendee_name": "{name|name_ar}",
    "attendee_name_for_salutation": "{name|name_ar}",
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


class _LeftOut(Exception):
    """Why one element can't be taken over."""


class ElementConverter:
    """Converts elements on a page of `width` x `height` mm, and keeps what had to stay out."""

    def __init__(self, width: float, height: float) -> None:
        self._page = Rect(0, 0, width, height)
        self._count = 0
        self.left_out: list[str] = []

    def convert(self, raw: dict[str, Any]) -> dict[str, Any] | None:
        """The element as a table of a layout file, or None, with the reason among `left_out`."""
        self._count += 1
        makers = {"barcodearea": self._code, "textarea": self._text, "textcontainer": self._text}
        maker = makers.get(str(raw.get("type")))
        turn = number(raw, "rotation", 0) % 360
        try:
            if maker is None:
                raise _LeftOut("there is no such element here")
            if number(raw, "page", 1) != 1:
                raise _LeftOut("only the first page is taken over")
            if turn not in (0, 180):
                raise _LeftOut(f"turned by {turn:g} degrees")
            return maker(raw, turn == 180)
        except _LeftOut as reason:
            what = f"{raw.get('type')} {raw.get('content') or ''}".strip()
            self.left_out.append(f"{what} at {raw.get('left')} mm, {raw.get('bottom')} mm: {reason}")
            return None

    def clear_of_codes(self, elements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """pretix lets a text's box run over a code; ours ends before it."""
        codes = [element for element in elements if element["type"] == "qr"]
        kept: list[dict[str, Any]] = []
        for element in elements:
            box: Rect | None = Rect(*element["box"])
            for code in codes:
                if box and element["type"] != "qr" and element["face"] == code["face"]:
                    box = _beside(box, Rect(*code["box"]), element["valign"], element["size"] * _MM_PER_POINT)
            if box is None:
                self.left_out.append(f"{element['text']}: it lies over a code")
            else:
                kept.append(element | {"box": _sides(box)})
        return kept

    def _code(self, raw: dict[str, Any], turned: bool) -> dict[str, Any]:
        """pretix never turns a code."""
        if raw.get("content", "secret") != "secret":
            raise _LeftOut("only the ticket's own code can be printed")
        left, bottom, size = (number(raw, key) for key in ("left", "bottom", "size"))
        box = Rect(left, self._page.height - bottom - size, size, size)
        if size <= 0:
            raise _LeftOut("it has no size")
        if not self._page.holds(box):
            raise _LeftOut("it leaves the page")
        return {"id": f"code-{self._count}", "type": "qr", "face": "front", "box": _sides(box)} | {
            "align": "center",
            "valign": "middle",
        }

    def _text(self, raw: dict[str, Any], turned: bool) -> dict[str, Any]:
        text = _expression(raw)
        if text is None:
            raise _LeftOut("a badge has no such field")
        size = min(max(_SMALLEST, number(raw, "fontsize")), _LARGEST)
        box, valign = _turned_box(raw, size, self._page) if turned else _upright_box(raw, size, self._page)
        inside = _common(box, self._page)
        if inside is None:
            raise _LeftOut("it lies beyond the page")
        return {
            "id": f"text-{self._count}",
            "type": "fitted-text",
            "face": TURNED if turned else "front",
            "box": _sides(inside),
            "text": text,
            "size": size,
            "min_size": max(_SMALLEST, round(size * _AUTO_SHRINK, 1)),
            "max_lines": max(1, int(inside.height / (size * _LINE * _MM_PER_POINT))),
            "weight": "bold" if raw.get("bold") else "regular",
            "align": {"center": "center", "right": "end"}.get(str(raw.get("align")), "start"),
            "valign": valign,
            "white": _is_light(raw.get("color")),
        }


def number(raw: dict[str, Any], key: str, default: float | None = None) -> float:
    """The number under `key`, that pretix writes as a text too. Raises EnvironmentProblem (BAD_LAYOUT)."""
    try:
        value: Any = raw.get(key, default)
        found = float(value)
    except (TypeError, ValueError) as error:
        raise refusal(f"'{key}' of a {raw.get('type')} is not a number") from error
    if not math.isfinite(found):
        raise refusal(f"'{key}' of a {raw.get('type')} is not a number")
    return found


def refusal(what: str) -> EnvironmentProblem:
    """The problem to raise for a layout that pretix can't have made."""
    return EnvironmentProblem(
        ProblemKind.BAD_LAYOUT, f"a pretix badge layout can't be read: {what}", "export both again from pretix"
    )


def _upright_box(raw: dict[str, Any], size: float, page: Rect) -> tuple[Rect, str]:
    """A text without a height grows down from its point, or up from it in pretix's oldest layouts."""
    left, bottom, width = (number(raw, key) for key in ("left", "bottom", "width"))
    if "height" in raw:
        height, valign = number(raw, "height"), _side(raw)
        sink = _SINK[valign]
        top = page.height - bottom - height
    elif raw.get("downward"):
        height, valign, sink = min(_wanted(size), bottom), "top", _SINK_DOWNWARD
        top = page.height - bottom
    else:
        height, valign, sink = min(_wanted(size), page.height - bottom), "bottom", 0.0
        top = page.height - bottom - height
    return Rect(left, top + sink * size * _MM_PER_POINT, width, height), valign


def _turned_box(raw: dict[str, Any], size: float, page: Rect) -> tuple[Rect, str]:
    """The same on the face that lies upside down: its corner is the page's lower right one."""
    left, bottom, width = (number(raw, key) for key in ("left", "bottom", "width"))
    if "height" in raw:
        height, valign = number(raw, "height"), _side(raw)
        top = bottom + height + _SINK[valign] * size * _MM_PER_POINT
    elif raw.get("downward"):
        height, valign = _wanted(size), "top"
        top = bottom + _SINK_DOWNWARD * size * _MM_PER_POINT
    else:
        height, valign = _wanted(size), "bottom"
        top = bottom + _TURNED_UPWARD * size * _MM_PER_POINT - height
    return Rect(page.width - left, top, width, height), valign


def _wanted(size: float) -> float:
    return size * _LINE * _LINES_WITHOUT_HEIGHT * _MM_PER_POINT


def _side(raw: dict[str, Any]) -> str:
    side = str(raw.get("verticalalign"))
    return side if side in _SINK else "top"


def _common(box: Rect, page: Rect) -> Rect | None:
    left, top = max(box.x, 0.0), max(box.y, 0.0)
    width = min(box.x + box.width, page.width) - left
    height = min(box.y + box.height, page.height) - top
    return Rect(left, top, width, height) if width >= 1 and height >= 1 else None


def _beside(box: Rect, code: Rect, valign: str, line: float) -> Rect | None:
    """What is left of `box`: rather a lower one that keeps its first line, else a narrower one, else none."""
    if not box.touches(code):
        return box
    right, bottom = box.x + box.width, box.y + box.height
    parts = {
        "top": Rect(box.x, box.y, box.width, code.y - box.y),
        "bottom": Rect(box.x, code.y + code.height, box.width, bottom - code.y - code.height),
    }
    if valign in parts and parts[valign].height >= line:
        return parts[valign]
    before = Rect(box.x, box.y, code.x - box.x, box.height)
    after = Rect(code.x + code.width, box.y, right - code.x - code.width, box.height)
    widest = max(before, after, key=lambda part: part.width)
    return widest if widest.width >= line else None


def _sides(box: Rect) -> list[float]:
    """Rounded inwards, so that what fitted still fits."""
    left, top = (math.ceil(value * 100 - 1e-6) / 100 for value in (box.x, box.y))
    right, bottom = (math.floor(value * 100 + 1e-6) / 100 for value in (box.x + box.width, box.y + box.height))
    return [left, top, round(right - left, 2), round(bottom - top, 2)]


def _expression(raw: dict[str, Any]) -> str | None:
    content = str(raw.get("content"))
    if content == "other":
        return _with_our_fields(str(raw.get("text") or ""))
    if content == "other_i18n":
        texts = raw.get("text_i18n")
        texts = texts if isinstance(texts, dict) else {"": texts or ""}
        return _with_our_fields(str(next((texts[key] for key in ("fr", "en", "ar", *texts) if texts.get(key)), "")))
    return _FIELDS.get(content)


def _with_our_fields(text: str) -> str | None:
    """Fixed text with pretix's {placeholders} as ours; None when one of them is not known here."""
    parts = re.split(r"\{([a-zA-Z0-9:_]+)\}", text)
    if any(name not in _FIELDS for name in parts[1::2]):
        return None
    fixed = [re.sub(r"([\[\]{}])", r"\1\1", part) for part in parts[0::2]]
    fields = [_FIELDS[name] for name in parts[1::2]]
    return "".join(part + field for part, field in zip(fixed, [*fields, ""], strict=True))


def _is_light(colour: object) -> bool:
    channels = [part for part in colour[:3] if isinstance(part, int | float)] if isinstance(colour, list) else []
    return len(channels) == 3 and sum(channels) / 3 > _WHITE_ABOVE
