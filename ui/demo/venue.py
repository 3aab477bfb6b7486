"""The rest of the hall in a demo: hub and simulated printer, in a process of their own as they are at an event.

A station that shares its interpreter with its hub and its printer would be measured with their work on its back.
"""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kiosk.domain.clock import SystemClock
from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.service.demo_event import demo_people, demo_setup
from printing.simulator import SimulatedPrinter
from sync.hub.server import Hub

_START_S, _ANSWER_S = 60.0, 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Where the hub and the printer are to be found."""

    hub: str
    pairing_text: str
    printer: str


class Venue:
    """Use it as a context. `people` are those that the hub was loaded with."""

    def __init__(self, directory: Path) -> None:
        """Nothing runs yet; the hub will keep its books in `directory`."""
        self._directory = directory
        self._context = multiprocessing.get_context("spawn")
        self._line, self._theirs = self._context.Pipe()
        self.setup = demo_setup(SystemClock().now())
        self.people = demo_people(event=self.setup.event)

    def __enter__(self) -> Venue:
        arguments = (self._theirs, self._directory, self.setup, self.people)
        self._process = self._context.Process(target=_run, args=arguments, name="venue", daemon=True)
        self._process.start()
        self._theirs.close()
        self.opened: Opened = self._answer(_START_S)
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()  # the other side ends with its line
        self._process.join(_ANSWER_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()

    def labels(self) -> list[bytes]:
        """What the printer has put on paper."""
        self._line.send("labels")
        labels: list[bytes] = self._answer(_ANSWER_S)
        return labels

    def _answer(self, timeout_s: float) -> Any:
        try:
            if self._line.poll(timeout_s):
                return self._line.recv()
        except (EOFError, OSError):
            pass
        raise EnvironmentProblem(
            ProblemKind.NETWORK, "the demo's hub and printer did not start", "try again, and look at the lines above"
        )


def _run(line: Connection[Any, str], directory: Path, setup: Setup, people: tuple[Attendee, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is meant for the demo, which then ends the line
    with Hub(directory, name="Demo hub") as hub, SimulatedPrinter() as printer:
        hub.load(setup, people)
        hub.start()
        line.send(Opened(hub=hub.url, pairing_text=hub.pairing_text, printer=printer.uri))
        with suppress(EOFError, OSError):
            while line.recv():
                line.send(printer.labels)
