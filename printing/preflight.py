"""Looks at every badge before the event and lists those that need a person's eye.

Each badge goes through the very composition that prints it, and its code is read back from its dots after one
dot of gain. The page itself is not drawn: that would say nothing more and take three times as long.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
import zxingcpp

from kiosk.domain.badges import Badge
from printing.composer import check_codes, compose
from printing.composition import Composition, DotsMark
from printing.findings import Finding, FindingKind
from printing.layout import Layout

_BATCH = 100
_WAITING = 3
"""Batches under way per process: enough to keep it busy, few enough to keep memory flat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BadgeFinding:
    """A finding and whose badge it is."""

    ticket_code: str
    finding: Finding


def examine(layout: Layout, dpi: int, badge: Badge) -> tuple[Finding, ...]:
    """All findings of one badge, its code read back included."""
    composition = compose(layout, dpi, badge)
    return (*composition.findings, *_unread_codes(composition))


def preflight(
    layout: Layout,
    dpi: int,
    badges: Iterable[Badge],
    *,
    processes: int = 2,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[BadgeFinding]:
    """The findings of all `badges` in their order, examined in `processes` processes.

    `progress` is called with the number of badges done since the last call. `badges` is drawn from as the work goes
    on, never all at once. Raises EnvironmentProblem (BAD_LAYOUT) when the layout can't carry its codes.
    """
    check_codes(layout, dpi)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, _start_worker, (layout, dpi)) as pool:
        source = iter(badges)
        waiting: deque[tuple[int, Future[list[BadgeFinding]]]] = deque()
        while True:
            while len(waiting) < processes * _WAITING and (batch := list(islice(source, _BATCH))):
                with _interrupts_kept_out():
                    waiting.append((len(batch), pool.submit(_examine_batch, batch)))
            if not waiting:
                return
            count, future = waiting.popleft()
            yield from future.result()
            progress(count)


@dataclass(slots=True)
class _Worker:
    """What a worker process was started with."""

    layout: Layout
    dpi: int


_worker: list[_Worker] = []


@contextmanager
def _interrupts_kept_out() -> Iterator[None]:
    """Ctrl+C is meant for the program: a process that is begun here hears of it neither while it loads nor later.

    The program itself hears of it when the process has all that it needs; it would die of half of that, aloud.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    noted: list[int] = []
    handler = signal.signal(signal.SIGINT, lambda number, _: noted.append(number))
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        signal.signal(signal.SIGINT, handler)
        if noted:
            signal.raise_signal(signal.SIGINT)


def _start_worker(layout: Layout, dpi: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(_Worker(layout, dpi))


def _examine_batch(batch: list[Badge]) -> list[BadgeFinding]:
    mine = _worker[0]
    return [
        BadgeFinding(ticket_code=badge.ticket_code, finding=finding)
        for badge in batch
        for finding in examine(mine.layout, mine.dpi, badge)
    ]


def _unread_codes(composition: Composition) -> Iterator[Finding]:
    for face in composition.faces:
        for mark in face.marks:
            if isinstance(mark, DotsMark) and mark.code and not face.face.repeats and not _is_read(mark):
                yield Finding(
                    element=mark.element,
                    kind=FindingKind.UNREADABLE_CODE,
                    detail="the printed code can't be read back",
                )


def _is_read(mark: DotsMark) -> bool:
    grown = _with_dot_gain(mark.black)
    grey = np.where(grown, np.uint8(0), np.uint8(255))
    found = zxingcpp.read_barcodes(grey, formats=mark.kind.format)
    return any(code.bytes == mark.code.encode("utf-8", "replace") for code in found)


def _with_dot_gain(black: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Every black dot also burns its right and lower neighbour."""
    grown = black.copy()
    grown[:, 1:] |= black[:, :-1]
    grown[1:] |= black[:-1]
    return grown
