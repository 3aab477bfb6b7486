"""How long a visitor of `kiosk demo` waits: from the code in a frame to the first byte at the printer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ui.cli.bench.figures import Progress, percentiles

VISITORS = 40
_GOAL_MS = 100
_TIMEOUT_S = 600


def run(progress: Progress) -> dict[str, Any]:
    """Milliseconds of each step of the visitors who were admitted, as `report.json` tells them.

    `scan_to_first_byte` runs from the arrival of the frame that holds the code to the first byte that leaves for the
    printer: reading, judging (hub included), the badge's drawing, and asking the printer how it is.
    """
    progress(f"the demo with {VISITORS} visitors")
    with TemporaryDirectory(prefix="kiosk-bench-") as name:
        command = ["demo", "--offscreen", "--visitors", str(VISITORS), "--out", str(Path(name) / "demo")]
        subprocess.run(
            [sys.executable, "-m", "ui.cli.main", *command], check=True, timeout=_TIMEOUT_S, stdout=subprocess.DEVNULL
        )
        report = json.loads((Path(name) / "demo" / "report.json").read_text(encoding="utf-8"))
    times = [visitor["ms"] for visitor in report["visitors"] if visitor["badge"]]
    scan_to_first_byte = percentiles([one["scan_to_first_byte"] for one in times], 50, 95)
    return {
        "badges": len(times),
        "decode_ms": percentiles([one["decode"] for one in times], 50, 95),
        "decide_ms": percentiles([one["decide"] for one in times], 50, 95),
        "render_ms": percentiles([one["render"] for one in times], 50, 95),
        "first_byte_ms": percentiles([one["first_byte"] for one in times], 50, 95),
        "scan_to_first_byte_ms": scan_to_first_byte,
        "goal_ms": _GOAL_MS,
        "goal_met": scan_to_first_byte["p95"] < _GOAL_MS,
    }
