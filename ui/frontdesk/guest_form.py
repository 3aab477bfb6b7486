"""The form of a new guest or of a correction, in the place of the card: one page, all by keys, nothing pops up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.event import Language
from kiosk.service.registration import LONGEST, Particulars, Registered
from ui import tokens
from ui.direction import Line, leading
from ui.eventwords import EventWords
from ui.icons import Icon
from ui.language import NATIVE_NAMES
from ui.widgets.action_button import ActionButton
from ui.widgets.choice import Choice

translate = QCoreApplication.translate

NEW_GUEST_KEY = "F2"
_CATEGORY_COLUMNS = 4

_LABELS: dict[str, Callable[[], str]] = {
    "name": lambda: translate("Guest", "Name"),
    "name_ar": lambda: translate("Guest", "Name in Arabic"),
    "company": lambda: translate("Guest", "Company or city"),
    "job_title": lambda: translate("Guest", "Job title"),
    "category": lambda: translate("Guest", "Category"),
    "language": lambda: translate("Guest", "Language"),
    "email": lambda: translate("Guest", "E-mail (optional)"),
}
_TEXTS = ("name", "name_ar", "company", "job_title", "email")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Whom the form is about: `ticket_code` is empty for a new guest."""

    particulars: Particulars
    ticket_code: str = ""


class GuestForm(QWidget):
    """Open with `open`; tells by `saved` (Entry) that somebody wants it stored, by `left` that nobody does."""

    saved = Signal(object)
    left = Signal()
    changed = Signal()

    def __init__(self, event: EventWords) -> None:
        super().__init__()
        self._event = event
        self._ticket_code = ""
        self.is_open = False
        self.fault: Registered | None = None
        self.fields = {field: QLineEdit(maxLength=LONGEST) for field in _TEXTS}
        self.category = Choice([category.id for category in event.setup.categories], columns=_CATEGORY_COLUMNS)
        self.language = Choice([language.value for language in Language], columns=len(Language))
        self.labels = {field: Line("small", quiet=True) for field in _LABELS}
        self.save = ActionButton(Icon.CHECK, kind="primary", key="Enter")
        self.leave = ActionButton(kind="quiet", key="Esc")
        self._assemble()
        self._listen()
        self._reword()

    @property
    def entry(self) -> Entry:
        """What is typed now."""
        texts = {field: line.text() for field, line in self.fields.items()}
        chosen = {"category": self.category.chosen, "language": self.language.chosen}
        return Entry(particulars=Particulars(**texts, **chosen), ticket_code=self._ticket_code)

    def open(self, entry: Entry) -> None:
        """Shows `entry` to be completed; what was typed before is gone."""
        self._ticket_code = entry.ticket_code
        for field, line in self.fields.items():
            line.setText(getattr(entry.particulars, field))
        self.category.choose(entry.particulars.category)
        self.language.choose(entry.particulars.language)
        self.is_open, self.fault = True, None
        self.setEnabled(True)
        self._reword()

    def close_form(self) -> None:
        """Stored, or not wanted."""
        self.is_open, self.fault = False, None

    def refuse(self, fault: Registered) -> None:
        """What was typed can't be used: the keys go to the field in question."""
        self.fault = fault
        self.setEnabled(True)
        self.take_keys(fault.field)

    def take_keys(self, field: str = "name") -> None:
        """Puts the keys into a field, at the end of what stands there."""
        line = self.fields.get(field, self.fields["name"])
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.end(False)

    @property
    def has_keys(self) -> bool:
        """Whether somebody types here."""
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def take_stray(self, event: QKeyEvent) -> None:
        """A key that was pressed elsewhere, after a click on a button: what prints is typed here."""
        if event.text() and event.text().isprintable():
            self.take_keys()
            QApplication.sendEvent(self.fields["name"], event)
        else:
            self.keyPressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field wanted: Enter saves, Escape leaves, others are nobody's while the form is open."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        if event.type() == QEvent.Type.LayoutDirectionChange and hasattr(self, "fields"):
            self._align()
        super().changeEvent(event)

    def _save(self) -> None:
        if self.isEnabled():
            self.setEnabled(False)  # one answer an entry; a second Enter is not a second guest
            self.saved.emit(self.entry)

    def _listen(self) -> None:
        for line in self.fields.values():
            line.textChanged.connect(self._note_change)
        self.category.chosen_changed.connect(self._note_change)
        self.language.chosen_changed.connect(self._note_change)
        self.save.clicked.connect(self._save)
        self.leave.clicked.connect(self.left)

    def _note_change(self) -> None:
        if self.is_open:
            self.fault = None
            self.changed.emit()

    def _assemble(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_scrolled(self._all_fields()), stretch=1)
        column.addLayout(self._answers())
        self._order_of_tab()

    def _all_fields(self) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, tokens.SPACE_SMALL, 0)
        grid.setHorizontalSpacing(tokens.SPACE)
        grid.setVerticalSpacing(tokens.SPACE_HAIR)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        places = (("name", 0, 0), ("name_ar", 0, 1), ("company", 1, 0), ("job_title", 1, 1), ("email", 3, 1))
        for field, row, column in places:
            grid.addLayout(self._labelled(field, self.fields[field]), row, column)
        grid.addLayout(self._labelled("category", self.category), 2, 0, 1, 2)
        grid.addLayout(self._labelled("language", self.language), 3, 0)
        grid.setRowStretch(4, 1)
        return inside

    def _labelled(self, field: str, entry: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(tokens.SPACE_HAIR)
        column.addWidget(self.labels[field])
        column.addWidget(entry)
        column.addStretch()  # entries of one row begin at one height
        return column

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(tokens.SPACE_SMALL)
        row.addWidget(self.save)
        row.addWidget(self.leave)
        row.addStretch()
        return row

    def _order_of_tab(self) -> None:
        """As one reads: both names, company and title, category, language, e-mail, the answers."""
        stops: list[QWidget] = [self.fields[field] for field in _TEXTS[:4]]
        stops += [*self.category.chips.values(), *self.language.chips.values(), self.fields["email"], self.save]
        for before, after in zip(stops, [*stops[1:], self.leave], strict=True):
            QWidget.setTabOrder(before, after)

    def _align(self) -> None:
        """Each field begins where the window's lines begin; the Arabic name begins on its own side."""
        for field, line in self.fields.items():
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            line.setAlignment(right if field == "name_ar" else leading(line))

    def _reword(self) -> None:
        words = {field: label() for field, label in _LABELS.items()}
        for field, line in self.labels.items():
            line.setText(words[field])
        for field, entry in self.fields.items():
            entry.setAccessibleName(words[field])
        categories = {identity: self._event.category(identity) for identity in self.category.chips}
        self.category.word(categories, words["category"])
        self.language.word({language.value: NATIVE_NAMES[language] for language in Language}, words["language"])
        new = not self._ticket_code
        self.save.set_words(translate("Guest", "Register and check in") if new else translate("Guest", "Save"))
        self.leave.set_words(translate("Guest", "Leave"))
        self._align()


def _scrolled(fields: QWidget) -> QScrollArea:
    """An event with very many categories scrolls; the answers stay in view."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(fields)
    return area
