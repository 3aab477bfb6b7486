"""Double entries and uploads that the server refused: shown until a person has dealt with each.

A ticket that entered twice is closed with a note, which all stations hear as soon as there is a network. A refused
upload is tried again, or stays kept here for good.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal

from kiosk.domain.edits import EditKind, PersonEdit
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan
from ui import words
from ui.direction import isolated, joined, ltr
from ui.eventwords import EventWords
from ui.frontdesk.refusals import refusal_words
from ui.frontdesk.settling import SettlingPage, SettlingRow
from ui.icons import Icon

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
class RefusedEdit:
    """A guest registered or a person corrected here whom the server can't take, with its own word on it."""

    edit: PersonEdit
    detail: str
    attendee: Attendee | None = None


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A row of the server that this station can't read: its kind, its name, and what is wrong with it."""

    kind: str
    key: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """All that waits for a person."""

    doubles: tuple[DoubleEntry, ...] = ()
    refused: tuple[RefusedUpload, ...] = ()
    edits: tuple[RefusedEdit, ...] = ()
    unread: tuple[UnreadRow, ...] = ()


class ConflictPage(SettlingPage):
    """Shows cases by `show_cases`; asks for `closing`, `another_try` or `keeping` of one by its scan or edit id."""

    closing = Signal(str)
    another_try = Signal(str)
    keeping = Signal(str)

    def __init__(self, event: EventWords) -> None:
        self._event = event
        self._cases = OpenCases()
        super().__init__()

    def show_cases(self, cases: OpenCases) -> None:
        """The cases now; the first one's button gets the keys when anything changed."""
        if cases == self._cases:
            return
        self._cases = cases
        self._fill()

    def words(self) -> tuple[str, str]:
        title = translate("Desk", "Double entries and refused uploads")
        if not self.rows:
            return title, translate("Desk", "Nothing waits for you.")
        if not self._cases.doubles:
            return title, ""
        return title, translate("Desk", "Find out what happened at the doors, then close each with a note.")

    def _fill(self) -> None:
        doubles = map(self._double, self._cases.doubles)
        refused, edits = map(self._refused, self._cases.refused), map(self._refused_edit, self._cases.edits)
        self.put_rows([*doubles, *refused, *edits, *map(UnreadCase, self._cases.unread)])

    def _double(self, case: DoubleEntry) -> CaseRow:
        row = DoubleRow(case, self._event)
        row.buttons[0].clicked.connect(lambda: self.closing.emit(case.scan_id))
        return row

    def _refused(self, case: RefusedUpload) -> CaseRow:
        return self._with_answers(RefusedRow(case, self._event), case.scan.scan_id)

    def _refused_edit(self, case: RefusedEdit) -> CaseRow:
        return self._with_answers(RefusedEditRow(case, self._event), case.edit.edit_id)

    def _with_answers(self, row: CaseRow, case_id: str) -> CaseRow:
        row.buttons[0].clicked.connect(lambda: self.another_try.emit(case_id))
        row.buttons[1].clicked.connect(lambda: self.keeping.emit(case_id))
        return row


class CaseRow(SettlingRow):
    """One case: whose ticket it is, what happened in two lines, and what can be done."""

    def __init__(self, attendee: Attendee | None, code: str, *icons: Icon) -> None:
        super().__init__(lines=2, icons=icons)
        self._attendee, self._code = attendee, code

    def reword(self) -> None:
        """In the language spoken now."""
        name = words.names_of(self._attendee)[0] if self._attendee is not None else ""
        self.name.setText(joined(*filter(None, (name, ltr(self._code)))))
        for button in self.buttons:
            button.setAccessibleDescription(isolated(name or self._code))


class DoubleRow(CaseRow):
    """Both entries with time, door, operator and station."""

    def __init__(self, case: DoubleEntry, event: EventWords) -> None:
        super().__init__(case.attendee, case.later.code, Icon.CHECK)
        self._case, self._event = case, event
        self.reword()

    def reword(self) -> None:
        super().reword()
        first, second = translate("Desk", "First entry"), translate("Desk", "Second entry")
        for line, said, scan in zip(self.story, (first, second), (self._case.earlier, self._case.later), strict=True):
            line.setText(joined(said, *_where(scan, self._event)))
        self.buttons[0].set_words(translate("Desk", "Close with a note"))


class RefusedRow(CaseRow):
    """One upload with the server's reason."""

    def __init__(self, case: RefusedUpload, event: EventWords) -> None:
        super().__init__(case.attendee, case.scan.code, Icon.UPLOAD, Icon.CLOSE)
        self._case, self._event = case, event
        self.reword()

    def reword(self) -> None:
        super().reword()
        self.story[0].setText(joined(*_where(self._case.scan, self._event)))
        why = refusal_words(self._case.detail)
        self.story[1].setText(joined(translate("Desk", "Refused by the server"), why))
        self.buttons[0].set_words(translate("Desk", "Try again"))
        self.buttons[1].set_words(translate("Desk", "Keep it here"))


class RefusedEditRow(CaseRow):
    """A guest or a correction that the server did not take, or not all of it."""

    def __init__(self, case: RefusedEdit, event: EventWords) -> None:
        super().__init__(case.attendee, case.edit.ticket_code, Icon.UPLOAD, Icon.CLOSE)
        self._case, self._event = case, event
        self.reword()

    def reword(self) -> None:
        super().reword()
        edit = self._case.edit
        walk_in = edit.kind is EditKind.WALK_IN
        said = translate("Guest", "New guest") if walk_in else translate("Guest", "Correction")
        wanted = [self._event.category(one.after) if one.field == "category" else one.after for one in edit.changes]
        self.story[0].setText(joined(self._event.time(edit.at), said, *wanted, edit.operator, edit.station))
        why = refusal_words(self._case.detail)
        self.story[1].setText(joined(translate("Desk", "Refused by the server"), why))
        self.buttons[0].set_words(translate("Desk", "Try again") if walk_in else translate("Guest", "Correct anyway"))
        self.buttons[1].set_words(translate("Desk", "Keep it here"))


class UnreadCase(CaseRow):
    """Nothing can be done about it here: whoever looks after the server must know the name and the fault."""

    def __init__(self, case: UnreadRow) -> None:
        super().__init__(None, case.key)
        self._case = case
        self.reword()

    def reword(self) -> None:
        super().reword()
        self.story[0].setText(_unread_words(self._case.kind))
        self.story[1].setText(ltr(self._case.detail))


def _unread_words(kind: str) -> str:
    match kind:
        case "people":
            return translate("Desk", "This station can't read this guest as the server has them. Tell the organiser.")
        case "setup":
            return translate("Desk", "This station can't read the event's new set-up and keeps the former one.")
        case _:
            return translate("Desk", "This station can't read this record of the server. Tell the organiser.")


def _where(scan: Scan, event: EventWords) -> tuple[str, ...]:
    found = (event.time(scan.at), event.gate(scan.gate), scan.operator, scan.station)
    return tuple(part for part in found if part)
