"""What a door does with its own yes while its server is away and nobody sees the other doors.

A ticket's share is one door of its area, the same for every station that knows the same gates: while each door keeps
to its share, no ticket can go in by two of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.event import AlonePolicy, Gate, PassageMode
from kiosk.domain.scans import Direction, Outcome, Reason, Verdict


def without_server(verdict: Verdict, gate: Gate, gates: Sequence[Gate]) -> Verdict:
    """`verdict` by the policy of `gate`. Only a yes to an entry changes: nobody is locked in.

    A guest of another door's share is told its id in `detail`.
    """
    is_entry = verdict.outcome is Outcome.ADMITTED and verdict.direction is Direction.ENTRY
    if not is_entry or verdict.attendee is None or gate.when_alone is AlonePolicy.ADMIT:
        return verdict
    if gate.when_alone is AlonePolicy.REFUSE:
        return replace(verdict, outcome=Outcome.REFUSED, reason=Reason.SERVER_AWAY)
    own = share_of(verdict.attendee.ticket_code, gate, gates)
    return (
        verdict if own == gate.id else replace(verdict, outcome=Outcome.REFUSED, reason=Reason.OTHER_DOOR, detail=own)
    )


def share_of(ticket_code: str, gate: Gate, gates: Sequence[Gate]) -> str:
    """The id of the one door of `gate`'s area that may let this ticket in while the server is away."""
    doors = sorted(
        other.id
        for other in gates
        if other.area == gate.area and other.mode is not PassageMode.EXIT and other.categories == gate.categories
    )
    number = int.from_bytes(hashlib.sha256(ticket_code.encode()).digest()[:8], "big")
    return doors[number % len(doors)] if doors else gate.id
