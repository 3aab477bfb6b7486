"""Double entries and refused uploads at the front desk: seen in amber, opened by a key, closed with a note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.domain.event import Language
from kiosk.domain.scans import Direction, Outcome, Scan, UploadState
from kiosk.service.check_in import Admissions, Door
from kiosk.store.outbox import UploadResult, try_again
from kiosk.store.station import StationStore
from sync.errands import Closings
from sync.hub.changes import all_conflicts
from sync.hub.store import HubStore
from sync.worker import SyncWorker
from tests.fakes.desk_services import MORNING, PEOPLE, SETUP, FakeDesk
from tests.fakes.in_process_hub import InProcessHub
from ui.bridge import Bridge
from ui.conflict_cases import close_case, keep_case, open_cases
from ui.frontdesk.conflicts import DoubleEntry, OpenCases, RefusedUpload, UnreadRow
from ui.frontdesk.window import FrontDeskWindow
from ui.language import speak
from ui.screens import settle

FATIMA = PEOPLE[0]


def _scan(number: int, minutes: int, operator: str) -> Scan:
    return Scan(
        scan_id=f"{number:032x}",
        code=FATIMA.ticket_code,
        ticket_code=FATIMA.ticket_code,
        gate=SETUP.gates[0].id,
        area=SETUP.gates[0].area,
        direction=Direction.ENTRY,
        verdict=Outcome.ADMITTED,
        reason=None,
        at=MORNING + timedelta(minutes=minutes),
        station=f"poste-{number}",
        operator=operator,
    )


DOUBLE = DoubleEntry(scan_id=f"{2:032x}", earlier=_scan(1, 0, "Salma"), later=_scan(2, 12, "Idriss"), attendee=FATIMA)
REFUSED = RefusedUpload(scan=_scan(3, 15, "Salma"), detail="other-scan", attendee=FATIMA)


@pytest.fixture
def engine() -> FakeDesk:
    engine = FakeDesk()
    engine.cases = OpenCases(doubles=(DOUBLE,), refused=(REFUSED,))
    engine.station = replace(engine.station, double_entries=1, parked=1)
    return engine


@pytest.fixture
def window(qtbot: QtBot, engine: FakeDesk) -> Iterator[FrontDeskWindow]:
    bridge = Bridge()
    shown = FrontDeskWindow(engine, SETUP, bridge)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitActive(shown)
    qtbot.waitUntil(shown.places.station.conflicts.isVisible)
    yield shown
    shown.close()
    bridge.close()


def _press(window: FrontDeskWindow, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key)


def _open(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _press(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: len(window.places.conflicts.rows) == 2)


def test_the_status_line_counts_double_entries_in_amber(window: FrontDeskWindow) -> None:
    assert window.places.station.conflicts.alert
    assert "1 double entry" in window.places.station.conflicts.text.text()


def test_both_entries_are_told_with_time_door_operator_and_station(qtbot: QtBot, window: FrontDeskWindow) -> None:
    _open(qtbot, window)
    first, second = (line.text() for line in window.places.conflicts.rows[0].story)
    assert "08:43" in first
    assert "Salma" in first
    assert "poste-1" in first
    assert "08:55" in second
    assert "Idriss" in second
    assert FATIMA.name in window.places.conflicts.rows[0].name.text()


def test_a_double_entry_is_closed_by_keys_with_a_usual_note(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    _open(qtbot, window)
    _press(window, Qt.Key.Key_Space)
    qtbot.waitUntil(window.places.reason.isVisible)
    _press(window, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: engine.closed == [(DOUBLE.scan_id, "Lent badge, taken back")])
    qtbot.waitUntil(lambda: len(window.places.conflicts.rows) == 1)
    qtbot.waitUntil(lambda: not window.places.station.conflicts.isVisible())


def test_record_that_can_not_be_read_is_named_and_takes_no_keys(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk
) -> None:
    engine.cases = OpenCases(unread=(UnreadRow("people", "T00777", "missing name"),))
    _press(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: len(window.places.conflicts.rows) == 1)
    (row,) = window.places.conflicts.rows
    assert "T00777" in row.name.text()
    assert "can't read this guest" in row.story[0].text()
    assert "missing name" in row.story[1].text()
    assert not row.buttons


def test_long_codes_and_words_of_a_server_stay_in_view(qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk) -> None:
    """A signed ticket code has 300 characters and no space."""
    code, said = "S" * 300, "x" * 300
    engine.cases = OpenCases(
        refused=(replace(REFUSED, attendee=None, scan=replace(REFUSED.scan, code=code), detail=said),),
        unread=(UnreadRow("people", code, said),),
    )
    _press(window, Qt.Key.Key_F10)
    qtbot.waitUntil(lambda: len(window.places.conflicts.rows) == 2)
    settle()
    for row in window.places.conflicts.rows:
        assert row.width() <= window.places.conflicts.width()
        assert row.name.text().count("S") == 300
        assert row.name.height() > 3 * row.name.fontMetrics().height()


def test_a_click_on_the_count_opens_the_list_and_escape_leaves_it(qtbot: QtBot, window: FrontDeskWindow) -> None:
    item = window.places.station.conflicts
    QTest.mouseClick(window.places.station, Qt.MouseButton.LeftButton, pos=item.geometry().center() + QPoint(0, 1))
    qtbot.waitUntil(lambda: window.places.pages.currentWidget() is window.places.conflicts)
    _press(window, Qt.Key.Key_Escape)
    assert window.places.pages.currentWidget() is window.places.rest


@pytest.mark.parametrize(("button", "kept"), [(0, []), (1, [REFUSED.scan.scan_id])])
def test_a_refused_upload_is_tried_again_or_kept(
    qtbot: QtBot, window: FrontDeskWindow, engine: FakeDesk, button: int, kept: list[str]
) -> None:
    _open(qtbot, window)
    row = window.places.conflicts.rows[1]
    assert "the server has another passage under the same number" in row.story[1].text()
    QTest.mouseClick(row.buttons[button], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.places.conflicts.rows) == 1)
    assert engine.cases.refused == ()
    assert engine.kept_here == kept


@pytest.mark.parametrize("language", Language)
def test_the_list_fits_in_every_language(
    qtbot: QtBot, window: FrontDeskWindow, language: Language, tmp_path: Path
) -> None:
    speak(QApplication.instance(), language)
    try:
        _open(qtbot, window)
        settle()
        page = window.places.conflicts
        for row in page.rows:
            for button in row.buttons:
                assert button.width() >= button.sizeHint().width()
        window.grab().save(str(tmp_path / f"double-entries-{language.value}.png"))
    finally:
        speak(QApplication.instance(), Language.ENGLISH)


def test_a_closing_without_a_network_waits_and_reaches_the_hub(tmp_path: Path) -> None:
    class Now:
        def now(self):
            return MORNING

    books = HubStore(tmp_path / "hub", Now())
    books.load(SETUP, PEOPLE)
    stores = {name: StationStore(tmp_path / name) for name in ("A", "B")}
    workers = {name: SyncWorker(store, InProcessHub(books, name), Now()) for name, store in stores.items()}
    for name, store in stores.items():
        workers[name].run_once()
        Admissions(store, Now()).check_in(FATIMA.ticket_code, Door(gate=SETUP.gates[0].id, station=name))
    for name in ("A", "B", "A"):
        workers[name].run_once()
    (case,) = open_cases(stores["A"]).doubles
    close_case(stores["A"], case.scan_id, "Salma", "seen")
    assert open_cases(stores["A"]).doubles == ()
    assert Closings(stores["A"].log).waiting()[0].note == "seen"
    workers["A"].run_once()
    assert Closings(stores["A"].log).waiting() == ()
    (conflict,) = all_conflicts(books.reader())
    assert (conflict.closed_by, conflict.note) == ("Salma", "seen")
    workers["B"].run_once()
    assert open_cases(stores["B"]).doubles == ()
    for name, store in stores.items():
        workers[name].stop()
        store.close()
    books.close()


def test_a_refused_upload_goes_up_once_more_when_a_person_says_so(tmp_path: Path) -> None:
    class Now:
        def now(self):
            return MORNING

    with StationStore(tmp_path / "A") as store:
        store.cache.save_setup(SETUP)
        store.cache.save_people(PEOPLE)
        scan = Admissions(store, Now()).check_in(FATIMA.ticket_code, Door(gate=SETUP.gates[0].id, station="A")).scan
        parked = UploadResult(scan_id=scan.scan_id, state=UploadState.PARKED, detail="no such gate")
        store.log.settle_uploads([parked], MORNING)
        assert [case.detail for case in open_cases(store).refused] == ["no such gate"]
        store.log.writer.run(lambda connection: try_again(connection, scan.scan_id))
        assert open_cases(store).refused == ()
        assert store.log.upload_counts()[UploadState.PENDING] == 1


def test_a_refused_upload_that_is_kept_here_is_asked_about_never_again(tmp_path: Path) -> None:
    class Now:
        def now(self):
            return MORNING

    with StationStore(tmp_path / "A") as store:
        store.cache.save_setup(SETUP)
        store.cache.save_people(PEOPLE)
        scan = Admissions(store, Now()).check_in(FATIMA.ticket_code, Door(gate=SETUP.gates[0].id, station="A")).scan
        parked = UploadResult(scan_id=scan.scan_id, state=UploadState.PARKED, detail="no such gate")
        store.log.settle_uploads([parked], MORNING)
        keep_case(store, scan.scan_id)
    with StationStore(tmp_path / "A") as store:
        assert open_cases(store).refused == ()
        assert store.log.upload_counts()[UploadState.PARKED] == 1
