"""The hub's own connection to the organiser's server: the same port and engine as a station's.

The internet of a venue may be gone for hours; nothing at the doors waits for this.
"""

from __future__ import annotations

import random
import time

from sync.hub.ledger import Ledger, meta, put_meta
from sync.hub.scan_rows import read_scan
from sync.hub.store import HubStore
from sync.hub.upstream_edits import UpstreamTalk
from sync.hub.upstream_queue import fill_queue, try_again
from sync.hub.upstream_side import UpstreamSide, forget_progress
from sync.page_messages import ParkedRow, UpstreamState
from sync.pairing import read_pairing_text
from sync.port import RegistrationServer
from sync.servers.hub import HubServer, pair_with_hub
from sync.status import SyncStatus
from sync.whereabouts import HubMemory, Whereabouts, keep_whereabouts, kept_whereabouts
from sync.worker import SyncWorker

_PREFIX = "upstream."
_JOINED, _TOKEN, _DEVICE = "server.joined", "server.token", "server.device"
_PARKED_SHOWN = 200


class HubSettings:
    """`sync.whereabouts.Settings` in a hub's books."""

    def __init__(self, store: HubStore) -> None:
        self._store = store

    def setting(self, key: str) -> str | None:
        return meta(self._store.reader(), _PREFIX + key)

    def save_setting(self, key: str, value: str) -> None:
        self._store.writer.run(lambda ledger: put_meta(ledger.connection, _PREFIX + key, value))


class Upstream:
    """Exchanges with `server` between `start` and `stop`. `state` is safe from any thread."""

    def __init__(self, store: HubStore, server: RegistrationServer) -> None:
        self._store = store
        talk = UpstreamTalk(store, server, monotonic=time.monotonic, jitter=random.random)
        self.worker = SyncWorker(UpstreamSide(store), server, store.clock, talk=talk)

    def start(self) -> None:
        self.worker.start()

    def stop(self) -> None:
        self.worker.stop()

    def state(self) -> UpstreamState:
        """For the page and the counts."""
        return _as_state(self.worker.status)

    def retry(self, scan_id: str) -> bool:
        """A person lets a parked scan go up again; False when there is none."""
        found = self._store.writer.run(lambda ledger: try_again(ledger.connection, scan_id))
        self.worker.wake()
        return found


def parked_rows(store: HubStore) -> list[ParkedRow]:
    """What the organiser's server can't take, oldest first, with its own word on each."""
    rows = store.reader().execute(
        """SELECT scans.*, upstream_scans.detail AS detail FROM upstream_scans
           JOIN scans ON scans.scan_id = upstream_scans.scan_id
           WHERE upstream_scans.state = 'parked' ORDER BY upstream_scans.sequence LIMIT ?""",
        (_PARKED_SHOWN,),
    )
    return [ParkedRow(scan=read_scan(row).scan, detail=row["detail"]) for row in rows]


def join_upstream(store: HubStore, address: str, name: str) -> None:
    """Makes this hub a station of the server at `address` (URL#CODE), once; later the URL alone does.

    What stations have uploaded here so far goes up too. Raises ServerTrouble or EnvironmentProblem.
    """
    settings = HubSettings(store)
    if settings.setting(_JOINED) == address.partition("#")[0].rstrip("/"):
        return
    text = read_pairing_text(address)
    paired = pair_with_hub(text.url, text.code, name)
    settings.save_setting(_TOKEN, paired.token)
    settings.save_setting(_DEVICE, paired.device)
    keep_whereabouts(settings, Whereabouts(url=text.url, lineage=paired.lineage, term=paired.term))

    def begin(ledger: Ledger) -> None:
        ledger.advance()  # a standby hears of it
        forget_progress(ledger.connection)
        fill_queue(ledger.connection)
        put_meta(ledger.connection, _PREFIX + _JOINED, text.url)  # last: who died before joins again

    store.writer.run(begin)


def upstream_of(store: HubStore) -> Upstream | None:
    """The connection of a hub that was made a station of another server; None for others."""
    settings = HubSettings(store)
    where, token = kept_whereabouts(settings), settings.setting(_TOKEN)
    if where is None or not token:
        return None
    device = settings.setting(_DEVICE) or ""
    return Upstream(store, HubServer(where.url, token, memory=HubMemory(where, settings), device=device))


def _as_state(status: SyncStatus) -> UpstreamState:
    return UpstreamState(
        server=status.server,
        connected=status.connected,
        last_success=status.last_success,
        waiting=status.waiting,
        parked=status.parked,
        problem=status.problem.value if status.problem else "",
        loaded=status.loaded,
        total=status.total,
    )
