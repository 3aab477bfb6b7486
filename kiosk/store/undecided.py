"""Questions to the server that no verdict followed, and that nobody came back for.

The program ended between the question and the verdict: no light was shown, while the server may have answered "yes"
and keeps that ticket from every other door. After a while the door says what happened there: nobody was let in. That
is a scan like any other, under the id of the question, so the server takes it in the place of its own answer.
"""

from __future__ import annotations

from datetime import timedelta

from kiosk.domain.clock import Clock
from kiosk.domain.event import Gate, PassageMode
from kiosk.domain.live import Intent
from kiosk.domain.scans import DecidedBy, Direction, Outcome, Reason, Scan
from kiosk.store.database import Connection
from kiosk.store.intents import close_intent, open_intents
from kiosk.store.log import record_scan
from kiosk.store.station import StationStore

LEFT_FOR = timedelta(minutes=2)
"""A guest whose "yes" was lost shows the code again sooner, and gets the answer that was kept for them."""


def settle_undecided(store: StationStore, clock: Clock) -> int:
    """Records every question older than that as a refusal without an answer; gives how many there were.

    One at a gate that the event does not have any more is left: nobody knows of which area it was. Raises
    EnvironmentProblem when the log can't be written.
    """
    if not _left(store.log.read(open_intents), store, clock):
        return 0
    return store.log.at_the_door(lambda connection: _settle(connection, store, clock))


def _settle(connection: Connection, store: StationStore, clock: Clock) -> int:
    left = _left(open_intents(connection), store, clock)
    for intent, gate in left:
        record_scan(connection, _unanswered(intent, gate, store))
        close_intent(connection, intent.scan_id)
    return len(left)


def _left(intents: list[Intent], store: StationStore, clock: Clock) -> list[tuple[Intent, Gate]]:
    old = [intent for intent in intents if _is_left(intent, clock)]
    setup = store.cache.setup() if old else None
    gates = {gate.id: gate for gate in setup.gates} if setup else {}
    return [(intent, gates[intent.gate]) for intent in old if intent.gate in gates]


def _is_left(intent: Intent, clock: Clock) -> bool:
    """Also of a time that is still to come: the clock was set meanwhile."""
    return abs(clock.now() - intent.at) > LEFT_FOR


def _unanswered(intent: Intent, gate: Gate, store: StationStore) -> Scan:
    usual = Direction.EXIT if gate.mode is PassageMode.EXIT else Direction.ENTRY
    return Scan(
        scan_id=intent.scan_id,
        code=intent.code,
        ticket_code=_ticket_of(intent.code, store),
        gate=gate.id,
        area=gate.area,
        direction=intent.direction or usual,
        verdict=Outcome.REFUSED,
        reason=Reason.SERVER_AWAY,
        at=intent.at,
        station=intent.station,
        operator=intent.operator,
        decided_by=DecidedBy.LOCAL,
        session=intent.session,
    )


def _ticket_of(code: str, store: StationStore) -> str | None:
    credential = store.cache.credential(code)
    attendee = store.cache.attendee(credential.ticket_code if credential else code)
    return attendee.ticket_code if attendee else None
