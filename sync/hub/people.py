"""The people on the hub's writing thread: what the organiser imports and what stations correct."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.event import Setup
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee, Credential
from kiosk.store.database import marks
from kiosk.store.values import decode_attendee, encode
from sync.hub.books import Connection
from sync.hub.ledger import Ledger
from sync.messages import PeopleBatch, PeopleTaken

_AT_ONCE = 500
_PUT_PERSON = """
    INSERT INTO people (ticket_code, sequence, removed, data) VALUES (?, ?, 0, ?)
    ON CONFLICT (ticket_code) DO UPDATE SET sequence = excluded.sequence, removed = 0, data = excluded.data
"""
_PUT_CREDENTIAL = """
    INSERT INTO credentials (code, sequence, ticket_code, state) VALUES (?, ?, ?, ?)
    ON CONFLICT (code) DO UPDATE
    SET sequence = excluded.sequence, ticket_code = excluded.ticket_code, state = excluded.state
"""


def fault_of(batch: PeopleBatch) -> str:
    """What is wrong with a sheet that no station of ours sends; empty when nothing is."""
    if batch.setup is not None and not _is_zone(batch.setup.event.timezone):
        return "the event's time zone is not known"
    for person in batch.people:
        code = read_payload(person.ticket_code)
        if code.fault is not None or code.text != person.ticket_code:
            return f"{person.ticket_code[:80]!r} is no ticket code"
    kept = (*batch.people, *((batch.setup,) if batch.setup else ()))
    return "no text has a zero character" if any(b"\\u0000" in encode(one) for one in kept) else ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def take_sheet(ledger: Ledger, batch: PeopleBatch) -> PeopleTaken:
    """What an import sends, the event first."""
    if batch.setup is not None:
        take_setup(ledger, batch.setup)
    return take_people(ledger, batch.people)


def take_setup(ledger: Ledger, wanted: Setup) -> None:
    """The event of a sheet for a hub that has none; else its name, the layouts of its badges and new categories."""
    known = ledger.setup
    if known is None:
        ledger.save_setup(wanted)
        return
    named = {category.id for category in known.categories}
    more = tuple(category for category in wanted.categories if category.id not in named)
    layouts = {gate.id: gate.layout for gate in wanted.gates}
    gates = tuple(replace(gate, layout=layouts.get(gate.id, gate.layout)) for gate in known.gates)
    event = replace(known.event, name=wanted.event.name)
    ledger.save_setup(replace(known, event=event, gates=gates, categories=known.categories + more))


def take_people(ledger: Ledger, people: Iterable[Attendee]) -> PeopleTaken:
    """Adds people or replaces them by ticket code; only what differs gets a new sequence number."""
    everybody = list(people)
    parts = [everybody[start : start + _AT_ONCE] for start in range(0, len(everybody), _AT_ONCE)]
    taken = [_take(ledger, part) for part in parts]
    return PeopleTaken(
        added=sum(part.added for part in taken),
        changed=sum(part.changed for part in taken),
        unchanged=sum(part.unchanged for part in taken),
    )


def _take(ledger: Ledger, people: Sequence[Attendee]) -> PeopleTaken:
    known = _known(ledger.connection, people)
    before = set(known)
    rows = []
    for person in people:
        data = encode(person)
        if known.get(person.ticket_code) != data:
            known[person.ticket_code] = data
            rows.append((person.ticket_code, ledger.advance(), data))
    ledger.connection.executemany(_PUT_PERSON, rows)
    ledger.ahead.forget_people()
    added = len({row[0] for row in rows} - before)
    return PeopleTaken(added=added, changed=len(rows) - added, unchanged=len(people) - len(rows))


def _known(connection: Connection, people: Sequence[Attendee]) -> dict[str, bytes]:
    """What the books hold of these people; nothing is known of those who were removed but that they were there."""
    codes = [person.ticket_code for person in people]
    rows = connection.execute(
        f"SELECT ticket_code, removed, data FROM people WHERE ticket_code IN ({marks(codes)})", codes
    ).fetchall()
    return {row["ticket_code"]: b"" if row["removed"] else row["data"] for row in rows}


def remove_people(ledger: Ledger, ticket_codes: Iterable[str]) -> int:
    """Takes people out, leaving a mark that tells the stations; gives how many there were."""
    removed = 0
    for ticket_code in ticket_codes:
        cursor = ledger.connection.execute(
            "UPDATE people SET removed = 1, sequence = ? WHERE ticket_code = ? AND removed = 0",
            (ledger.advance(), ticket_code),
        )
        removed += cursor.rowcount
    ledger.ahead.forget_people()
    return removed


def take_credentials(ledger: Ledger, credentials: Iterable[Credential]) -> None:
    """Adds or replaces codes that are not simply ticket codes."""
    ledger.connection.executemany(
        _PUT_CREDENTIAL,
        [(item.code, ledger.advance(), item.ticket_code, item.state.value) for item in credentials],
    )
    ledger.ahead.forget_people()


def find_attendee(connection: Connection, ticket_code: str) -> Attendee | None:
    row = connection.execute("SELECT data FROM people WHERE ticket_code = ? AND removed = 0", (ticket_code,)).fetchone()
    return decode_attendee(row["data"]) if row else None


def find_attendees(connection: Connection, ticket_codes: Sequence[str]) -> dict[str, Attendee]:
    """Those of these people whom the books have, by their ticket codes."""
    if not ticket_codes:
        return {}
    rows = connection.execute(
        f"SELECT data FROM people WHERE ticket_code IN ({marks(ticket_codes)}) AND removed = 0", list(ticket_codes)
    )
    people = [decode_attendee(row["data"]) for row in rows]
    return {person.ticket_code: person for person in people}
