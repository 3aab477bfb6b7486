"""Notices that `station.toml` was changed while the station runs: by the assistant, the command line or an editor."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

_LOOK_S = 1.0


class StationFileWatch:
    """Calls `on_change` on a thread of its own after the file has changed; from its making on, until `stop`."""

    def __init__(self, path: Path, on_change: Callable[[], None]) -> None:
        self._path = path
        self._on_change = on_change
        self._seen = self._state()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="station-file")

    def start(self) -> None:
        """Begins to look, once a second."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; a call that is under way is waited for."""
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def look(self) -> None:
        """Looks once."""
        state = self._state()
        if state != self._seen:
            self._seen = state
            self._on_change()

    def _run(self) -> None:
        while not self._over.wait(_LOOK_S):
            self.look()

    def _state(self) -> tuple[int, int, int] | None:
        """What changes with the content: the file's number, size and time; None while it is not there."""
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
