"""How long a picture may take: limits by this thread's own work.

A busy machine must not make the station blind, so waiting for other programs does not count. Windows counts a
thread's work in steps of 16 ms only; there the wall clock is used.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

HasTime = Callable[[], bool]
"""False as soon as no new attempt should be begun."""
_work_s = time.perf_counter if sys.platform == "win32" else time.thread_time


def time_for(ms: float) -> HasTime:
    """A limit that begins now."""
    until = _work_s() + ms / 1000
    return lambda: _work_s() < until
