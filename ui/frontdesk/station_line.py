"""The front desk's status line: link, waiting uploads, printer, camera, clock; operator and languages."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QMouseEvent

from printing.status import PrinterCondition
from ui import printwords
from ui.counts import COUNTS
from ui.direction import isolated, joined, ltr
from ui.eventwords import EventWords
from ui.frontdesk.services import Link, StationStatus
from ui.icons import Icon
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.status_line import StatusLine

translate = QCoreApplication.translate

_FEW_LABELS = 20


class StationLine(StatusLine):
    """Told by `show_status`, `show_camera` and `show_time`."""

    conflicts_chosen = Signal()
    printers_chosen = Signal()

    def __init__(self, event: EventWords, operator: str) -> None:
        super().__init__()
        self._event = event
        self._status = StationStatus()
        self._camera_ok: bool | None = None
        self.link = self.add_item(Icon.LINK)
        self.uploads = self.add_item(Icon.UPLOAD)
        self.conflicts = self.add_item(Icon.ALERT)
        self.printer = self.add_item(Icon.PRINTER)
        self.camera = self.add_item(Icon.CAMERA)
        self.clock = self.add_item(Icon.CLOCK)
        self.operator = self.add_item(Icon.OPERATOR)
        self.operator.show_state(isolated(operator))
        self.operator.setVisible(bool(operator))
        self.languages = LanguageSwitch()
        self.add_trailing(self.languages)
        self._reword()

    def show_status(self, status: StationStatus) -> None:
        """Link, uploads and printer."""
        self._status = status
        self._reword()

    def show_camera(self, ok: bool | None) -> None:
        """Whether the camera delivers; None when this station has none."""
        if ok != self._camera_ok:
            self._camera_ok = ok
            self._reword()

    def show_time(self, now: datetime) -> None:
        """The clock on the hall's wall, with seconds."""
        self.clock.show_state(ltr(f"{self._event.local(now):%H:%M:%S}"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.conflicts.isVisible() and self.conflicts.geometry().contains(event.position().toPoint()):
            self.conflicts_chosen.emit()
        if self.printer.geometry().contains(event.position().toPoint()):
            self.printers_chosen.emit()
        super().mousePressEvent(event)

    def _reword(self) -> None:
        self._word_link()
        self._word_uploads()
        self._word_conflicts()
        self._word_printer()
        self.camera.setVisible(self._camera_ok is not None)
        if self._camera_ok is not None:
            words = translate("Station", "camera ok") if self._camera_ok else translate("Station", "no camera")
            icon = Icon.CAMERA if self._camera_ok else Icon.CAMERA_OFF
            self.camera.show_state(words, alert=not self._camera_ok, icon=icon)

    def _word_link(self) -> None:
        link = self._status.link
        said = {
            Link.ONLINE: lambda: translate("Station", "connected"),
            Link.OFFLINE: lambda: translate("Station", "no network, all is kept here"),
            Link.ALONE: lambda: translate("Station", "stand-alone"),
        }[link]()
        self.link.show_state(said, icon=Icon.LINK_OFF if link is Link.OFFLINE else Icon.LINK)

    def _word_uploads(self) -> None:
        status = self._status
        self.uploads.setVisible(status.link is not Link.ALONE)
        said = COUNTS.uploads_waiting(status.waiting)
        if status.parked:
            parked = COUNTS.uploads_refused(status.parked)
            said = f"{said} · {parked}"
        self.uploads.show_state(said, alert=status.parked > 0)

    def _word_conflicts(self) -> None:
        count = self._status.double_entries
        self.conflicts.setVisible(count > 0)
        self.conflicts.show_state(joined(COUNTS.double_entries(count), ltr("F10")), alert=True)

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
