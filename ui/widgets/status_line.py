"""The state of the station: always in view, never loud, amber only when somebody should act."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui import icons, tokens
from ui.direction import Line, is_mirrored
from ui.icons import Icon
from ui.style import palette_now

_PICTURE_GAP = 6


class StatusItem(QWidget):
    """An icon with a few words. `alert` turns both amber."""

    def __init__(self, icon: Icon, role: str = "small", *, text_px: int | None = None) -> None:
        """`text_px` is the size of the words where it is not the role's: on faces that are read from afar."""
        super().__init__()
        self._icon = icon
        self._size = f" font-size: {text_px}px;" if text_px else ""
        self.alert = False
        self._picture = QLabel()
        self.text = Line(role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_PICTURE_GAP)
        row.addWidget(self._picture)
        row.addWidget(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._dress()

    def show_state(self, words: str, *, alert: bool = False, icon: Icon | None = None) -> None:
        """Changes the words, and the picture if one is given."""
        self.text.setText(words)
        self.alert = alert
        self._icon = icon or self._icon
        self._dress()

    def full_width(self) -> int:
        """What it takes to show picture and words."""
        return self._picture.sizeHint().width() + _PICTURE_GAP + self.text.sizeHint().width()

    def show_words(self, shown: bool) -> None:
        """Or the picture alone, with the words where a mouse finds them."""
        self.text.setVisible(shown)
        self._picture.setToolTip("" if shown else self.text.text())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange) and hasattr(self, "text"):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        colours = palette_now()
        colour = colours.wait if self.alert else colours.quiet
        self._picture.setPixmap(icons.pixmap(self._icon, 18, colour, mirrored=is_mirrored(self)))
        wanted = f"color: {colour}; font-weight: {'bold' if self.alert else 'normal'};{self._size}"
        if self.text.styleSheet() != wanted:
            self.text.setStyleSheet(wanted)


class StatusLine(QFrame):
    """Items from the leading side, whatever the face adds at the trailing side.

    Where the line is too short for all, quiet items keep their picture alone, the last ones first; no word is cut.
    """

    def __init__(self, *, text_px: int | None = None) -> None:
        super().__init__()
        self._text_px = text_px
        self.setProperty("ground", "mist")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(tokens.SPACE, 0, tokens.SPACE, 0)
        self._row.setSpacing(tokens.SPACE_LARGE)
        self._row.addStretch()
        self._items: list[StatusItem] = []
        self._trailing: list[QWidget] = []
        self.setFixedHeight(44)

    def add_item(self, icon: Icon) -> StatusItem:
        """One more state, after the ones before it."""
        item = StatusItem(icon, text_px=self._text_px)
        self._row.insertWidget(len(self._items), item)
        self._items.append(item)
        return item

    def add_trailing(self, widget: QWidget) -> None:
        """Something at the far end, such as the language switch."""
        self._row.addWidget(widget)
        self._trailing.append(widget)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return done

    def _fit(self) -> None:
        shown = [item for item in self._items if not item.isHidden()]
        room = self.width() - 2 * tokens.SPACE - sum(one.sizeHint().width() for one in self._trailing)
        excess = sum(item.full_width() + self._row.spacing() for item in shown) - room
        for item in reversed(shown):
            short = excess > 0 and not item.alert
            if short:
                excess -= item.text.sizeHint().width()
            item.show_words(not short)
