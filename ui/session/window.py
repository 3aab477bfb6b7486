"""The session window: draws the door, and hands it codes, fingers and the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kiosk.devices.reader import CodeScanned
from kiosk.domain.clock import Clock
from kiosk.domain.event import PassageMode
from kiosk.domain.problems import EnvironmentProblem
from kiosk.service.check_in import CheckedIn
from ui import tokens
from ui.bridge import Bridge
from ui.eventwords import EventWords
from ui.session.controls import ClickerRow, ModeSwitch
from ui.session.count_bar import CountBar
from ui.session.door import DoorScreen, Shown
from ui.session.doorwords import door_words, place_words, session_words
from ui.session.ground import ground_of
from ui.session.header import DoorHeader
from ui.session.recent import row_of
from ui.session.rest import RestField
from ui.session.services import DoorSettings, SessionServices
from ui.session.verdict_field import VerdictField
from ui.sounds import Sounds
from ui.station_status import StationStatus
from ui.tasks import Lane
from ui.tokens import Tone
from ui.widgets.guarded_window import GuardedWindow

_TICK_MS = 100
_COUNT_EVERY_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One trip to the database: who is inside, how the station is, and the verdict that was asked for."""

    scanned: int
    clicked: int
    station: StationStatus
    answer: CheckedIn | None = None


