"""Labels left on each printer's roll, kept in the log's settings, so that a restart doesn't forget them.

Another program may load a roll (`kiosk printers --roll`): a running station notices that the figure is no longer
its own and takes it over.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from printing.status import PrinterStatus

_KEY = "printer.{}.labels"


class Settings(Protocol):
    """The settings of `kiosk.store.log.LogStore`."""

    def setting(self, key: str) -> str | None: ...

    def save_setting(self, key: str, value: str) -> None: ...


def save_roll(settings: Settings, printer: str, labels: int) -> None:
    """A roll with so many labels is in `printer`."""
    settings.save_setting(_KEY.format(printer), str(labels))


def stored_roll(settings: Settings, printer: str) -> int | None:
    """What was kept last; None when nobody ever loaded a counted roll."""
    found = settings.setting(_KEY.format(printer))
    return int(found) if found is not None and found.isdigit() else None


class Rolls:
    """Keeps the counts of one station's printers; called from the print worker's threads."""

    def __init__(self, settings: Settings, load: Callable[[str, int], None]) -> None:
        """`load` is the print worker's `load_roll`."""
        self._settings = settings
        self._load = load
        self._known: dict[str, int] = {}

    def bring_back(self, printers: list[str]) -> None:
        """Tells the worker the counts of before; at the start."""
        for name in printers:
            labels = stored_roll(self._settings, name)
            if labels is not None:
                self._known[name] = labels
                self._load(name, labels)

    def put_in(self, printer: str, labels: int) -> None:
        """Staff put a new roll in."""
        save_roll(self._settings, printer, labels)
        self._known[printer] = labels
        self._load(printer, labels)

    def note(self, printer: str, status: PrinterStatus | None) -> None:
        """A badge left `printer`: keeps its count, or takes over a roll that another program loaded."""
        stored = stored_roll(self._settings, printer)
        if stored is not None and stored != self._known.get(printer):
            self._known[printer] = stored
            self._load(printer, stored)
        elif stored is not None and status is not None and status.labels_left is not None:
            self._known[printer] = status.labels_left
            save_roll(self._settings, printer, status.labels_left)
