"""The cache's people with this station's own edits in them, so that search and card show what the desk said.

The cache is what the server said; what it has not been told yet is put in again after every snapshot and rebuild.
Verdicts don't depend on it: they read the edits in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.domain.edits import PersonEdit, all_edited
from kiosk.domain.people import Attendee
from kiosk.store.cache import people_changed
from kiosk.store.database import Connection, marks
from kiosk.store.people_rows import prepare, put_prepared
from kiosk.store.values import decode_attendee

_AT_ONCE = 500


def put_edited(connection: Connection, edits: Iterable[PersonEdit]) -> int:
    """Stores the people of `edits` (oldest first) as they are after them; gives the number of those who changed.

    Runs inside the cache writer's transaction.
    """
    of_ticket: dict[str, list[PersonEdit]] = {}
    for edit in edits:
        of_ticket.setdefault(edit.ticket_code, []).append(edit)
    known = _known(connection, list(of_ticket))
    shown = ((known.get(code), all_edited(known.get(code), said)) for code, said in of_ticket.items())
    changed = [after for before, after in shown if after is not None and after != before]
    if changed:
        put_prepared(connection, [prepare(person) for person in changed])
        people_changed(connection)
    return len(changed)


def _known(connection: Connection, ticket_codes: Sequence[str]) -> dict[str, Attendee]:
    found: dict[str, Attendee] = {}
    for start in range(0, len(ticket_codes), _AT_ONCE):
        some = ticket_codes[start : start + _AT_ONCE]
        rows = connection.execute(f"SELECT ticket_code, data FROM attendees WHERE ticket_code IN ({marks(some)})", some)
        found.update((row["ticket_code"], decode_attendee(row["data"])) for row in rows)
    return found
