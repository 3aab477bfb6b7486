"""On now and next, from the event's own programme, in as many whole entries as there is room for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.domain.event import Session
from kiosk.service.programme import on_now, up_next
from ui import tokens
from ui.direction import joined, leading
from ui.eventwords import EventWords
from ui.language import spoken
from ui.style import palette_now
from ui.typeface import font
from ui.widgets.wrapped_text import line_height, paint_wrapped, wrapped

translate = QCoreApplication.translate

_CAPTION, _TITLE, _PLACE = tokens.KIOSK.body, 28, tokens.KIOSK.body
_TALL = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One painted line: a caption ("On now"), or a session with its place and time."""

    caption: str = ""
    title: str = ""
    place: str = ""


def entries(words: EventWords, at: datetime) -> list[Entry]:
    """What the board says at a moment, in the language spoken now."""
    sessions = words.setup.sessions
    return [
        *_part(translate("SelfService", "On now"), on_now(sessions, at), words, at, until=True),
        *_part(translate("SelfService", "Next"), up_next(sessions, at), words, at, until=False),
    ]


def _part(caption: str, sessions: Sequence[Session], words: EventWords, at: datetime, *, until: bool) -> list[Entry]:
    if not sessions:
        return []
    return [Entry(caption=caption), *(_entry(session, words, at, until=until) for session in sessions)]


def _entry(session: Session, words: EventWords, at: datetime, *, until: bool) -> Entry:
    if until:
        when = translate("SelfService", "until %1").replace("%1", words.time(session.ends_at))
    else:
        when = words.moment(session.starts_at, at)
    return Entry(title=session.title.text(spoken()), place=joined(words.room(session.room), when))


def fitting(listed: Sequence[Entry], heights: Sequence[float], room: float) -> list[Entry]:
    """The entries that have room, whole. What is on now gives way so that the first of what is next is seen too."""
    captions = [i for i, entry in enumerate(listed) if entry.caption]
    shown = list(zip(listed, heights, strict=True))
    if len(captions) == 2:
        following = captions[1]
        least = sum(heights[following : following + 2])
        now = _whole(shown[:following], room - least)
        if not now:
            return _whole(shown, room)
        return [*now, *_whole(shown[following:], room - sum(height for _, height in shown[: len(now)]))]
    return _whole(shown, room)


def _whole(shown: Sequence[tuple[Entry, float]], room: float) -> list[Entry]:
    """As many as fit, and never a caption alone."""
    taken: list[Entry] = []
    for entry, height in shown:
        room -= height
        if room < 0:
            break
        taken.append(entry)
    return taken[:-1] if taken and taken[-1].caption else taken


class ProgrammeBoard(QWidget):
    """Painted, so that an entry is there whole or not at all."""

    def __init__(self, words: EventWords) -> None:
        super().__init__()
        self._words = words
        self._at: datetime | None = None
        self.entries: list[Entry] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(600, 520)

    def show_time(self, at: datetime) -> None:
        """Shows the programme at a moment (UTC)."""
        self._at = at
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        fresh = entries(self._words, self._at) if self._at is not None else []
        if fresh != self.entries:
            self.entries = fresh
            told = (" ".join(filter(None, (entry.caption, entry.title, entry.place))) for entry in fresh)
            self.setAccessibleName("; ".join(told))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        heights = [self._height(entry) for entry in self.entries]
        y = 0.0
        for entry in fitting(self.entries, heights, self.height()):
            needed = self._height(entry)
            self._paint_entry(painter, entry, QRectF(0, y, self.width(), needed))
            y += needed
        painter.end()

    def _height(self, entry: Entry) -> float:
        if entry.caption:
            return _CAPTION * _TALL + tokens.SPACE_MEDIUM
        return self._title_height(entry) + _PLACE * _TALL + tokens.SPACE

    def _title_height(self, entry: Entry) -> float:
        shape = font(_TITLE, bold=True)
        return len(wrapped(entry.title, shape, self.width())) * line_height(shape)

    def _paint_entry(self, painter: QPainter, entry: Entry, box: QRectF) -> None:
        colours, side = palette_now(), leading(self)
        if entry.caption:
            place = QRectF(box.x(), box.y(), box.width(), _CAPTION * _TALL)
            caption = font(_CAPTION, bold=True)
            paint_wrapped(painter, place, entry.caption, caption, colour=colours.accent, side=side)
            return
        tall = self._title_height(entry)
        title = QRectF(box.x(), box.y(), box.width(), tall)
        paint_wrapped(painter, title, entry.title, font(_TITLE, bold=True), colour=colours.ink, side=side)
        below = QRectF(box.x(), box.y() + tall, box.width(), _PLACE * _TALL)
        paint_wrapped(painter, below, entry.place, font(_PLACE), colour=colours.quiet, side=side)
