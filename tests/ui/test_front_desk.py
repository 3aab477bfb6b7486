"""The front desk with real keys and clicks: find anybody, solve every odd case, never leave the screen."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from tests.fakes.desk_services import SETUP, FakeDesk
from ui.bridge import Bridge
from ui.frontdesk.actions import Action
from ui.frontdesk.services import PersonFile
from ui.frontdesk.window import FrontDeskWindow
from ui.language import speak
from ui.screens import settle
from ui.tokens import Tone
from ui.widgets.verdict_shape import Shape

FATIMA, MOHAMED, UNPAID = "CSC-7K2M-04", "CSC-1M4D-19", "CSC-9P0X-33"


@pytest.fixture
def engine() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def bridge() -> Iterator[Bridge]:
    made = Bridge()
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, engine: FakeDesk, bridge: Bridge) -> Iterator[FrontDeskWindow]:
    shown = FrontDeskWindow(engine, SETUP, bridge)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitActive(shown)
    yield shown
    shown.close()


def _press(window: FrontDeskWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or window, key, held)


def _type(window: FrontDeskWindow, text: str) -> None:
    for letter in text:
        QTest.keyClick(QApplication.focusWidget() or window, letter)


def _open(qtbot: QtBot, window: FrontDeskWindow, name: str) -> None:
    _type(window, name)
    qtbot.waitUntil(lambda: bool(window.places.results.found.people))
    _press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.person is not None)


def _scan(qtbot: QtBot, window: FrontDeskWindow, code: str) -> None:
    with qtbot.waitSignal(window.desk.answered):
        window.scan(code)


def test_scan_shows_verdict_person_and_line_of_last_scans(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, FATIMA)
    banner = window.places.banner
    assert (banner.tone, banner.shape.shape, banner.title.text()) == (Tone.GO, Shape.TICK_CIRCLE, "Checked in")
    assert window.places.card.name.text() == "Fatima-Zahra EL IDRISSI"
    assert window.places.card.other_name.text() == "فاطمة الزهراء الإدريسي"
    qtbot.waitUntil(lambda: [row.key for row in window.places.recent.scans.rows] == [FATIMA])
    qtbot.waitUntil(lambda: window.places.badge.state.text.text().startswith("Printed"))


def test_second_scan_says_when_where_and_by_whom(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, FATIMA)
    _scan(qtbot, window, FATIMA)
    banner = window.places.banner
    assert (banner.tone, banner.shape.shape, banner.title.text()) == (Tone.STOP, Shape.CROSS_OCTAGON, "Already in")
    shown = "".join(letter for letter in banner.circumstance.text() if letter.isprintable())
    assert shown == "08:43, North entrance, by Salma"


def test_name_is_found_and_checked_in_by_keys_alone(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk) -> None:
    _open(qtbot, window, "fatima")
    assert window.places.search.text() == ""
    assert window.places.banner.title.text() == "Not checked in yet"
    assert engine.scans == []
    _press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.tone is Tone.GO)
    assert [scan.ticket_code for scan in engine.scans] == [FATIMA]


def test_second_enter_after_a_yes_does_nothing(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk) -> None:
    _scan(qtbot, window, FATIMA)
    qtbot.waitUntil(lambda: window.desk.is_inside)
    _press(window, Qt.Key.Key_Return)
    settle()
    assert len(engine.scans) == 1


def test_arrows_choose_among_the_found(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _type(window, "moh")
    qtbot.waitUntil(lambda: len(window.places.results.found.people) > 2)
    _press(window, Qt.Key.Key_Down)
    _press(window, Qt.Key.Key_Down)
    _press(window, Qt.Key.Key_Up)
    second = window.places.results.found.people[1].ticket_code
    _press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.person is not None)
    assert window.desk.person is not None
    assert window.desk.person.attendee.ticket_code == second


def test_enter_typed_before_the_answer_waits_for_it(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, UNPAID)
    _type(window, "fatima")
    _press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk.person is not None and window.desk.person.attendee.ticket_code == FATIMA)


def test_arabic_words_find_latin_and_arabic_names(qtbot: QtBot, window: FrontDeskWindow) -> None:
    for letter in "محمد":
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(window.places.search, event)
    qtbot.waitUntil(lambda: bool(window.places.results.found.people))
    assert window.places.results.found.people[0].name_ar.startswith("محمد")


def test_typing_anywhere_searches(qtbot: QtBot, window: FrontDeskWindow) -> None:
    window.places.station.languages.buttons[Language.FRENCH].setFocus()
    _type(window, "fat")
    assert window.places.search.text() == "fat"
    assert window.places.search.hasFocus()


def test_escape_goes_back_step_by_step(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, FATIMA)
    _type(window, "moh")
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.results)
    _press(window, Qt.Key.Key_Escape)
    assert window.places.pages.currentWidget() is window.places.card
    _press(window, Qt.Key.Key_Escape)
    assert window.places.pages.currentWidget() is window.places.rest


def test_undo_takes_the_passage_back_and_offers_check_in(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    _scan(qtbot, window, FATIMA)
    qtbot.waitUntil(lambda: window.desk.is_inside)
    _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.places.recent.scans.rows[0].struck)
    qtbot.waitUntil(lambda: not window.places.action_bar.buttons[Action.CHECK_IN].isHidden())
    assert len(engine.scans) == 2


def test_passage_of_another_desk_is_not_undone_silently(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    _scan(qtbot, window, FATIMA)
    qtbot.waitUntil(lambda: window.desk.is_inside)
    engine.undo = lambda scan_id: None  # type: ignore[method-assign]
    with qtbot.waitSignal(window.desk.undo_refused):
        _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.places.banner.title.text() == "Not undone"
    _scan(qtbot, window, MOHAMED)
    assert window.places.banner.title.text() == "Checked in"


def test_undo_key_edits_text_while_somebody_types(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk) -> None:
    _scan(qtbot, window, FATIMA)
    qtbot.waitUntil(lambda: window.desk.is_inside)
    _type(window, "x")
    _press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(engine.scans) == 1


def test_refused_person_is_admitted_with_a_reason_one_key_away(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    _scan(qtbot, window, UNPAID)
    assert window.places.banner.title.text() == "Not paid"
    _press(window, Qt.Key.Key_F4)
    assert window.places.reason.isVisible()
    _press(window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: window.places.banner.tone is Tone.GO)
    assert engine.scans[-1].note == "Payment seen"
    assert not window.places.reason.isVisible()
    assert window.places.search.hasFocus()


def test_reason_can_be_typed_or_refused(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk) -> None:
    _scan(qtbot, window, UNPAID)
    _press(window, Qt.Key.Key_F4)
    _press(window, Qt.Key.Key_Escape)
    assert not window.places.reason.isVisible()
    _press(window, Qt.Key.Key_F4)
    _type(window, "Guest of the mayor")
    _press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.tone is Tone.GO)
    assert [scan.note for scan in engine.scans] == ["", "Guest of the mayor"]


def test_dismissed_reason_is_not_given_by_the_next_question(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    _scan(qtbot, window, UNPAID)
    _press(window, Qt.Key.Key_F4)
    _press(window, Qt.Key.Key_Escape)
    _scan(qtbot, window, FATIMA)
    qtbot.waitUntil(lambda: not window.places.badge.reprint.isHidden())
    _press(window, Qt.Key.Key_F8)
    _press(window, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    settle()
    assert [job.note for job in engine.jobs] == ["", "Badge lost"]
    assert len(engine.scans) == 2


def test_question_about_one_person_is_not_left_open_for_the_next(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, FATIMA)
    for leave in (
        lambda: window.places.search.setText("moh"),
        lambda: window.places.recent.row_chosen.emit(FATIMA),
        lambda: QTest.keyClick(window, Qt.Key.Key_Escape),
    ):
        qtbot.waitUntil(lambda: not window.places.badge.reprint.isHidden())
        QTest.mouseClick(window.places.badge.reprint, Qt.MouseButton.LeftButton)
        assert window.places.reason.isVisible()
        leave()
        assert not window.places.reason.isVisible()
        window.places.search.clear()


def test_badge_of_one_person_is_not_offered_while_another_is_searched(qtbot: QtBot, window: FrontDeskWindow) -> None:
    badge = window.places.badge
    _scan(qtbot, window, FATIMA)
    qtbot.waitUntil(lambda: not badge.reprint.isHidden())
    _type(window, "moham")
    qtbot.waitUntil(lambda: bool(window.places.results.found.people))
    assert badge.reprint.isHidden()
    assert badge.preview.isHidden()
    assert badge.state.isHidden()
    _press(window, Qt.Key.Key_Escape)
    assert not badge.reprint.isHidden()
    assert not badge.preview.isHidden()


def test_nobody_without_a_badge_is_offered_another_one(qtbot: QtBot, window: FrontDeskWindow) -> None:
    with qtbot.waitSignal(window.desk.badge_drawn):
        window.scan(UNPAID)
    assert window.places.badge.reprint.isHidden()


def test_handheld_scanner_checks_in_and_leaves_the_search_empty(qtbot: QtBot, window: FrontDeskWindow) -> None:
    with qtbot.waitSignal(window.desk.answered):
        for number, letter in enumerate(f"{FATIMA}\r"):
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(10_000 + 8 * number)
            QApplication.sendEvent(window.windowHandle(), event)
    assert window.places.search.text() == ""
    assert window.places.banner.tone is Tone.GO


def test_check_out_by_click(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, FATIMA)
    button = window.places.action_bar.buttons[Action.CHECK_OUT]
    qtbot.waitUntil(button.isVisible)
    with qtbot.waitSignal(window.desk.answered):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.places.banner.title.text() == "Checked out"


def test_click_on_a_last_scan_opens_the_person(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _scan(qtbot, window, FATIMA)
    _scan(qtbot, window, MOHAMED)
    recent = window.places.recent
    qtbot.waitUntil(lambda: len(recent.scans.rows) == 2)
    spot = recent.visualRect(recent.scans.index(1, 0)).center()
    QTest.mouseClick(recent.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    qtbot.waitUntil(lambda: window.places.card.name.text() == "Fatima-Zahra EL IDRISSI")
    assert window.places.banner.title.text() == "Already in"


def test_full_disk_is_said_with_its_remedy_and_the_next_scan_works(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    engine.problem = EnvironmentProblem(ProblemKind.DISK_FULL, "disk full", "make room")
    with qtbot.waitSignal(window.desk.problem_arisen):
        window.scan(FATIMA)
    assert window.places.banner.title.text() == "The disk is full"
    assert window.places.banner.tone is Tone.WAIT
    engine.problem = None
    _scan(qtbot, window, FATIMA)
    assert window.places.banner.tone is Tone.GO


def test_lost_scanner_is_said_until_it_is_back(window: FrontDeskWindow, bridge: Bridge) -> None:
    bridge.scanner_lost.emit(EnvironmentProblem(ProblemKind.SCANNER_LOST, "no scanner", "check its cable"))
    assert window.places.banner.title.text() == "No scanner"
    bridge.scanner_lost.emit(None)
    assert window.places.banner.title.text() != "No scanner"


def test_language_switches_live_and_arabic_mirrors(
    qtbot: QtBot, window: FrontDeskWindow, dressed: QApplication
) -> None:
    window.language_chosen.connect(lambda language: speak(dressed, language))
    _scan(qtbot, window, FATIMA)
    QTest.mouseClick(window.places.station.languages.buttons[Language.ARABIC], Qt.MouseButton.LeftButton)
    settle()
    assert window.places.banner.title.text() == "تم تسجيل الدخول"
    assert window.places.camera.x() + window.places.camera.mapTo(window, window.places.camera.pos()).x() > 600
    QTest.mouseClick(window.places.station.languages.buttons[Language.FRENCH], Qt.MouseButton.LeftButton)
    settle()
    assert window.places.banner.title.text() == "Entrée enregistrée"


def test_scan_while_somebody_types_takes_the_screen(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _type(window, "moh")
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.results)
    _scan(qtbot, window, FATIMA)
    assert window.places.pages.currentWidget() is window.places.card
    assert window.places.search.text() == ""


def test_scan_is_not_overtaken_by_a_person_opened_before_it(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    looked_up, may_answer, read = threading.Event(), threading.Event(), engine.person

    def slowly(ticket_code: str) -> PersonFile | None:
        if ticket_code == MOHAMED:
            looked_up.set()
            may_answer.wait(5)
        return read(ticket_code)

    engine.person = slowly  # type: ignore[method-assign]
    window.desk.open(MOHAMED)
    assert looked_up.wait(5)
    _scan(qtbot, window, FATIMA)
    shown: list[str] = []
    window.desk.person_changed.connect(lambda: shown.append(window.places.card.name.text()))
    may_answer.set()
    qtbot.waitUntil(lambda: window.desk.is_inside)
    assert set(shown) == {"Fatima-Zahra EL IDRISSI"}
