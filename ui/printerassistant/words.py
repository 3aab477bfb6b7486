"""Words of the printer assistant."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from printing.delivery import Delivery, Outcome
from printing.languages import PrinterLanguage
from printing.paper_setup import MediaKind
from ui import printwords
from ui.direction import joined, ltr

translate = QCoreApplication.translate

LANGUAGES: dict[PrinterLanguage, Callable[[], str]] = {
    PrinterLanguage.ZPL: lambda: ltr("ZPL (Zebra)"),
    PrinterLanguage.ESCPOS: lambda: ltr("ESC/POS (Epson, Star)"),
    PrinterLanguage.BROTHER: lambda: ltr("Brother QL"),
    PrinterLanguage.BROTHER_RED: lambda: translate("Printers", "{}, black and red roll").format(ltr("Brother QL")),
    PrinterLanguage.TSPL: lambda: ltr("TSPL (TSC)"),
    PrinterLanguage.EPL2: lambda: ltr("EPL2 (Eltron)"),
    PrinterLanguage.PDF: lambda: translate("Printers", "{} (the computer's driver)").format(ltr("PDF")),
}

MEDIA_KINDS: dict[MediaKind, Callable[[], str]] = {
    MediaKind.GAP: lambda: translate("Printers", "Labels with gaps"),
    MediaKind.MARK: lambda: translate("Printers", "Black marks behind"),
    MediaKind.CONTINUOUS: lambda: translate("Printers", "Endless roll"),
}

_WAYS: dict[str, Callable[[], str]] = {
    "tcp": lambda: translate("Printers", "on the network"),
    "ipp": lambda: translate("Printers", "on the network"),
    "usb": lambda: translate("Printers", "at this computer's USB"),
    "cups": lambda: translate("Printers", "in this computer's print queue"),
    "windows": lambda: translate("Printers", "in this computer's print queue"),
}


def way(uri: str) -> str:
    """How a printer is reached, with its address where that says something."""
    scheme, _, rest = uri.partition(":")
    words = _WAYS[scheme]() if scheme in _WAYS else scheme
    address = rest.removeprefix("//").partition("/")[0] if scheme in ("tcp", "ipp") else ""
    return joined(words, ltr(address)) if address else words


def test_result(delivery: Delivery) -> tuple[str, str]:
    """What became of the test page, and what to do."""
    if delivery.outcome is Outcome.PRINTED:
        return (
            translate("Printers", "The printer says that the page is out"),
            translate("Printers", "Compare it with the points below."),
        )
    if delivery.outcome is Outcome.UNCONFIRMED and delivery.status.can_print:
        return (
            translate("Printers", "The page was sent"),
            translate("Printers", "This printer can't say whether it came out. Please look."),
        )
    state = printwords.printer_state(delivery.status)
    return state[:1].upper() + state[1:], printwords.remedy(delivery.status)
