"""The self-service kiosk as a visitor meets it: real fingers, real keys, a real worker thread."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCloseEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.event import Language, Localized
from kiosk.domain.people import TicketStatus
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.demo_event import demo_setup
from printing.events import JobPrinted, JobStarted, JobTrouble, PrintersRenewed, PrinterStatusChanged, Trouble
from printing.status import SILENCE, PrinterCondition, status_of
from tests.fakes.errands import HandClock, person, print_job
from tests.fakes.selfservice_services import MemoryKiosk
from ui import printwords, style, tokens
from ui.bridge import Bridge
from ui.language import spoken
from ui.measure import pixels
from ui.pin import hash_pin
from ui.screens import settle
from ui.selfservice.journey import EXTEND_S, IDLE_S, TAKE_S
from ui.selfservice.services import KioskSettings
from ui.selfservice.steps import CallCause, Step
from ui.selfservice.window import SelfServiceWindow
from ui.widgets.guarded_face import GESTURE_TAPS

MORNING = datetime(2023, 6, 7, 9, 15, tzinfo=ZoneInfo("Africa/Casablanca"))
FATIMA = person()
UNPAID = replace(person("Salma CHRAIBI", ticket_code="CSC-002"), status=TicketStatus.UNPAID)
ARABIC = person("Yassine TAZI", ticket_code="CSC-003", language="ar")
PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)


class StillClock:
    def now(self) -> datetime:
        return MORNING


class Kiosk:
    """A window with the fakes around it."""

    def __init__(self, qtbot: QtBot, png: bytes | None = None, settings: KioskSettings | None = None) -> None:
        self.services = MemoryKiosk(demo_setup(MORNING), [FATIMA, UNPAID, ARABIC], MORNING, png)
        self.bridge = Bridge()
        self.clock = HandClock()
        self.qtbot = qtbot
        chosen = settings or KioskSettings()
        self.window = SelfServiceWindow(self.services, self.bridge, chosen, clock=StillClock(), monotonic=self.clock)
        self.window.resize(*PORTRAIT)
        self.window.show()
        settle()

    @property
    def step(self) -> Step:
        return self.window.journey.step

    def scan(self, code: str, until: Step) -> None:
        self.window.present_code(code)
        self.reach(until)

    def reach(self, step: Step) -> None:
        self.qtbot.waitUntil(lambda: self.step is step)

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def wait(self, seconds: float) -> None:
        self.clock.pass_by(seconds)
        self.qtbot.waitUntil(lambda: True)
        self.window.pass_time()

    def said(self) -> str:
        labels = self.window.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisibleTo(self.window))


@pytest.fixture
def png() -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice

    image = QImage(812, 609, QImage.Format.Format_Mono)
    image.fill(1)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


@pytest.fixture
def kiosk(qtbot: QtBot, png: bytes, dressed: QApplication) -> Iterator[Kiosk]:
    style.dress(dressed, tokens.LIGHT, tokens.KIOSK)
    made = Kiosk(qtbot, png, KioskSettings(pin_hash=hash_pin("4711", b"salt")))
    made.bridge.printer_changed.emit(PrintersRenewed(printers=("A", "B")))
    yield made
    made.window.close()
    made.bridge.close()


def test_visitor_walks_from_scan_to_badge(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-001", Step.CONFIRM)
    assert "Fatima-Zahra" in kiosk.said()
    assert kiosk.services.written == []
    kiosk.press(kiosk.window.confirm.thats_me)
    kiosk.reach(Step.PRINTING)
    assert kiosk.services.written == ["CSC-001"]
    job = print_job(FATIMA)
    kiosk.bridge.printer_changed.emit(JobStarted(job=job, printer="A"))
    printed = JobPrinted(job=job, printer="A", render_ms=15, first_byte_ms=20, confirmed_ms=900)
    kiosk.bridge.badge_printed.emit(printed)
    assert kiosk.step is Step.TAKE
    kiosk.wait(TAKE_S)
    assert kiosk.step is Step.ATTRACT


def test_badge_that_another_printer_took_over_is_told_with_its_name(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-001", Step.CONFIRM)
    kiosk.press(kiosk.window.confirm.thats_me)
    kiosk.reach(Step.PRINTING)
    job = print_job(FATIMA)
    kiosk.bridge.printer_changed.emit(JobStarted(job=job, printer="B", instead_of="A"))
    assert printwords.take_at("B") in kiosk.said()
    printed = JobPrinted(job=job, printer="B", render_ms=15, first_byte_ms=20, confirmed_ms=900)
    kiosk.bridge.badge_printed.emit(printed)
    assert kiosk.window.printing.title.text() == printwords.take_at("B")


def test_keyboard_alone_is_enough(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-001", Step.CONFIRM)
    focused = QApplication.focusWidget()
    assert focused is kiosk.window.confirm.thats_me
    QTest.keyClick(focused, Qt.Key.Key_Space)
    kiosk.reach(Step.PRINTING)


def test_not_me_leaves_nothing_of_the_person_in_any_widget(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-001", Step.CONFIRM)
    kiosk.press(kiosk.window.confirm.not_me)
    texts = [label.text() for label in kiosk.window.findChildren(QLabel)]
    texts += [widget.accessibleName() for widget in kiosk.window.findChildren(QWidget)]
    assert not any("Fatima" in text for text in texts)
    assert kiosk.window.confirm.badge.dots is None
    assert kiosk.services.written == []


def test_confirm_speaks_the_registrations_language_and_home_the_kiosks_own(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-003", Step.CONFIRM)
    assert spoken() is Language.ARABIC
    assert kiosk.window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    kiosk.press(kiosk.window.frame.footer.start_again)
    assert (kiosk.step, spoken()) == (Step.ATTRACT, Language.FRENCH)


def test_language_row_switches_at_once(kiosk: Kiosk) -> None:
    kiosk.press(kiosk.window.frame.footer.languages.buttons[Language.ENGLISH])
    settle()
    assert "Show the QR code of your ticket" in kiosk.said()


def test_refusal_shows_a_number_and_neither_name_nor_reason(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-002", Step.DESK)
    kiosk.qtbot.waitUntil(lambda: len(kiosk.services.calls) == 1)
    kiosk.qtbot.waitUntil(lambda: kiosk.services.written == ["CSC-002"])
    assert kiosk.window.message.emblem.number == kiosk.services.calls[0].number == 1
    assert "Salma" not in kiosk.said()
    assert not re.search(r"pay", kiosk.said(), re.IGNORECASE)


def test_full_disk_sends_to_the_desk(kiosk: Kiosk) -> None:
    kiosk.services.problem = EnvironmentProblem(ProblemKind.DISK_FULL, "disk full", "make room")
    kiosk.scan("CSC-001", Step.CONFIRM)
    kiosk.press(kiosk.window.confirm.thats_me)
    kiosk.reach(Step.DESK)
    kiosk.qtbot.waitUntil(lambda: [call.cause for call in kiosk.services.calls] == [CallCause.FAILURE])


def test_call_staff_is_one_press_on_every_screen(kiosk: Kiosk) -> None:
    footer = kiosk.window.frame.footer
    for code, step in (("CSC-001", Step.CONFIRM), ("CSC-002", Step.DESK)):
        kiosk.scan(code, step)
        assert footer.call_staff.isVisible() and footer.start_again.isVisible()
        kiosk.press(footer.call_staff)
        assert kiosk.step is Step.STAFF_CALLED


def test_idle_visitor_is_asked_and_a_press_brings_the_badge_back(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-001", Step.CONFIRM)
    kiosk.wait(IDLE_S)
    assert kiosk.step is Step.STILL_THERE
    kiosk.press(kiosk.window.message.go_on)
    assert kiosk.step is Step.CONFIRM
    kiosk.wait(IDLE_S)
    kiosk.wait(EXTEND_S)
    assert kiosk.step is Step.ATTRACT


def test_badge_that_failed_is_handed_out_at_the_desk(kiosk: Kiosk) -> None:
    kiosk.scan("CSC-001", Step.CONFIRM)
    kiosk.press(kiosk.window.confirm.thats_me)
    kiosk.reach(Step.PRINTING)
    kiosk.window.take_print_event(JobTrouble(job=print_job(FATIMA), trouble=Trouble.WAITING))
    assert kiosk.step is Step.PRINTING
    kiosk.window.take_print_event(JobTrouble(job=print_job(FATIMA), trouble=Trouble.UNCONFIRMED))
    assert kiosk.step is Step.DESK


def test_kiosk_takes_a_break_only_when_no_printer_of_its_pool_can_print(kiosk: Kiosk) -> None:
    ready = status_of(set())
    kiosk.bridge.printer_changed.emit(PrinterStatusChanged(printer="A", status=ready))
    kiosk.bridge.printer_changed.emit(PrinterStatusChanged(printer="B", status=SILENCE))
    assert kiosk.step is Step.ATTRACT
    out = status_of({PrinterCondition.PAPER_OUT})
    kiosk.bridge.printer_changed.emit(PrinterStatusChanged(printer="A", status=out))
    assert kiosk.step is Step.TROUBLE
    kiosk.bridge.printer_changed.emit(PrinterStatusChanged(printer="A", status=ready))
    assert kiosk.step is Step.ATTRACT


def test_printer_that_was_taken_away_neither_stops_nor_saves_the_kiosk(kiosk: Kiosk) -> None:
    kiosk.bridge.printer_changed.emit(PrinterStatusChanged(printer="A", status=SILENCE))
    assert kiosk.step is Step.TROUBLE
    kiosk.bridge.printer_changed.emit(PrinterStatusChanged(printer="B", status=status_of(set())))
    assert kiosk.step is Step.ATTRACT
    kiosk.bridge.printer_changed.emit(PrintersRenewed(printers=("A",)))
    assert kiosk.step is Step.TROUBLE


def test_lost_camera_recovers_by_itself(kiosk: Kiosk) -> None:
    kiosk.bridge.camera_lost.emit(EnvironmentProblem(ProblemKind.CAMERA_LOST, "camera 0 is gone", "check its cable"))
    assert kiosk.step is Step.TROUBLE
    kiosk.bridge.camera_lost.emit(None)
    assert kiosk.step is Step.ATTRACT


def test_break_says_where_to_go(qtbot: QtBot) -> None:
    right = Localized(fr="La borne 3 est à votre droite", ar="الجهاز 3 على يمينكم", en="Kiosk 3 is to your right")
    kiosk = Kiosk(qtbot, settings=KioskSettings(elsewhere=right, language=Language.ENGLISH))
    kiosk.bridge.camera_lost.emit(EnvironmentProblem(ProblemKind.CAMERA_LOST, "camera 0 is gone", "check its cable"))
    assert "Kiosk 3 is to your right" in kiosk.said()
    kiosk.window.close()


def _tap_corner(kiosk: Kiosk) -> None:
    for _ in range(GESTURE_TAPS):
        QTest.mouseClick(kiosk.window.guard.corner, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


def test_staff_leave_by_gesture_and_pin(kiosk: Kiosk) -> None:
    _tap_corner(kiosk)
    pin = kiosk.window.guard.pin
    for digit in "47":
        kiosk.press(pin.digits[digit])
    QTest.keyClicks(pin, "11")
    with kiosk.qtbot.waitSignal(kiosk.window.staff_left):
        kiosk.press(pin.enter)


def test_visitor_with_a_wrong_pin_stays(kiosk: Kiosk) -> None:
    left: list[bool] = []
    kiosk.window.staff_left.connect(lambda: left.append(True))
    _tap_corner(kiosk)
    for _ in range(4):
        QTest.keyClicks(kiosk.window.guard.pin, "0000")
        QTest.keyClick(kiosk.window.guard.pin, Qt.Key.Key_Return)
    assert left == []
    assert "30" in kiosk.window.guard.pin.told.text()


def test_keypad_that_nobody_touches_goes_away(kiosk: Kiosk) -> None:
    _tap_corner(kiosk)
    assert kiosk.window.guard.asks_pin
    kiosk.wait(31)
    assert not kiosk.window.guard.asks_pin


def test_slow_taps_open_nothing(kiosk: Kiosk) -> None:
    for _ in range(GESTURE_TAPS * 2):
        kiosk.clock.pass_by(1.0)
        QTest.mouseClick(kiosk.window.guard.corner, Qt.MouseButton.LeftButton)
    assert not kiosk.window.guard.asks_pin


def test_window_managers_close_is_not_a_way_out(kiosk: Kiosk) -> None:
    class Spontaneous(QCloseEvent):
        def spontaneous(self) -> bool:
            return True

    event = Spontaneous()
    kiosk.window.closeEvent(event)
    assert not event.isAccepted()


@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE])
@pytest.mark.parametrize("language", list(Language))
def test_targets_are_15_mm_and_8_mm_apart_in_the_lower_half(
    kiosk: Kiosk, language: Language, size: tuple[int, int]
) -> None:
    window = kiosk.window
    window.resize(*size)
    kiosk.scan("CSC-001", Step.CONFIRM)
    kiosk.press(window.frame.footer.languages.buttons[language])
    settle()
    assert (window.width(), window.height()) == size
    buttons = [b for b in window.findChildren(QAbstractButton) if b.isVisible()]
    places = [b.rect().translated(b.mapTo(window, QPoint(0, 0))) for b in buttons]
    assert len(places) == 7
    for i, place in enumerate(places):
        assert min(place.height(), place.width()) >= pixels(window, 15)
        assert place.top() >= window.height() / 2
        gap = pixels(window, 8) - 1
        assert not any(place.adjusted(-gap, -gap, gap, gap).intersects(other) for other in places[:i])


def test_every_control_has_a_name_for_screen_readers(kiosk: Kiosk) -> None:
    for button in kiosk.window.findChildren(QAbstractButton):
        assert button.accessibleName() or button is kiosk.window.message.go_on


def test_reduced_motion_moves_nothing(qtbot: QtBot) -> None:
    kiosk = Kiosk(qtbot, settings=KioskSettings(reduce_motion=True))
    hint = kiosk.window.attract.hint
    before = hint.progress
    hint.show_moment(0.2)
    assert hint.progress == before == 1.0
    kiosk.window.close()