class SessionWindow(GuardedWindow):
    """One door of one room."""

    def __init__(
        self,
        services: SessionServices,
        bridge: Bridge,
        settings: DoorSettings | None = None,
        *,
        sounds: Sounds | None = None,
        clock: Clock | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(clock, monotonic)
        self.settings = settings or DoorSettings()
        self._services = services
        self._sounds = sounds
        self._gate = services.gate()
        self._words = EventWords(services.setup())
        self.door = DoorScreen(services.setup(), self._gate, monotonic)
        self._lane = Lane(bridge, "door", self._trouble)
        self._drawn: Shown | None = None
        self._counted_at = float("-inf")
        self._ground = ground_of(None)
        self._build()
        self._connect(bridge)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.pass_time)
        self._timer.start(_TICK_MS)
        self._face.setFocus()
        self.pass_time()

    def _build(self) -> None:
        self.header = DoorHeader()
        self.rest = RestField(self._words, attended=self.settings.attended)
        self.verdict = VerdictField()
        self.field = QStackedWidget()
        self.field.addWidget(self.rest)
        self.field.addWidget(self.verdict)
        self.bar = CountBar()
        self.modes = ModeSwitch(self.door.modes, self.door.mode)
        self.clicker = ClickerRow()
        self._face = face = QWidget()
        face.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(face)
        self._column.setContentsMargins(*(tokens.SPACE_WIDE,) * 4)
        self._column.setSpacing(tokens.SPACE_LARGE)
        self._column.addWidget(self.header)
        self._column.addWidget(self.field, stretch=1)
        self._column.addWidget(self.bar)
        self._row = self._controls()
        self._column.addLayout(self._row)
        self.guard_face(face, self.settings.pin_hash)

    def _controls(self) -> QBoxLayout:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(tokens.SPACE_WIDE)
        row.addWidget(self.modes, stretch=1)
        row.addWidget(self.clicker)
        self.modes.setVisible(self.settings.attended)
        self.clicker.setVisible(self.settings.attended)
        return row

    def _connect(self, bridge: Bridge) -> None:
        bridge.code_scanned.connect(self.present_code)
        bridge.frame_seen.connect(self.rest.camera.show_frame)
        bridge.camera_lost.connect(self._camera_changed)
        self.modes.mode_chosen.connect(self._choose_mode)
        self.clicker.clicked.connect(self._click)
        self.guard.currentChanged.connect(lambda _: self.update())

    # what comes in

    def present_code(self, code: CodeScanned | str) -> None:
        """A code from the camera or a scanner."""
        text = code.text if isinstance(code, CodeScanned) else code
        direction, session = self.door.direction, self._session_id
        self._ask(lambda: self._services.check_in(text, direction, session))

    def _choose_mode(self, mode: PassageMode) -> None:
        self.door.mode = mode

    def _click(self, by: int) -> None:
        session = self._session_id
        self._lane.run(lambda: self._counted(session, clicked=self._services.click(by, session)), self._take)

    def _camera_changed(self, problem: object) -> None:
        if problem is not None:
            self.rest.camera.show_no_camera()

    # questions to the station

    @property
    def _session_id(self) -> str | None:
        return self.door.session.id if self.door.session else None

    def _ask(self, check_in: Callable[[], CheckedIn] | None = None) -> None:
        session = self._session_id

        def work() -> _Counted:
            answer = check_in() if check_in else None
            return self._counted(session, clicked=self._services.without_badge(session), answer=answer)

        self._counted_at = self._monotonic()
        self._lane.run(work, self._take)

    def _counted(self, session: str | None, *, clicked: int, answer: CheckedIn | None = None) -> _Counted:
        inside, station = self._services.people_inside(), self._services.status()
        return _Counted(scanned=inside, clicked=clicked, station=station, answer=answer)

    def _take(self, counted: _Counted) -> None:
        self.door.count(scanned=counted.scanned, clicked=counted.clicked)
        self.rest.line.show_status(counted.station)
        if counted.answer is not None:
            self.door.answer(counted.answer)
        self._draw()

    def _trouble(self, problem: EnvironmentProblem) -> None:
        self.door.problem(problem.kind)
        self._draw()

    # what is drawn

    def pass_time(self) -> None:
        """Looks at the clock; called ten times a second."""
        self.door.tick(self._clock.now())
        if self._monotonic() - self._counted_at >= _COUNT_EVERY_S:
            self._ask()
        self.guard.pass_time()
        self.rest.line.show_time(self._clock.now())
        self._draw()

    def _draw(self) -> None:
        now = self._clock.now()
        session = self.door.session
        title = session_words(session, self.door.next_session(now), self._words, now)
        self.header.show_session(title, place_words(self._gate, session, self._words, now))
        self.header.show_crowd(self.door.crowd)
        self.bar.show_crowd(self.door.crowd)
        self.clicker.show_count(self.door.crowd.clicked)
        if self.door.shown is not self._drawn:
            self._drawn = self.door.shown
            self._draw_verdict()

    def _draw_verdict(self) -> None:
        tone = self._word_verdict()
        self.field.setCurrentWidget(self.rest if tone is None else self.verdict)
        if tone is not None:
            self._play(tone)
        self._take_ground(tone)

    def _word_verdict(self) -> Tone | None:
        """Puts verdict and last scans into today's language; None where no verdict stands."""
        self.rest.recent.show_rows(row_of(answer, self._words) for answer in self.door.recent)
        if self._drawn is None:
            return None
        words = door_words(self._drawn, self._words, self._clock.now(), attended=self.settings.attended)
        self.verdict.show_words(words)
        return words.tone

    def _play(self, tone: Tone) -> None:
        if self._sounds is not None:
            self._sounds.play(tone)

    def _take_ground(self, tone: Tone | None) -> None:
        ground = ground_of(tone)
        self.header.show_ground(ground)
        self.bar.show_ground(ground, at_rest=tone is None)
        self.clicker.show_colour(ground.ink)
        self._ground = ground
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._word_verdict()
            self._draw()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ground = ground_of(None) if self.guard.asks_pin else self._ground
        painter.fillRect(self.rect(), QColor(ground.ground))
        painter.end()

    # the window itself

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() >= self.height()
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.header.updateGeometry()
        self.bar.updateGeometry()
        super().resizeEvent(event)

    def finish(self) -> None:
        """Stops timer and worker; may be called more than once."""
        self._timer.stop()
        self._lane.stop()
