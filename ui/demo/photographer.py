"""Takes the demo's pictures: the front desk in its three languages, in the middle of the show and at its end."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from kiosk.domain.event import Language
from kiosk.domain.scans import Outcome
from kiosk.service.check_in import CheckedIn
from ui import language
from ui.app import App
from ui.screens import grab

_DEVELOP_MS = 700
"""The badge preview and the history arrive a moment after the verdict."""


class Photographer(QObject):
    """Pictures `front-desk-LANGUAGE.png` show the first welcome of a person with an Arabic name, `-refused` the end."""

    def __init__(self, app: App, window: QWidget, folder: Path) -> None:
        super().__init__()
        self._app = app
        self._window = window
        self._folder = folder
        self._taken = False
        app.bridge.verdict_given.connect(self._seen)

    def finish(self) -> None:
        """The last answer of the show, whatever it was."""
        if not self._taken:
            self._shoot("")
        self._shoot("-end")

    def _seen(self, answer: CheckedIn) -> None:
        attendee = answer.verdict.attendee
        welcome = answer.verdict.outcome is Outcome.ADMITTED and attendee is not None and bool(attendee.name_ar)
        if welcome and not self._taken:
            self._taken = True
            QTimer.singleShot(_DEVELOP_MS, self, lambda: self._shoot(""))

    def _shoot(self, mark: str) -> None:
        spoken = language.spoken()
        for chosen in Language:
            self._app.speak(chosen)
            grab(self._window, self._folder / f"front-desk{mark}-{chosen.value}.png")
        self._app.speak(spoken)
