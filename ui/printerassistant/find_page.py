"""The first step: what can be seen from here, or an address typed by hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QProgressBar, QVBoxLayout, QWidget

from kiosk.domain.problems import EnvironmentProblem
from printing.discovery import FoundPrinter
from printing.transports.addresses import RAW_PORT, open_transport
from ui import tokens
from ui.direction import Line, isolated, joined
from ui.icons import Icon
from ui.printerassistant import words
from ui.printerassistant.page import StepPage
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate

_ROW_PX = 66


class FindPage(StepPage):
    """`show_searching`, then `show_found`; `found` is the printer that was chosen or typed."""

    search_again = Signal()
    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[FoundPrinter, ...] = ()
        self._searching = False
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(tokens.SPACE_SMALL)
        self.list = QListWidget()
        self.list.setProperty("choice", True)
        self.absence = Absence()
        self.again = ActionButton(Icon.RESTART)
        self.address_name = Line("body", bold=True)
        self.address = QLineEdit()
        for widget in (self.progress, self.list, self.absence):
            self.box.addWidget(widget)
        self.box.setStretchFactor(self.list, 1)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addStretch()
        self.box.addLayout(row)
        self.box.addStretch()
        self.field(self.address_name, self.address)
        self.again.clicked.connect(self.search_again)
        self.list.itemSelectionChanged.connect(self.changed)
        self.list.itemDoubleClicked.connect(lambda _: self.picked.emit())
        self.address.textChanged.connect(self._typed)
        self._show()

    @property
    def found(self) -> FoundPrinter | None:
        """A typed address stands above the list."""
        typed = self.address.text().strip()
        if typed:
            uri = _uri_of(typed)
            return FoundPrinter(name=typed, uri=uri) if uri else None
        row = self.list.currentRow()
        return self._found[row] if 0 <= row < len(self._found) and self.list.selectedItems() else None

    @property
    def is_ready(self) -> bool:
        return self.found is not None

    def show_searching(self) -> None:
        """A search has begun; what was found before is gone."""
        self._searching, self._found = True, ()
        self._show()

    def show_found(self, found: Sequence[FoundPrinter]) -> None:
        """A search is over."""
        self._searching, self._found = False, tuple(found)
        self._show()
        if self._found and not self.address.text():
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def reword(self) -> None:
        self.title.setText(translate("Printers", "Which printer?"))
        self.sentence.setText(self._state())
        self.again.set_words(translate("Printers", "Search again"))
        self.address_name.setText(translate("Printers", "Or its address"))
        self.address.setPlaceholderText("192.168.1.50")
        self.address.setAccessibleName(self.address_name.text())
        self.list.setAccessibleName(translate("Printers", "Printers found"))
        self.absence.reword()
        for row, one in enumerate(self._found):
            self.list.item(row).setText(_row_words(one))

    def _state(self) -> str:
        if self._searching:
            return translate("Printers", "Looking on the network, at USB and in the print queues ...")
        if not self._found:
            return ""
        return translate("Printers", "Choose with the arrow keys, then go on with Enter.")

    def _show(self) -> None:
        self.progress.setVisible(self._searching)
        self.again.setVisible(not self._searching)
        self.absence.setVisible(not self._searching and not self._found)
        self.list.setVisible(bool(self._found))
        self.list.clear()
        for one in self._found:
            item = QListWidgetItem(_row_words(one))
            item.setSizeHint(QSize(0, _ROW_PX))
            self.list.addItem(item)
        self.reword()
        self.changed.emit()

    def _typed(self, text: str) -> None:
        if text.strip():
            self.list.clearSelection()
        self.changed.emit()


class Absence(QWidget):
    """Nothing was found: what a person can check, in the order in which it helps."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Line("large", bold=True, wrap=True)
        self.checks = [Line("body", wrap=True) for _ in range(4)]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_SMALL)
        for line in (self.title, *self.checks):
            box.addWidget(line)

    def reword(self) -> None:
        """In the language spoken now."""
        self.title.setText(translate("Printers", "No printer was found"))
        checks = (
            translate("Printers", "Is it switched on, with paper inside and the cover closed?"),
            translate("Printers", "Is its cable plugged in, or is it on the same network as this computer?"),
            translate("Printers", "Print its own network page (hold the feed button) and type the address below."),
            translate("Printers", "A guest network often hides printers: use a cable or another network."),
        )
        for line, check in zip(self.checks, checks, strict=True):
            line.setText(f"•  {check}")


def _uri_of(typed: str) -> str:
    """What was typed as the address of a printer: whole, or a host with or without its port. Empty when it is none."""
    host = typed if ":" in typed else f"{typed}:{RAW_PORT}"
    candidates = (typed, f"tcp://{host}") if " " not in typed and "://" not in typed else (typed,)
    return next((uri for uri in candidates if _is_address(uri)), "")


def _is_address(uri: str) -> bool:
    try:
        open_transport(uri)
    except EnvironmentProblem:
        return False
    return True


def _row_words(found: FoundPrinter) -> str:
    language = words.LANGUAGES[found.language]() if found.language is not None else ""
    return f"{isolated(found.name)}\n{joined(words.way(found.uri), language)}"
