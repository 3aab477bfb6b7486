"""The front desk's window: shows what the desk is doing and turns keys and clicks into its verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from kiosk.devices.reader import FrameSeen
from kiosk.domain.event import Setup
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Direction
from kiosk.service.check_in import CheckedIn
from kiosk.store.search import Found
from ui import words
from ui.bridge import Bridge
from ui.eventwords import EventWords
from ui.frontdesk import reasons, wording
from ui.frontdesk.actions import REPRINT_KEY, Action
from ui.frontdesk.desk import Desk
from ui.frontdesk.places import Places
from ui.frontdesk.services import DeskServices, RecentScan, StationStatus
from ui.scanner_keys import ScannerKeys
from ui.sounds import Sounds

translate = QCoreApplication.translate

_CLOCK_MS = 1000
_FUNCTION_KEYS = {"F8": Qt.Key.Key_F8}


class FrontDeskWindow(QMainWindow):
    """One desk. `language_chosen` asks the application to switch; `closed` comes after the lanes were joined."""

    language_chosen = Signal(object)
    closed = Signal()

    def __init__(self, services: DeskServices, setup: Setup, bridge: Bridge, *, sounds: Sounds | None = None) -> None:
        super().__init__()
        self._services = services
        self._event = EventWords(setup)
        self._searched: tuple[str, Sequence[Found]] = ("", ())
        self._recent: Sequence[RecentScan] = ()
        self._problem: EnvironmentProblem | None = None
        self._chooses = False
        self._then: reasons.Verb = lambda _: None
        self.desk = Desk(services, bridge)
        self.places = Places(self._event, services.gate, services.operator, sounds)
        self.setCentralWidget(self.places)
        self.setMinimumSize(1180, 720)
        self.resize(1280, 800)
        self._listen(bridge)
        self._scanner = ScannerKeys(services.knows, self)
        self._scanner.code_scanned.connect(self.scan)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_CLOCK_MS)
        self._tick()
        self._show()
        self.desk.refresh()
        self.places.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def scan(self, code: str) -> None:
        """A code from the camera or a handheld scanner; the answer takes the place of everything else."""
        self._close_reason()
        self._clear_search()
        self.desk.scan(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted: the desk's actions; anything printable searches."""
        handled = self._search_key(event) if self._is_searching else self._desk_key(event)
        if not handled and event.text().isprintable() and event.text() and not self.places.search.hasFocus():
            self.places.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QApplication.sendEvent(self.places.search, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._scanner.watch(self)
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clock.stop()
        self.desk.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _listen(self, bridge: Bridge) -> None:
        places, desk = self.places, self.desk
        bridge.frame_seen.connect(self._take_frame)
        bridge.camera_lost.connect(self._take_camera_trouble)
        for signal in (bridge.badge_printed, bridge.printer_changed, bridge.sync_changed):
            signal.connect(lambda _: desk.refresh())
        desk.answered.connect(self._take_answer)
        desk.person_changed.connect(self._take_person)
        desk.people_found.connect(self._take_found)
        desk.recent_changed.connect(self._take_recent)
        desk.status_changed.connect(self._take_status)
        desk.badge_drawn.connect(self._take_badge)
        desk.problem_arisen.connect(self._take_problem)
        places.search.textChanged.connect(self._search)
        places.results.person_chosen.connect(self._open)
        places.recent.row_chosen.connect(self._open)
        places.action_bar.action_chosen.connect(self._act)
        places.badge.reprint_chosen.connect(self._ask_reprint)
        places.reason.dismissed.connect(self._close_reason)
        places.reason.reason_given.connect(self._take_reason)
        places.station.languages.language_chosen.connect(self.language_chosen)

    def _search_key(self, event: QKeyEvent) -> bool:
        results = self.places.results
        match event.key():
            case Qt.Key.Key_Down:
                results.step(1)
            case Qt.Key.Key_Up:
                results.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._choose()
            case Qt.Key.Key_Escape:
                self._clear_search()
            case _:
                return False
        return True

    def _desk_key(self, event: QKeyEvent) -> bool:
        action = self.places.action_bar.action_of(event)
        if action is not None:
            self._act(action)
        elif event.key() == Qt.Key.Key_Escape:
            self._problem = None
            self.desk.leave()
        elif event.key() == _FUNCTION_KEYS[REPRINT_KEY] and not self.places.badge.reprint.isHidden():
            self._ask_reprint()
        else:
            return False
        return True

    def _act(self, action: Action) -> None:
        match action:
            case Action.CHECK_IN:
                self.desk.check_in()
            case Action.CHECK_OUT:
                self.desk.check_in(Direction.EXIT)
            case Action.UNDO:
                self.desk.undo()
            case Action.ADMIT_ANYWAY:
                self._ask(reasons.why_admit, reasons.ADMIT, self.desk.admit_anyway)

    def _ask_reprint(self) -> None:
        self._ask(reasons.why_reprint, reasons.REPRINT, self.desk.reprint)

    def _ask(self, question: reasons.Worded, usual: tuple[reasons.Worded, ...], then: reasons.Verb) -> None:
        self._then = then
        self.places.action_bar.hide()
        self.places.reason.ask(question, usual)

    def _take_reason(self, reason: str) -> None:
        self._then(reason)
        self._close_reason()

    def _close_reason(self) -> None:
        self.places.reason.hide()
        self.places.action_bar.show()
        self.places.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self._chooses = False
        self.desk.search(text)
        if not text.strip():
            self._searched = ("", ())
            self._show()

    @property
    def _is_searching(self) -> bool:
        return bool(self.places.search.text().strip())

    def _choose(self) -> None:
        """Enter takes the best of what was typed, even when it was typed faster than found."""
        self._chooses = self._searched[0] != self.places.search.text()
        if not self._chooses:
            self.places.results.choose_current()

    def _clear_search(self) -> None:
        self.places.search.clear()

    def _open(self, ticket_code: str) -> None:
        self._problem = None
        self._clear_search()
        if ticket_code:
            self.desk.open(ticket_code)

    def _take_found(self, searched: str, found: Sequence[Found]) -> None:
        self._searched = (searched, found)
        self.places.results.show_found(searched, found)
        self._show()
        if self._chooses:
            self._choose()

    def _take_answer(self, answer: CheckedIn) -> None:
        self._problem = None
        self._show(aloud=True)

    def _take_person(self) -> None:
        self._show()

    def _take_recent(self, recent: Sequence[RecentScan]) -> None:
        self._recent = recent
        self._show_recent()

    def _take_status(self, status: StationStatus) -> None:
        self.places.station.show_status(status)
        self.places.badge.show_attention(status.attention)

    def _take_badge(self, ticket_code: str, png: bytes | None) -> None:
        person = self.desk.person
        if person is not None and person.attendee.ticket_code == ticket_code:
            self.places.badge.show_badge(png)

    def _take_problem(self, problem: EnvironmentProblem) -> None:
        self._problem = problem
        self._show()

    def _take_frame(self, seen: FrameSeen) -> None:
        self.places.camera.show_frame(seen)
        self.places.station.show_camera(True)

    def _take_camera_trouble(self, trouble: EnvironmentProblem | None) -> None:
        if trouble is not None:
            self.places.camera.show_no_camera()
            self.places.station.show_camera(False)

    def _tick(self) -> None:
        self.places.station.show_time(self._services.now())

    def _show(self, *, aloud: bool = False) -> None:
        """Banner, middle and badge for what the desk is doing now, in the language spoken now."""
        self.setWindowTitle(f"{self._event.name()} – {self._event.gate(self._services.gate)}")
        self._show_banner(aloud=aloud)
        self._show_middle()
        self._show_recent()

    def _show_banner(self, *, aloud: bool) -> None:
        banner, now, desk = self.places.banner, self._services.now(), self.desk
        if self._problem is not None:
            banner.show_problem(words.problem_words(self._problem.kind))
        elif self._searched[0]:
            banner.rest(*wording.found_words(len(self._searched[1]), self._searched[0]))
        elif desk.answer is not None:
            verdict = desk.answer.verdict
            banner.show_verdict(verdict, words.verdict_words(verdict, self._event, now), aloud=aloud)
        elif desk.person is not None:
            banner.rest(*wording.standing(desk.person, self._event, now))
        else:
            banner.rest(translate("Desk", "Ready"), translate("Desk", "Nobody is at the desk."))

    def _show_middle(self) -> None:
        places, desk = self.places, self.desk
        searching = bool(self._searched[0])
        if searching:
            places.pages.setCurrentWidget(places.results)
        elif desk.person is not None:
            places.card.show_words(wording.card_words(desk.person, self._event, self._services.now()))
            places.pages.setCurrentWidget(places.card)
        else:
            places.pages.setCurrentWidget(places.rest)
        places.action_bar.offer(frozenset() if searching else self._possible())
        if desk.person is None:
            places.badge.show_nobody()
        else:
            places.badge.show_jobs(desk.person.badges, may_have_one=bool(desk.person.history))

    def _possible(self) -> frozenset[Action]:
        desk = self.desk
        if desk.person is None:
            return frozenset()
        if desk.is_refused:
            return frozenset({Action.ADMIT_ANYWAY})
        if desk.is_inside:
            return frozenset({Action.CHECK_OUT, Action.UNDO})
        undo = frozenset({Action.UNDO}) if desk.last_passage is not None else frozenset[Action]()
        return undo | {Action.CHECK_IN}

    def _show_recent(self) -> None:
        self.places.recent.scans.replace([wording.scan_row(recent, self._event) for recent in self._recent])
