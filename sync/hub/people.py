"""The people on the hub's writing thread: what the organiser imports and what stations correct."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.people import Attendee, Credential
from kiosk.store.database import Connection
from kiosk.store.values import decode_attendee, encode
from sync.hub.ledger import Ledger
from sync.messages import PeopleTaken


def take_people(ledger: Ledger, people: Iterable[Attendee]) -> PeopleTaken:
    """Adds people or replaces them by ticket code; only what differs gets a new sequence number."""
    added = changed = unchanged = 0
    for person in people:
        data = encode(person)
        row = ledger.connection.execute(
            "SELECT removed, data FROM people WHERE ticket_code = ?", (person.ticket_code,)
        ).fetchone()
        if row is not None and not row["removed"] and row["data"] == data:
            unchanged += 1
            continue
        ledger.connection.execute(
            "INSERT OR REPLACE INTO people (ticket_code, sequence, data) VALUES (?, ?, ?)",
            (person.ticket_code, ledger.advance(), data),
        )
        added, changed = (added + 1, changed) if row is None else (added, changed + 1)
    return PeopleTaken(added=added, changed=changed, unchanged=unchanged)


def remove_people(ledger: Ledger, ticket_codes: Iterable[str]) -> int:
    """Takes people out, leaving a mark that tells the stations; gives how many there were."""
    removed = 0
    for ticket_code in ticket_codes:
        cursor = ledger.connection.execute(
            "UPDATE people SET removed = 1, sequence = ? WHERE ticket_code = ? AND NOT removed",
            (ledger.advance(), ticket_code),
        )
        removed += cursor.rowcount
    return removed


def take_credentials(ledger: Ledger, credentials: Iterable[Credential]) -> None:
    """Adds or replaces codes that are not simply ticket codes."""
    ledger.connection.executemany(
        "INSERT OR REPLACE INTO credentials VALUES (?, ?, ?, ?)",
        [(item.code, ledger.advance(), item.ticket_code, item.state.value) for item in credentials],
    )


def find_attendee(connection: Connection, ticket_code: str) -> Attendee | None:
    row = connection.execute("SELECT data FROM people WHERE ticket_code = ? AND NOT removed", (ticket_code,)).fetchone()
    return decode_attendee(row["data"]) if row else None
