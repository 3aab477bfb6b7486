"""Badges that nobody confirmed: shown to the desk, settled by one press, and told when another printer has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.badges import PrintCause, PrintState
from tests.fakes.desk_services import PEOPLE, SETUP, FakeDesk
from ui.bridge import Bridge
from ui.frontdesk.services import BadgeDecision
from ui.frontdesk.window import FrontDeskWindow


@pytest.fixture
def engine() -> FakeDesk:
    """Two badges wait for a person, both at printer A."""
    desk = FakeDesk()
    for person, state in ((PEOPLE[0], PrintState.UNCONFIRMED), (PEOPLE[4], PrintState.FAILED)):
        desk._queue(person, PrintCause.CHECK_IN, "")
        desk.jobs[-1] = replace(desk.jobs[-1], state=state, printer="A")
    desk.station = replace(desk.station, attention=2)
    return desk


@pytest.fixture
def window(qtbot: QtBot, engine: FakeDesk) -> Iterator[FrontDeskWindow]:
    bridge = Bridge()
    shown = FrontDeskWindow(engine, SETUP, bridge)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitActive(shown)
    qtbot.waitUntil(lambda: not shown.places.badge.settle.isHidden())
    yield shown
    shown.close()
    bridge.close()


def press(key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget(), key)


def first_has_the_keys(window: FrontDeskWindow, *, of: int) -> bool:
    """The list is there, and shown: a row takes the keys one event pass after it was made."""
    rows = window.places.attention.rows
    return len(rows) == of and QApplication.focusWidget() is rows[0].buttons[0]


def open_list(qtbot: QtBot, window: FrontDeskWindow) -> None:
    press(Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: first_has_the_keys(window, of=2))


def test_list_opens_by_its_key_with_the_oldest_badge_first(qtbot: QtBot, window: FrontDeskWindow) -> None:
    open_list(qtbot, window)
    assert window.places.pages.currentWidget() is window.places.attention
    first = window.places.attention.rows[0]
    assert PEOPLE[0].name in first.name.text()
    assert "Printed? Please look at the printer" in first.story[0].text()
    assert QApplication.focusWidget() is first.buttons[0]


@pytest.mark.parametrize(("button", "decision"), list(enumerate(BadgeDecision)))
def test_each_answer_settles_the_badge_and_the_next_one_gets_the_keys(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, button: int, decision: BadgeDecision
) -> None:
    wanted = engine.jobs[0].job_id
    open_list(qtbot, window)
    for _ in range(button):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: first_has_the_keys(window, of=1))
    assert engine.decisions == [(wanted, decision)]


def test_rows_can_be_walked_as_soon_as_they_are_there(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk) -> None:
    open_list(qtbot, window)
    window.places.attention.show_jobs(engine.jobs[:1])
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.places.attention.rows[0].buttons[1]


def test_list_says_when_nothing_is_left(qtbot: QtBot, window: FrontDeskWindow) -> None:
    open_list(qtbot, window)
    for left in (1, 0):
        press(Qt.Key.Key_Space)
        qtbot.waitUntil(lambda wanted=left: len(window.places.attention.rows) == wanted)
    assert window.places.attention.advice.text() == "No badge waits for you."
    assert window.places.badge.settle.isHidden()


def test_escape_goes_back_to_the_person_who_was_there(qtbot: QtBot, window: FrontDeskWindow) -> None:
    window.scan(PEOPLE[3].ticket_code)
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.card)
    open_list(qtbot, window)
    press(Qt.Key.Key_Escape)
    assert window.places.pages.currentWidget() is window.places.card


def test_mouse_alone_goes_back_too(qtbot: QtBot, window: FrontDeskWindow) -> None:
    open_list(qtbot, window)
    QTest.mouseClick(window.places.attention.back, Qt.MouseButton.LeftButton)
    assert window.places.pages.currentWidget() is window.places.rest
    assert window.places.search.hasFocus()


def test_scan_takes_the_place_of_the_list(qtbot: QtBot, window: FrontDeskWindow) -> None:
    open_list(qtbot, window)
    window.scan(PEOPLE[3].ticket_code)
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.card)


@pytest.mark.parametrize(("detail", "why"), [("paper-out, paused", "no paper"), ("the program stopped", ""), ("", "")])
def test_printers_own_reason_is_told(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, detail: str, why: str
) -> None:
    engine.jobs[0] = replace(engine.jobs[0], detail=detail)
    open_list(qtbot, window)
    told = window.places.attention.rows[0].story[0].text()
    assert ("no paper" in told) is bool(why)
    assert "program" not in told


@pytest.mark.parametrize(("printer", "told"), [("B", True), ("A", False), ("", False)])
def test_badge_at_another_printer_than_the_desks_own_is_told(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, printer: str, told: bool
) -> None:
    window.scan(PEOPLE[3].ticket_code)
    qtbot.waitUntil(lambda: bool(engine.jobs[-1].badge.ticket_code == PEOPLE[3].ticket_code))
    engine.jobs[-1] = replace(engine.jobs[-1], printer=printer, state=PrintState.PRINTED)
    window.desk.refresh()
    column = window.places.badge
    qtbot.waitUntil(lambda: column.state.text.text().startswith("Printed"))
    qtbot.waitUntil(lambda: (not column.elsewhere.isHidden()) is told)
    if told:
        assert "Take it at printer" in column.elsewhere.words.text()


@pytest.mark.parametrize("print_them", [True, False])
def test_badges_that_waited_for_the_printer_are_asked_about_once(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, print_them: bool
) -> None:
    held = window.places.badge.held_back
    assert held.isHidden()
    engine.station = replace(engine.station, held_back=12)
    window.desk.refresh()
    qtbot.waitUntil(lambda: not held.isHidden())
    assert "12" in held.notice.words.text()
    button = held.print_them if print_them else held.not_now
    button.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(held.isHidden)
    assert engine.held_back_answers == [print_them]
