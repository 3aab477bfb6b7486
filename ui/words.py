"""Puts the engine's values into words: verdicts, reasons, what to do next, troubles.

The one place where an enum of the domain meets a language. Every function answers in the language that is
spoken now, so that a window asks again on LanguageChange. Sources are English; the translator's files are in
resources/translations.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kiosk.domain.event import Language
from kiosk.domain.people import Attendee, TicketStatus
from kiosk.domain.problems import ProblemKind
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Verdict
from ui.direction import isolated
from ui.eventwords import EventWords
from ui.language import spoken
from ui.tokens import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictWords:
    """`title` names the answer, `advice` says what to do next, `circumstance` which passage or time is meant."""

    title: str
    advice: str
    circumstance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemWords:
    """`title` says what failed, `remedy` what a person can do now."""

    title: str
    remedy: str


def tone_of(outcome: Outcome) -> Tone:
    """Green, red or amber."""
    return {Outcome.ADMITTED: Tone.GO, Outcome.REFUSED: Tone.STOP, Outcome.ASK: Tone.WAIT}[outcome]


def verdict_words(verdict: Verdict, event: EventWords, now: datetime) -> VerdictWords:
    """A verdict for the operator, complete."""
    return VerdictWords(
        title=title(verdict.outcome, verdict.reason, verdict.direction),
        advice=advice(verdict.reason),
        circumstance=circumstance(verdict, event, now),
    )


def title(outcome: Outcome, reason: Reason | None, direction: Direction) -> str:
    """The answer in two or three words."""
    if outcome is Outcome.ADMITTED:
        return admitted(direction)
    return _REASON_TITLES[reason]() if reason else translate("Verdict", "Not admitted")


def admitted(direction: Direction) -> str:
    """What the operator reads for a yes."""
    if direction is Direction.EXIT:
        return translate("Verdict", "Checked out")
    return translate("Verdict", "Checked in")


def call_out(verdict: Verdict) -> str:
    """The one word for the visitor, read from three metres."""
    if verdict.outcome is not Outcome.ADMITTED:
        return translate("Verdict", "See the desk")
    if verdict.direction is Direction.EXIT:
        return translate("Verdict", "Goodbye")
    return translate("Verdict", "Come in")


def in_list(outcome: Outcome, reason: Reason | None, direction: Direction) -> str:
    """The answer for a line of recent scans."""
    if outcome is not Outcome.ADMITTED:
        return title(outcome, reason, direction)
    return translate("Verdict", "out") if direction is Direction.EXIT else translate("Verdict", "in")


def circumstance(verdict: Verdict, event: EventWords, now: datetime) -> str:
    """The earlier passage, the time limit or the rule that the verdict rests on; empty where there is none."""
    if verdict.previous is not None:
        return earlier(verdict.previous, event, now)
    if verdict.reason is Reason.OUTSIDE_TIME:
        return _time_limit(verdict.detail, event, now)
    return ""


def earlier(passage: Passage, event: EventWords, now: datetime) -> str:
    """When, where and with whom somebody passed: "08:42, north entrance, by Salma"."""
    told = place_and_time(passage.at, passage.gate, event, now)
    if not passage.operator:
        return told
    return translate("Verdict", "%1, by %2").replace("%1", told).replace("%2", isolated(passage.operator))


def place_and_time(at: datetime, gate: str, event: EventWords, now: datetime) -> str:
    """ "08:42, north entrance" in the order and with the comma of the language."""
    pattern = translate("Verdict", "%1, %2")
    return pattern.replace("%1", event.moment(at, now)).replace("%2", isolated(event.gate(gate)))


def _time_limit(detail: str, event: EventWords, now: datetime) -> str:
    word, _, iso = detail.partition(" ")
    if not iso:
        return ""
    moment = event.moment(datetime.fromisoformat(iso), now)
    pattern = translate("Verdict", "Valid from %1") if word == "from" else translate("Verdict", "Valid until %1")
    return pattern.replace("%1", moment)


_REASON_TITLES: dict[Reason, Callable[[], str]] = {
    Reason.ALREADY_ADMITTED: lambda: translate("Verdict", "Already in"),
    Reason.UNKNOWN_CODE: lambda: translate("Verdict", "Unknown code"),
    Reason.UNREADABLE_CODE: lambda: translate("Verdict", "Unreadable code"),
    Reason.UNPAID: lambda: translate("Verdict", "Not paid"),
    Reason.CANCELLED: lambda: translate("Verdict", "Ticket cancelled"),
    Reason.BLOCKED: lambda: translate("Verdict", "Ticket blocked"),
    Reason.REVOKED: lambda: translate("Verdict", "Badge replaced"),
    Reason.WRONG_TYPE: lambda: translate("Verdict", "Not at this door"),
    Reason.OUTSIDE_TIME: lambda: translate("Verdict", "Not at this hour"),
    Reason.RULE: lambda: translate("Verdict", "Condition not met"),
    Reason.ROOM_FULL: lambda: translate("Verdict", "Room full"),
    Reason.ANSWERS_NEEDED: lambda: translate("Verdict", "Answers needed"),
    Reason.OTHER_EVENT: lambda: translate("Verdict", "Another event's ticket"),
    Reason.SERVER_AWAY: lambda: translate("Verdict", "Can't be checked now"),
    Reason.OTHER_DOOR: lambda: translate("Verdict", "Another door for now"),
}


def advice(reason: Reason | None) -> str:
    """What to do next, for a tired volunteer; nothing needs to be done after a yes."""
    return _ADVICE[reason]() if reason else ""


_ADVICE: dict[Reason, Callable[[], str]] = {
    Reason.ALREADY_ADMITTED: lambda: translate(
        "Verdict", "Ask for an identity document. If it is the same person, choose “Admit anyway”."
    ),
    Reason.UNKNOWN_CODE: lambda: translate("Verdict", "Search by name, company or order code."),
    Reason.UNREADABLE_CODE: lambda: translate(
        "Verdict", "Brighten the screen or flatten the paper and try again, or search by name."
    ),
    Reason.UNPAID: lambda: translate(
        "Verdict", "Show the way to the cash desk, or choose “Admit anyway” if the payment was made."
    ),
    Reason.CANCELLED: lambda: translate(
        "Verdict", "Ask whether there is another ticket; otherwise show the way to the information desk."
    ),
    Reason.BLOCKED: lambda: translate("Verdict", "Call the person in charge of the entrance."),
    Reason.REVOKED: lambda: translate(
        "Verdict", "This badge was replaced by a new one. Keep it and ask for an identity document."
    ),
    Reason.WRONG_TYPE: lambda: translate("Verdict", "Show the way to the door for this kind of ticket."),
    Reason.OUTSIDE_TIME: lambda: translate("Verdict", "Say from when to when the ticket is valid."),
    Reason.RULE: lambda: translate("Verdict", "Read out the condition; call the person in charge if in doubt."),
    Reason.ROOM_FULL: lambda: translate("Verdict", "Ask to wait here: the next free place is given in order."),
    Reason.ANSWERS_NEEDED: lambda: translate("Verdict", "Ask the questions on the card, then check in."),
    Reason.OTHER_EVENT: lambda: translate("Verdict", "Ask for the ticket of this event, or search by name."),
    Reason.SERVER_AWAY: lambda: translate(
        "Verdict", "The server is away. Ask to wait, or choose “Admit anyway” for a guest you know."
    ),
    Reason.OTHER_DOOR: lambda: translate(
        "Verdict", "The server is away: this ticket goes in by the area's other door until it is back."
    ),
}


def problem_words(kind: ProblemKind) -> ProblemWords:
    """A trouble from outside and its remedy."""
    title_of, remedy_of = _PROBLEMS[kind]
    return ProblemWords(title=title_of(), remedy=remedy_of())


_PROBLEMS: dict[ProblemKind, tuple[Callable[[], str], Callable[[], str]]] = {
    ProblemKind.BAD_FILE: (
        lambda: translate("Problem", "This file can't be read"),
        lambda: translate("Problem", "Export it again as CSV or XLSX, then choose it once more."),
    ),
    ProblemKind.BAD_INPUT: (
        lambda: translate("Problem", "This entry can't be used"),
        lambda: translate("Problem", "Check what was typed and try again."),
    ),
    ProblemKind.BAD_LAYOUT: (
        lambda: translate("Problem", "The badge layout has a mistake"),
        lambda: translate("Problem", "Choose another layout; people can be checked in meanwhile."),
    ),
    ProblemKind.CAMERA_LOST: (
        lambda: translate("Problem", "No camera"),
        lambda: translate("Problem", "Check its cable. Typing a name or using a scanner works meanwhile."),
    ),
    ProblemKind.CONFIGURATION: (
        lambda: translate("Problem", "The settings of this station are incomplete"),
        lambda: translate("Problem", "Open the set-up and go through it again."),
    ),
    ProblemKind.DATABASE_DAMAGED: (
        lambda: translate("Problem", "The local data is damaged"),
        lambda: translate("Problem", "Keep this computer on and call the organiser; use another station."),
    ),
    ProblemKind.DISK_FULL: (
        lambda: translate("Problem", "The disk is full"),
        lambda: translate("Problem", "Delete files that are not needed, then scan again."),
    ),
    ProblemKind.NETWORK: (
        lambda: translate("Problem", "No network"),
        lambda: translate("Problem", "Carry on: everything is kept here and sent later."),
    ),
    ProblemKind.NOT_WRITABLE: (
        lambda: translate("Problem", "The data folder can't be written"),
        lambda: translate("Problem", "Ask the organiser for the right to write there, then start again."),
    ),
    ProblemKind.PORT_IN_USE: (
        lambda: translate("Problem", "Another program uses the same network port"),
        lambda: translate("Problem", "Close the other program or choose another port."),
    ),
    ProblemKind.PRINTER: (
        lambda: translate("Problem", "The printer does not print"),
        lambda: translate("Problem", "Look at paper, cover and cable; nothing is lost meanwhile."),
    ),
    ProblemKind.SCANNER_LOST: (
        lambda: translate("Problem", "No scanner"),
        lambda: translate("Problem", "Check its cable. The camera or typing a name works meanwhile."),
    ),
    ProblemKind.SERVER_REFUSED: (
        lambda: translate("Problem", "The server refused this station"),
        lambda: translate("Problem", "Pair the station again. Scans are kept here meanwhile."),
    ),
    ProblemKind.UNREADABLE_CLIP: (
        lambda: translate("Problem", "This video can't be read"),
        lambda: translate("Problem", "Choose another file or a camera."),
    ),
}


def ticket_status(status: TicketStatus) -> str:
    """What the registration says of a ticket."""
    return _STATUSES[status]()


_STATUSES: dict[TicketStatus, Callable[[], str]] = {
    TicketStatus.VALID: lambda: translate("Verdict", "Valid"),
    TicketStatus.UNPAID: lambda: translate("Verdict", "Not paid"),
    TicketStatus.CANCELLED: lambda: translate("Verdict", "Ticket cancelled"),
    TicketStatus.BLOCKED: lambda: translate("Verdict", "Ticket blocked"),
}


def names_of(attendee: Attendee) -> tuple[str, str]:
    """A person's leading name and the other one (or empty): an Arabic desk reads the Arabic name first."""
    names = (attendee.name, attendee.name_ar)
    leading, other = names[::-1] if spoken() is Language.ARABIC else names
    return (leading, other) if leading else (other, "")
