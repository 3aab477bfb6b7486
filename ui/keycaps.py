"""What is printed on a key, by language: a French keyboard says Entrée and Échap."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def keycap(key: str) -> str:
    """The caption of a key that the code calls `key` (Enter, Esc, F4, Ctrl+Z, a digit)."""
    if key == "Enter":
        return translate("Key", "Enter")
    return translate("Key", "Esc") if key == "Esc" else key
