"""The composition root of the windows: builds one face on a running station and owns every thread's life.

Order matters at the end: eyes closed, workers stopped, bridge silenced, files closed.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.devices.reader import CodeReader, CodeScanned
from kiosk.devices.scanner_address import KeyboardLine, SerialLine, parse_scanner
from kiosk.devices.serial_scanner import SerialScanner
from kiosk.domain.event import Language
from kiosk.service.check_in import Door
from printing.events import JobPrinted, PrintEvent
from ui import language, qt_messages, style, tokens, typeface
from ui.bridge import Bridge
from ui.configuration import Face, StationConfiguration
from ui.desk import StationDesk
from ui.ears import listen
from ui.eyes import watch
from ui.frontdesk.services import DeskServices
from ui.frontdesk.window import FrontDeskWindow
from ui.kiosk_desk import StationKiosk
from ui.logbook import logbook
from ui.printerassistant.services import StationPrinters
from ui.printerassistant.window import PrinterAssistant
from ui.room_door import StationRoomDoor
from ui.scanner_keys import ScannerKeys
from ui.selfservice.services import KioskSettings
from ui.selfservice.window import SelfServiceWindow
from ui.session.services import DoorSettings
from ui.session.window import SessionWindow
from ui.sounds import Sounds
from ui.station import Station

_SIGNAL_CHECK_MS = 200

DeskBuilder = Callable[[Station, Door], DeskServices]


_SCALES = {Face.FRONT_DESK: tokens.DESK, Face.SELF_SERVICE: tokens.KIOSK, Face.SESSION: tokens.KIOSK}


def prepare(chosen: Language, face: Face = Face.FRONT_DESK) -> QApplication:
    """The one QApplication of the process with fonts, the face's style and the language."""
    qt_messages.keep_in_log()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["kiosk"])
    app.setApplicationName("kiosk")
    typeface.load(app)
    style.dress(app, tokens.LIGHT, _SCALES[face])
    language.speak(app, chosen)
    return app


