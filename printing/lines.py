"""Builds the line to a configured printer: its transport and the status questions of its language."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from printing.config import Printer
from printing.languages import PrinterLanguage
from printing.line import Patience, PrinterLine, StatusReader
from printing.reader_brother import BrotherLineReader, BrotherNetworkReader
from printing.reader_epl2 import Epl2Reader
from printing.reader_escpos import EscposReader
from printing.reader_tspl import TsplReader
from printing.reader_zpl import ZplReader
from printing.status import PrinterStatus, status_of
from printing.transports import Transport, open_transport


class _MuteReader:
    """A printer that takes PDF on a raw line: it can't be asked, so a person is asked after each badge."""

    def opened(self) -> None:
        """Nothing is remembered."""

    def sent(self) -> None:
        """Nothing is remembered."""

    def read(self, transport: Transport, answer_ms: int) -> PrinterStatus:
        """Ready, with `queued` never known."""
        return status_of(set())


_READERS: dict[PrinterLanguage, Callable[[], StatusReader]] = {
    PrinterLanguage.ZPL: ZplReader,
    PrinterLanguage.ESCPOS: EscposReader,
    PrinterLanguage.TSPL: TsplReader,
    PrinterLanguage.EPL2: Epl2Reader,
    PrinterLanguage.PDF: _MuteReader,
}
_BROTHER = (PrinterLanguage.BROTHER, PrinterLanguage.BROTHER_RED)


def line_to(printer: Printer, patience: Patience) -> PrinterLine:
    """The line to `printer`, not yet open. A bad address is an `EnvironmentProblem`."""
    transport = open_transport(printer.uri, str(printer.language))
    return PrinterLine(transport, _reader(printer), patience)


def _reader(printer: Printer) -> StatusReader:
    if printer.language in _BROTHER:
        host = urlsplit(printer.uri).hostname
        return BrotherNetworkReader(host) if host else BrotherLineReader()
    return _READERS[printer.language]()
