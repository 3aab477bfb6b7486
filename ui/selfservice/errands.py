"""Runs the journey's errands on a worker thread, so that the screen never waits for the disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kiosk.domain.problems import EnvironmentProblem
from ui.bridge import Bridge
from ui.selfservice.journey import Journey
from ui.selfservice.services import SelfServiceServices
from ui.selfservice.steps import StaffCall
from ui.tasks import Lane

Answer = TypeVar("Answer")
Change = Callable[[Journey], None]


class LaneErrands:
    """Satisfies `journey.Errands`. `hear` gets each answer in the window's thread as a change to the journey."""

    def __init__(self, services: SelfServiceServices, bridge: Bridge, hear: Callable[[Change], None]) -> None:
        self._services = services
        self._hear = hear
        self._lane = Lane(bridge, "self-service", _not_now)

    def look_up(self, code: str, visit: int) -> None:
        """Asks who this is."""
        self._run(
            lambda: self._services.look_up(code),
            lambda found: lambda journey: journey.looked_up(visit, found.verdict, found.badge_png),
            visit,
        )

    def check_in(self, code: str, visit: int) -> None:
        """Writes the scan and queues the badge."""
        self._run(
            lambda: self._services.check_in(code),
            lambda answer: lambda journey: journey.checked_in(visit, answer),
            visit,
        )

    def call_staff(self, call: StaffCall) -> None:
        """Tells the stations of the staff."""
        self._lane.run(lambda: self._services.call_staff(call), lambda _: None)

    def stop(self) -> None:
        """Ends and joins the worker."""
        self._lane.stop()

    def _run(self, work: Callable[[], Answer], change_of: Callable[[Answer], Change], visit: int) -> None:
        def then(answer: Answer | EnvironmentProblem) -> None:
            if isinstance(answer, EnvironmentProblem):
                self._hear(lambda journey: journey.failed(visit))
            else:
                self._hear(change_of(answer))

        self._lane.run(lambda: _tried(work), then)


def _tried(work: Callable[[], Answer]) -> Answer | EnvironmentProblem:
    try:
        return work()
    except EnvironmentProblem as problem:
        return problem


def _not_now(_problem: EnvironmentProblem) -> None:
    """A call that did not reach the staff: the visitor was sent to the desk anyway."""
