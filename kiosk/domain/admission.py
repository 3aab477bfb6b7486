"""The verdict: one pure function from what is known to the door's answer.

It is the same with a full or a partial cache, online or off; who calls it has gathered the facts. The order of
the checks is the order in which a person at the desk can act: what the ticket is, then what it may, then when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from kiosk.domain.event import Gate, PassageMode
from kiosk.domain.payload import Payload
from kiosk.domain.people import Attendee, Credential, CredentialState, TicketStatus
from kiosk.domain.rules import RuleFacts, RuleNotUnderstood, rule_holds
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Verdict

_ASKED = frozenset({Reason.ANSWERS_NEEDED})
"""Reasons that a person at the desk resolves by asking, not by sending the guest away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Presentation:
    """One code at one door, with everything known about it.

    `history` holds the passages of this ticket through the gate's area in the order of their times, undone ones
    left out. `inside` counts the persons in the area now (None: nobody counts). `direction` overrides the gate's
    mode. `at` is aware UTC; `timezone` is the event's own, in which rules count days.
    """

    payload: Payload
    gate: Gate
    at: datetime
    credential: Credential | None = None
    attendee: Attendee | None = None
    history: Sequence[Passage] = ()
    inside: int | None = None
    direction: Direction | None = None
    timezone: tzinfo = UTC

    @property
    def heading(self) -> Direction:
        """The way this person goes: told, or by the gate's mode, or the opposite of the last passage."""
        if self.direction is not None:
            return self.direction
        if self.gate.mode is PassageMode.TOGGLE:
            is_inside = bool(self.history) and self.history[-1].direction is Direction.ENTRY
            return Direction.EXIT if is_inside else Direction.ENTRY
        return Direction(self.gate.mode.value)

    @property
    def entries(self) -> list[Passage]:
        return [passage for passage in self.history if passage.direction is Direction.ENTRY]


@dataclass(frozen=True, slots=True)
class _Objection:
    reason: Reason
    previous: Passage | None = None
    detail: str = ""


def decide(presentation: Presentation) -> Verdict:
    """The door's answer. Total: every presentation has a verdict, and none raises."""
    heading = presentation.heading
    for check in _ENTRY_CHECKS if heading is Direction.ENTRY else _EXIT_CHECKS:
        objection = check(presentation)
        if objection is not None:
            outcome = Outcome.ASK if objection.reason in _ASKED else Outcome.REFUSED
            return _verdict(presentation, heading, outcome, objection)
    return _verdict(presentation, heading, Outcome.ADMITTED, None)


def _verdict(presentation: Presentation, heading: Direction, outcome: Outcome, objection: _Objection | None) -> Verdict:
    return Verdict(
        outcome=outcome,
        reason=objection.reason if objection else None,
        direction=heading,
        attendee=presentation.attendee,
        previous=objection.previous if objection else None,
        detail=objection.detail if objection else "",
        first_entry=heading is Direction.ENTRY and not presentation.entries,
    )


def _readable(presentation: Presentation) -> _Objection | None:
    fault = presentation.payload.fault
    return _Objection(Reason.UNREADABLE_CODE, detail=fault.value) if fault else None


def _known(presentation: Presentation) -> _Objection | None:
    credential = presentation.credential
    if credential is not None and credential.state is CredentialState.OTHER_EVENT:
        return _Objection(Reason.OTHER_EVENT)
    return _Objection(Reason.UNKNOWN_CODE) if presentation.attendee is None else None


def _not_revoked(presentation: Presentation) -> _Objection | None:
    credential = presentation.credential
    revoked = credential is not None and credential.state is CredentialState.REVOKED
    return _Objection(Reason.REVOKED) if revoked else None


_STATUS_REASONS = {
    TicketStatus.BLOCKED: Reason.BLOCKED,
    TicketStatus.CANCELLED: Reason.CANCELLED,
    TicketStatus.UNPAID: Reason.UNPAID,
}


def _in_good_standing(presentation: Presentation) -> _Objection | None:
    attendee = presentation.attendee
    reason = _STATUS_REASONS.get(attendee.status) if attendee else None
    return _Objection(reason) if reason else None


def _right_type(presentation: Presentation) -> _Objection | None:
    allowed = presentation.gate.categories
    attendee = presentation.attendee
    wrong = attendee is not None and bool(allowed) and attendee.category not in allowed
    return _Objection(Reason.WRONG_TYPE) if wrong else None


