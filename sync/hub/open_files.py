"""Connections are open files: a station has four, and strangers on the venue's Wi-Fi may hold hundreds for a minute.

Systems let a program open 256 (macOS) or 1,024 (Linux) unless it asks for more, which it may.
"""

from __future__ import annotations

import sys
from contextlib import suppress

if sys.platform != "win32":  # which has no such limit
    import resource

_WANTED = (65_536, 10_240)
"""The second is all that macOS gives."""


def allow_many_connections() -> None:
    """Raises this process's limit as far as its account may; one that is higher already stays."""
    if sys.platform == "win32":
        return
    for wanted in _WANTED:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft == resource.RLIM_INFINITY or soft >= most:
            return
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
