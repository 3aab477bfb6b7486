"""Loads the shipped fonts, so that every machine shows the same letters without any system font."""

from __future__ import annotations

from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

LATIN = "Noto Sans"
ARABIC = "Noto Naskh Arabic"
FAMILIES = (LATIN, ARABIC)
"""Latin first: figures, codes and times are always set in it; Arabic letters fall through to Naskh."""


def load(app: QApplication) -> None:
    """Registers every shipped font and makes the pair the application's own.

    Raises EnvironmentProblem when the installation has lost one of the two families.
    """
    for entry in files("resources").joinpath("fonts").iterdir():
        if entry.name.endswith(".ttf"):
            QFontDatabase.addApplicationFontFromData(QByteArray(entry.read_bytes()))
    missing = [family for family in FAMILIES if family not in QFontDatabase.families()]
    if missing:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"the font {missing[0]} is missing from the installation",
            "install the program again",
        )
    app.setFont(font(16))


def font(pixels: int, *, bold: bool = False) -> QFont:
    """The product's typeface at a size in px, for widgets that paint their own text."""
    result = QFont(LATIN)
    result.setFamilies(list(FAMILIES))
    result.setPixelSize(pixels)
    result.setBold(bold)
    return result
