"""From the engine's values to the words of the desk's card, its lists and its status line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Passage
from ui import words
from ui.counts import COUNTS
from ui.direction import ltr
from ui.eventwords import EventWords
from ui.frontdesk.services import PersonFile, RecentScan
from ui.icons import Icon
from ui.tokens import Tone
from ui.widgets.person_card import CardWords
from ui.widgets.scan_list import ScanRow
from ui.widgets.verdict_shape import shape_of

translate = QCoreApplication.translate

_SHOWN_PASSAGES = 6
_CODE_SHOWN = 24


def card_words(person: PersonFile, event: EventWords, now: datetime) -> CardWords:
    """Everything on the person's card."""
    attendee = person.attendee
    name, other_name = words.names_of(attendee)
    return CardWords(
        name=name,
        other_name=other_name,
        job_title=attendee.job_title,
        company=attendee.company,
        category=event.category(attendee.category),
        category_colour=event.colour(attendee.category) or "",
        facts=_facts(attendee),
        alert=attendee.notes,
        history_title=translate("Desk", "Passages") if person.history else "",
        history=[_passage(passage, event, now) for passage in reversed(person.history[-_SHOWN_PASSAGES:])],
    )


def _facts(attendee: Attendee) -> Sequence[tuple[str, str]]:
    place = ", ".join(filter(None, (attendee.city, attendee.country)))
    facts = (
        (translate("Desk", "Place"), place),
        (translate("Desk", "Ticket"), ltr(attendee.ticket_code)),
        (translate("Desk", "Order"), ltr(attendee.order_code)),
        (translate("Desk", "E-mail"), ltr(attendee.email)),
    )
    return [(label, value) for label, value in facts if value]


def _passage(passage: Passage, event: EventWords, now: datetime) -> tuple[Icon, str]:
    icon = Icon.OUT if passage.direction is Direction.EXIT else Icon.IN
    return icon, words.earlier(passage, event, now)


def scan_row(recent: RecentScan, event: EventWords) -> ScanRow:
    """One line of the last scans."""
    scan = recent.scan
    name = words.names_of(recent.attendee)[0] if recent.attendee else ltr(_short(scan.code)) or "–"
    note = words.in_list(scan.verdict, scan.reason, scan.direction)
    if recent.undone:
        note = translate("Desk", "taken back")
    return ScanRow(
        key=scan.ticket_code or "",
        time=event.time(scan.at),
        name=name,
        note=note,
        shape=shape_of(scan.verdict, scan.reason),
        tone=Tone.PLAIN if recent.undone else words.tone_of(scan.verdict),
        struck=recent.undone,
    )


def _short(code: str) -> str:
    return code if len(code) <= _CODE_SHOWN else f"{code[:_CODE_SHOWN]}…"


def standing(person: PersonFile, event: EventWords, now: datetime) -> tuple[str, str]:
    """What the banner says of a person who was opened and not yet scanned: title and advice."""
    last = person.history[-1] if person.history else None
    if last is None:
        return translate("Desk", "Not checked in yet"), translate("Desk", "Press Enter to check in.")
    told = words.earlier(last, event, now)
    if last.direction is Direction.EXIT:
        return translate("Desk", "Went out"), told
    return translate("Verdict", "Already in"), told


def undo_refused() -> tuple[str, str]:
    """What the banner says when a passage can't be taken back here."""
    return translate("Desk", "Not undone"), translate("Desk", "The last passage was recorded at another desk.")


def found_words(count: int) -> tuple[str, str]:
    """What the banner says while somebody is searched."""
    if count == 0:
        return translate("Desk", "Nobody found"), translate("Desk", "Try fewer letters, the company or the order code.")
    return COUNTS.people_found(count), translate("Desk", "Arrows choose, Enter opens, Esc goes back.")
