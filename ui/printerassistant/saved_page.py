"""The last step: it is written down, and what it will print."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout

from printing.config import Printer
from ui.direction import Line
from ui.icons import Icon
from ui.printerassistant.page import StepPage
from ui.printwords import at_printer
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate


class SavedPage(StepPage):
    """`show_printer` says which one; `another_wanted` begins anew."""

    another_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._printer = Printer(name="", uri="")
        self.when = Line("body", wrap=True)
        self.another = ActionButton(Icon.PRINTER)
        self.box.addWidget(self.when)
        row = QHBoxLayout()
        row.addWidget(self.another)
        row.addStretch()
        self.box.addLayout(row)
        self.box.addStretch()
        self.another.clicked.connect(self.another_wanted)
        self.reword()

    def show_printer(self, printer: Printer) -> None:
        """It stands in the station's file now."""
        self._printer = printer
        self.reword()

    def reword(self) -> None:
        self.title.setText(translate("Printers", "{} is kept").format(at_printer(self._printer.name)))
        self.sentence.setText(
            translate("Printers", "This station prints there from now on; it need not be started again.")
        )
        self.when.setText(
            translate(
                "Printers",
                "Badges that wait come out there. The front desk is asked first about those that have waited since "
                "before this station had a printer.",
            )
        )
        self.another.set_words(translate("Printers", "Add another printer"))
