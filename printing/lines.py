"""Builds the line to a configured printer: its transport and the status questions of its language."""

from __future__ import annotations

from collections.abc import Callable

from printing.config import Printer
from printing.languages import PrinterLanguage
from printing.line import Patience, PrinterLine, StatusReader
from printing.reader_zpl import ZplReader
from printing.transports import open_transport

READERS: dict[PrinterLanguage, Callable[[], StatusReader]] = {PrinterLanguage.ZPL: ZplReader}


def line_to(printer: Printer, patience: Patience) -> PrinterLine:
    """The line to `printer`, not yet open. A bad address is an `EnvironmentProblem`."""
    transport = open_transport(printer.uri, str(printer.language))
    return PrinterLine(transport, READERS[printer.language](), patience)
