"""Is there a screen for a window? Qt ends the whole process when there is none, so we ask first."""

from __future__ import annotations

import os
import sys

from kiosk.domain.problems import EnvironmentProblem, ProblemKind


def has_display() -> bool:
    """Windows and macOS always have one; elsewhere X11 or Wayland must be announced."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def require_display() -> None:
    """Raises EnvironmentProblem where a window can't open; a Qt platform that was named is taken at its word."""
    if not has_display() and not os.environ.get("QT_QPA_PLATFORM"):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            "there is no display to open a window on",
            "start it in a graphical session, or run kiosk gate, which needs none",
        )
