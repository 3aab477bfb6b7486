"""The one way from a badge to paper: preview, PDF and printer dots all come from here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.badges import Badge
from printing.bitmap import Bitmap
from printing.composer import check_codes, compose
from printing.composition import Composition
from printing.findings import Finding
from printing.layout import Layout
from printing.page import draw_pdf
from printing.raster import rasterise


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedBadge:
    """A badge as dots (what the printer gets and every preview shows), as PDF, and what needs a person's eye."""

    pages: tuple[Bitmap, ...]
    findings: tuple[Finding, ...]
    composition: Composition
    title: str

    @property
    def pdf(self) -> bytes:
        """The same page as a PDF, compressed; drawn when it is asked for."""
        return draw_pdf(self.composition, self.title)


class BadgeRenderer:
    """Renders badges of one layout at one resolution (dots per inch). Safe to share between threads."""

    def __init__(self, layout: Layout, dpi: int) -> None:
        """Raises EnvironmentProblem (BAD_LAYOUT) when the layout can't carry its codes at this resolution."""
        check_codes(layout, dpi)
        self.layout = layout
        self.dpi = dpi

    def render(self, badge: Badge) -> RenderedBadge:
        """The badge exactly as it prints."""
        composition = compose(self.layout, self.dpi, badge)
        pdf = draw_pdf(composition, badge.ticket_code, compressed=False)
        pages = rasterise(pdf, composition.width, composition.height, self.dpi)
        return RenderedBadge(
            pages=pages, findings=composition.findings, composition=composition, title=badge.ticket_code
        )
