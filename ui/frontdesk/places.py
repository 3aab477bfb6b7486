"""The front desk's floor plan: search above, three columns, the station's line below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line
from ui.eventwords import EventWords
from ui.frontdesk.actions import ActionBar
from ui.frontdesk.attention import AttentionPage
from ui.frontdesk.badge_column import BadgeColumn
from ui.frontdesk.conflicts import ConflictPage
from ui.frontdesk.guest_form import NEW_GUEST_KEY, GuestForm
from ui.frontdesk.nobody_found import NobodyFound
from ui.frontdesk.reason_panel import ReasonPanel
from ui.frontdesk.rest_page import RestPage
from ui.frontdesk.results import ResultList
from ui.frontdesk.station_line import StationLine
from ui.icons import Icon
from ui.sounds import Sounds
from ui.widgets.action_button import ActionButton
from ui.widgets.camera_preview import CameraPreview
from ui.widgets.person_card import PersonCard
from ui.widgets.scan_list import ScanList
from ui.widgets.search_field import SearchField
from ui.widgets.status_line import StatusItem
from ui.widgets.verdict_banner import VerdictBanner

translate = QCoreApplication.translate

_NARROWEST, _WIDEST = 300, 420
_SIDE_SHARE, _MIDDLE_SHARE = 23, 54


class Places(QWidget):
    """Every widget of the desk in its place; what they show is the window's business."""

    def __init__(self, event: EventWords, gate: str, operator: str, sounds: Sounds | None) -> None:
        super().__init__()
        self._event, self._gate_id = event, gate
        self.setProperty("ground", "paper")
        self.search = SearchField()
        self.new_guest = ActionButton(Icon.NEW_GUEST, key=NEW_GUEST_KEY)
        self.new_guest.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.gate = StatusItem(Icon.DOOR, "large")
        self.camera = CameraPreview()
        self.recent_title = Line("small", quiet=True, bold=True)
        self.recent = ScanList()
        self.banner = VerdictBanner(sounds)
        self.rest, self.card, self.results = RestPage(), PersonCard(), ResultList(event)
        self.attention, self.conflicts = AttentionPage(event), ConflictPage(event)
        self.nobody_found, self.form = NobodyFound(), GuestForm(event)
        self.pages = QStackedWidget()
        pages = (self.rest, self.card, self.results, self.nobody_found, self.form, self.attention, self.conflicts)
        for page in pages:
            self.pages.addWidget(page)
        self.action_bar, self.reason, self.badge = ActionBar(), ReasonPanel(), BadgeColumn()
        self.reason.hide()
        self.station = StationLine(event, operator)
        self._arrange()
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _arrange(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(0)
        columns.addWidget(_side(self.camera, self.recent_title, self.recent), stretch=_SIDE_SHARE)
        columns.addLayout(self._middle(), stretch=_MIDDLE_SHARE)
        columns.addWidget(_side(self.badge), stretch=_SIDE_SHARE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._top())
        whole.addWidget(_hairline())
        whole.addLayout(columns, stretch=1)
        whole.addWidget(_hairline())
        whole.addWidget(self.station)

    def _top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setContentsMargins(tokens.SPACE, tokens.SPACE_MEDIUM, tokens.SPACE, tokens.SPACE_MEDIUM)
        top.setSpacing(tokens.SPACE_LARGE)
        top.addWidget(self.search, stretch=1)
        top.addWidget(self.new_guest)
        top.addWidget(self.gate)
        return top

    def _middle(self) -> QVBoxLayout:
        middle = QVBoxLayout()
        middle.setContentsMargins(tokens.SPACE, tokens.SPACE, tokens.SPACE, tokens.SPACE)
        middle.setSpacing(tokens.SPACE_MEDIUM)
        middle.addWidget(self.banner)
        middle.addWidget(self.pages, stretch=1)
        middle.addWidget(self.action_bar)
        middle.addWidget(self.reason)
        return middle

    def _reword(self) -> None:
        self.search.invite(translate("Desk", "Search anyone, or just scan"))
        self.new_guest.set_words(translate("Guest", "New guest"))
        self.recent_title.setText(translate("Desk", "Last scans"))
        self.recent.absence = translate("Desk", "Nobody yet at this desk")
        self.gate.show_state(self._event.gate(self._gate_id))


def _side(*widgets: QWidget) -> QFrame:
    """A column on mist; the last widget takes what is left."""
    side = QFrame()
    side.setProperty("ground", "mist")
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    side.setMinimumWidth(_NARROWEST)
    side.setMaximumWidth(_WIDEST)
    column = QVBoxLayout(side)
    column.setContentsMargins(tokens.SPACE, tokens.SPACE, tokens.SPACE, tokens.SPACE)
    column.setSpacing(tokens.SPACE_SMALL)
    for widget in widgets:
        if isinstance(widget, QLabel):
            column.addSpacing(tokens.SPACE_SMALL)
        column.addWidget(widget, stretch=1 if widget is widgets[-1] else 0)
    return side


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("hairline", True)
    line.setFixedHeight(1)
    return line
