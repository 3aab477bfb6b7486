"""Runs database and file work off the window's thread and brings the answer back to it.

A lane is one plain worker thread that takes its tasks in order. Trouble from outside comes back as an
EnvironmentProblem; anything else is a bug and is raised loudly in the window's thread.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from kiosk.domain.problems import EnvironmentProblem
from ui.bridge import Bridge

Answer = TypeVar("Answer")


class Lane:
    """One worker thread; answers arrive in the bridge's thread."""

    def __init__(self, bridge: Bridge, name: str, on_problem: Callable[[EnvironmentProblem], None]) -> None:
        self._bridge = bridge
        self._on_problem = on_problem
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._newest: Future[object] | None = None
        self._stopped = False

    def run(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Does `work` after what was asked before, then calls `then` with its answer in the window's thread."""
        self._submit(work, then)

    def run_newest(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> None:
        """Like `run`, but takes the place of a `run_newest` task that still waits, and outdates its answer."""
        if self._newest is not None:
            self._newest.cancel()
        newest = self._newest = self._submit(work, lambda answer: then(answer) if current() else None)

        def current() -> bool:
            return self._newest is newest

    def forget_newest(self) -> None:
        """Lets no answer of an earlier `run_newest` arrive any more."""
        self._newest = None

    def stop(self) -> None:
        """Drops what waits, lets the running task end, and joins the thread; no answer arrives any more."""
        self._stopped = True
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _submit(self, work: Callable[[], Answer], then: Callable[[Answer], None]) -> Future[object]:
        future = self._threads.submit(work)
        future.add_done_callback(lambda done: self._bridge.call(lambda: self._arrive(done, then)))
        return future  # type: ignore[return-value]

    def _arrive(self, done: Future[Answer], then: Callable[[Answer], None]) -> None:
        if self._stopped or done.cancelled():
            return
        trouble = done.exception()
        if isinstance(trouble, EnvironmentProblem):
            self._on_problem(trouble)
        else:
            then(done.result())
