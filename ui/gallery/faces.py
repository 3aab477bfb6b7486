"""The three faces in their states, driven as people drive them: codes, keys and clicks.

`spoken` is the language of the station and of the people who come; `shown` the languages of the pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kiosk.domain.event import Language
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from ui.configuration import Face
from ui.demo.visitors import UNKNOWN_CODE
from ui.frontdesk.window import FrontDeskWindow
from ui.gallery.keys import press, type_slowly
from ui.gallery.stage import Stage, live, stage, wait_until
from ui.language import spoken as spoken_now
from ui.screens import grab
from ui.selfservice.steps import Step
from ui.selfservice.window import SelfServiceWindow
from ui.session.window import SessionWindow

ENTRANCE, ROOM_DOOR = "north", "door-agora-1"
DESK_SIZE, KIOSK_SIZE, DOOR_SIZE = (1280, 800), (1080, 1920), (1280, 800)
NEWCOMER = "zineb qassimi"
_MOMENT_S = 0.6
"""Enough for a card, its history and its badge to arrive."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Where a face's pictures go, FACE-STATE-LANGUAGE.png, and in which languages each state is shown."""

    face: str
    folder: Path
    shown: Sequence[Language]


Shoot = Callable[[str], None]
Window = TypeVar("Window", bound=QWidget)


def shoot_front_desk(spoken: Language, folder: Path, shown: Sequence[Language]) -> None:
    """Rest, welcome, refusals, search results, the question why, a new guest, camera lost."""
    with stage(Face.FRONT_DESK, ENTRANCE, spoken, DESK_SIZE) as scene:
        window, shoot = driven(scene, FrontDeskWindow, Pictures("front-desk", folder, shown))
        scene.show_hall()
        live(_MOMENT_S)
        shoot("rest")
        scene.show_ticket()
        for code, name in (
            (scene.cast.guest.ticket_code, "admitted"),
            (scene.cast.guest.ticket_code, "already-admitted"),
            (scene.cast.unpaid.ticket_code, "unpaid"),
            (UNKNOWN_CODE, "unknown"),
        ):
            window.scan(code)
            live(_MOMENT_S)
            shoot(name)
        window.scan(scene.cast.guest.ticket_code)
        live(_MOMENT_S)
        press(window, Qt.Key.Key_F4)
        shoot("why")
        press(window, Qt.Key.Key_Escape)
        type_slowly(window, scene.cast.guest.name.split()[0][:4].lower())
        live(_MOMENT_S)
        shoot("search")
        press(window, Qt.Key.Key_Escape)
        type_slowly(window, NEWCOMER)
        live(_MOMENT_S)
        shoot("nobody-found")
        press(window, Qt.Key.Key_Return)
        live(_MOMENT_S)
        shoot("new-guest")
        press(window, Qt.Key.Key_Escape)
        _lose_camera(scene)
        shoot("no-camera")


def shoot_self_service(spoken: Language, folder: Path, shown: Sequence[Language]) -> None:
    """The whole way of one visitor, a refusal and a break."""
    with stage(Face.SELF_SERVICE, ENTRANCE, spoken, KIOSK_SIZE) as scene:
        window, shoot = driven(scene, SelfServiceWindow, Pictures("self-service", folder, shown))
        scene.show_hall()
        live(_MOMENT_S)
        shoot("attract")
        window.present_code(scene.cast.guest.ticket_code)
        wait_until(lambda: window.journey.step is Step.CONFIRM)
        live(_MOMENT_S)
        shoot("confirm")
        window.confirm.thats_me.click()
        wait_until(lambda: window.journey.step is Step.PRINTING)
        live(_MOMENT_S)
        shoot("printing")
        wait_until(lambda: window.journey.step is Step.TAKE)
        live(_MOMENT_S)
        shoot("take")
        window.present_code(scene.cast.unpaid.ticket_code)
        wait_until(lambda: window.journey.step is Step.DESK)
        shoot("desk")
        window.frame.footer.start_again.click()
        _lose_camera(scene)
        shoot("trouble")


def shoot_session(spoken: Language, folder: Path, shown: Sequence[Language]) -> None:
    """A door at rest, an entry, an exit and a refusal."""
    with stage(Face.SESSION, ROOM_DOOR, spoken, DOOR_SIZE) as scene:
        window, shoot = driven(scene, SessionWindow, Pictures("session", folder, shown))
        scene.show_hall()
        live(_MOMENT_S)
        shoot("rest")
        for code, name in (
            (scene.cast.second.ticket_code, "entry"),
            (scene.cast.second.ticket_code, "exit"),
            (scene.cast.unpaid.ticket_code, "refused"),
        ):
            _present(window, code)
            shoot(name)


def driven(scene: Stage, kind: type[Window], pictures: Pictures) -> tuple[Window, Shoot]:
    """The face's window, and what takes its pictures."""
    if not isinstance(scene.window, kind):
        raise TypeError(f"expected a {kind.__name__}")

    def shoot(state: str) -> None:
        before = spoken_now()
        for language in pictures.shown:
            scene.app.speak(language)
            grab(scene.window, pictures.folder / f"{pictures.face}-{state}-{language.value}.png")
        scene.app.speak(before)

    return scene.window, shoot


def _present(window: SessionWindow, code: str) -> None:
    """Gives back as soon as the verdict stands: a door takes it away again after a second."""
    before = window.door.shown
    window.present_code(code)
    wait_until(lambda: window.door.shown is not None and window.door.shown is not before)


def _lose_camera(scene: Stage) -> None:
    problem = EnvironmentProblem(ProblemKind.CAMERA_LOST, "camera 0 gives no pictures", "check its cable")
    scene.app.bridge.camera_lost.emit(problem)
    live(_MOMENT_S)
