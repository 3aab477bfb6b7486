"""Puts badges and printers into words: how far a badge is, and what a printer says of itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from kiosk.domain.badges import PrintState
from printing.status import HARMLESS, PrinterCondition, PrinterStatus
from ui.direction import isolated

translate = QCoreApplication.translate


def print_state(state: PrintState) -> str:
    """How far a badge is."""
    return _STATES[state]()


_STATES: dict[PrintState, Callable[[], str]] = {
    PrintState.QUEUED: lambda: translate("Print", "Waiting for the printer"),
    PrintState.SENDING: lambda: translate("Print", "Printing"),
    PrintState.PRINTED: lambda: translate("Print", "Printed"),
    PrintState.UNCONFIRMED: lambda: translate("Print", "Printed? Please look at the printer"),
    PrintState.FAILED: lambda: translate("Print", "Not printed"),
    PrintState.EXPIRED: lambda: translate("Print", "Not printed in time"),
    PrintState.HANDED_OUT: lambda: translate("Print", "Handed out"),
    PrintState.DROPPED: lambda: translate("Print", "Not needed"),
}


def at_printer(name: str) -> str:
    """Where something is."""
    return translate("Print", "Printer {}").format(isolated(name))


def take_at(name: str) -> str:
    """Another printer than the desk's own has the badge."""
    return translate("Print", "Take it at printer {}").format(isolated(name))


def printer_state(status: PrinterStatus | None) -> str:
    """The one thing to know of a printer: its first trouble, else that paper is almost out, else that it is ready."""
    conditions = status.conditions if status is not None else frozenset()
    told = next((one for one in _BY_URGENCY if one in conditions), None)
    return _CONDITIONS[told]() if told is not None else translate("Print", "not asked yet")


_BY_URGENCY = (
    *(one for one in PrinterCondition if one not in HARMLESS),
    *(PrinterCondition.NEARLY_OUT, PrinterCondition.PRINTING, PrinterCondition.READY),
)


def printer_said(detail: str) -> str:
    """The printer's first trouble in the `detail` of a print job; empty when it told none."""
    first = detail.partition(",")[0]
    return _CONDITIONS[PrinterCondition(first)]() if first in set(PrinterCondition) else ""


def remedy(status: PrinterStatus) -> str:
    """What to do about the first trouble; empty when there is none."""
    return _REMEDIES[status.troubles[0]]() if status.troubles else ""


_REMEDIES: dict[PrinterCondition, Callable[[], str]] = {
    PrinterCondition.PAPER_OUT: lambda: translate("Print", "Load a new roll."),
    PrinterCondition.HEAD_OPEN: lambda: translate("Print", "Close it until it clicks."),
    PrinterCondition.RIBBON_OUT: lambda: translate("Print", "Change the ribbon."),
    PrinterCondition.CUTTER: lambda: translate("Print", "Switch it off, clear the cutter, switch it on."),
    PrinterCondition.PAUSED: lambda: translate(
        "Print", "Press its pause or feed button, or let its print queue go on."
    ),
    PrinterCondition.HOT: lambda: translate("Print", "Wait a minute with the cover open."),
    PrinterCondition.JAM: lambda: translate("Print", "Open it and pull the paper out along its path."),
    PrinterCondition.WRONG_MEDIA: lambda: translate("Print", "Load the right roll, or let it measure its labels."),
    PrinterCondition.FAULT: lambda: translate("Print", "Switch it off and on, and look at its own display."),
    PrinterCondition.SILENT: lambda: translate("Print", "Is it switched on, and are its cable and address right?"),
}

_CONDITIONS: dict[PrinterCondition, Callable[[], str]] = {
    PrinterCondition.READY: lambda: translate("Print", "ready"),
    PrinterCondition.PRINTING: lambda: translate("Print", "printing"),
    PrinterCondition.NEARLY_OUT: lambda: translate("Print", "paper almost out"),
    PrinterCondition.PAPER_OUT: lambda: translate("Print", "no paper"),
    PrinterCondition.HEAD_OPEN: lambda: translate("Print", "cover open"),
    PrinterCondition.RIBBON_OUT: lambda: translate("Print", "no ribbon"),
    PrinterCondition.CUTTER: lambda: translate("Print", "cutter stuck"),
    PrinterCondition.PAUSED: lambda: translate("Print", "paused"),
    PrinterCondition.HOT: lambda: translate("Print", "cooling down"),
    PrinterCondition.JAM: lambda: translate("Print", "paper jam"),
    PrinterCondition.WRONG_MEDIA: lambda: translate("Print", "wrong paper"),
    PrinterCondition.FAULT: lambda: translate("Print", "fault"),
    PrinterCondition.SILENT: lambda: translate("Print", "no answer"),
}
