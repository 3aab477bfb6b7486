"""A room's door as volunteers and visitors meet it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.domain.event import Language, PassageMode
from kiosk.domain.people import TicketStatus
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Direction
from kiosk.service.demo_event import demo_setup
from tests.fakes.errands import HandClock, person
from tests.fakes.session_services import MemoryDoor
from ui import style, tokens
from ui.bridge import Bridge
from ui.eventwords import EventWords
from ui.language import speak
from ui.screens import settle
from ui.session.door import SHOWN_S
from ui.session.ground import ground_of
from ui.session.services import DoorSettings
from ui.session.window import SessionWindow
from ui.station_status import Link, StationStatus
from ui.tokens import LIGHT, Tone, contrast
from ui.widgets.verdict_shape import Shape

OPENING = datetime(2023, 6, 7, 9, 0, tzinfo=ZoneInfo("Africa/Casablanca"))
UNPAID = replace(person("Salma CHRAIBI", ticket_code="CSC-002"), status=TicketStatus.UNPAID)


class SetClock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Door:
    """A window with the fakes around it."""

    def __init__(self, qtbot: QtBot, *, attended: bool = True, inside: int = 0) -> None:
        setup = demo_setup(OPENING)
        gate = next(gate for gate in setup.gates if gate.area == "agora-3")
        self.session = next(session for session in setup.sessions if session.room == "agora-3")
        self.time = SetClock(self.session.starts_at)
        self.services = MemoryDoor(setup, gate, [person(), UNPAID], self.time.at, inside)
        self.clock = HandClock()
        self.bridge = Bridge()
        self.qtbot = qtbot
        settings = DoorSettings(attended=attended, language=Language.ENGLISH)
        self.window = SessionWindow(self.services, self.bridge, settings, clock=self.time, monotonic=self.clock)
        self.window.resize(1280, 800)
        self.window.show()
        qtbot.waitUntil(lambda: self.window.door.crowd.inside == inside)

    def scan(self, code: str) -> None:
        before = len(self.services.asked)
        shown = self.window.door.shown
        self.bridge.code_scanned.emit(code)
        self.qtbot.waitUntil(lambda: len(self.services.asked) > before and self.window.door.shown is not shown)

    def read(self) -> str:
        return self.window.field.currentWidget().accessibleName() if self.window.field.currentWidget() else ""


@pytest.fixture
def dress(dressed: QApplication) -> None:
    style.dress(dressed, tokens.LIGHT, tokens.KIOSK)


@pytest.fixture
def door(qtbot: QtBot, dress: None) -> Iterator[Door]:
    made = Door(qtbot, inside=104)
    yield made
    made.window.close()
    made.bridge.close()


def test_verdict_takes_the_whole_screen_and_gives_it_back(door: Door) -> None:
    door.scan("CSC-001")
    assert door.read().startswith("Come in. City delegation.")
    assert "Fatima-Zahra EL IDRISSI" in door.read()
    assert door.window.grab().toImage().pixelColor(2, 2).name().upper() == LIGHT.go
    door.clock.pass_by(SHOWN_S)
    door.window.pass_time()
    assert door.window.field.currentWidget() is door.window.rest
    assert door.window.grab().toImage().pixelColor(2, 2).name().upper() == LIGHT.paper


def test_standing_verdict_and_header_change_language_at_once(door: Door, dressed: QApplication) -> None:
    door.scan("CSC-002")
    assert door.read().startswith("See the desk")
    speak(dressed, Language.FRENCH)
    settle()
    assert door.read().startswith("Voir l’accueil. Non payé")
    assert "Intelligence artificielle" in door.window.header.accessibleName()


def test_next_scan_cuts_the_verdict_short(door: Door) -> None:
    door.scan("CSC-001")
    door.scan("CSC-002")
    words = door.window.verdict.words
    assert words is not None
    assert (words.tone, words.shape, words.group) == (Tone.STOP, Shape.CROSS_OCTAGON, "Not paid")


def test_live_count_follows_each_passage(door: Door) -> None:
    door.scan("CSC-001")
    assert "105/120" in door.window.header.count
    door.scan("CSC-001")
    assert "104/120" in door.window.header.count


def test_full_room_says_so_to_everybody(door: Door) -> None:
    for _ in range(16):
        QTest.mouseClick(door.window.clicker.plus, Qt.MouseButton.LeftButton)
    door.qtbot.waitUntil(lambda: "120/120" in door.window.header.count)
    assert door.window.bar.crowd.is_full


def test_clicker_counts_people_without_a_badge_for_this_session(door: Door) -> None:
    assert not door.window.clicker.minus.isEnabled()
    QTest.mouseClick(door.window.clicker.plus, Qt.MouseButton.LeftButton)
    door.qtbot.waitUntil(door.window.clicker.minus.isEnabled)
    assert door.services.without_badge(door.session.id) == 1
    QTest.mouseClick(door.window.clicker.minus, Qt.MouseButton.LeftButton)
    door.qtbot.waitUntil(lambda: not door.window.clicker.minus.isEnabled())


def test_scan_counts_as_the_door_is_switched(door: Door) -> None:
    QTest.mouseClick(door.window.modes.buttons[PassageMode.EXIT], Qt.MouseButton.LeftButton)
    door.scan("CSC-001")
    assert door.services.asked == [("CSC-001", Direction.EXIT, door.session.id)]
    assert door.read().startswith("Goodbye")


def test_volunteer_sees_the_last_passages(door: Door) -> None:
    door.scan("CSC-001")
    door.scan("CSC-002")
    assert [row.answer for row in door.window.rest.recent.rows] == ["Not paid", "in"]


def test_volunteer_at_an_arabic_door_reads_the_arabic_name(door: Door, dressed: QApplication) -> None:
    speak(dressed, Language.ARABIC)
    settle()
    door.scan("CSC-002")
    assert "فاطمة الزهراء الإدريسي" in door.read()
    assert "فاطمة الزهراء الإدريسي" in door.window.rest.recent.rows[0].name


def test_unattended_door_shows_no_name_no_list_and_no_personal_reason(qtbot: QtBot, dress: None) -> None:
    door = Door(qtbot, attended=False)
    door.scan("CSC-001")
    assert door.read() == "Come in. City delegation"
    door.scan("CSC-002")
    assert door.read() == "See the desk"
    for widget in (door.window.rest.recent, door.window.rest.line, door.window.modes, door.window.clicker):
        assert not widget.isVisibleTo(door.window)
    door.window.close()


def test_full_disk_asks_for_a_person(door: Door) -> None:
    door.services.problem = EnvironmentProblem(ProblemKind.DISK_FULL, "disk full", "make room")
    door.bridge.code_scanned.emit("CSC-001")
    door.qtbot.waitUntil(lambda: door.read() == "See the desk. The disk is full")


def test_header_names_session_room_and_time(door: Door) -> None:
    told = door.window.header.accessibleName()
    assert "Cercle 3" in told
    assert "Agora 3" in told
    door.time.at = datetime(2030, 1, 1, tzinfo=ZoneInfo("UTC"))
    door.window.pass_time()
    assert "No session here now" in door.window.header.accessibleName()


def test_door_that_leads_to_no_room_is_named_itself() -> None:
    setup = demo_setup(OPENING)
    gate = setup.gates[0]
    words = EventWords(replace(setup, rooms=()))
    assert words.place(gate) == words.gate(gate.id)


@pytest.mark.parametrize("size", [(1280, 800), (1080, 1920), (800, 1280), (1920, 1080)])
@pytest.mark.parametrize("language", list(Language))
def test_everything_fits_on_every_door(
    door: Door, dressed: QApplication, language: Language, size: tuple[int, int]
) -> None:
    speak(dressed, language)
    door.window.resize(*size)
    settle()
    assert (door.window.width(), door.window.height()) == size
    whole = door.window.rect()
    for widget in door.window.findChildren(QWidget):
        if widget.isVisible():
            assert whole.contains(widget.rect().translated(widget.mapTo(door.window, widget.rect().topLeft())))


@pytest.mark.parametrize("tone", [Tone.GO, Tone.STOP, Tone.WAIT])
def test_verdict_is_readable_on_its_own_ground(tone: Tone) -> None:
    ground = ground_of(tone)
    assert contrast(ground.ink, ground.ground) >= 4.5


def test_every_control_has_a_name_for_screen_readers(door: Door) -> None:
    assert all(button.accessibleName() for button in door.window.findChildren(QAbstractButton))


def test_volunteer_sees_how_the_station_is(door: Door) -> None:
    door.services.station = StationStatus(link=Link.OFFLINE, waiting=12, double_entries=2, last_heard=OPENING)
    door.clock.pass_by(10)
    door.window.pass_time()
    line = door.window.rest.line
    door.qtbot.waitUntil(lambda: "12 waiting" in line.uploads.text.text())
    assert line.isVisible()
    assert "no network" in line.link.text.text()
    assert "2 double entries" in line.conflicts.text.text()
