"""Draws badges to order: the dots that a preview shows and the bytes that a printer gets, from one rendering."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.badges import Badge
from kiosk.domain.problems import EnvironmentProblem
from printing.bitmap import Bitmap
from printing.config import DEFAULT_DPI
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.render import BadgeRenderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One badge on one layout, for a printer with so many dots per inch that speaks `language`."""

    badge: Badge
    layout: str
    dpi: int = DEFAULT_DPI
    language: PrinterLanguage = PrinterLanguage.ZPL


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The pages in dots, and the bytes of one label; `label` is None when the language can't carry such a page."""

    pages: tuple[Bitmap, ...]
    label: bytes | None


class Artist:
    """Keeps one renderer a layout and resolution; used by one thread at a time."""

    def __init__(self) -> None:
        self._renderers: dict[tuple[str, int], BadgeRenderer] = {}

    def draw(self, order: Order) -> Drawn:
        """Raises EnvironmentProblem (BAD_LAYOUT)."""
        pages = self._renderer(order.layout, order.dpi).render(order.badge).pages
        try:
            label = encode(order.language, pages)
        except EnvironmentProblem:
            label = None  # a page that this printer can't take may still be looked at
        return Drawn(pages=pages, label=label)

    def _renderer(self, layout: str, dpi: int) -> BadgeRenderer:
        key = (layout, dpi)
        if key not in self._renderers:
            self._renderers[key] = BadgeRenderer(load_layout(layout), dpi)
        return self._renderers[key]
