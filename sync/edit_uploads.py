"""Edits on their way up: guests registered and people corrected at stations, before the scans of them.

They have a patience of their own. A server that can't take one edit gets the others, and the scans, all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from kiosk.domain.edits import EditState, PersonEdit
from kiosk.domain.people import Attendee
from kiosk.store import edit_log
from kiosk.store.edit_log import EditResult
from kiosk.store.station import StationStore
from kiosk.store.writer import Priority
from sync.messages import EditAnswer, PushState
from sync.patience import Patience
from sync.port import NETWORK_TROUBLES, ServerTrouble, TakesEdits, Trouble

_LARGEST_BATCH = 50

_STATES = {
    PushState.APPLIED: EditState.TAKEN,
    PushState.DUPLICATE: EditState.TAKEN,
    PushState.CONFLICT: EditState.PARKED,
    PushState.REJECTED: EditState.PARKED,
}


class EditQueue(Protocol):
    """Where edits wait: a station's log, or a hub's books."""

    def waiting(self) -> list[PersonEdit]:
        """Those that the server has not heard of, oldest first."""
        ...

    def settle(self, results: Sequence[EditResult], people: Sequence[Attendee], at: datetime) -> None:
        """Stores the server's final answers; what it says of `people` stands now, but for what still waits."""
        ...


class StationEdits:
    """Of one station."""

    def __init__(self, store: StationStore) -> None:
        self._store = store

    def waiting(self) -> list[PersonEdit]:
        return self._store.log.read(lambda log: edit_log.waiting_edits(log, -1))

    def settle(self, results: Sequence[EditResult], people: Sequence[Attendee], at: datetime) -> None:
        self._store.log.writer.run(lambda log: edit_log.settle_edits(log, results, at), Priority.BACKGROUND)
        self._store.cache.save_people(people)
        self._store.show_edits().result()


class EditUploads:
    """Sends what waits; used on the sync worker's thread. `trouble` is why the last try failed, None after a good one.

    Edits of one ticket keep their order: while the server can't take one of them, the later ones wait too.
    """

    def __init__(
        self, queue: EditQueue, server: object, *, monotonic: Callable[[], float], jitter: Callable[[], float]
    ) -> None:
        """A `server` that takes no edits gets none; they wait."""
        self._queue = queue
        self._server = server if isinstance(server, TakesEdits) else None
        self._monotonic = monotonic
        self._jitter = jitter
        self.trouble: ServerTrouble | None = None
        self.server_moved()

    def server_moved(self) -> None:
        """Another server takes the calls: what the former one failed at says nothing of it."""
        self._patience = Patience(self._jitter)
        self._due = 0.0
        self._batch = _LARGEST_BATCH
        self._held: set[str] = set()
        self.trouble = None

    def send(self, at: datetime) -> None:
        """Sends everything, unless a failure is waited out; raises EnvironmentProblem only when storing fails."""
        if self._server is None or self._monotonic() < self._due:
            return
        while edits := self._next():
            try:
                answers = self._server.push_edits(edits).results
            except ServerTrouble as trouble:
                self._fail(edits, trouble)
                return
            self.trouble = None
            if not self._settle(edits, answers, at):
                self._fail(edits, None)
                return
            self._patience.succeeded()
            self._batch = min(_LARGEST_BATCH, self._batch * 2)

    def _next(self) -> list[PersonEdit]:
        free = [edit for edit in self._queue.waiting() if edit.ticket_code not in self._held][: self._batch]
        if not free:
            self._held.clear()  # everybody else is through: these get another chance next time
        return free

    def _settle(self, edits: Sequence[PersonEdit], answers: Sequence[EditAnswer], at: datetime) -> bool:
        """Stores final answers and holds back what the server can't take yet; False when it answered for none."""
        tickets = {edit.edit_id: edit.ticket_code for edit in edits}
        known = [answer for answer in answers if answer.edit_id in tickets]
        self._held |= {tickets[answer.edit_id] for answer in known if answer.retryable}
        final = [
            EditResult(edit_id=answer.edit_id, state=_STATES[answer.state], detail=answer.detail)
            for answer in known
            if not answer.retryable
        ]
        if final:
            people = [answer.person for answer in known if answer.person is not None and not answer.retryable]
            self._queue.settle(final, people, at)
        return bool(known)

    def _fail(self, edits: Sequence[PersonEdit], trouble: ServerTrouble | None) -> None:
        """When the network can't be the reason, an edit may be: the batch shrinks until that one is alone and held."""
        self.trouble = trouble
        self._due = self._monotonic() + self._patience.failed(trouble)
        if trouble is not None and (trouble.trouble in NETWORK_TROUBLES or trouble.trouble is Trouble.UNAUTHORIZED):
            return
        if len(edits) > 1:
            self._batch = len(edits) // 2
        else:
            self._held.add(edits[0].ticket_code)
