"""What the sync worker asks of whoever it exchanges for: a station with its two files, or a hub with its books."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from kiosk.domain.scans import Scan, UploadState
from sync.clock_watch import ClockSet
from sync.engine import Progress
from sync.messages import Changes, Conflict, PushResult, PushState

_UPLOAD_STATES = {
    PushState.APPLIED: UploadState.ACCEPTED,
    PushState.DUPLICATE: UploadState.DUPLICATE,
    PushState.CONFLICT: UploadState.CONFLICT,
    PushState.REJECTED: UploadState.PARKED,
}


def upload_state(state: PushState) -> UploadState:
    """What a final answer makes of a waiting scan."""
    return _UPLOAD_STATES[state]


class Side(Protocol):
    """Reads and writes of one side. A crash between any two calls repeats work and loses none."""

    rows_staged: int

    def progress(self) -> Progress: ...

    def loaded(self) -> tuple[int | None, int | None]:
        """People taken in so far, and of how many; None and None while no snapshot comes."""
        ...

    def store_page(self, page: Any, *, name: str | None) -> None:
        """Stores the page of that name (None: the first) of a snapshot; a station takes unread ones too."""
        ...

    def finish_storing(self) -> None: ...

    def give_up_storing(self) -> bool: ...

    def taken_edits(self) -> tuple[str, ...]:
        """The edits that changes which are asked for now do tell."""
        ...

    def note_told(self, taken: Sequence[str]) -> None: ...

    def store_changes(self, changes: Changes, taken: Sequence[str] = ()) -> None:
        """Stores the rows and moves the cursor with them."""
        ...

    def waiting(self, limit: int, held: frozenset[str]) -> list[Scan]:
        """The oldest scans that wait for upload, without the held ones."""
        ...

    def waiting_one(self, scan_id: str) -> list[Scan]: ...

    def clock_was_set(self, clock_set: ClockSet) -> None:
        """Scans before that are corrected by so much more when they go up."""
        ...

    def clock_moved_s(self, scans: Sequence[Scan]) -> float:
        """How far the clock was set forward since these scans, the same for all that `waiting` gives at once."""
        ...

    def settle(self, results: Iterable[PushResult], at: datetime) -> int:
        """Stores the server's final answers and gives their number."""
        ...

    def upload_counts(self) -> dict[UploadState, int]: ...

    def open_conflicts(self) -> list[Conflict]: ...

    def open_conflict_count(self) -> int: ...

    def unread_count(self) -> int:
        """Rows that the server has and nobody here can read."""
        ...

    def know_books(self, books: str) -> bool:
        """Whether the server's books are other ones than before: then every scan is put into the queue again."""
        ...
