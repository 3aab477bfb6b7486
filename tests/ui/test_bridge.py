"""Engine threads speak, the window listens in its own thread, and nobody crashes when one of them leaves."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from ui.bridge import Bridge
from ui.tasks import Lane


def _in_thread(action: Callable[[], None]) -> None:
    thread = threading.Thread(target=action)
    thread.start()
    thread.join()


def test_call_of_an_engine_thread_arrives_in_the_windows_thread(qtbot: QtBot) -> None:
    bridge = Bridge()
    heard: list[tuple[object, str]] = []
    bridge.code_scanned.connect(lambda code: heard.append((code, threading.current_thread().name)))
    tell = bridge.caller("code_scanned")
    _in_thread(lambda: [tell("A1"), tell("A2")])
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [("A1", "MainThread"), ("A2", "MainThread")]


def test_engine_may_speak_after_the_window_closed(qtbot: QtBot) -> None:
    bridge = Bridge()
    heard: list[object] = []
    bridge.camera_lost.connect(heard.append)
    tell = bridge.caller("camera_lost")
    bridge.close()
    _in_thread(lambda: tell("lost"))
    bridge.deleteLater()
    qtbot.wait(1)
    _in_thread(lambda: tell("lost"))
    assert heard == []


@pytest.fixture
def bridge() -> Bridge:
    return Bridge()


def test_only_the_newest_question_is_answered(qtbot: QtBot, bridge: Bridge) -> None:
    lane = Lane(bridge, "search", lambda problem: None)
    gate, answers = threading.Event(), list[str]()
    lane.run_newest(lambda: (gate.wait(5), "m")[1], answers.append)
    lane.run_newest(lambda: "mo", answers.append)
    lane.run_newest(lambda: "moh", answers.append)
    gate.set()
    qtbot.waitUntil(lambda: answers == ["moh"])
    lane.stop()
    assert answers == ["moh"]


def test_trouble_from_outside_comes_back_as_a_problem(qtbot: QtBot, bridge: Bridge) -> None:
    problems: list[EnvironmentProblem] = []
    lane = Lane(bridge, "desk", problems.append)

    def full() -> None:
        raise EnvironmentProblem(ProblemKind.DISK_FULL, "disk full", "make room")

    lane.run(full, lambda answer: pytest.fail("there is no answer"))
    qtbot.waitUntil(lambda: len(problems) == 1)
    lane.stop()
    assert problems[0].kind is ProblemKind.DISK_FULL


def test_bug_in_a_task_is_loud(qtbot: QtBot, bridge: Bridge) -> None:
    lane = Lane(bridge, "desk", lambda problem: None)
    with qtbot.captureExceptions() as raised:
        lane.run(lambda: 1 // 0, lambda answer: None)
        qtbot.waitUntil(lambda: len(raised) == 1)
    lane.stop()
    assert raised[0][0] is ZeroDivisionError


def test_flood_of_frames_delivers_the_newest_only(qtbot: QtBot, bridge: Bridge) -> None:
    seen: list[object] = []
    bridge.frame_seen.connect(seen.append)
    put = bridge.newest_caller("frame_seen")
    _in_thread(lambda: [put(number) for number in range(100)])
    qtbot.waitUntil(lambda: bool(seen))
    put(100)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [99, 100]
