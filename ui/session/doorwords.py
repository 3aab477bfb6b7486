"""Puts what the door shows into words: one for the visitor, the rest for the volunteer where there is one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.domain.event import Gate, Session
from kiosk.domain.problems import ProblemKind
from kiosk.domain.scans import Outcome, Reason, Verdict
from ui.direction import joined, ltr
from ui.eventwords import EventWords
from ui.language import spoken
from ui.session.door import Shown
from ui.session.verdict_field import DoorWords
from ui.tokens import Tone
from ui.widgets.verdict_shape import Shape, shape_of
from ui.words import call_out, circumstance, names_of, problem_words, title, tone_of

translate = QCoreApplication.translate

_PUBLIC = frozenset({Reason.OUTSIDE_TIME, Reason.ROOM_FULL, Reason.WRONG_TYPE})
"""Reasons that are about the door, not about the person: they may be read by everybody."""


def door_words(shown: Shown, event: EventWords, now: datetime, *, attended: bool) -> DoorWords:
    """The words of a verdict or of a trouble. Without a volunteer no name and no personal reason appears."""
    if isinstance(shown, ProblemKind):
        word = translate("Verdict", "See the desk")
        detail = problem_words(shown).title if attended else ""
        return DoorWords(tone=Tone.WAIT, shape=Shape.PERSON_SQUARE, word=word, detail=detail)
    verdict = shown.verdict
    about_the_door = verdict.reason in _PUBLIC
    answer = title(verdict.outcome, verdict.reason, verdict.direction)
    return DoorWords(
        tone=tone_of(verdict.outcome),
        shape=shape_of(verdict.outcome, verdict.reason),
        word=answer if about_the_door else call_out(verdict),
        group=_group(verdict, event) or (answer if attended and not about_the_door else ""),
        detail=_detail(verdict, event, now) if attended else "",
    )


def _group(verdict: Verdict, event: EventWords) -> str:
    """The category of a person who goes through; nothing of one who does not."""
    known = verdict.outcome is Outcome.ADMITTED and verdict.attendee is not None
    return event.category(verdict.attendee.category) if known and verdict.attendee else ""


def _detail(verdict: Verdict, event: EventWords, now: datetime) -> str:
    name = names_of(verdict.attendee)[0] if verdict.attendee else ""
    return joined(name, circumstance(verdict, event, now))


def session_words(session: Session | None, following: Session | None, event: EventWords, now: datetime) -> str:
    """The header's first line: the session, else when the next one begins."""
    if session is not None:
        return session.title.text(spoken())
    if following is None:
        return translate("Door", "No session here now")
    pattern = translate("Door", "Next session: %1")
    return pattern.replace("%1", event.moment(following.starts_at, now))


def place_words(gate: Gate, session: Session | None, event: EventWords, now: datetime) -> str:
    """The header's second line: room or door, and from when to when (or the hour now)."""
    if session is None:
        when = event.time(now)
    else:
        local = event.local
        when = ltr(f"{local(session.starts_at):%H:%M} – {local(session.ends_at):%H:%M}")
    return joined(event.place(gate), when)
