"""The place of the verdict: colour, shape, word and sound change together, and nothing ever covers it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.domain.scans import Verdict
from ui import tokens
from ui.direction import Line
from ui.sounds import Sounds
from ui.style import palette_now
from ui.tokens import Tone
from ui.widgets.verdict_shape import Shape, paint_shape, shape_of
from ui.words import ProblemWords, VerdictWords, tone_of

_HEIGHT = 164
"""Three lines fit, so that the work below does not jump between verdicts."""


class ShapeBadge(QWidget):
    """One verdict shape of a fixed side in px."""

    def __init__(self, side: int) -> None:
        super().__init__()
        self._side = side
        self.shape: Shape | None = None
        self.tone = Tone.PLAIN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def show_shape(self, shape: Shape | None, tone: Tone) -> None:
        """Changes shape and colour together; None leaves the place empty."""
        self.shape, self.tone = shape, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shape is not None:
            painter = QPainter(self)
            colour, ground = palette_now().tone(self.tone)
            paint_shape(painter, self.shape, QRectF(self.rect()), colour, ground)
            painter.end()


class VerdictBanner(QFrame):
    """The banner of the desk: shape, title, the circumstance and what to do next.

    `show_verdict` is given ready words; ask again on LanguageChange. `rest` is the designed empty state.
    """

    def __init__(self, sounds: Sounds | None = None) -> None:
        super().__init__()
        self._sounds = sounds
        self.tone = Tone.PLAIN
        self.shape = ShapeBadge(88)
        self.title = Line("display", bold=True, wrap=True)
        self.circumstance = Line("body", bold=True, wrap=True)
        self.advice = Line("body", wrap=True)
        self.setAccessibleName("")
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE_HAIR)
        words.addStretch()
        for line in (self.title, self.circumstance, self.advice):
            words.addWidget(line)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_LARGE, tokens.SPACE_SMALL, tokens.SPACE_LARGE, tokens.SPACE_SMALL)
        row.setSpacing(tokens.SPACE_LARGE)
        row.addWidget(self.shape, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, stretch=1)
        self.setMinimumHeight(_HEIGHT)

    def show_verdict(self, verdict: Verdict, words: VerdictWords, *, aloud: bool = True) -> None:
        """Shows the answer; `aloud` plays its sound (not when the same verdict is only re-worded)."""
        self.tone = tone_of(verdict.outcome)
        self._fill(shape_of(verdict.outcome, verdict.reason), words)
        if aloud and self._sounds is not None:
            self._sounds.play(self.tone)

    def show_problem(self, words: ProblemWords) -> None:
        """Something outside stopped the work: a person must look, nobody was answered."""
        self.tone = Tone.WAIT
        self._fill(Shape.PERSON_SQUARE, VerdictWords(title=words.title, advice=words.remedy))

    def show_success(self, words: ProblemWords) -> None:
        """All is well; nobody was answered."""
        self.tone = Tone.GO
        self._fill(Shape.TICK_CIRCLE, VerdictWords(title=words.title, advice=words.remedy))

    def rest(self, title: str, advice: str) -> None:
        """Nobody is at the desk: says quietly how to begin."""
        self.tone = Tone.PLAIN
        self._fill(None, VerdictWords(title=title, advice=advice))

    def _fill(self, shape: Shape | None, words: VerdictWords) -> None:
        self.shape.show_shape(shape, self.tone)
        self.shape.setVisible(shape is not None)
        for line, text in (
            (self.title, words.title),
            (self.circumstance, words.circumstance),
            (self.advice, words.advice),
        ):
            line.setText(text)
            line.setVisible(bool(text))
        self.setAccessibleName(" ".join(filter(None, (words.title, words.circumstance, words.advice))))
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "title"):
            self._recolour()
        super().changeEvent(event)

    def _recolour(self) -> None:
        colours = palette_now()
        colour = colours.quiet if self.tone is Tone.PLAIN else colours.tone(self.tone)[0]
        wanted = f"color: {colour};"
        if self.title.styleSheet() != wanted:
            self.title.setStyleSheet(wanted)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette_now().tone(self.tone)[1]))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.end()
