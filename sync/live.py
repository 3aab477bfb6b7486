"""The live verdict: the server decides while the guest stands there, within a limit, or the station does.

The exchange runs on a thread of its own: whatever the network does (even a name look-up that hangs), the door gets
its answer or None when the limit is over. After a failure nobody asks until the server has been heard in the
background, so one visitor at most waits in vain.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from typing import Protocol

from kiosk.domain.live import Intent
from kiosk.domain.scans import Verdict
from sync.breaker import Breaker
from sync.faults import tell_fault
from sync.messages import Hello
from sync.port import HasStandbys, ServerTrouble, Trouble

LIMIT_S = 0.8
"""What a guest may wait for another opinion."""

_IDLE_S = 3600.0
_MOVES_S = 0.5
"""How soon it is noticed that another hub has taken over."""


class LiveServer(Protocol):
    """A server that can be asked for one verdict."""

    def redeem(self, intent: Intent, deadline_s: float) -> Verdict: ...

    def hello(self, deadline_s: float) -> Hello: ...

    def abort(self) -> None: ...

    def close(self) -> None: ...


class LiveVerdicts:
    """LiveDecider over a server. Doors call `ask` from any thread, one at a time."""

    def __init__(
        self,
        server: LiveServer,
        *,
        limit_s: float = LIMIT_S,
        monotonic: Callable[[], float] = time.monotonic,
        on_change: Callable[[bool], None] | None = None,
    ) -> None:
        """`on_change` hears on the background thread whether the server answers; True is assumed at the start."""
        self._server = server
        self._standbys = server if isinstance(server, HasStandbys) else None
        self._moves = self._standbys.moves if self._standbys is not None else 0
        self._limit_s = limit_s
        self._monotonic = monotonic
        self._on_change = on_change or (lambda _: None)
        self._breaker = Breaker()
        self._asking = threading.Lock()
        self._questions: queue.SimpleQueue[tuple[Intent, Future[Verdict | None]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="live verdicts", daemon=True)
        self._thread.start()

    @property
    def answering(self) -> bool:
        """Whether the next visitor will be asked for."""
        return self._breaker.is_closed()

    def ask(self, intent: Intent) -> Verdict | None:
        """The server's verdict, or None at once while it is away and at the latest after the limit."""
        until = self._monotonic() + self._limit_s
        if not self._breaker.is_closed() or not self._asking.acquire(timeout=self._limit_s):
            return None
        try:
            if not self._breaker.is_closed():  # the one before waited in vain
                return None
            future: Future[Verdict | None] = Future()
            self._questions.put((intent, future))
            return future.result(max(0.0, until - self._monotonic()))
        except NotInTime:
            self._breaker.failed(self._monotonic())
            return None
        finally:
            self._asking.release()

    def close(self) -> None:
        """Ends the question under way and joins the thread."""
        self._questions.put(None)
        self._server.abort()
        self._thread.join()
        self._server.close()

    def _serve(self) -> None:
        while True:
            try:
                question = self._questions.get(timeout=self._patience_s())
            except queue.Empty:
                self._look_when_due()
                continue
            if question is None:
                return
            self._answer(*question)

    def _patience_s(self) -> float:
        look_in = self._breaker.look_in(self._monotonic())
        return _IDLE_S if look_in is None else min(look_in, _MOVES_S)

    def _answer(self, intent: Intent, future: Future[Verdict | None]) -> None:
        try:
            verdict = self._server.redeem(intent, self._limit_s)
        except ServerTrouble as trouble:
            if trouble.trouble is not Trouble.REFUSED:  # the server is there and knows this gate not yet
                self._heard(answers=False)
            future.set_result(None)
        except Exception:  # noqa: BLE001 - it is told, and the next visitor must not wait for this thread in vain
            tell_fault()
            self._heard(answers=False)
            future.set_result(None)
        else:
            self._heard(answers=True)
            future.set_result(verdict)

    def _look_when_due(self) -> None:
        """After the pause, or at once when another hub has taken over: the former one's silence says nothing of it."""
        moves = self._standbys.moves if self._standbys is not None else 0
        moved, self._moves = moves != self._moves, moves
        look_in = self._breaker.look_in(self._monotonic())
        if moved or (look_in is not None and look_in <= 0):
            self._look()

    def _look(self) -> None:
        try:
            self._server.hello(self._limit_s)
        except ServerTrouble:
            self._heard(answers=False)
        except Exception:  # noqa: BLE001 - it is told
            tell_fault()
            self._heard(answers=False)
        else:
            self._heard(answers=True)

    def _heard(self, *, answers: bool) -> None:
        before = self._breaker.is_closed()
        if answers:
            self._breaker.worked()
        else:
            self._breaker.failed(self._monotonic())
        if before is not answers:
            self._on_change(answers)
