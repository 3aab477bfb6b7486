"""How long a badge takes from the person to the printer's dots and bytes, one core, 4x3 in."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from kiosk.domain.badges import Badge
from kiosk.service.badges import badge_for
from kiosk.service.demo_event import demo_setup
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.render import BadgeRenderer
from ui.cli.bench.figures import Progress, crowd, percentiles, timed

BADGES = 150
_LAYOUT = "4x3"
_WARM_UP = 5


def run(progress: Progress) -> dict[str, Any]:
    """Milliseconds of this thread (CPU) and on the clock by resolution, and the bytes of a ZPL label."""
    setup = demo_setup(datetime.now(UTC))
    badges = [badge_for(person, setup) for person in crowd(BADGES + _WARM_UP)]
    figures: dict[str, Any] = {"layout": _LAYOUT, "badges": BADGES}
    for dpi in (203, 300):
        progress(f"rendering {BADGES} badges at {dpi} dpi")
        figures[f"{dpi}_dpi"] = _rendered(badges, dpi)
    return figures


def _rendered(badges: list[Badge], dpi: int) -> dict[str, Any]:
    renderer = BadgeRenderer(load_layout(_LAYOUT), dpi)
    for badge in badges[:_WARM_UP]:
        renderer.render(badge)
    times = [_both_clocks(partial(renderer.render, badge)) for badge in badges[_WARM_UP:]]
    pages = [renderer.render(badge).pages for badge in badges[:_WARM_UP]]
    return {
        "render_ms": percentiles([cpu for cpu, _ in times], 50, 95),
        "render_wall_ms": percentiles([wall for _, wall in times], 50, 95),
        "zpl_ms": percentiles(
            [timed(partial(encode, PrinterLanguage.ZPL, page), time.thread_time) for page in pages], 50
        ),
        "zpl_bytes": max(len(encode(PrinterLanguage.ZPL, page)) for page in pages),
    }


def _both_clocks(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of this thread, and on the clock."""
    began = time.thread_time()
    wall = timed(work)
    return (time.thread_time() - began) * 1000, wall
