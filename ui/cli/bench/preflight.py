"""How long `kiosk preflight` takes for a whole event, in two processes, and how much memory one of them needs."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import Any

from kiosk.service.badges import badge_for
from kiosk.service.demo_event import demo_setup
from printing.layout import load_layout
from printing.preflight import preflight
from ui.cli.bench.figures import Progress, crowd

BADGES = 30_000
_LAYOUT = "4x3"
_DPI = 203
_PROCESSES = 2


def run(progress: Progress) -> dict[str, Any]:
    """Seconds on the clock, badges per second, findings, and the peak of the largest process in MB."""
    setup = demo_setup(datetime.now(UTC))
    people = crowd(BADGES)
    progress(f"looking at {BADGES} badges in {_PROCESSES} processes")
    began = time.perf_counter()
    badges = (badge_for(person, setup) for person in people)
    findings = sum(1 for _ in preflight(load_layout(_LAYOUT), _DPI, badges, processes=_PROCESSES))
    seconds = time.perf_counter() - began
    return {
        "layout": _LAYOUT,
        "dpi": _DPI,
        "badges": BADGES,
        "findings": findings,
        "seconds": round(seconds, 1),
        "badges_per_s": round(BADGES / seconds),
        "memory_mb": _peak_of_children(),
    }


def _peak_of_children() -> int | None:
    """None where the system keeps no such figure."""
    if sys.platform in ("win32", "darwin"):
        return None
    import resource

    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
