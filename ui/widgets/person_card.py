"""One person: both names, who they are, where they went through, and what the desk should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui import icons, tokens
from ui.direction import Line, is_mirrored
from ui.icons import Icon
from ui.style import palette_now
from ui.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """Everything on the card, in words already. `facts` are (label, value); `history` is newest first."""

    name: str
    other_name: str = ""
    job_title: str = ""
    company: str = ""
    category: str = ""
    category_colour: str = ""
    facts: Sequence[tuple[str, str]] = ()
    alert: str = ""
    history_title: str = ""
    history: Sequence[tuple[Icon, str]] = ()


class PersonCard(QScrollArea):
    """Shows a `CardWords`; long names and titles wrap, nothing is cut."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: CardWords | None = None
        self.name = Line("title", bold=True, wrap=True)
        self.other_name = Line("large", wrap=True)
        self.job_title = Line("body", wrap=True)
        self.company = Line("large", bold=True, wrap=True)
        self.category = CategoryMark()
        self.alert = Notice()
        self._facts = QGridLayout()
        self._history_title = Line("small", quiet=True, bold=True)
        self._history = QVBoxLayout()
        self.setWidget(self._assembled())

    def show_words(self, words: CardWords) -> None:
        """Replaces the whole card, unless it says so already."""
        if words == self._shown:
            return
        self._shown = words
        for line, text in (
            (self.name, words.name),
            (self.other_name, words.other_name),
            (self.job_title, words.job_title),
            (self.company, words.company),
        ):
            line.setText(text)
            line.setVisible(bool(text))
        self.category.show_category(words.category, words.category_colour)
        self.alert.show_words(words.alert)
        self._fill_facts(words.facts)
        self._fill_history(words.history_title, words.history)
        self.verticalScrollBar().setValue(0)

    def history_lines(self) -> list[str]:
        """The history as shown, newest first."""
        return [line.text() for line in self.findChildren(Line) if line.objectName() == "history"]

    def _assembled(self) -> QWidget:
        inside = _Inside()
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.SPACE_LARGE, tokens.SPACE, tokens.SPACE_LARGE, tokens.SPACE)
        column.setSpacing(tokens.SPACE_HAIR)
        column.addWidget(self.name)
        column.addWidget(self.other_name)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addWidget(self.category)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addWidget(self.company)
        column.addWidget(self.job_title)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addWidget(self.alert)
        column.addSpacing(tokens.SPACE_HAIR)
        self._facts.setHorizontalSpacing(tokens.SPACE)
        self._facts.setVerticalSpacing(tokens.SPACE_HAIR)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addWidget(self._history_title)
        self._history.setSpacing(tokens.SPACE_HAIR)
        column.addLayout(self._history)
        column.addStretch()
        return inside

    def _fill_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        _empty(self._facts)
        for row, (label, value) in enumerate(facts):
            shown = Line("small")
            shown.setText(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            named = Line("small", quiet=True)
            named.setText(label)
            self._facts.addWidget(named, row, 0)
            self._facts.addWidget(shown, row, 1)

    def _fill_history(self, title: str, history: Sequence[tuple[Icon, str]]) -> None:
        _empty(self._history)
        self._history_title.setText(title)
        for icon, words in history:
            self._history.addWidget(_HistoryLine(icon, words))


class _Inside(QWidget):
    """As tall as its text needs at the width it has; wrapped labels would ask for the height of a narrow column."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class CategoryMark(QWidget):
    """A dot in the category's colour with its name: colour is never the only cue."""

    def __init__(self) -> None:
        super().__init__()
        self._dot = _Dot()
        self._words = Line("body", bold=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_SMALL)
        row.addWidget(self._dot)
        row.addWidget(self._words, stretch=1)

    def show_category(self, words: str, colour: str) -> None:
        """Names the category; an empty one hides the mark."""
        self._words.setText(words)
        self._dot.colour = colour
        self._dot.update()
        self.setVisible(bool(words))


class _Dot(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.colour = ""
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(palette_now().line))
        painter.setBrush(QColor(self.colour or palette_now().quiet))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class Notice(QFrame):
    """Something that the desk must not overlook, in amber; hidden when there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self.words = Line("body", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens.SPACE_MEDIUM, tokens.SPACE_SMALL, tokens.SPACE_MEDIUM, tokens.SPACE_SMALL)
        row.setSpacing(tokens.SPACE_MEDIUM)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, stretch=1)
        self.show_words("")

    def show_words(self, words: str) -> None:
        """Says it, or hides."""
        self.words.setText(words)
        self.setVisible(bool(words))
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "words"):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._icon.setPixmap(icons.pixmap(Icon.ALERT, 20, palette_now().wait))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette_now().tone(Tone.WAIT)[1]))
        painter.drawRoundedRect(self.rect(), tokens.RADIUS, tokens.RADIUS)
        painter.end()


class _HistoryLine(QWidget):
    def __init__(self, icon: Icon, words: str) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        text = Line("body", wrap=True)
        text.setObjectName("history")
        text.setText(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(tokens.SPACE_SMALL)
        row.addWidget(self._picture)
        row.addWidget(text, stretch=1)
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        kinds = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange)
        if event.type() in kinds and hasattr(self, "_picture"):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        picture = icons.pixmap(self._icon, 18, palette_now().quiet, mirrored=is_mirrored(self))
        self._picture.setPixmap(picture)


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
