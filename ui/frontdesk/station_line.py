"""The front desk's status line: link, waiting uploads, printer, camera, clock; operator and languages."""

from __future__ import annotations

from datetime import datetime, timedelta

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


_CLOCK_IS_WRONG = timedelta(minutes=1)
"""Door times are right all the same; people who read this clock are not."""

_FOR_A_PERSON = frozenset({Link.LOG_IN_PAGE, Link.PAIR_AGAIN, Link.OTHER_VERSION, Link.STATION_IN_TROUBLE})
"""What does not end by itself."""


def link_words(link: Link) -> str:
    """The way to the server, in the language spoken now."""
    said = {
        Link.ONLINE: lambda: translate("Station", "connected"),
        Link.ALONE: lambda: translate("Station", "stand-alone"),
        Link.SEEKING: lambda: translate("Station", "looking for the server"),
        Link.OFFLINE: lambda: translate("Station", "no network, all is kept here"),
        Link.LOG_IN_PAGE: lambda: translate("Station", "the Wi-Fi wants a log-in"),
        Link.SERVER_IN_TROUBLE: lambda: translate("Station", "the server is in trouble"),
        Link.NONE_IN_CHARGE: lambda: translate("Station", "no hub is in charge"),
        Link.PAIR_AGAIN: lambda: translate("Station", "pair this station again"),
        Link.OTHER_VERSION: lambda: translate("Station", "the server has another version"),
        Link.STATION_IN_TROUBLE: lambda: translate("Station", "check this station's disk"),
    }
    return said[link]()


class StationLine(StatusLine):
    """Told by `show_status`, `show_camera` and `show_time`."""

    conflicts_chosen = Signal()
    printers_chosen = Signal()

    def __init__(self, event: EventWords, operator: str) -> None:
        super().__init__()
        self._event = event
        self._status = StationStatus()
        self._camera_ok: bool | None = None
        self._now: datetime | None = None
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
        """The clock on the hall's wall, with seconds; a wrong one beside the server's."""
        self._now = now
        shown, wrong_by = ltr(f"{self._event.local(now):%H:%M:%S}"), self._status.clock_wrong_by
        is_wrong = wrong_by is not None and abs(wrong_by) >= _CLOCK_IS_WRONG
        if is_wrong and wrong_by is not None:
            right = self._event.time(now + wrong_by)
            shown = joined(shown, translate("Station", "wrong, it is {right}").format(right=right))
        if (shown, is_wrong) != (self.clock.text.text(), self.clock.alert):
            self.clock.show_state(shown, alert=is_wrong)

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
        if self._now is not None:
            self.show_time(self._now)
        self.camera.setVisible(self._camera_ok is not None)
        if self._camera_ok is not None:
            words = translate("Station", "camera ok") if self._camera_ok else translate("Station", "no camera")
            icon = Icon.CAMERA if self._camera_ok else Icon.CAMERA_OFF
            self.camera.show_state(words, alert=not self._camera_ok, icon=icon)

    def _word_link(self) -> None:
        status, link = self._status, self._status.link
        server = ltr(status.server) if status.server else ""
        heard = self._event.time(status.last_heard) if status.last_heard is not None else ""
        last = translate("Station", "last heard {time}").format(time=heard) if heard else ""
        is_there = link in (Link.ONLINE, Link.ALONE)
        more = {Link.ONLINE: server, Link.OFFLINE: last}.get(link, "")
        icon = Icon.LINK if is_there or link is Link.SEEKING else Icon.LINK_OFF
        self.link.show_state(joined(*filter(None, (link_words(link), more))), alert=link in _FOR_A_PERSON, icon=icon)
        self.link.setToolTip(joined(*filter(None, (server, last))))

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
        unread = self._status.unread
        said = COUNTS.open_cases(count + unread) if unread else COUNTS.double_entries(count)
        self.conflicts.setVisible(count + unread > 0)
        self.conflicts.show_state(joined(said, ltr("F10")), alert=True)

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
