"""Try a scanner: what arrives, by which way, in which rhythm and layout, and what is to be set.

Nothing that is scanned here is looked up or kept.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kiosk.devices.scanner_trial import Trial, TrialVerdict, is_end, judge
from kiosk.devices.wedge import Stroke
from ui import tokens
from ui.direction import Line, isolated, leading, ltr
from ui.language import locale
from ui.scanner_keys import MODIFIERS, stroke_of
from ui.scannertest.words import verdict_words
from ui.widgets.language_switch import LanguageSwitch
from ui.widgets.verdict_banner import VerdictBanner

translate = QCoreApplication.translate

_PAUSE_MS = 300
_SOUND = frozenset({TrialVerdict.WORKS, TrialVerdict.TWO_READINGS})
_MOST_SHOWN = 400
"""Characters of a code that are shown."""


class ScannerTestWindow(QWidget):
    """Takes every key of its own window; a serial scanner's codes come through `hear`."""

    def __init__(self, line: str = "") -> None:
        """`line` names the serial line that is listened to; empty when there is none."""
        super().__init__()
        self._line = line
        self._strokes: list[Stroke] = []
        self.trial: Trial | None = None
        self.heard = ""
        self.languages = LanguageSwitch()
        self.banner = VerdictBanner()
        self.task = Line("body", wrap=True)
        self._names = [Line("small", quiet=True) for _ in range(5)]
        self.values = [Line("body", wrap=True) for _ in range(5)]
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._finish)
        self._arrange()
        self.resize(820, 560)
        self._reword()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.key() in MODIFIERS:
            return
        stroke = stroke_of(event, time.monotonic())
        self._strokes.append(stroke)
        if is_end(stroke):
            self._finish()
        else:
            self._pause.start()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """A scan's Tab is its end and moves nothing."""
        return False

    def hear(self, code: str) -> None:
        """A code from the serial line."""
        self.trial, self.heard = None, code
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _finish(self) -> None:
        self._pause.stop()
        strokes, self._strokes = self._strokes, []
        if any(not is_end(stroke) for stroke in strokes):
            self.trial, self.heard = judge(strokes), ""
            self._reword()

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(*[tokens.SPACE_LARGE] * 4)
        box.setSpacing(tokens.SPACE)
        for button in self.languages.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a scan's Space, Enter and Tab must press nothing
        box.addWidget(self.languages, alignment=leading(self))
        box.addWidget(self.banner)
        box.addWidget(self.task)
        facts = QGridLayout()
        facts.setHorizontalSpacing(tokens.SPACE_LARGE)
        facts.setVerticalSpacing(tokens.SPACE_SMALL)
        facts.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(zip(self._names, self.values, strict=True)):
            facts.addWidget(name, row, 0)
            facts.addWidget(value, row, 1)
        box.addLayout(facts)
        box.addStretch(1)

    def _reword(self) -> None:
        self.setWindowTitle(translate("ScannerTest", "Test your scanner"))
        self.task.setText(
            translate("ScannerTest", "Scan as many codes as you like. Nothing is looked up or kept here.")
        )
        names = (
            translate("ScannerTest", "Code"),
            translate("ScannerTest", "Came by"),
            translate("ScannerTest", "Rhythm"),
            translate("ScannerTest", "This desk's layout"),
            translate("ScannerTest", "Ended with"),
        )
        for line, name in zip(self._names, names, strict=True):
            line.setText(name)
        for line, value in zip(self.values, self._facts(), strict=True):
            line.setText(value)
        self._tell()

    def _tell(self) -> None:
        """The verdict with what to do; a scanner on a serial line always works."""
        verdict = self.trial.verdict if self.trial is not None else TrialVerdict.WORKS
        if self.trial is None and not self.heard:
            self.banner.rest(self.windowTitle(), translate("ScannerTest", "Press its trigger on any code."))
        elif verdict in _SOUND:
            self.banner.show_success(verdict_words(verdict))
        else:
            self.banner.show_problem(verdict_words(verdict))

    def _facts(self) -> tuple[str, str, str, str, str]:
        if self.heard:
            by = translate("ScannerTest", "Serial line {}").format(ltr(self._line))
            return _shown(self.heard), by, "–", "–", "–"
        if self.trial is None:
            return "–", "–", "–", "–", "–"
        trial = self.trial
        pause = "–" if trial.pause_ms is None else locale().toString(round(trial.pause_ms))
        return (
            _shown(trial.text),
            translate("ScannerTest", "Keyboard"),
            translate("ScannerTest", "{} ms between two characters").format(pause),
            _shown(trial.on_this_desk),
            translate("ScannerTest", "Enter or Tab") if trial.ended else translate("ScannerTest", "nothing"),
        )


def _shown(text: str) -> str:
    """A code without what a label would obey, and not longer than the window."""
    plain = "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:_MOST_SHOWN])
    return isolated(plain) if plain else "–"
