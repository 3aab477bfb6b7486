"""Double entries and uploads that the server refused: shown until a person has dealt with each.

A ticket that entered twice is closed with a note, which all stations hear as soon as there is a network. A refused
upload is tried again, or stays kept here for good.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan
from ui import tokens, words
from ui.direction import Line, isolated, joined, ltr
from ui.eventwords import EventWords
from ui.icons import Icon
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate

CONFLICTS_KEY = "F10"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubleEntry:
    """One ticket in twice: the earlier and the later entry by the doors' times; `scan_id` names the conflict."""

    scan_id: str
    earlier: Scan
    later: Scan
    attendee: Attendee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedUpload:
    """A scan of this station that the server can't take, with the server's own word on it."""

    scan: Scan
    detail: str
    attendee: Attendee | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """All that waits for a person."""

    doubles: tuple[DoubleEntry, ...] = ()
    refused: tuple[RefusedUpload, ...] = ()


class ConflictPage(QWidget):
    """Shows cases by `show_cases`; asks for `closing` or `another_try` of one by its scan id."""

    closing = Signal(str)
    another_try = Signal(str)

    def __init__(self, event: EventWords) -> None:
        super().__init__()
        self._event = event
        self._cases = OpenCases()
        self._kept: set[str] = set()
        self.title = Line("large", bold=True)
        self.advice = Line("body", quiet=True, wrap=True)
        self.rows: list[CaseRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_MEDIUM)
        column.addWidget(self.title)
        column.addWidget(self.advice)
        column.addWidget(_scrolled(self._list), stretch=1)
        self._reword()

    def show_cases(self, cases: OpenCases) -> None:
        """The cases now; the first one's button gets the keys when anything changed."""
        if cases == self._cases:
            return
        self._cases = cases
        self._fill()

    def take_keys(self) -> None:
        """Puts the keys on the first button, when the page is in view."""
        if self.rows and self.isVisible():
            self.rows[0].buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _fill(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [self._double(case) for case in self._cases.doubles]
        self.rows += [self._refused(case) for case in self._cases.refused if case.scan.scan_id not in self._kept]
        for number, row in enumerate(self.rows):
            self._list.insertWidget(number, row)
        self._reword()
        self.take_keys()

    def _double(self, case: DoubleEntry) -> CaseRow:
        row = DoubleRow(case, self._event)
        row.buttons[0].clicked.connect(lambda: self.closing.emit(case.scan_id))
        return row

    def _refused(self, case: RefusedUpload) -> CaseRow:
        row = RefusedRow(case, self._event)
        row.buttons[0].clicked.connect(lambda: self.another_try.emit(case.scan.scan_id))
        row.buttons[1].clicked.connect(lambda: self._keep(case.scan.scan_id))
        return row

    def _keep(self, scan_id: str) -> None:
        """Out of sight until the program starts again; it stays parked and counted."""
        self._kept.add(scan_id)
        self._fill()

    def _reword(self) -> None:
        self.title.setText(translate("Desk", "Double entries and refused uploads"))
        if self.rows:
            said = translate("Desk", "Find out what happened at the doors, then close each with a note.")
        else:
            said = translate("Desk", "Nothing waits for you.")
        self.advice.setText(said)
        for row in self.rows:
            row.reword()


class CaseRow(QFrame):
    """One case: whose ticket it is, what happened in one or two lines, and what can be done."""

    def __init__(self, attendee: Attendee | None, code: str, lines: int, icons: tuple[Icon, ...]) -> None:
        super().__init__()
        self._attendee, self._code = attendee, code
        self.setProperty("panel", True)
        self.name = Line("body", bold=True, wrap=True)
        self.story = [Line("small", quiet=True, wrap=True) for _ in range(lines)]
        self.buttons = [ActionButton(icon, kind="plain") for icon in icons]
        answers = QHBoxLayout()
        answers.setSpacing(tokens.SPACE_SMALL)
        for button in self.buttons:
            answers.addWidget(button)
        answers.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE_SMALL, tokens.SPACE, tokens.SPACE_MEDIUM)
        column.setSpacing(tokens.SPACE_HAIR)
        for line in (self.name, *self.story):
            column.addWidget(line)
        column.addSpacing(tokens.SPACE_SMALL)
        column.addLayout(answers)

    def reword(self) -> None:
        """In the language spoken now."""
        name = words.names_of(self._attendee)[0] if self._attendee is not None else ""
        self.name.setText(joined(*filter(None, (name, ltr(self._code)))))
        for button in self.buttons:
            button.setAccessibleDescription(isolated(name or self._code))


class DoubleRow(CaseRow):
    """Both entries with time, door, operator and station."""

    def __init__(self, case: DoubleEntry, event: EventWords) -> None:
        super().__init__(case.attendee, case.later.code, 2, (Icon.CHECK,))
        self._case, self._event = case, event
        self.reword()

    def reword(self) -> None:
        super().reword()
        first, second = translate("Desk", "First entry"), translate("Desk", "Second entry")
        for line, said, scan in zip(self.story, (first, second), (self._case.earlier, self._case.later), strict=True):
            line.setText(joined(said, *_where(scan, self._event)))
        self.buttons[0].set_words(translate("Desk", "Close with a note"))


class RefusedRow(CaseRow):
    """One upload with the server's reason, which is the server's own text."""

    def __init__(self, case: RefusedUpload, event: EventWords) -> None:
        super().__init__(case.attendee, case.scan.code, 2, (Icon.UPLOAD, Icon.CLOSE))
        self._case, self._event = case, event
        self.reword()

    def reword(self) -> None:
        super().reword()
        self.story[0].setText(joined(*_where(self._case.scan, self._event)))
        self.story[1].setText(joined(translate("Desk", "Refused by the server"), self._case.detail))
        self.buttons[0].set_words(translate("Desk", "Try again"))
        self.buttons[1].set_words(translate("Desk", "Keep it here"))


def _where(scan: Scan, event: EventWords) -> tuple[str, ...]:
    found = (event.time(scan.at), event.gate(scan.gate), scan.operator, scan.station)
    return tuple(part for part in found if part)


def _scrolled(rows: QVBoxLayout) -> QScrollArea:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(rows)
    column.addStretch()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
