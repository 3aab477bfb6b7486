"""From a print job to the bytes of one label, and to the preview of the same dots."""

from __future__ import annotations

import threading
from collections import OrderedDict

from kiosk.domain.badges import Badge, PrintJob
from printing.config import DEFAULT_DPI, Printer
from printing.languages import encode
from printing.layout import load_layout
from printing.render import BadgeRenderer, RenderedBadge

_KEPT = 8
"""Badges drawn last: the preview and the printer ask for the same one within a moment."""


class BadgeDrawing:
    """Keeps one renderer a layout and resolution, and the badges drawn last. Safe to share between threads."""

    def __init__(self) -> None:
        self._renderers: dict[tuple[str, int], BadgeRenderer] = {}
        self._recent: OrderedDict[tuple[Badge, str, int], RenderedBadge] = OrderedDict()
        self._lock = threading.Lock()

    def rendered(self, badge: Badge, layout: str, dpi: int = DEFAULT_DPI) -> RenderedBadge:
        """The badge as it prints. Raises EnvironmentProblem (BAD_LAYOUT).

        One at a time: whoever asks for a badge that is being drawn gets that one.
        """
        key = (badge, layout, dpi)
        with self._lock:
            found = self._recent.get(key)
            if found is None:
                found = self._recent[key] = self._renderer(layout, dpi).render(badge)
            self._recent.move_to_end(key)
            while len(self._recent) > _KEPT:
                self._recent.popitem(last=False)
            return found

    def label(self, job: PrintJob, printer: Printer) -> bytes:
        """The bytes of one label in the printer's language."""
        return encode(printer.language, self.rendered(job.badge, job.layout, printer.dpi).pages)

    def _renderer(self, layout: str, dpi: int) -> BadgeRenderer:
        key = (layout, dpi)
        if key not in self._renderers:
            self._renderers[key] = BadgeRenderer(load_layout(layout), dpi)
        return self._renderers[key]
