"""Guests and corrections of this hub's stations on their way to the organiser's server, by the rules of a station's.

An edit is queued in the transaction that takes it. What the server says of a person does not undo an edit that it
has not been told yet.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from kiosk.domain.edits import EditState, PersonEdit, all_edited
from kiosk.domain.people import Attendee
from kiosk.store.database import marks
from kiosk.store.edit_log import EditResult
from kiosk.store.values import decode_edit
from sync.edit_uploads import EditUploads
from sync.hub.books import Connection
from sync.hub.ledger import Ledger
from sync.hub.people import take_people
from sync.hub.store import HubStore
from sync.hub.upstream_closings import UpstreamClosings
from sync.page_messages import StationReport
from sync.port import ServerTrouble

_WAITING = """
    SELECT edits.data FROM upstream_edits JOIN edits ON edits.edit_id = upstream_edits.edit_id
    WHERE upstream_edits.state = 'queued'
"""


class HubEdits:
    """`sync.edit_uploads.EditQueue` over a hub's books."""

    def __init__(self, store: HubStore) -> None:
        self._store = store

    def waiting(self) -> list[PersonEdit]:
        return _read(self._store.reader(), f"{_WAITING} ORDER BY upstream_edits.sequence")

    def settle(self, results: Sequence[EditResult], people: Sequence[Attendee], at: datetime) -> None:
        def work(ledger: Ledger) -> None:
            ledger.connection.executemany(
                "UPDATE upstream_edits SET state = ?, detail = ? WHERE edit_id = ? AND state = 'queued'",
                [(result.state.value, result.detail, result.edit_id) for result in results],
            )
            take_people(ledger, as_edited_here(ledger.connection, people))

        self._store.writer.run(work)


class UpstreamTalk:
    """`sync.talk.Talk` of a hub: edits, and which double entries are closed."""

    def __init__(
        self, store: HubStore, server: object, *, monotonic: Callable[[], float], jitter: Callable[[], float]
    ) -> None:
        self._closings = UpstreamClosings(store, server)
        self._edits = EditUploads(HubEdits(store), server, monotonic=monotonic, jitter=jitter)

    @property
    def trouble(self) -> ServerTrouble | None:
        return self._edits.trouble

    def send_edits(self, at: datetime) -> None:
        self._edits.send(at)

    def run_errands(self, report: StationReport) -> None:
        self._closings.send()

    def settle_undecided(self) -> bool:
        return False  # a hub asks nobody for verdicts

    def server_moved(self) -> None:
        self._edits.server_moved()


def as_edited_here(connection: Connection, people: Sequence[Attendee]) -> list[Attendee]:
    """People as the server told them, with the edits that it has not heard of."""
    codes = [person.ticket_code for person in people]
    if not codes:
        return []
    edits = _read(connection, f"{_WAITING} AND edits.ticket_code IN ({marks(codes)}) ORDER BY edits.sequence", *codes)
    of_ticket: dict[str, list[PersonEdit]] = {}
    for edit in edits:
        of_ticket.setdefault(edit.ticket_code, []).append(edit)
    return [all_edited(person, of_ticket.get(person.ticket_code, ())) or person for person in people]


def edit_counts(connection: Connection) -> dict[EditState, int]:
    """How many edits are in each state; every state has a number."""
    rows = connection.execute("SELECT state, count(*) AS number FROM upstream_edits GROUP BY state")
    found = {row["state"]: int(row["number"]) for row in rows}
    return {state: found.get(state.value, 0) for state in EditState}


def _read(connection: Connection, question: str, *values: str) -> list[PersonEdit]:
    return [decode_edit(bytes(row["data"])) for row in connection.execute(question, values)]
