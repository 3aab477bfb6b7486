"""New guests and corrections at the front desk, with real keys: a few strokes, and nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.edits import EditKind, FieldChange, PersonEdit
from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from tests.fakes.desk_services import MORNING, PEOPLE, SETUP, FakeDesk
from ui.bridge import Bridge
from ui.frontdesk.actions import Action
from ui.frontdesk.conflicts import OpenCases, RefusedEdit
from ui.frontdesk.refusals import refusal_words
from ui.frontdesk.window import FrontDeskWindow
from ui.language import speak
from ui.screens import settle
from ui.tokens import Tone

FATIMA = "CSC-7K2M-04"


@pytest.fixture
def engine() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def window(qtbot: QtBot, engine: FakeDesk) -> Iterator[FrontDeskWindow]:
    bridge = Bridge()
    shown = FrontDeskWindow(engine, SETUP, bridge)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitActive(shown)
    yield shown
    shown.close()
    bridge.close()


class Keys:
    """Presses and counts."""

    def __init__(self, window: FrontDeskWindow) -> None:
        self._window = window
        self.pressed = 0

    def type(self, text: str) -> None:
        for letter in text:
            self._press(letter)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._press(key)

    def _press(self, key: Qt.Key | str) -> None:
        self.pressed += 1
        QTest.keyClick(QApplication.focusWidget() or self._window, key)  # type: ignore[call-overload]


@pytest.fixture
def keys(window: FrontDeskWindow) -> Keys:
    return Keys(window)


def form_is_open(window: FrontDeskWindow) -> bool:
    return window.places.pages.currentWidget() is window.places.form


def focused_text(window: FrontDeskWindow) -> str:
    return next(name for name, field in window.places.form.fields.items() if field.hasFocus())


def scan_by_hand(window: FrontDeskWindow, code: str) -> None:
    for number, letter in enumerate(f"{code}\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(10_000 + 8 * number)
        QApplication.sendEvent(window.windowHandle(), event)


def test_guest_whom_nobody_knows_is_in_with_a_badge_after_the_name_and_two_enters(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    keys.type("nadia berrada")
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.nobody_found)
    keys.press(Qt.Key.Key_Return)
    assert form_is_open(window)
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.title.text() == "Checked in")
    assert keys.pressed == len("nadia berrada") + 2
    assert window.places.card.name.text() == "Nadia Berrada"
    assert [job.badge.name for job in engine.jobs] == ["Nadia Berrada"]
    assert window.places.search.hasFocus()
    guest = engine.people[engine.jobs[0].badge.ticket_code]
    assert (guest.category, guest.language) == ("visitor", "en")


def test_enter_typed_before_the_search_answers_waits_for_it(qtbot: QtBot, window: FrontDeskWindow, keys: Keys) -> None:
    keys.type("zyx")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form_is_open(window))
    assert window.places.form.fields["name"].text() == "Zyx"


@pytest.mark.parametrize(
    ("typed", "field", "text"),
    [("zyx@example.org", "email", "zyx@example.org"), ("Zyx McQ", "name", "Zyx McQ"), ("ظظظ", "name_ar", "ظظظ")],
)
def test_what_was_searched_begins_the_field_that_it_belongs_to(
    window: FrontDeskWindow, keys: Keys, typed: str, field: str, text: str
) -> None:
    window.places.search.setText(typed)
    keys.press(Qt.Key.Key_F2)
    assert {name: line.text() for name, line in window.places.form.fields.items() if line.text()} == {field: text}


def test_button_beside_the_search_opens_an_empty_form(window: FrontDeskWindow) -> None:
    QTest.mouseClick(window.places.new_guest, Qt.MouseButton.LeftButton)
    assert form_is_open(window)
    assert window.places.banner.title.text() == "New guest"
    assert focused_text(window) == "name"


def test_whole_form_is_filled_by_tab_and_arrows(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    keys.press(Qt.Key.Key_F2)
    for text in ("Nadia", "Nadia bis", "Atlas", "Engineer"):
        keys.type(text)
        keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Left, Qt.Key.Key_Tab)
    keys.type("n@example.org")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(engine.jobs))
    guest = engine.people[engine.jobs[0].badge.ticket_code]
    assert (guest.name, guest.name_ar, guest.company, guest.job_title) == ("Nadia", "Nadia bis", "Atlas", "Engineer")
    assert (guest.category, guest.language, guest.email) == ("delegation", "ar", "n@example.org")


def test_missing_name_is_said_in_plain_words_and_the_keys_go_there(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    keys.press(Qt.Key.Key_F2, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys.type("Atlas")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.title.text() == "The name is missing")
    assert (window.places.banner.tone, focused_text(window)) == (Tone.WAIT, "name")
    keys.type("N")
    assert window.places.banner.title.text() == "New guest"
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.tone is Tone.GO)
    assert len(engine.people) == len(PEOPLE) + 1


def test_two_enters_at_once_are_one_guest(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    for _ in range(2):
        QTest.keyClick(window.places.form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.tone is Tone.GO)
    settle()
    assert len(engine.people) == len(PEOPLE) + 1
    assert len(engine.scans) == 1


def test_escape_leaves_and_stores_nothing(window: FrontDeskWindow, engine: FakeDesk, keys: Keys) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    keys.press(Qt.Key.Key_Escape)
    assert window.places.pages.currentWidget() is window.places.rest
    assert window.places.search.hasFocus()
    assert len(engine.people) == len(PEOPLE)
    keys.press(Qt.Key.Key_F2)
    assert window.places.form.fields["name"].text() == ""


def test_camera_scan_is_answered_and_what_is_typed_stays_with_its_keys(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nad")
    with qtbot.waitSignal(window.desk.answered):
        window.scan(FATIMA)
    banner = window.places.banner
    assert (banner.tone, form_is_open(window)) == (Tone.GO, True)
    assert "Fatima-Zahra EL IDRISSI" in banner.circumstance.text()
    keys.type("ia")
    assert (window.places.form.fields["name"].text(), banner.title.text()) == ("Nadia", "New guest")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(engine.jobs) == 2)
    assert [job.badge.name for job in engine.jobs] == ["Fatima-Zahra EL IDRISSI", "Nadia"]


def test_handheld_scanners_characters_land_in_no_field(qtbot: QtBot, window: FrontDeskWindow, keys: Keys) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    with qtbot.waitSignal(window.desk.answered):
        scan_by_hand(window, FATIMA)
    assert form_is_open(window)
    assert [line.text() for line in window.places.form.fields.values()] == ["Nadia", "", "", "", ""]
    assert window.places.search.text() == ""


def test_search_in_the_middle_of_the_form_comes_back_to_it(qtbot: QtBot, window: FrontDeskWindow, keys: Keys) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    window.places.search.setFocus()
    keys.type("fatima")
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.results)
    keys.press(Qt.Key.Key_Escape)
    assert form_is_open(window)
    assert window.places.form.fields["name"].text() == "Nadia"


def test_full_disk_keeps_the_form_for_another_try(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    engine.problem = EnvironmentProblem(ProblemKind.DISK_FULL, "disk full", "make room")
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    with qtbot.waitSignal(window.desk.problem_arisen):
        keys.press(Qt.Key.Key_Return)
    assert window.places.banner.title.text() == "The disk is full"
    assert form_is_open(window)
    engine.problem = None
    QTest.keyClick(window.places.form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.banner.tone is Tone.GO)
    assert len(engine.people) == len(PEOPLE) + 1


def test_name_is_corrected_and_all_else_stays(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    before = engine.people[FATIMA]
    with qtbot.waitSignal(window.desk.answered):
        window.scan(FATIMA)
    keys.press(Qt.Key.Key_F3)
    assert window.places.banner.title.text() == "Correct"
    keys.type("-TAZI")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.card.name.text() == "Fatima-Zahra EL IDRISSI-TAZI")
    assert engine.people[FATIMA] == replace(before, name="Fatima-Zahra EL IDRISSI-TAZI")
    assert len(engine.scans) == 1
    assert window.places.search.hasFocus()


def test_correcting_one_person_while_another_is_scanned_changes_the_first(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    with qtbot.waitSignal(window.desk.answered):
        window.scan(FATIMA)
    QTest.mouseClick(window.places.action_bar.buttons[Action.CORRECT], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.desk.answered):
        window.scan("CSC-1M4D-19")
    keys.type("-TAZI")
    keys.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.places.card.name.text() == "Fatima-Zahra EL IDRISSI-TAZI")
    assert engine.people["CSC-1M4D-19"] == PEOPLE[1]


def test_badge_is_drawn_when_nobody_types_for_a_moment(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    qtbot.waitUntil(lambda: bool(engine.drawn) and engine.drawn[-1].name == "Nadia")
    assert len(engine.drawn) <= 2


def test_form_is_reworded_and_mirrored_with_what_was_typed(
    window: FrontDeskWindow, keys: Keys, dressed: QApplication
) -> None:
    keys.press(Qt.Key.Key_F2)
    keys.type("Nadia")
    speak(dressed, Language.ARABIC)
    settle()
    form = window.places.form
    assert form.save.accessibleName() == "تسجيل وإدخال"
    assert form.fields["name"].text() == "Nadia"
    assert (
        form.fields["name"].mapTo(form, form.rect().topLeft()).x()
        > form.fields["name_ar"].mapTo(form, form.rect().topLeft()).x()
    )


def test_keys_after_a_click_elsewhere_still_belong_to_the_form(
    window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    with_keys = window.places.station.languages.buttons[Language.FRENCH]
    keys.press(Qt.Key.Key_F2)
    keys.type("Nad")
    with_keys.setFocus()
    keys.type("ia")
    assert (window.places.form.fields["name"].text(), window.places.search.text()) == ("Nadia", "")
    with_keys.setFocus()
    keys.press(Qt.Key.Key_Escape)
    assert not form_is_open(window)
    assert len(engine.people) == len(PEOPLE)


def test_refused_correction_is_shown_with_its_reason_and_made_anew_on_request(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, keys: Keys
) -> None:
    edit = PersonEdit(
        edit_id="e" * 32,
        kind=EditKind.CORRECTION,
        ticket_code=FATIMA,
        at=MORNING,
        station="desk-1",
        operator="Salma",
        changes=(FieldChange(field="company", before="Ville de Dakar", after="Ville de Thiès"),),
    )
    refused = RefusedEdit(edit=edit, detail="changed-meanwhile company", attendee=PEOPLE[0])
    engine.cases = OpenCases(edits=(refused,))
    keys.press(Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: bool(window.places.conflicts.rows))
    (row,) = window.places.conflicts.rows
    assert "Ville de Thiès" in row.story[0].text()
    assert "somebody else changed the same field meanwhile" in row.story[1].text()
    QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not engine.cases.edits)


def test_reason_that_is_not_known_here_is_the_servers_own_text() -> None:
    assert refusal_words("the list is closed") == "the list is closed"


def test_what_the_server_could_not_read_is_said_with_its_reason() -> None:
    assert refusal_words("not-understood Expected `str`") == "the server can't read it (Expected `str`)"
