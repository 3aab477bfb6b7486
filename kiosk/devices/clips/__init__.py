"""Invented visitors before an invented lens: clips for the demo, the rehearsal and the benchmark.

All comes from seeds, so that the same scene is the same clip on every machine.
"""

from kiosk.devices.clips.film import frames_of, write_clip
from kiosk.devices.clips.scenes import Medium, Scene, Trouble

__all__ = ["Medium", "Scene", "Trouble", "frames_of", "write_clip"]
