"""Whose turn it is: of all programs that opened one data directory, one does what only one may do.

The turn is a lock on a small SQLite file, because that works on every system and ends by itself when its holder is
killed.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind


class Turn:
    """The turn that the file at `path` stands for; used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def take(self) -> bool:
        """True when the turn is ours until `give_back`; False while another program has it."""
        if self._held is not None:
            return True
        try:
            connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                connection.close()
                if "locked" in str(error):
                    return False
                raise
        except sqlite3.Error as error:
            raise EnvironmentProblem(
                ProblemKind.NOT_WRITABLE, f"{self._path} can't be used ({error})", "check the folder and its free space"
            ) from error
        self._held = connection
        return True

    def give_back(self) -> None:
        """Ends our turn, if it is."""
        if self._held is not None:
            self._held.close()
            self._held = None
