"""A process of its own that takes in a first sync: it reads the pages, folds the names and writes them to the cache.

In one interpreter with the door that work delayed check-ins by a tenth of a second and used one core only. The
process is a luxury: where it can't be started or was killed, the station does the same work itself, in small
pieces. It is the cache's only writer while it has a page (see `Writer.lend`).
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from contextlib import closing, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection as Line
from multiprocessing.context import SpawnProcess
from pathlib import Path

import msgspec

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.database import Connection, Durability, database_problems, open_database
from kiosk.store.people_rows import prepare_at_once
from kiosk.store.writer import transact
from sync.port import not_understood
from sync.stored_rows import PagePlace, prepare_raw_rows, stage_page

_log = logging.getLogger(__name__)
_FAREWELL_S = 5.0
_PATIENCE_S = 120.0
"""A process that is silent for so long over one page is given up."""

_MOST_LOST = 3
"""Processes lost in one run before the station goes on without."""

_NICENESS = 10
_PAGE_CACHE_KB = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """What kept a page from being stored; exceptions of ours don't survive a pipe."""

    kind: ProblemKind
    what: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _NotUnderstood:
    """The rows are not what the server should have sent."""

    detail: str


_Answer = int | _Trouble | _NotUnderstood


class Intake:
    """Starts the process when a page comes, and ends it when told. One thread at a time uses it."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._line: Line[PagePlace, _Answer] | None = None
        self._lost = 0

    @property
    def pid(self) -> int | None:
        """The process' id at the system, None while there is none."""
        return self._process.pid if self._process is not None else None

    def store(self, path: Path, key: str, place: PagePlace, rows: memoryview) -> int | None:
        """Stores a page in the cache at `path` and gives the number of its rows; None when no process could do it.

        Raises EnvironmentProblem for trouble with the file, ServerTrouble for rows that are none.
        """
        if self._lost >= _MOST_LOST:
            return None
        try:
            answer = self._ask(path, key, place, rows)
        except (OSError, EOFError) as error:
            self._lost += 1
            _log.warning("The process that takes in people is gone: %r", error)
            self.close()
            return None
        return _judged(answer)

    def close(self) -> None:
        """Ends the process and waits for its end; a page under way is finished first."""
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            process, self._process = self._process, None
            process.join(_FAREWELL_S)
            if process.is_alive():
                process.kill()
                process.join()
            process.close()

    def _ask(self, path: Path, key: str, place: PagePlace, rows: memoryview) -> _Answer:
        line = self._line or self._start(path, key)
        line.send(place)
        line.send_bytes(rows)
        if not line.poll(_PATIENCE_S):
            raise TimeoutError("it is silent")
        answer: _Answer = line.recv()
        return answer

    def _start(self, path: Path, key: str) -> Line[PagePlace, _Answer]:
        context = multiprocessing.get_context("spawn")  # the one way on every system, and in the frozen program
        self._line, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, path, key), name="first sync", daemon=True)
        try:
            process.start()
        finally:
            theirs.close()
        self._process = process
        return self._line


def _judged(answer: _Answer) -> int:
    match answer:
        case _Trouble(kind=kind, what=what, remedy=remedy):
            raise EnvironmentProblem(kind, what, remedy)
        case _NotUnderstood(detail=detail):
            raise not_understood(detail)
        case _:
            return answer


def _serve(line: Line[_Answer, PagePlace], path: Path, key: str) -> None:
    """Stores pages until the line ends, or the program does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is meant for the program, which then ends this line
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    threading.Thread(target=_end_with_the_program, name="watch", daemon=True).start()
    with (
        suppress(EOFError, OSError, EnvironmentProblem),  # who can't open the file here meets the trouble there
        closing(open_database(path, key, durability=Durability.NORMAL)) as connection,
    ):
        connection.execute(f"PRAGMA cache_size = -{_PAGE_CACHE_KB}")
        while True:
            line.send(_attempt(connection, path, line.recv(), line.recv_bytes()))


def _end_with_the_program() -> None:
    """At once, even in the middle of a page: a new program must find the file to itself."""
    program = multiprocessing.parent_process()
    if program is not None:
        program.join()
        os._exit(1)


def _attempt(connection: Connection, path: Path, place: PagePlace, data: bytes) -> _Answer:
    try:
        rows = prepare_raw_rows(memoryview(data), prepare_at_once)
        with database_problems(path):
            transact(connection, lambda connection: stage_page(connection, place, rows))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return _NotUnderstood(detail=str(error))
    except EnvironmentProblem as problem:
        return _Trouble(kind=problem.kind, what=problem.what, remedy=problem.remedy)
    return len(rows)
