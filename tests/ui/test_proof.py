"""The live proof: the badge follows the layout file, and a mistake is told where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kiosk.domain.badges import Badge
from kiosk.domain.event import Language, Localized
from kiosk.domain.problems import EnvironmentProblem
from printing.hard_ones import hard_ones_first
from printing.layout import load_layout, shipped_layout_text
from printing.render import BadgeRenderer
from tests.fakes.badges import FRENCH
from ui.language import speak
from ui.proof.run import run_proof
from ui.proof.sheet import Sheet
from ui.proof.window import ProofWindow

LONG = replace(FRENCH, ticket_code="LONG", name="x" * 300)
PEOPLE = (LONG, FRENCH)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(shipped_layout_text("4x3"), encoding="utf-8")
    return path


@pytest.fixture
def window(qtbot: QtBot, file: Path) -> Iterator[ProofWindow]:
    shown = ProofWindow(Sheet(str(file), 203), PEOPLE)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.close()


def said(window: ProofWindow) -> list[str]:
    return [notice.words.text() for notice in window.troubles]


def test_badge_is_shown_as_it_prints_with_what_needs_an_eye(window: ProofWindow) -> None:
    assert window.proof.png == BadgeRenderer(load_layout("4x3"), 203).render(LONG).pages[0].to_png()
    assert any("does not fit" in words for words in said(window))


def test_badge_without_a_name_is_told_as_one(qtbot: QtBot, file: Path) -> None:
    nameless = ProofWindow(Sheet(str(file), 203), [replace(FRENCH, name="", name_ar="")])
    qtbot.addWidget(nameless)
    assert [words.count(": no name (") for words in said(nameless)] == [1]


def test_arrow_keys_go_through_the_people_and_round(window: ProofWindow) -> None:
    for key, wanted in ((Qt.Key.Key_Right, FRENCH), (Qt.Key.Key_Right, LONG), (Qt.Key.Key_Left, FRENCH)):
        QTest.keyClick(window, key)
        assert window.badge == wanted
    assert said(window) == []
    assert window.verdict.text() == "Nothing to complain of"


def test_saved_change_is_drawn_at_once(qtbot: QtBot, window: ProofWindow, file: Path) -> None:
    before = window.proof.png
    file.write_text(shipped_layout_text("4x3").replace("radius = 1.5", "radius = 4"), encoding="utf-8")
    qtbot.waitUntil(lambda: window.proof.png != before, timeout=3000)


def test_mistake_is_told_with_its_place_and_gone_when_it_is_mended(
    qtbot: QtBot, window: ProofWindow, file: Path
) -> None:
    file.write_text(shipped_layout_text("4x3").replace("min_size", "mini_size", 1), encoding="utf-8")
    qtbot.waitUntil(lambda: window.proof.problem is not None, timeout=3000)
    assert said(window)[0] == "badge layout mine.toml: element 'event': 'min_size' is missing"
    file.write_text(shipped_layout_text("4x3"), encoding="utf-8")
    qtbot.waitUntil(lambda: window.proof.problem is None, timeout=3000)


def test_file_that_is_gone_is_a_mistake_and_no_crash(qtbot: QtBot, window: ProofWindow, file: Path) -> None:
    file.unlink()
    qtbot.waitUntil(lambda: window.proof.problem is not None, timeout=3000)
    assert "can't be read" in said(window)[0]


def test_proof_changes_language_with_the_window(qtbot: QtBot, window: ProofWindow, qapp) -> None:  # type: ignore[no-untyped-def]
    speak(qapp, Language.FRENCH)
    try:
        qtbot.waitUntil(lambda: any("ne tient pas" in words for words in said(window)))
    finally:
        speak(qapp, Language.ENGLISH)


def test_hard_people_come_first_and_nobody_is_lost() -> None:
    easy = [Badge(ticket_code=f"E{n}", code="E", name="Ali", category="visitor") for n in range(100)]
    long_name = replace(easy[0], ticket_code="N", name="Ali " * 30)
    long_job = replace(easy[0], ticket_code="J", job_title="Conseil " * 30)
    no_category = replace(easy[0], ticket_code="C", category="", category_name=Localized())
    ordered = hard_ones_first([*easy, long_name, long_job, no_category])
    assert {badge.ticket_code for badge in ordered[:4]} >= {"N", "J", "C"}
    assert len(ordered) == 103


def test_station_without_people_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="no station"):
        run_proof(tmp_path, "4x3", 203, Language.ENGLISH)
    with pytest.raises(EnvironmentProblem, match="no badge layout"):
        run_proof(tmp_path, "5x7", 203, Language.ENGLISH)
