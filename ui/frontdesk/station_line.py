"""The front desk's status line: besides the exchange its printer, camera and operator, and the languages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QMouseEvent

from printing.status import PrinterCondition
from ui import printwords
from ui.counts import COUNTS
from ui.direction import isolated, joined, ltr
from ui.eventwords import EventWords
from ui.frontdesk.conflicts import CONFLICTS_KEY
from ui.icons import Icon
from ui.widgets.exchange_line import ExchangeLine
from ui.widgets.language_switch import LanguageSwitch

translate = QCoreApplication.translate

_FEW_LABELS = 20


class StationLine(ExchangeLine):
    """Told by `show_camera` as well."""

    conflicts_chosen = Signal()
    printers_chosen = Signal()

    def __init__(self, event: EventWords, operator: str) -> None:
        super().__init__(event, cases_key=CONFLICTS_KEY)
        self._camera_ok: bool | None = None
        self.operator = self.add_item(Icon.OPERATOR)
        self.operator.show_state(isolated(operator))
        self.operator.setVisible(bool(operator))
        self.languages = LanguageSwitch()
        self.add_trailing(self.languages)
        self.reword()

    def _add_own_items(self) -> None:
        self.printer = self.add_item(Icon.PRINTER)
        self.camera = self.add_item(Icon.CAMERA)

    def show_camera(self, ok: bool | None) -> None:
        """Whether the camera delivers; None when this station has none."""
        if ok != self._camera_ok:
            self._camera_ok = ok
            self.reword()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.conflicts.isVisible() and self.conflicts.geometry().contains(event.position().toPoint()):
            self.conflicts_chosen.emit()
        if self.printer.geometry().contains(event.position().toPoint()):
            self.printers_chosen.emit()
        super().mousePressEvent(event)

    def reword(self) -> None:
        """In the language spoken now."""
        super().reword()
        self._word_printer()
        self.camera.setVisible(self._camera_ok is not None)
        if self._camera_ok is not None:
            words = translate("Station", "camera ok") if self._camera_ok else translate("Station", "no camera")
            icon = Icon.CAMERA if self._camera_ok else Icon.CAMERA_OFF
            self.camera.show_state(words, alert=not self._camera_ok, icon=icon)

    def _word_printer(self) -> None:
        status = self._status.printer_status
        self.printer.setToolTip(joined(translate("Station", "Set up a printer"), ltr("Ctrl+P")))
        if not self._status.printer:
            self.printer.show_state(translate("Station", "no printer"))
            return
        said = f"{isolated(self._status.printer)} · {printwords.printer_state(status)}"
        left = status.labels_left if status is not None else None
        if left is not None:
            said = f"{said} · {COUNTS.labels(left)}"
        self.printer.show_state(said, alert=self._printer_needs_somebody())

    def _printer_needs_somebody(self) -> bool:
        status = self._status.printer_status
        if status is None:
            return False
        few = status.labels_left is not None and status.labels_left <= _FEW_LABELS
        return bool(status.troubles) or PrinterCondition.NEARLY_OUT in status.conditions or few
