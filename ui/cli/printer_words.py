"""Printer conditions in plain English for the command line: what it is and what to do about it."""

from __future__ import annotations

from printing.status import PrinterCondition, PrinterStatus

WORDS: dict[PrinterCondition, tuple[str, str]] = {
    PrinterCondition.READY: ("ready", ""),
    PrinterCondition.PRINTING: ("printing", ""),
    PrinterCondition.NEARLY_OUT: ("paper nearly out", "keep a new roll at hand"),
    PrinterCondition.PAPER_OUT: ("paper out", "load a new roll"),
    PrinterCondition.HEAD_OPEN: ("head or cover open", "close it until it clicks"),
    PrinterCondition.RIBBON_OUT: ("ribbon out", "change the ribbon"),
    PrinterCondition.CUTTER: ("cutter jammed", "switch it off, clear the cutter, switch it on"),
    PrinterCondition.PAUSED: ("paused", "press its pause or feed button, or let its queue go on"),
    PrinterCondition.HOT: ("head too hot", "wait a minute with the cover open"),
    PrinterCondition.JAM: ("paper jam", "open it and pull the paper out along its path"),
    PrinterCondition.WRONG_MEDIA: ("wrong or uncalibrated paper", "load the right roll or calibrate it"),
    PrinterCondition.FAULT: ("reports a fault", "switch it off and on, and look at its own display"),
    PrinterCondition.SILENT: (
        "does not answer",
        "check that it is switched on, its cable or network, and its address in the settings",
    ),
}


def words_of(status: PrinterStatus) -> str:
    """The conditions in words, troubles first."""
    known = [*status.troubles, *sorted(status.conditions - set(status.troubles))]
    return ", ".join(WORDS[condition][0] for condition in known)


def remedy_of(status: PrinterStatus) -> str:
    """What to do about the first trouble; empty when there is none."""
    return WORDS[status.troubles[0]][1] if status.troubles else ""
