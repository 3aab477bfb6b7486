"""The printer that is being described: what was found of it, what is usual, and what a person chose."""

from __future__ import annotations

import string
from collections.abc import Collection

from printing.config import DEFAULT_DPI, Printer
from printing.discovery import FoundPrinter
from printing.languages import PrinterLanguage
from printing.layout import shipped_layouts

BROTHER_DPI = 300
_BROTHERS = (PrinterLanguage.BROTHER, PrinterLanguage.BROTHER_RED)
SETTABLE = frozenset({PrinterLanguage.ZPL, PrinterLanguage.TSPL, PrinterLanguage.EPL2})
"""Languages in which a printer can be told its paper."""


def draft_of(found: FoundPrinter, known: Collection[str]) -> Printer:
    """A printer with a short free name and what is usual for its language."""
    language = found.language or PrinterLanguage.ZPL
    is_brother = language in _BROTHERS
    return Printer(
        name=free_name(known),
        uri=found.uri,
        language=language,
        dpi=BROTHER_DPI if is_brother else DEFAULT_DPI,
        media=layouts_on("62mm" if is_brother else "4x3"),
    )


def layouts_on(paper: str) -> tuple[str, ...]:
    """The shipped layouts for one paper: the plain one first, then its branded forms."""
    return tuple(name for name in shipped_layouts() if name == paper or name.startswith(f"{paper}-"))


def free_name(known: Collection[str]) -> str:
    """The first letter that no printer of the station has; short, because visitors are told "printer B"."""
    free = [letter for letter in string.ascii_uppercase if letter not in known]
    return free[0] if free else f"P{len(known) + 1}"
