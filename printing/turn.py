"""Whose turn it is to print: of all programs that opened one data directory, one runs the print worker.

Two workers on one table would each call the other's badges on their way "unconfirmed".
"""

from __future__ import annotations

from pathlib import Path

from kiosk.store.turn import Turn

FILE_NAME = "printing.lock"


class PrintTurn(Turn):
    """The turn of one data directory."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory / FILE_NAME)
