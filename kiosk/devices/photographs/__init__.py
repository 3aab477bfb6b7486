"""Invented photographs of codes, for measuring the reader where no real ones may be kept.

A program draws them, and how hard they are is its author's choice: they show what helps and what hurts, not how many
codes of real photographs would be read. All comes from seeds.
"""

from kiosk.devices.photographs.draw import Photograph, draw
from kiosk.devices.photographs.kinds import KINDS

__all__ = ["KINDS", "Photograph", "draw"]
