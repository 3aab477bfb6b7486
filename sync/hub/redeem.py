"""The live verdict: the hub decides for a door while the guest stands there.

All doors pass through the one writing thread, so of two doors with one ticket exactly one hears yes. The answer is
stored under the door's own scan id before it leaves; asked again, the hub says the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.event import Gate
from kiosk.domain.live import Intent
from kiosk.domain.payload import Payload, read_payload
from kiosk.domain.people import Attendee, Credential, CredentialState
from kiosk.domain.scans import DecidedBy, Scan, Verdict
from kiosk.store.values import decode_attendee
from sync.hub.ahead import LOOK_UP, Wanted
from sync.hub.ledger import Ledger
from sync.hub.scans import store_answer


def wanted_by(intent: Intent) -> Wanted:
    """What `redeem` is going to look up."""
    code = intent.code.strip()
    return Wanted(codes=(code,) if code.isprintable() else (), scan_ids=(intent.scan_id,))


def redeem(ledger: Ledger, device: str, intent: Intent) -> Verdict | None:
    """The verdict for `intent`, stored; None when this hub does not know the gate."""
    gate = ledger.gates.get(intent.gate)
    if gate is None:
        return None
    payload = read_payload(intent.code)
    now = ledger.clock.now()
    verdict = _decide(ledger, intent, gate, payload, now)
    scan = _scan(intent, gate, verdict, payload.text, now)
    if store_answer(ledger, device, scan, first_entry=verdict.first_entry):
        ledger.count(scan, replaces=False)
        return verdict
    return _told_before(ledger, verdict, intent.scan_id)


def _told_before(ledger: Ledger, verdict: Verdict, scan_id: str) -> Verdict:
    """The first answer to this question, whatever has changed since."""
    known = ledger.find_scan(scan_id)
    if known is None:
        return verdict
    return replace(verdict, outcome=known.scan.verdict, reason=known.scan.reason, direction=known.scan.direction)


def _decide(ledger: Ledger, intent: Intent, gate: Gate, payload: Payload, now: datetime) -> Verdict:
    """By the hub's own clock: doors with a wrong one still open and close on time."""
    credential, attendee = (None, None) if payload.fault else _look_up(ledger, payload.text)
    presentation = Presentation(
        payload=payload,
        gate=gate,
        at=now,
        credential=credential,
        attendee=attendee,
        history=ledger.history(attendee.ticket_code, gate.area, without=intent.scan_id) if attendee else (),
        inside=ledger.inside(gate.area) if gate.capacity is not None else None,
        direction=intent.direction,
        timezone=ledger.timezone,
    )
    return decide(presentation)


def _look_up(ledger: Ledger, code: str) -> tuple[Credential | None, Attendee | None]:
    """Both in one question: this is asked for every guest."""
    row = ledger.ahead.person(code) or ledger.connection.execute(LOOK_UP, (code,)).fetchone()
    attendee = decode_attendee(row["data"]) if row["data"] is not None else None
    if row["state"] is None:
        return None, attendee
    return Credential(code=code, ticket_code=row["ticket_code"], state=CredentialState(row["state"])), attendee


def _scan(intent: Intent, gate: Gate, verdict: Verdict, code: str, at: datetime) -> Scan:
    """In the hub's time; the door's own comes with its upload."""
    return Scan(
        scan_id=intent.scan_id,
        code=code,
        ticket_code=verdict.attendee.ticket_code if verdict.attendee else None,
        gate=gate.id,
        area=gate.area,
        direction=verdict.direction,
        verdict=verdict.outcome,
        reason=verdict.reason,
        at=at,
        station=intent.station,
        operator=intent.operator,
        decided_by=DecidedBy.SERVER,
        session=intent.session,
    )
