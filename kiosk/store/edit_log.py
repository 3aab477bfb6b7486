"""The log's table of edits: guests registered and people corrected at this station, kept for ever.

What an edit says never changes; only how far it is on its way to the server does. Functions take a connection of
`log.db`; the ones that write run inside the writer's transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.edits import EditKind, EditState, PersonEdit
from kiosk.store.database import Connection, marks
from kiosk.store.values import decode_edit, encode

_OURS = "(state = 'queued' OR (kind = 'walk-in' AND state IN ('taken', 'parked')))"
"""What the server has not said itself. A guest whom it can't take stays known here for good; once it has answered to
a correction, its own word stands.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditResult:
    """The server's word on one edit."""

    edit_id: str
    state: EditState
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedEdit:
    """An edit that the server can't take, with the server's own word on it."""

    edit: PersonEdit
    detail: str


def append_edit(connection: Connection, edit: PersonEdit) -> None:
    """Writes one edit, waiting for the server."""
    connection.execute(
        """INSERT INTO edits (edit_id, kind, ticket_code, at, station, operator, data, state, detail, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?)""",
        (
            edit.edit_id,
            edit.kind.value,
            edit.ticket_code,
            edit.at.isoformat(),
            edit.station,
            edit.operator,
            encode(edit),
            EditState.QUEUED.value,
            edit.at.isoformat(),
        ),
    )


def edits_of(connection: Connection, ticket_code: str) -> list[PersonEdit]:
    """What this station says of one ticket and the server's rows may not tell yet, oldest first."""
    return _read(connection, f"ticket_code = ? AND {_OURS}", ticket_code)


def edits_to_show(connection: Connection) -> list[PersonEdit]:
    """The same of every ticket."""
    return _read(connection, _OURS)


def known_here_only(connection: Connection, ticket_code: str) -> bool:
    """Whether a guest was registered here and the server has not taken the ticket: it would call it unknown."""
    row = connection.execute(
        "SELECT 1 FROM edits WHERE ticket_code = ? AND kind = 'walk-in' AND state IN ('queued', 'parked')",
        (ticket_code,),
    ).fetchone()
    return row is not None


def was_registered_here(connection: Connection, ticket_code: str) -> bool:
    """Whether a ticket is of a guest who was registered at this station."""
    row = connection.execute(
        "SELECT 1 FROM edits WHERE ticket_code = ? AND kind = ?", (ticket_code, EditKind.WALK_IN.value)
    ).fetchone()
    return row is not None


def waiting_edits(connection: Connection, limit: int) -> list[PersonEdit]:
    """The oldest edits that the server has not heard of."""
    return _read(connection, "state = 'queued'", limit=limit)


def settle_edits(connection: Connection, results: Iterable[EditResult], at: datetime) -> None:
    """Stores the server's answers; only a waiting edit changes, so an answer that comes twice changes nothing."""
    connection.executemany(
        "UPDATE edits SET state = ?, detail = ?, updated_at = ? WHERE edit_id = ? AND state = 'queued'",
        [(result.state.value, result.detail, at.isoformat(), result.edit_id) for result in results],
    )


def taken_edits(connection: Connection) -> tuple[str, ...]:
    """The ids of edits that the server has, while the rows that this station has of it may be older."""
    return tuple(row["edit_id"] for row in connection.execute("SELECT edit_id FROM edits WHERE state = 'taken'"))


def note_told(connection: Connection, edit_ids: Sequence[str]) -> None:
    """The server's rows tell these taken edits from now on."""
    connection.execute(
        f"UPDATE edits SET state = 'uploaded' WHERE state = 'taken' AND edit_id IN ({marks(edit_ids)})", list(edit_ids)
    )


def parked_edits(connection: Connection) -> list[ParkedEdit]:
    """What waits for a person, oldest first."""
    rows = connection.execute("SELECT data, detail FROM edits WHERE state = 'parked' ORDER BY sequence")
    return [ParkedEdit(edit=decode_edit(row["data"]), detail=row["detail"]) for row in rows]


def parked_edit(connection: Connection, edit_id: str) -> PersonEdit | None:
    """One of them."""
    return next(iter(_read(connection, "edit_id = ? AND state = 'parked'", edit_id)), None)


def send_again(connection: Connection, edit_id: str) -> None:
    """A person lets a parked edit go up once more."""
    connection.execute("UPDATE edits SET state = 'queued' WHERE edit_id = ? AND state = 'parked'", (edit_id,))


def replace_by(connection: Connection, edit_id: str, other: str) -> None:
    """A person said the same again as another edit: the parked one is settled."""
    connection.execute(
        "UPDATE edits SET state = 'uploaded', detail = ? WHERE edit_id = ? AND state = 'parked'",
        (f"again as {other}", edit_id),
    )


def send_all_again(connection: Connection) -> None:
    """Everything that a server had taken waits again: the server has lost it, or is another one."""
    connection.execute("UPDATE edits SET state = 'queued', detail = '' WHERE state IN ('taken', 'uploaded')")


def edit_counts(connection: Connection) -> dict[EditState, int]:
    """How many edits are in each state; every state has a number."""
    found = {row[0]: row[1] for row in connection.execute("SELECT state, count(*) FROM edits GROUP BY state")}
    return {state: found.get(state.value, 0) for state in EditState}


def _read(connection: Connection, condition: str, *values: object, limit: int = -1) -> list[PersonEdit]:
    rows = connection.execute(f"SELECT data FROM edits WHERE {condition} ORDER BY sequence LIMIT ?", (*values, limit))
    return [decode_edit(row["data"]) for row in rows]
