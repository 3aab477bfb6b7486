"""The self-service window: draws the journey, and hands it fingers, codes, printer words and the time."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget

from kiosk.devices.reader import CodeScanned
from kiosk.domain.clock import Clock
from kiosk.domain.event import Language
from printing.events import JobPrinted, JobStarted, JobTrouble, PrintersRenewed, PrinterStatusChanged, Trouble
from ui.bridge import Bridge
from ui.eventwords import EventWords
from ui.language import speak, spoken
from ui.selfservice.attract import AttractPage
from ui.selfservice.confirm import ConfirmPage
from ui.selfservice.errands import Change, LaneErrands
from ui.selfservice.frame import Frame
from ui.selfservice.journey import Journey
from ui.selfservice.message import MessagePage
from ui.selfservice.page import Page
from ui.selfservice.printing import PrintingPage
from ui.selfservice.services import KioskSettings, SelfServiceServices
from ui.selfservice.steps import KioskTrouble, Step, Visit
from ui.widgets.guarded_window import GuardedWindow
from ui.widgets.touch import TouchButton

_MOTION_MS = 33
_TICK_MS = 200
_SIGNS_OF_LIFE = frozenset({QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd, QEvent.Type.KeyRelease})


class SelfServiceWindow(GuardedWindow):
    """One kiosk."""

    def __init__(
        self,
        services: SelfServiceServices,
        bridge: Bridge,
        settings: KioskSettings | None = None,
        *,
        clock: Clock | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(clock, monotonic)
        self.settings = settings or KioskSettings()
        self._words = EventWords(services.setup())
        self._errands = LaneErrands(services, bridge, self.change)
        self.journey = Journey(self._errands, monotonic)
        self._shown: tuple[Step, Visit] | None = None
        self._focused_step: Step | None = None
        self._printers: dict[str, bool] = {}
        self._own_printer = ""
        self.setProperty("ground", "paper")
        self._build()
        self._connect(bridge)
        self._timers = [self._every(_TICK_MS, self.pass_time), self._every(_MOTION_MS, self._move)]
        self._moved_at = monotonic()
        self._app().installEventFilter(self)
        self._speak(self.settings.language)
        self.change(Journey.tick)

    def _build(self) -> None:
        still = self.settings.reduce_motion
        self.attract = AttractPage(self._words, self.settings)
        self.confirm = ConfirmPage()
        self.printing = PrintingPage(reduce_motion=still)
        self.message = MessagePage(self.settings)
        self.pages = QStackedWidget()
        for page in (self.attract, self.confirm, self.printing, self.message):
            self.pages.addWidget(page)
        self.frame = Frame(self._words, self.pages)
        self.guard_face(self.frame, self.settings.pin_hash)

    def _connect(self, bridge: Bridge) -> None:
        footer = self.frame.footer
        presses: list[tuple[TouchButton, Change]] = [
            (footer.start_again, Journey.start_again),
            (footer.call_staff, Journey.call_staff),
            (self.confirm.thats_me, Journey.thats_me),
            (self.confirm.not_me, Journey.not_me),
            (self.printing.done, Journey.start_again),
            (self.message.go_on, _go_on),
        ]
        for button, change in presses:
            button.clicked.connect(lambda _=False, wanted=change: self.change(wanted))
        footer.languages.language_chosen.connect(self._choose)
        bridge.frame_seen.connect(self.attract.show_frame)
        bridge.code_scanned.connect(self.present_code)
        bridge.badge_printed.connect(self.take_print_event)
        bridge.printer_changed.connect(self.take_print_event)
        bridge.camera_lost.connect(self.take_camera_trouble)

    # what comes in

    def present_code(self, code: CodeScanned | str) -> None:
        """A code from the camera or a scanner."""
        text = code.text if isinstance(code, CodeScanned) else code
        if not self.guard.asks_pin:
            self.change(lambda journey: journey.scan(text))

    def take_print_event(self, event: object) -> None:
        """What the print worker tells; other values are not for this window."""
        if isinstance(event, JobStarted):
            self.change(lambda journey: journey.badge_started(event.job, self._elsewhere(event.printer)))
        elif isinstance(event, JobPrinted):
            self.change(lambda journey: journey.badge_printed(event.job, self._elsewhere(event.printer)))
        elif isinstance(event, JobTrouble):
            waits = event.trouble is Trouble.WAITING
            self.change(lambda journey: (journey.badge_waits if waits else journey.badge_lost)(event.job))
        elif isinstance(event, PrintersRenewed):
            self._own_printer = next(iter(event.printers), "")
            self._take_health({name: well for name, well in self._printers.items() if name in event.printers})
        elif isinstance(event, PrinterStatusChanged):
            self._take_health({**self._printers, event.printer: event.status.can_print})

    def _take_health(self, printers: dict[str, bool]) -> None:
        """Which printers can print, of those that have said something."""
        self._printers = printers
        dead = bool(printers) and not any(printers.values())
        self.change(lambda journey: journey.trouble(KioskTrouble.PRINTER, present=dead))

    def _elsewhere(self, printer: str) -> str:
        own = self._own_printer
        return printer if own and printer != own else ""

    def take_camera_trouble(self, problem: object) -> None:
        """An EnvironmentProblem when the camera is lost, None when it is back."""
        if problem is not None:
            self.attract.camera.show_no_camera()
        self.change(lambda journey: journey.trouble(KioskTrouble.CAMERA, present=problem is not None))

    def change(self, change: Change) -> None:
        """Does something to the journey and draws what came of it."""
        change(self.journey)
        shown = (self.journey.step, self.journey.visit)
        if shown != self._shown:
            self._shown = shown
            self._speak(self.journey.visit.language or self.settings.language)
            self._draw(*shown)

    # what is drawn

    def _draw(self, step: Step, visit: Visit) -> None:
        page = self._page(step, visit)
        self.pages.setCurrentWidget(page)
        if step is not self._focused_step:
            self._focused_step = step
            self._lead_focus(page)

    def _page(self, step: Step, visit: Visit) -> Page:
        if step in (Step.ATTRACT, Step.LOOKING):
            self._forget()
            return self.attract
        if step is Step.CONFIRM:
            self.confirm.show_visit(visit)
            return self.confirm
        if step in (Step.CHECKING_IN, Step.PRINTING, Step.TAKE):
            self.printing.show_visit(step, visit)
            return self.printing
        self.message.show_visit(step, visit)
        return self.message

    def _forget(self) -> None:
        """No widget keeps anything of the person who left."""
        self.confirm.show_visit(Visit())
        self.printing.show_visit(Step.CHECKING_IN, Visit())

    def _lead_focus(self, page: Page) -> None:
        target = page.first_focus
        if target is not None and target.isVisibleTo(page):
            target.setFocus()
        else:
            self.frame.setFocus()

    def _speak(self, language: Language) -> None:
        if spoken() is not language:
            speak(self._app(), language)

    def _choose(self, language: Language) -> None:
        self.change(lambda journey: journey.choose(language))

    # the time

    def _every(self, milliseconds: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(action)
        timer.start(milliseconds)
        return timer

    def pass_time(self) -> None:
        now = self._clock.now()
        self.frame.header.show_time(now)
        self.attract.show_time(now)
        self.change(Journey.tick)
        left = self.journey.seconds_left
        if left is not None:
            self.message.show_seconds(left)
        self.guard.pass_time()

    def _move(self) -> None:
        now = self._monotonic()
        passed, self._moved_at = now - self._moved_at, now
        if self.pages.currentWidget() is self.attract:
            self.attract.hint.show_moment(now)
        elif self.pages.currentWidget() is self.printing:
            self.printing.slot.pass_time(passed)

    # the window itself

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self.change(Journey.touch)
        return False

    def finish(self) -> None:
        """Stops timers and worker; may be called more than once."""
        for timer in self._timers:
            timer.stop()
        self._app().removeEventFilter(self)
        self._errands.stop()

    def _app(self) -> QApplication:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise RuntimeError("a window needs a QApplication")
        return app


def _go_on(journey: Journey) -> None:
    """The message page's one button: more time, or back to the beginning."""
    if journey.step is Step.STILL_THERE:
        journey.touch()
    else:
        journey.start_again()
