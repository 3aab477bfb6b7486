"""Makes sure that a station belongs to the server that a command names, and has its people."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.station import StationStore
from sync.pairing import pair, paired_server, paired_url, read_pairing_text
from sync.worker import SyncWorker
from ui.station_name import name_to_pair_with

_MOST_NAMED = 5


def join_server(directory: Path, server: str) -> None:
    """Pairs with URL#CODE unless this station is paired with URL already; without an event it pulls the people.

    An address without a code must be the one that the station is paired with. Raises EnvironmentProblem.
    """
    url, _, code = server.partition("#")
    with StationStore(directory) as store:
        if paired_url(store) != url.rstrip("/"):
            if not code:
                raise EnvironmentProblem(
                    ProblemKind.CONFIGURATION,
                    f"this station is not paired with {url}",
                    "name the server as URL#CODE, as kiosk hub prints it",
                )
            pair(store, read_pairing_text(server), name_to_pair_with(store))
        if store.cache.setup() is None:
            pull(store)


def pull(store: StationStore) -> str:
    """Exchanges once with the server that the station is paired with; gives what went wrong, empty when all is here.

    A station can wait for its server: trouble on the way is no exception. Raises EnvironmentProblem when the
    station's own files fail.
    """
    server = paired_server(store)
    if server is None:
        raise RuntimeError("a station that was just paired has no server")
    worker = SyncWorker(store, server, SystemClock())
    try:
        worker.run_once()
    finally:
        worker.stop()
    return worker.status.detail


def unread_words(store: StationStore) -> str:
    """Names what the server has and this station can't read; empty when there is nothing of it."""
    count = store.cache.unread_count()
    named = [f"{kind} {key} ({detail})" for kind, key, detail in store.cache.unread_rows(_MOST_NAMED)]
    more = ", ..." if count > len(named) else ""
    return f"{count} of the server's records can't be read here: {', '.join(named)}{more}" if count else ""
