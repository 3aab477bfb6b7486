"""The thread that keeps a station and its server the same, by doing what the engine says."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable

from kiosk.domain.clock import Clock, steady_s
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Scan, UploadState
from kiosk.store.station import StationStore
from sync.clock_watch import ClockSet, ClockWatch
from sync.engine import GetChanges, GetSnapshotPage, PushScans, RetryScan, Step, SyncEngine, Wait
from sync.faults import tell_fault
from sync.listening import Listener
from sync.messages import Conflict
from sync.page_messages import StationReport
from sync.port import GivesHints, HasStandbys, RegistrationServer, ServerTrouble
from sync.raw_pages import GivesRawPages
from sync.side import Side
from sync.station_side import StationSide
from sync.status import SyncReport, SyncStatus
from sync.status_board import StatusBoard
from sync.talk import NoTalk, StationTalk, Talk

_DOWN, _UP = "down", "up"
_LONGEST_SLEEP_S = 5.0


class SyncWorker:
    """One station's exchange with one server: `run_once` on the caller's thread, or `start` on its own."""

    def __init__(
        self,
        store: StationStore | Side,
        server: RegistrationServer,
        clock: Clock,
        *,
        on_status: Callable[[SyncStatus], None] | None = None,
        monotonic: Callable[[], float] = steady_s,
        about: Callable[[StationReport], StationReport] = lambda report: report,
        talk: Talk | None = None,
    ) -> None:
        """`store` is a station's, or the side of something that is none, which has a `talk` of its own or none.

        `on_status` is called on the worker's thread whenever the status changed.

        `about` adds to the report for the server's page what the exchange does not know (the printer).
        """
        self._talk: Talk = talk or NoTalk()
        if isinstance(store, StationStore):
            self._talk = StationTalk(store, server, clock, monotonic=monotonic, jitter=random.random)
        self._side: Side = StationSide(store) if isinstance(store, StationStore) else store
        self._about = about
        self._server = server
        self._clock = clock
        self._board = StatusBoard(self._side, server.name, clock, on_status or (lambda _: None))
        self._monotonic = monotonic
        self._pass_began: float | None = None
        self._watch = ClockWatch(clock, monotonic)
        self._engine = SyncEngine(self._side.progress(), poll_s=server.poll_s, batch=server.batch, jitter=random.random)
        self._troubles: dict[str, ServerTrouble] = {}
        self._pulled = self._pushed = 0
        self._is_station = isinstance(store, StationStore)
        self._raw_pages = server if self._is_station and isinstance(server, GivesRawPages) else None
        self._standbys = server if isinstance(server, HasStandbys) else None
        self._moves, self._books = self._standbys.moves if self._standbys is not None else 0, ""
        self._stopping = threading.Event()
        self._woken = threading.Event()
        self._recorded = self._hinted = False
        self._thread: threading.Thread | None = None
        self._listener: Listener | None = None

    @property
    def status(self) -> SyncStatus:
        """The newest status; safe from any thread."""
        return self._board.status

    def start(self) -> None:
        """Begins to exchange in the background until `stop`; hints of the server that it gives are followed at once."""
        if isinstance(self._server, GivesHints):
            self._listener = Listener(self._server, self._take_hint, self._woken.set)
        self._thread = threading.Thread(target=self._keep_going, name="sync", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """A scan was recorded: upload it now. Safe from any thread."""
        self._recorded = True
        self._woken.set()

    def stop(self) -> None:
        """Ends the exchange under way and joins the thread; what was not answered goes up at the next start."""
        self._stopping.set()
        self._woken.set()
        self._server.abort()
        if self._listener is not None:
            self._listener.stop()
        if self._thread is not None:
            self._thread.join()
        self._side.give_up_storing()
        self._server.close()

    def open_conflicts(self) -> list[Conflict]:
        """Double entries that nobody has closed, the newest first."""
        return self._side.open_conflicts()

    def run_once(self) -> SyncReport:
        """Exchanges until nothing more is to do or a lane must wait out a trouble; does not raise for that.

        The trouble is in `status.problem`. Raises EnvironmentProblem when the station's own files fail.
        """
        self._engine.scan_recorded()
        self._engine.look_now()
        self._exchange()
        if self._troubles and self._standbys is not None and self._standbys.seek():
            self._exchange()
        self._tell()
        return self.report()

    def report(self) -> SyncReport:
        """What was exchanged since this worker was made."""
        counts = self._side.upload_counts()
        return SyncReport(
            pulled=self._pulled + self._side.rows_staged,
            pushed=self._pushed,
            parked=counts[UploadState.PARKED],
            pending=counts[UploadState.PENDING],
            cursor=self._engine.progress.cursor,
        )

    def _take_hint(self) -> None:
        """The server has something new."""
        self._hinted = True
        self._woken.set()

    def _exchange(self) -> None:
        """As if no time went by: a call that takes longer than a lane's pause must not make that lane due again."""
        self._go_along()
        self._pass_began = self._monotonic()
        try:
            while not isinstance(step := self._engine.next_step(self._now()), Wait):
                self._do(step)
        finally:
            self._pass_began = None
        self._side.finish_storing()

    def _now(self) -> float:
        return self._monotonic() if self._pass_began is None else self._pass_began

    def _clock_was_set(self, clock_set: ClockSet) -> None:
        self._side.clock_was_set(clock_set)
        self._board.clock_was_set(clock_set.by_s)

    def _go_along(self) -> None:
        """Another hub may have taken over since the last step: it gets every scan again, the same id counts once."""
        if self._standbys is None:
            return
        moved, self._moves = self._standbys.moves != self._moves, self._standbys.moves
        books = self._standbys.books or self._books
        if books != self._books:
            moved = self._side.know_books(books) or moved
            self._books = books
        if moved:
            self._side.give_up_storing()
            self._engine.server_moved()
            self._talk.server_moved()
            self._troubles.clear()
            self._board.moved(self._server.name)

    def _has_moved(self) -> bool:
        """Whether the server became another one during a call: its answer must not be mixed with the former's."""
        return self._standbys is not None and self._standbys.moves != self._moves

    def _keep_going(self) -> None:
        while not self._stopping.is_set():
            try:
                self._take_turn()
            except EnvironmentProblem as problem:
                # The station's own disk: doors go on from the log, and the exchange waits for a person.
                self._engine.resume(self._side.progress())
                self._board.tell_of_own(str(problem))
                self._stopping.wait(_LONGEST_SLEEP_S)
            except Exception as error:  # noqa: BLE001 - it is told, and the exchange goes on
                tell_fault()
                self._board.tell_of_own(f"a fault of the program ({error!r})")
                self._stopping.wait(_LONGEST_SLEEP_S)

    def _take_turn(self) -> None:
        self._go_along()
        if self._woken.is_set():
            self._woken.clear()
            self._hear_what_woke()
        self._watch.look(self._clock_was_set)
        step = self._engine.next_step(self._now())
        if isinstance(step, Wait):
            self._woken.wait(min(_LONGEST_SLEEP_S, max(0.0, step.until - self._now())))
        else:
            self._do(step)

    def _hear_what_woke(self) -> None:
        if self._recorded:
            self._recorded = False
            self._engine.scan_recorded()
        if self._hinted:
            self._hinted = False
            self._engine.look_now()

    def _do(self, step: Step) -> None:
        self._watch.look(self._clock_was_set)
        match step:
            case GetSnapshotPage(page):
                self._download(lambda: self._get_page(page))
            case GetChanges(cursor):
                self._download(lambda: self._get_changes(cursor))
            case PushScans(limit, held):
                self._talk.send_edits(self._clock.now())  # first, so that the server knows whom the scans are of
                self._push(self._side.waiting(limit, held))
            case RetryScan(scan_id):
                self._push(self._side.waiting_one(scan_id))
        self._tell()

    def _download(self, exchange: Callable[[], None]) -> None:
        try:
            exchange()
        except ServerTrouble as trouble:
            self._troubles[_DOWN] = trouble
            if self._side.give_up_storing():
                self._engine.resume(self._side.progress())
            self._engine.download_failed(self._now(), trouble)
        else:
            self._troubles.pop(_DOWN, None)

    def _get_page(self, page: str | None) -> None:
        asked = self._clock.now()
        answer = self._raw_pages.raw_snapshot(page) if self._raw_pages else self._server.snapshot(page)
        if self._has_moved():
            return
        self._board.heard(asked, answer.server_time)
        self._side.store_page(answer, name=page)
        self._engine.page_stored(self._now(), next_page=answer.next_page, cursor=answer.cursor)
        if page is None:
            self._engine.scan_recorded()  # other books may have put every scan back into the queue

    def _get_changes(self, cursor: str) -> None:
        asked, taken = self._clock.now(), self._side.taken_edits()
        answer = self._server.changes(cursor)
        if self._has_moved():
            return
        self._board.heard(asked, answer.server_time)
        if answer.start_over:
            self._engine.start_over(self._now())
            return
        if answer.cursor != cursor or len(answer.rows):
            self._side.store_changes(answer, taken)
        self._pulled += len(answer.rows)
        self._engine.changes_stored(self._now(), cursor=answer.cursor, more=answer.more)
        if not answer.more:
            if not self._is_station:
                self._engine.scan_recorded()  # a hub's interface queues them, maybe in another process
            self._side.note_told(taken)
            self._talk.send_edits(self._clock.now())
            if self._talk.settle_undecided():
                self._engine.scan_recorded()
            self._talk.run_errands(self._about(self._board.own_report()))

    def _push(self, scans: list[Scan]) -> None:
        if not scans:
            self._engine.nothing_to_push()
            return
        asked = [scan.scan_id for scan in scans]
        began, offset = self._clock.now(), self.status.clock_offset_s
        try:
            reply = self._server.push(scans, offset + self._side.clock_moved_s(scans) if offset is not None else None)
        except ServerTrouble as trouble:
            self._troubles[_UP] = trouble
            self._engine.upload_failed(self._now(), asked, trouble)
            return
        self._troubles.pop(_UP, None)
        self._board.heard(began, reply.server_time)
        known = set(asked)
        results = [result for result in reply.results if result.scan_id in known]
        self._pushed += self._side.settle(results, self._clock.now())
        self._engine.batch_answered(self._now(), asked, results)

    def _tell(self) -> None:
        if not self._stopping.is_set():
            self._board.tell(self._troubles.get(_DOWN) or self._troubles.get(_UP) or self._talk.trouble)
