"""The front desk's window: shows what the desk is doing and turns keys and clicks into its verbs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QKeyCombination, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from kiosk.devices.reader import FrameSeen
from kiosk.domain.event import Setup
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Direction
from kiosk.store.search import Found
from ui.bridge import Bridge
from ui.eventwords import EventWords
from ui.frontdesk import reasons
from ui.frontdesk.actions import REPRINT_KEY, Action
from ui.frontdesk.attention import ATTENTION_KEY
from ui.frontdesk.conflicts import CONFLICTS_KEY
from ui.frontdesk.desk import Desk
from ui.frontdesk.display import Display
from ui.frontdesk.guest_desk import GuestDesk
from ui.frontdesk.guest_form import NEW_GUEST_KEY
from ui.frontdesk.places import Places
from ui.frontdesk.services import DeskServices
from ui.scanner_keys import ScannerKeys
from ui.sounds import Sounds
from ui.station_status import StationStatus

_CLOCK_MS = 1000
_FUNCTION_KEYS = {"F2": Qt.Key.Key_F2, "F8": Qt.Key.Key_F8, "F9": Qt.Key.Key_F9, "F10": Qt.Key.Key_F10}
_PRINTERS = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_P)


class FrontDeskWindow(QMainWindow):
    """One desk. `language_chosen` asks the application to switch, `printers_wanted` for the printer assistant;
    `closed` comes after the lanes were joined."""

    language_chosen = Signal(object)
    closed = Signal()
    printers_wanted = Signal()

    def __init__(
        self,
        services: DeskServices,
        setup: Setup,
        bridge: Bridge,
        *,
        sounds: Sounds | None = None,
        scanner_prefix: str = "",
    ) -> None:
        super().__init__()
        self._services = services
        self._chooses = False
        self._then: reasons.Verb = lambda _: None
        self.desk = Desk(services, bridge)
        event = EventWords(setup)
        self.places = Places(event, services.gate, services.operator, sounds)
        self.display = Display(self.places, self.desk, event)
        self.guests = GuestDesk(self.desk, self.places, self.display, setup)
        self.setCentralWidget(self.places)
        self.setWindowTitle(f"{event.name()} – {event.gate(services.gate)}")
        self.setMinimumSize(1180, 720)
        self.resize(1280, 800)
        self._listen(bridge)
        self._scanner = ScannerKeys(services.knows, self, prefix=scanner_prefix)
        self._scanner.code_scanned.connect(self.scan)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_CLOCK_MS)
        self._tick()
        self.display.show()
        self.desk.refresh()
        self.places.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def scan(self, code: str) -> None:
        """A code from the camera or a handheld scanner; the answer takes the place of all but a guest's form."""
        self._close_reason()
        self._clear_search()
        self.desk.scan(code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted: the desk's actions; anything printable searches."""
        if event.key() == _FUNCTION_KEYS[NEW_GUEST_KEY]:
            self._register()
            return
        if self.places.form.isVisible() and not self._is_searching:
            self.places.form.take_stray(event)
            return
        handled = self._search_key(event) if self._is_searching else self._desk_key(event)
        if not handled and event.text().isprintable() and event.text() and not self.places.search.hasFocus():
            self.places.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            QApplication.sendEvent(self.places.search, event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.display.show()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._scanner.watch(self)
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clock.stop()
        self.guests.stop()
        self.desk.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _listen(self, bridge: Bridge) -> None:
        places, desk, display = self.places, self.desk, self.display
        bridge.frame_seen.connect(self._take_frame)
        bridge.camera_lost.connect(self._take_camera_trouble)
        bridge.scanner_lost.connect(self._take_scanner_trouble)
        for signal in (bridge.badge_printed, bridge.printer_changed, bridge.sync_changed):
            signal.connect(lambda _: desk.refresh_soon())
        desk.answered.connect(self._take_answer)
        desk.person_changed.connect(display.show)
        desk.people_found.connect(self._take_found)
        desk.recent_changed.connect(display.show_recent)
        desk.status_changed.connect(self._take_status)
        desk.badges_to_settle.connect(places.attention.show_jobs)
        desk.badge_drawn.connect(self._take_badge)
        desk.problem_arisen.connect(self._take_problem)
        desk.undo_refused.connect(self._take_undo_refused)
        places.search.textChanged.connect(self._search)
        places.new_guest.clicked.connect(self._register)
        places.nobody_found.register.clicked.connect(self._register)
        places.results.person_chosen.connect(self._open)
        places.recent.row_chosen.connect(self._open)
        places.action_bar.action_chosen.connect(self._act)
        places.badge.reprint_chosen.connect(self._ask_reprint)
        places.badge.attention_chosen.connect(self._settle_badges)
        places.badge.held_back_answered.connect(lambda wanted: desk.answer_held_back(print_them=wanted))
        places.attention.decided.connect(desk.settle_badge)
        for listed in (places.attention, places.conflicts):
            listed.left.connect(self._go_back)
        desk.cases_found.connect(places.conflicts.show_cases)
        places.station.conflicts_chosen.connect(self._clear_conflicts)
        places.conflicts.closing.connect(self._ask_closing)
        places.conflicts.another_try.connect(desk.upload_again)
        places.conflicts.keeping.connect(desk.keep_here)
        places.reason.dismissed.connect(self._close_reason)
        places.reason.reason_given.connect(self._take_reason)
        places.station.printers_chosen.connect(self.printers_wanted)
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
            self._go_back()
        elif event.key() == _FUNCTION_KEYS[REPRINT_KEY] and not self.places.badge.reprint.isHidden():
            self._ask_reprint()
        elif event.key() == _FUNCTION_KEYS[ATTENTION_KEY]:
            self._settle_badges()
        elif event.key() == _FUNCTION_KEYS[CONFLICTS_KEY]:
            self._clear_conflicts()
        elif event.keyCombination() == _PRINTERS:
            self.printers_wanted.emit()
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
            case Action.CORRECT:
                self.guests.correct()

    def _register(self) -> None:
        """The form of a new guest, begun with what was searched for."""
        typed = self.places.search.text()
        self._close_reason()
        self._clear_search()
        self.guests.new(typed)

    def _go_back(self) -> None:
        """From the badges to hand out to the person, from the person to rest."""
        self._close_reason()
        settling = self.display.settling or self.display.clearing
        self.display.forget_troubles()
        if settling:
            self.display.show()
            self.places.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.desk.leave()

    def _settle_badges(self) -> None:
        """Shows the badges to hand out in the place of the card."""
        self._close_reason()
        self.display.forget_troubles()
        self.display.settling = True
        self.display.show()
        self.desk.ask_badges_to_settle()
        self.places.attention.take_keys()

    def _clear_conflicts(self) -> None:
        """Shows double entries and refused uploads in the place of the card."""
        self._close_reason()
        self.display.forget_troubles()
        self.display.clearing = True
        self.display.show()
        self.desk.ask_open_cases()
        self.places.conflicts.take_keys()

    def _ask_closing(self, scan_id: str) -> None:
        self._ask(reasons.why_close, reasons.CLOSE, lambda note: self.desk.close_double_entry(scan_id, note))

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
        if not (self.places.form.is_open and self.places.form.has_keys):
            self.places.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _search(self, text: str) -> None:
        self._chooses = False
        self.desk.search(text)
        if text.strip():
            self._close_reason()  # it was asked about the person before the desk, not about whoever is found now
        else:
            self.display.show_found("", ())

    @property
    def _is_searching(self) -> bool:
        return bool(self.places.search.text().strip())

    def _choose(self) -> None:
        """Enter takes the best of what was typed, even when it was typed faster than found."""
        self._chooses = self.display.searched != self.places.search.text()
        if self._chooses:
            return
        if self.places.results.found.people:
            self.places.results.choose_current()
        else:
            self._register()

    def _clear_search(self) -> None:
        self.places.search.clear()

    def _open(self, ticket_code: str) -> None:
        self.display.forget_troubles()
        self._close_reason()
        self._clear_search()
        if ticket_code:
            self.desk.open(ticket_code)

    def _take_found(self, searched: str, found: Sequence[Found]) -> None:
        self.display.show_found(searched, found)
        if self._chooses:
            self._choose()

    def _take_answer(self) -> None:
        self.display.forget_troubles()
        self.display.show(aloud=True)

    def _take_status(self, status: StationStatus) -> None:
        self.places.station.show_status(status)
        self.places.badge.show_attention(status.attention, status.printers, status.held_back)
        if self.display.clearing:
            self.desk.ask_open_cases()
        if self.display.settling:
            self.desk.ask_badges_to_settle()

    def _take_badge(self, ticket_code: str, png: bytes | None) -> None:
        person = self.desk.person
        shown = person is not None and person.attendee.ticket_code == ticket_code
        if shown and not self.places.form.is_open:
            self.places.badge.show_badge(png)

    def _take_problem(self, problem: EnvironmentProblem) -> None:
        self.display.problem = problem
        self.display.show()

    def _take_undo_refused(self) -> None:
        self.display.undo_refused = True
        self.display.show()

    def _take_frame(self, seen: FrameSeen) -> None:
        self.places.camera.show_frame(seen)
        self.places.station.show_camera(True)

    def _take_camera_trouble(self, trouble: EnvironmentProblem | None) -> None:
        if trouble is not None:
            self.places.camera.show_no_camera()
            self.places.station.show_camera(False)

    def _take_scanner_trouble(self, trouble: EnvironmentProblem | None) -> None:
        shown = self.display.problem
        if trouble is not None:
            self._take_problem(trouble)
        elif shown is not None and shown.kind is ProblemKind.SCANNER_LOST:
            self.display.problem = None
            self.display.show()

    def _tick(self) -> None:
        self.places.station.show_time(self._services.now())
