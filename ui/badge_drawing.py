"""From a print job to the bytes of one label, and to the preview of the same dots."""

from __future__ import annotations

import threading

from kiosk.domain.badges import Badge, PrintJob
from printing.config import DEFAULT_DPI, Printer
from printing.languages import encode
from printing.layout import load_layout
from printing.render import BadgeRenderer, RenderedBadge


class BadgeDrawing:
    """Keeps one renderer a layout and resolution. Safe to share between threads."""

    def __init__(self) -> None:
        self._renderers: dict[tuple[str, int], BadgeRenderer] = {}
        self._lock = threading.Lock()

    def rendered(self, badge: Badge, layout: str, dpi: int = DEFAULT_DPI) -> RenderedBadge:
        """The badge as it prints. Raises EnvironmentProblem (BAD_LAYOUT)."""
        return self._renderer(layout, dpi).render(badge)

    def label(self, job: PrintJob, printer: Printer) -> bytes:
        """The bytes of one label in the printer's language."""
        return encode(printer.language, self.rendered(job.badge, job.layout, printer.dpi).pages)

    def _renderer(self, layout: str, dpi: int) -> BadgeRenderer:
        with self._lock:
            key = (layout, dpi)
            if key not in self._renderers:
                self._renderers[key] = BadgeRenderer(load_layout(layout), dpi)
            return self._renderers[key]
