"""What stays around every kiosk screen: the event above, the ways out below."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line
from ui.eventwords import EventWords
from ui.icons import Icon
from ui.language import spoken
from ui.selfservice.languages import LanguageRow
from ui.widgets.touch import TouchButton, gap_px

translate = QCoreApplication.translate


class Header(QWidget):
    """Event, place and the hall's clock."""

    def __init__(self, words: EventWords) -> None:
        super().__init__()
        self._words = words
        self.event_name = Line("title", bold=True)
        self.venue = Line("body", quiet=True)
        self.time = Line("title")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.event_name)
        names.addWidget(self.venue)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(names, stretch=1)
        row.addWidget(self.time)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reword()

    def show_time(self, now: datetime) -> None:
        """The hour in the hall."""
        self.time.setText(self._words.time(now))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        event = self._words.event
        self.event_name.setText(event.name.text(spoken()))
        self.venue.setText(event.venue.text(spoken()))
        self.venue.setVisible(bool(self.venue.text()))


class Footer(QWidget):
    """ "Start again", "Call staff" and the languages, on every screen at the same place."""

    def __init__(self) -> None:
        super().__init__()
        self.start_again = TouchButton(Icon.RESTART)
        self.call_staff = TouchButton(Icon.STAFF)
        self.languages = LanguageRow()
        self._ways = QHBoxLayout()
        self._ways.addWidget(self.start_again)
        self._ways.addWidget(self.call_staff)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addLayout(self._ways)
        self._box.addWidget(self.languages)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._reword()

    def arrange(self, *, upright: bool) -> None:
        """Two rows on a portrait display, one on a landscape one."""
        downwards, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.RightToLeft
        self._box.setDirection(downwards if upright else across)

    def showEvent(self, event: QShowEvent) -> None:
        self._ways.setSpacing(gap_px(self))
        self._box.setSpacing(gap_px(self))
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        self.start_again.set_words(translate("SelfService", "Start again"))
        self.call_staff.set_words(translate("SelfService", "Call staff"))


class Frame(QWidget):
    """Header, the step's own screen, footer."""

    def __init__(self, words: EventWords, middle: QWidget) -> None:
        super().__init__()
        self.header = Header(words)
        self.footer = Footer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE_HUGE, tokens.SPACE_WIDE, tokens.SPACE_HUGE, tokens.SPACE_HUGE)
        column.setSpacing(tokens.SPACE_WIDE)
        column.addWidget(self.header)
        column.addWidget(middle, stretch=1)
        column.addWidget(self.footer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.footer.arrange(upright=self.height() >= self.width())
        super().resizeEvent(event)