class App:
    """One station in one window. Make it, `open` it, run Qt's event loop, `close` it."""

    def __init__(
        self,
        directory: Path,
        configuration: StationConfiguration,
        *,
        desk: DeskBuilder | None = None,
        on_print: Callable[[PrintEvent], None] = lambda _: None,
        on_code: Callable[[CodeScanned], None] = lambda _: None,
        muted: bool = False,
    ) -> None:
        """`on_print` and `on_code` hear what the window hears, on the engines' threads."""
        self._face = Face(configuration.face)
        self._scanner_line = parse_scanner(configuration.scanner)
        self._qt = prepare(Language(configuration.language), self._face)
        self.bridge = Bridge()
        self._also_print, self._also_code = on_print, on_code
        self.station = Station(
            directory, configuration, on_print=self._printed, on_sync=self.bridge.caller("sync_changed")
        )
        self._desk = desk or StationDesk
        self._sounds = Sounds(volume=0 if muted else 80)
        self._reader: CodeReader | None = None
        self._scanner: SerialScanner | None = None
        self._assistant: PrinterAssistant | None = None
        self.window: QWidget | None = None

    def open(self, gate_id: str = "") -> QWidget:
        """Builds and shows the face, then starts printing and the camera."""
        configuration = self.station.configuration
        self.station.draw_aside()
        builders = {
            Face.FRONT_DESK: self._front_desk,
            Face.SELF_SERVICE: self._self_service,
            Face.SESSION: self._session,
        }
        window = builders[self._face](self.station.door(gate_id))
        self.window = window
        if self._face is Face.FRONT_DESK or self._qt.platformName() == "offscreen":
            window.show()
        else:
            window.setGeometry(window.screen().geometry())  # without a window manager "full screen" is only a wish
            window.showFullScreen()
        window.activateWindow()  # nor does anybody else hand the keyboard over then
        self.station.start()
        if configuration.camera:
            self._open_eyes(configuration.camera)
        if isinstance(self._scanner_line, SerialLine):
            heard, lost = self.bridge.caller("code_heard"), self.bridge.caller("scanner_lost")
            self._scanner = listen(self._scanner_line, on_code=heard, on_trouble=lost)
            self._scanner.start()
        return window

    def run(self) -> int:
        """Qt's event loop until the window is closed or the process is asked to end."""
        with logbook(self.station.store.directory), ending_by_signal(self._qt):
            return self._qt.exec()

    def speak(self, chosen: Language) -> None:
        """Switches the window to another language."""
        language.speak(self._qt, chosen)

    def quit(self) -> None:
        """Ends the event loop."""
        self._qt.quit()

    def close(self) -> None:
        """Stops everything; may be called more than once."""
        if self._reader is not None:
            self._reader.stop()
            self._reader = None
        if self._scanner is not None:
            self._scanner.stop()
            self._scanner = None
        if self._assistant is not None:
            self._assistant.close()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()  # at once: a closed window that lives on is restyled with the next face
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self.window = None
        self.station.close()
        self.bridge.close()

    def eyes_closed(self, timeout_s: float | None = None) -> bool:
        """Waits for the end of a clip; True when there is nothing more to see."""
        return self._reader is None or self._reader.wait(timeout_s)

    def _front_desk(self, door: Door) -> QWidget:
        services = self._desk(self.station, door)
        window = FrontDeskWindow(
            services, self.station.setup(), self.bridge, sounds=self._sounds, scanner_prefix=self._prefix
        )
        window.places.camera.setVisible(bool(self.station.configuration.camera))
        window.language_chosen.connect(self.speak)
        window.printers_wanted.connect(self._set_up_printers)
        window.desk.answered.connect(self.bridge.verdict_given)
        self.bridge.code_scanned.connect(lambda code: window.scan(code.text))
        self.bridge.code_heard.connect(window.scan)
        return window

    def _set_up_printers(self) -> None:
        """The printer assistant in a window of its own, beside the desk; one at a time."""
        if self._assistant is None:
            self._assistant = PrinterAssistant(
                StationPrinters(self.station.store.directory, self.station.print_room.new_roll),
                self.bridge,
                own_first=True,
            )
            self._assistant.languages.language_chosen.connect(self.speak)
            self._assistant.closed.connect(self._forget_assistant)
        self._assistant.show()
        self._assistant.activateWindow()

    def _forget_assistant(self) -> None:
        self._assistant = None

    def _self_service(self, door: Door) -> QWidget:
        configuration = self.station.configuration
        settings = KioskSettings(language=Language(configuration.language), pin_hash=configuration.pin)
        window = SelfServiceWindow(
            StationKiosk(self.station, door, self._sounds), self.bridge, settings, clock=self.station.clock
        )
        window.attract.camera.setVisible(bool(configuration.camera))
        window.staff_left.connect(self._qt.quit)
        self._listen_to_scanner(window, window.present_code)
        return window

    def _session(self, door: Door) -> QWidget:
        configuration = self.station.configuration
        settings = DoorSettings(language=Language(configuration.language), pin_hash=configuration.pin)
        window = SessionWindow(
            StationRoomDoor(self.station, door), self.bridge, settings, sounds=self._sounds, clock=self.station.clock
        )
        window.rest.camera.setVisible(bool(configuration.camera))
        window.staff_left.connect(self._qt.quit)
        self._listen_to_scanner(window, window.present_code)
        return window

    @property
    def _prefix(self) -> str:
        return self._scanner_line.prefix if isinstance(self._scanner_line, KeyboardLine) else ""

    def _listen_to_scanner(self, window: QWidget, present: Callable[[str], None]) -> None:
        """A handheld scanner's keys become one code before any button or field sees them."""
        keys = ScannerKeys(self.station.knows, window, prefix=self._prefix)
        keys.watch(window)
        keys.code_scanned.connect(present)
        self.bridge.code_heard.connect(present)

    def _open_eyes(self, camera: str) -> None:
        tell_code = self.bridge.caller("code_scanned")

        def on_code(code: CodeScanned) -> None:
            self._also_code(code)
            tell_code(code)

        self._reader = watch(
            self.station,
            camera,
            on_code=on_code,
            on_frame=self.bridge.newest_caller("frame_seen"),
            on_trouble=self.bridge.caller("camera_lost"),
        )
        self._reader.start()

    def _printed(self, event: PrintEvent) -> None:
        self._also_print(event)
        self.bridge.caller("badge_printed" if isinstance(event, JobPrinted) else "printer_changed")(event)


@contextmanager
def ending_by_signal(app: QApplication) -> Iterator[None]:
    """Ctrl+C and a service manager's SIGTERM end the event loop; Python sees signals only between Qt's events."""
    pulse = QTimer()
    pulse.timeout.connect(lambda: None)
    pulse.start(_SIGNAL_CHECK_MS)
    before = {number: signal.signal(number, lambda *_: app.quit()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        pulse.stop()
        for number, handler in before.items():
            signal.signal(number, handler)
