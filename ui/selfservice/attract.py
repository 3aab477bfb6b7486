"""The screen between visitors: how to hold the code, what the camera sees, what is on now and next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from kiosk.devices.reader import FrameSeen
from ui import tokens
from ui.eventwords import EventWords
from ui.selfservice.hold_hint import HoldHint
from ui.selfservice.page import Page
from ui.selfservice.programme_board import ProgrammeBoard
from ui.selfservice.services import KioskSettings, Lens
from ui.widgets.camera_preview import CameraPreview

translate = QCoreApplication.translate

_CAMERA_WIDTH = 400


class AttractPage(Page):
    """Invites; anything scanned here goes straight on."""

    def __init__(self, words: EventWords, settings: KioskSettings) -> None:
        self.hint = HoldHint(settings.lens, reduce_motion=settings.reduce_motion)
        self.camera = CameraPreview(ratio=None)
        self.camera.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        super().__init__(_SideBySide(self.hint, self.camera))
        self._lens = settings.lens
        self.programme = ProgrammeBoard(words)
        self.add_body(self.programme)
        self.reword()

    def show_frame(self, seen: FrameSeen) -> None:
        """The camera's newest frame with what was found in it."""
        self.camera.show_frame(seen)

    def show_time(self, now: datetime) -> None:
        """Brings the programme to the present (UTC)."""
        self.programme.show_time(now)

    def reword(self) -> None:
        if self._lens is Lens.ABOVE:
            place = translate("SelfService", "Hold it in front of the camera, above the screen.")
        else:
            place = translate("SelfService", "Hold it in front of the camera, below the screen.")
        self.say(translate("SelfService", "Show the QR code of your ticket"), place)


class _SideBySide(QWidget):
    """The hint beside the camera's picture."""

    def __init__(self, hint: HoldHint, camera: CameraPreview) -> None:
        super().__init__()
        self._camera = camera
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_WIDE)
        row.addWidget(hint, stretch=1)
        row.addWidget(camera, stretch=1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._camera.setMaximumWidth(max(_CAMERA_WIDTH, self.width() // 2))
        super().resizeEvent(event)
