"""Registering and correcting at the desk: opens the form, asks the engine, and says what became of it.

While the form is open, scans are answered in the banner as ever; what is typed stays and keeps the keys.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.event import Setup
from kiosk.service.registration import Particulars, Registered, Registration, particulars_of, usual_category
from ui.frontdesk.desk import Desk
from ui.frontdesk.display import Display
from ui.frontdesk.guest_form import Entry
from ui.frontdesk.places import Places
from ui.language import spoken

_PAUSE_MS = 150
"""The badge is drawn when nobody typed for a moment."""

_ARABIC = ("\u0600", "\u06ff")


class GuestDesk(QObject):
    """The verbs of the form; made once a window."""

    def __init__(self, desk: Desk, places: Places, display: Display, setup: Setup) -> None:
        super().__init__()
        self._desk, self._places, self._display = desk, places, display
        gate = next(gate for gate in setup.gates if gate.id == desk.services.gate)
        self._category = usual_category(setup, gate)
        self._form = places.form
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self._form.changed.connect(self._take_change)
        self._form.saved.connect(self._save)
        self._form.left.connect(self.leave)
        desk.registered.connect(self._take_outcome)
        desk.guest_drawn.connect(self._take_badge)
        desk.problem_arisen.connect(lambda _: self._form.setEnabled(True))

    def stop(self) -> None:
        """No badge is drawn any more."""
        self._pause.stop()

    def new(self, typed: str = "") -> None:
        """Opens the form for somebody nobody knows; `typed` is what the search did not find.

        A form that is open already, with something in it, is shown again as it is.
        """
        if not self._form.is_open or typed.strip():
            blank = Particulars(category=self._category, language=spoken().value)
            self._open(Entry(particulars=_begun(blank, typed)))
        self._show()

    def correct(self) -> None:
        """Opens the form for the person before the desk."""
        if self._desk.person is not None:
            person = self._desk.person.attendee
            self._open(Entry(particulars=particulars_of(person), ticket_code=person.ticket_code))
            self._show()

    def leave(self) -> None:
        """Nothing is stored."""
        self._close()
        self._desk.refresh()

    def _open(self, entry: Entry) -> None:
        self._form.open(entry)
        self._display.answer_before_form = self._desk.answer

    def _show(self) -> None:
        self._display.forget_troubles()
        self._display.show()
        self._form.take_keys()
        self._draw()

    def _close(self) -> None:
        self._pause.stop()
        self._form.close_form()
        self._display.show()
        self._places.search.setFocus()

    def _take_change(self) -> None:
        self._pause.start()
        self._display.answer_before_form = self._desk.answer  # a scan's answer was read; the form has the word again
        self._display.show()

    def _save(self, entry: Entry) -> None:
        self._display.forget_troubles()
        if entry.ticket_code:
            self._desk.correct(entry.ticket_code, entry.particulars)
        else:
            self._desk.register(entry.particulars)

    def _take_outcome(self, registered: Registered) -> None:
        if registered.attendee is None:
            self._form.refuse(registered)
            self._display.show()
            return
        self._close()
        code = registered.attendee.ticket_code
        if registered.outcome is Registration.REGISTERED:
            self._desk.scan(code)
        elif self._desk.person is not None and self._desk.person.attendee.ticket_code == code:
            self._desk.refresh()
        else:
            self._desk.open(code)

    def _draw(self) -> None:
        entry = self._form.entry
        self._desk.draw_guest(entry.particulars, entry.ticket_code)

    def _take_badge(self, png: bytes | None) -> None:
        if self._form.is_open:
            self._places.badge.show_badge(png)


def _begun(blank: Particulars, typed: str) -> Particulars:
    """What was searched for, in the field that it belongs to; a name typed in small letters gets its capitals."""
    text = typed.strip()
    if "@" in text:
        return replace(blank, email=text)
    if any(_ARABIC[0] <= letter <= _ARABIC[1] for letter in text):
        return replace(blank, name_ar=text)
    return replace(blank, name=text.title() if text.islower() else text)
