"""The part of a status line that every face has: link, waiting uploads, cases for a person, clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent

from ui.counts import COUNTS
from ui.direction import joined, ltr
from ui.eventwords import EventWords
from ui.icons import Icon
from ui.station_status import Link, StationStatus
from ui.widgets.status_line import StatusLine

translate = QCoreApplication.translate

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


class ExchangeLine(StatusLine):
    """Told by `show_status` and `show_time`. `cases_key` is the key that shows the cases, empty where none does."""

    def __init__(self, event: EventWords, *, cases_key: str = "", text_px: int | None = None) -> None:
        super().__init__(text_px=text_px)
        self._event = event
        self._cases_key = cases_key
        self._status = StationStatus()
        self._now: datetime | None = None
        self.link = self.add_item(Icon.LINK)
        self.uploads = self.add_item(Icon.UPLOAD)
        self.conflicts = self.add_item(Icon.ALERT)
        self._add_own_items()
        self.clock = self.add_item(Icon.CLOCK)

    def _add_own_items(self) -> None:
        """A face's own ones stand before the clock."""

    def show_status(self, status: StationStatus) -> None:
        """The state now."""
        self._status = status
        self.reword()

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
            self.reword()
        super().changeEvent(event)

    def reword(self) -> None:
        """In the language spoken now."""
        self._word_link()
        self._word_uploads()
        self._word_conflicts()
        if self._now is not None:
            self.show_time(self._now)

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
        key = ltr(self._cases_key) if self._cases_key else ""
        self.conflicts.show_state(joined(*filter(None, (said, key))), alert=True)