def _inside_its_time(presentation: Presentation) -> _Objection | None:
    attendee, gate = presentation.attendee, presentation.gate
    starts = [gate.opens_at, attendee.valid_from if attendee else None]
    ends = [gate.closes_at, attendee.valid_until if attendee else None]
    late_start = max((start for start in starts if start), default=None)
    early_end = min((end for end in ends if end), default=None)
    if late_start and presentation.at < late_start:
        return _Objection(Reason.OUTSIDE_TIME, detail=f"from {late_start.isoformat()}")
    if early_end and presentation.at > early_end:
        return _Objection(Reason.OUTSIDE_TIME, detail=f"until {early_end.isoformat()}")
    return None


def _rule_met(presentation: Presentation) -> _Objection | None:
    if not presentation.gate.rule:
        return None
    try:
        met = rule_holds(presentation.gate.rule, _facts(presentation))
    except RuleNotUnderstood as error:
        return _Objection(Reason.RULE, detail=str(error))
    return None if met else _Objection(Reason.RULE)


def _facts(presentation: Presentation) -> RuleFacts:
    entries = [passage.at.astimezone(presentation.timezone) for passage in presentation.entries]
    at = presentation.at.astimezone(presentation.timezone)
    minutes = [int((presentation.at - passage.at).total_seconds() // 60) for passage in presentation.entries]
    inside = bool(presentation.history) and presentation.history[-1].direction is Direction.ENTRY
    attendee, gate = presentation.attendee, presentation.gate
    variables = {
        "product": attendee.category if attendee else None,
        "category": attendee.category if attendee else None,
        "gate": gate.id,
        "now": at,
        "now_isoweekday": at.isoweekday(),
        "entries_number": len(entries),
        "entries_today": sum(entry.date() == at.date() for entry in entries),
        "entries_days": len({entry.date() for entry in entries}),
        "minutes_since_first_entry": minutes[0] if minutes else -1,
        "minutes_since_last_entry": minutes[-1] if minutes else -1,
        "entry_status": "present" if inside else "absent",
    }
    times = {"date_admission": gate.opens_at, "date_from": gate.opens_at, "date_to": gate.closes_at}
    return RuleFacts(variables=variables, times={name: time for name, time in times.items() if time})


def _entry_left(presentation: Presentation) -> _Objection | None:
    previous = entry_in_the_way(presentation.gate, presentation.history)
    return _Objection(Reason.ALREADY_ADMITTED, previous=previous) if previous else None


def entry_in_the_way(gate: Gate, history: Sequence[Passage]) -> Passage | None:
    """The entry that used up the last one a ticket has at `gate`; None when one is left.

    With re-entry each exit after an entry gives that one back. An entry that a person granted on top of the allowed
    ones leaves no debt: who then goes out may come back.
    """
    if gate.entries is None:
        return None
    spent, latest = 0, None
    for passage in history:
        if passage.direction is Direction.ENTRY:
            spent, latest = min(gate.entries, spent + 1), passage
        elif gate.reentry_after_exit:
            spent = max(0, spent - 1)
    return latest if spent >= gate.entries else None


def _room_left(presentation: Presentation) -> _Objection | None:
    capacity, inside = presentation.gate.capacity, presentation.inside
    full = capacity is not None and inside is not None and inside >= capacity
    return _Objection(Reason.ROOM_FULL, detail=str(capacity)) if full else None


def _answered(presentation: Presentation) -> _Objection | None:
    known = dict(presentation.attendee.answers) if presentation.attendee else {}
    missing = [question for question in presentation.gate.questions if not known.get(question)]
    return _Objection(Reason.ANSWERS_NEEDED, detail=",".join(missing)) if missing else None


_Check = Callable[[Presentation], _Objection | None]

_EXIT_CHECKS: tuple[_Check, ...] = (_readable, _known, _not_revoked, _in_good_standing, _right_type)
"""An exit never needs an entry and ignores times, rules and questions: nobody is locked in."""

_ENTRY_CHECKS: tuple[_Check, ...] = (
    _readable,
    _known,
    _not_revoked,
    _in_good_standing,
    _right_type,
    _inside_its_time,
    _rule_met,
    _entry_left,
    _room_left,
    _answered,
)
