"""The pull-push engine: what to do next, decided without threads, sockets or a clock.

Its owner asks `next_step(now)`, does it, and reports how it went. Times are seconds of any monotonic clock. The two
lanes, down (people and other stations' scans) and up (own scans), fail apart: each has its own patience. The cursor
is told only after the rows before it are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sync.messages import PushResult, PushState
from sync.patience import Patience
from sync.port import NETWORK_TROUBLES, ServerTrouble, Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the download has come, as stored. `page` is the next one of a snapshot under way."""

    cursor: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class GetSnapshotPage:
    """Ask for this page (None: the first), store it, then report."""

    page: str | None


@dataclass(frozen=True, slots=True)
class GetChanges:
    """Ask for what changed after this cursor, store it, then report."""

    cursor: str


@dataclass(frozen=True, slots=True)
class PushScans:
    """Upload the oldest waiting scans, at most `limit`, without those in `held`, then report."""

    limit: int
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class RetryScan:
    """Upload this one scan again, alone, then report like a batch."""

    scan_id: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do before `until`, unless a scan is recorded."""

    until: float


Step = GetSnapshotPage | GetChanges | PushScans | RetryScan | Wait


@dataclass(slots=True)
class _Held:
    """A scan that the server can't take for now; others overtake it."""

    due: float
    tries: int


@dataclass(slots=True)
class _Up:
    patience: Patience
    batch: int
    has_work: bool = True
    due: float = 0.0
    held: dict[str, _Held] = field(default_factory=dict)


@dataclass(slots=True)
class _Down:
    patience: Patience
    due: float = 0.0


class SyncEngine:
    """The state of one station's exchange with one server."""

    def __init__(self, progress: Progress, *, poll_s: float, batch: int, jitter: Callable[[], float]) -> None:
        """`poll_s` seconds lie between looks for changes, `batch` scans go in one upload at most.

        `jitter` gives numbers from 0 to 1; it spreads stations that woke together.
        """
        self._progress = progress
        self._poll_s = poll_s
        self._largest_batch = batch
        self._jitter = jitter
        self._down = _Down(Patience(jitter))
        self._up = _Up(Patience(jitter), batch)
        self._pushed_last = False
        self._heard = False

    @property
    def progress(self) -> Progress:
        return self._progress

    def next_step(self, now: float) -> Step:
        """What to do now. The lanes take turns when both are due."""
        up_due, down_due = self._up_due(), self._down.due
        up_now = up_due is not None and up_due <= now
        if up_now and not ((self._pushed_last or not self._heard) and down_due <= now):
            self._pushed_last = True
            return self._upload(now)
        if down_due <= now:
            self._pushed_last = False
            return self._download()
        return Wait(min(down_due, up_due) if up_due is not None else down_due)

    def resume(self, progress: Progress) -> None:
        """Storing failed: what is on disk counts."""
        self._progress = progress

    def look_now(self) -> None:
        """A hint that the server has something new; a lane that waits out a failure goes on waiting."""
        if not self._down.patience.failures:
            self._down.due = 0.0

    def server_moved(self) -> None:
        """Another server takes the calls: what the former one failed at says nothing of it, nor do its pages."""
        if self._progress.page is not None:
            self._progress = Progress()
        self._down = _Down(Patience(self._jitter))
        self._up = _Up(Patience(self._jitter), self._largest_batch)

    def scan_recorded(self) -> None:
        """A scan waits for upload; also after a restart with an unknown number of them."""
        self._up.has_work = True

    def page_stored(self, now: float, *, next_page: str | None, cursor: str) -> None:
        """A snapshot page is on disk; after the last one (`next_page` None) everything up to `cursor` is."""
        self._heard = True
        self._down.patience.succeeded()
        self._down.due = now
        self._progress = Progress(page=next_page) if next_page else Progress(cursor=cursor)

    def changes_stored(self, now: float, *, cursor: str, more: bool) -> None:
        """All rows up to `cursor` are on disk."""
        self._heard = True
        self._down.patience.succeeded()
        self._down.due = now if more else now + self._poll_s * (0.75 + 0.5 * self._jitter())
        self._progress = Progress(cursor=cursor)

    def start_over(self, now: float) -> None:
        """The cursor or page means nothing to the server: a snapshot is next."""
        self._progress = Progress()
        self._down.due = now

    def download_failed(self, now: float, trouble: ServerTrouble) -> None:
        """Nothing was stored. A page that the server refuses by itself begins the snapshot anew."""
        self._heard = self._heard or trouble.trouble is not Trouble.UNREACHABLE
        if trouble.trouble is Trouble.REFUSED and self._progress.page is not None:
            self._progress = Progress()
        self._down.due = now + self._down.patience.failed(trouble)

    def nothing_to_push(self) -> None:
        """No scan waits besides the held ones."""
        self._up.has_work = False

    def batch_answered(self, now: float, asked: list[str], results: Iterable[PushResult]) -> None:
        """The server answered for some or all of the scans `asked`, and the answers are on disk."""
        answered = {result.scan_id: result for result in results}
        if not any(scan_id in answered for scan_id in asked):
            self._up.due = now + self._up.patience.failed(None)
            self._hold_or_shrink(asked)
            return
        for scan_id in asked:
            result = answered.get(scan_id)
            if result is None:
                continue
            if result.state is PushState.REJECTED and result.retryable:
                self._hold(now, scan_id)
            else:
                self._up.held.pop(scan_id, None)
        self._up.patience.succeeded()
        self._up.batch = min(self._largest_batch, self._up.batch * 2)
        self._up.due = now

    def upload_failed(self, now: float, asked: list[str], trouble: ServerTrouble) -> None:
        """Nothing is known of the scans `asked`; they may have arrived.

        When the network can't be the reason, a row may be: the batch shrinks until that row is alone and held.
        """
        self._up.due = now + self._up.patience.failed(trouble)
        if trouble.trouble not in NETWORK_TROUBLES and trouble.trouble is not Trouble.UNAUTHORIZED:
            self._hold_or_shrink(asked)

    def _download(self) -> Step:
        if self._progress.cursor is not None:
            return GetChanges(self._progress.cursor)
        return GetSnapshotPage(self._progress.page)

    def _up_due(self) -> float | None:
        """Before the server was heard at all, uploads go with the downloads, after them: the first answer tells how
        wrong this station's clock is.
        """
        earliest = self._up.due if self._heard else max(self._up.due, self._down.due)
        if self._up.has_work:
            return earliest
        dues = [held.due for held in self._up.held.values()]
        return max(earliest, min(dues)) if dues else None

    def _upload(self, now: float) -> Step:
        due = [scan_id for scan_id, held in self._up.held.items() if held.due <= now]
        return RetryScan(due[0]) if due else PushScans(self._up.batch, frozenset(self._up.held))

    def _hold_or_shrink(self, asked: list[str]) -> None:
        if len(asked) > 1:
            self._up.batch = max(1, len(asked) // 2)
        elif asked:
            self._hold(self._up.due, asked[0])

    def _hold(self, now: float, scan_id: str) -> None:
        held = self._up.held.setdefault(scan_id, _Held(due=now, tries=0))
        held.tries += 1
        held.due = now + self._up.patience.of(held.tries)
