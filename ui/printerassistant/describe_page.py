"""The second step: what the printer is called here, what it speaks, how fine it prints and which paper is inside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from printing.config import KNOWN_DPI, Printer
from printing.languages import PrinterLanguage
from ui.direction import Line, ltr
from ui.printerassistant import words
from ui.printerassistant.choice import Choice
from ui.printerassistant.draft import layouts_on
from ui.printerassistant.page import StepPage

translate = QCoreApplication.translate

PAPERS = ("4x3", "4x6", "62mm", "a6", "cr80", "butterfly")
_LONGEST_NAME = 24


class DescribePage(StepPage):
    """`show_draft` fills it; `printer` is what stands there now."""

    def __init__(self) -> None:
        super().__init__()
        self._draft = Printer(name="", uri="")
        self._taken: frozenset[str] = frozenset()
        self.names = [Line("body", bold=True) for _ in range(4)]
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.taken = Line("small", quiet=True, wrap=True)
        self.language = Choice(tuple(PrinterLanguage), a_row=4)
        self.dpi = Choice(KNOWN_DPI, a_row=3)
        self.paper = Choice(PAPERS, a_row=3)
        for line, content in zip(self.names, (self.name, self.language.row, self.dpi.row, self.paper.row), strict=True):
            self.field(line, content)
        self.box.insertWidget(self.box.indexOf(self.name) + 1, self.taken)
        self.box.addStretch()
        self.name.textChanged.connect(self._name_changed)
        self.reword()

    @property
    def printer(self) -> Printer:
        """The printer as described."""
        return replace(
            self._draft,
            name=self.name.text().strip(),
            language=self.language.value,
            dpi=self.dpi.value,
            media=layouts_on(self.paper.value),
        )

    @property
    def is_ready(self) -> bool:
        return bool(self.name.text().strip())

    def show_draft(self, draft: Printer, taken: Collection[str]) -> None:
        """What is known of the printer; `taken` are the names of the station's printers."""
        self._draft, self._taken = draft, frozenset(taken)
        self.name.setText(draft.name)
        self.language.choose(draft.language)
        self.dpi.choose(draft.dpi)
        self.paper.choose(draft.media[0] if draft.media and draft.media[0] in PAPERS else PAPERS[0])
        self.reword()

    def reword(self) -> None:
        self.title.setText(translate("Printers", "What is it?"))
        self.sentence.setText(
            translate("Printers", "Its own label or manual tells; the test page shows whether it fits.")
        )
        told = (
            translate("Printers", "Its name here"),
            translate("Printers", "It speaks"),
            translate("Printers", "Dots per inch"),
            translate("Printers", "Paper inside"),
        )
        for line, name in zip(self.names, told, strict=True):
            line.setText(name)
        self.name.setAccessibleName(told[0])
        self.language.reword(told[1], {value: word() for value, word in words.LANGUAGES.items()})
        self.dpi.reword(told[2], {dpi: ltr(str(dpi)) for dpi in KNOWN_DPI})
        self.paper.reword(told[3], _paper_words())
        self._name_changed()

    def _name_changed(self) -> None:
        replaces = self.name.text().strip() in self._taken
        self.taken.setText(
            translate("Printers", "This takes the place of the station's printer of that name.") if replaces else ""
        )
        self.taken.setVisible(replaces)
        self.changed.emit()


def _paper_words() -> dict[str, str]:
    return {
        "4x3": ltr("4 × 3 in"),
        "4x6": translate("Printers", "{}, folded").format(ltr("4 × 6 in")),
        "62mm": translate("Printers", "{} roll").format(ltr("62 mm")),
        "a6": ltr("A6"),
        "cr80": translate("Printers", "Card {}").format(ltr("CR80")),
        "butterfly": translate("Printers", "Butterfly"),
    }
