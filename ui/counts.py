"""Everything that is counted, in the plural forms of the language: Arabic has six.

Qt's collector recognises a plural in Python sources only as `self.tr(text, "", n)` inside a class, so that all of
them live here. The class must have no subclass: its name is the context in the translator's files.
"""

from __future__ import annotations

from typing import final

from PySide6.QtCore import QObject


@final
class Counts(QObject):
    """Numbers with their nouns."""

    def people_found(self, n: int) -> str:
        return self.tr("%n people found", "", n)

    def badges_needing_attention(self, n: int) -> str:
        return self.tr("%n badges need attention", "", n)

    def badges_held_back(self, n: int) -> str:
        return self.tr("%n badges are waiting since before the printer was there", "", n)

    def uploads_waiting(self, n: int) -> str:
        return self.tr("%n waiting", "", n)

    def uploads_refused(self, n: int) -> str:
        return self.tr("%n refused by the server", "", n)

    def double_entries(self, n: int) -> str:
        return self.tr("%n double entries", "", n)

    def open_cases(self, n: int) -> str:
        return self.tr("%n open cases", "", n)

    def labels(self, n: int) -> str:
        return self.tr("%n labels", "", n)


COUNTS = Counts()
