"""Several hubs of one venue without a network: stations that are cut off from some of them, a standby that follows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from sync.hub.changes import changes_after
from sync.hub.replica import ReplicaPage, ScanRows, confirmed_rows, replica_page
from sync.hub.standing import retire
from sync.hub.store import HubStore
from sync.messages import Changes, Hello
from sync.port import ServerTrouble, Trouble
from sync.terms import Role, Term
from sync.whereabouts import HubMemory, Whereabouts
from tests.fakes.in_process_hub import InProcessHub
from tests.fakes.venue import VenueClock

Answer = TypeVar("Answer")


class VenueHubs:
    """The hubs by their addresses; `cut` holds pairs (who, address) that don't hear each other."""

    def __init__(self, directory: Path, clock: VenueClock) -> None:
        self.directory = directory
        self.clock = clock
        self.stores: dict[str, HubStore] = {}
        self.cut: set[tuple[str, str]] = set()

    def open(self, url: str) -> HubStore:
        self.stores[url] = HubStore(self.directory / url, self.clock)
        return self.stores[url]

    def reach(self, who: str, url: str, latest: Term) -> HubStore:
        """The hub at `url` as the fence lets `who` through, who knows the term `latest`. Raises ServerTrouble."""
        if (who, url) in self.cut:
            raise ServerTrouble(Trouble.UNREACHABLE, f"{url} is cut off")
        store = self.stores[url]
        if latest > store.standing.latest:
            store.stand(lambda ledger: retire(ledger, latest))
        if store.standing.role is not Role.IN_CHARGE or store.standing.term < latest:
            raise ServerTrouble(Trouble.NOT_IN_CHARGE, f"{url} is {store.standing.role}")
        return store

    def close(self) -> None:
        for store in self.stores.values():
            store.close()


class VenueServer(InProcessHub):
    """RegistrationServer with standbys, for the station `device`."""

    def __init__(self, hubs: VenueHubs, url: str, device: str) -> None:
        super().__init__(hubs.stores[url], device)
        self.hubs = hubs
        self.memory = HubMemory(Whereabouts(url=url))
        self._meet(url)

    @property
    def moves(self) -> int:
        return self.memory.moves

    @property
    def books(self) -> str:
        return self.memory.where.latest.epoch

    def seek(self, *, far: bool = False) -> bool:
        return any(self._meet(url) for url in self.hubs.stores)

    def changes(self, cursor: str) -> Changes:
        def work() -> object:
            carried = self.store.standing.carried_over(cursor)
            return changes_after(self.store.reader(), self.store.epoch, self.device, carried)

        return self._call(work, Changes)

    def _call(self, work: Callable[[], object], kind: type[Answer]) -> Answer:
        where = self.memory.where
        self.store = self.hubs.reach(self.device, where.url, where.latest)
        return super()._call(work, kind)

    def _meet(self, url: str) -> bool:
        """Moves to the hub at `url` when it is in charge in a later term."""
        standing = self.hubs.stores[url].standing
        if (self.device, url) in self.hubs.cut or standing.role is not Role.IN_CHARGE:
            return False
        hello = Hello(
            hub="hub",
            epoch=standing.term.epoch,
            event="",
            server_time=self.hubs.clock.now(),
            lineage=standing.lineage,
            term=str(standing.term),
        )
        return self.memory.move(url, hello)


class InProcessLeader:
    """The hub at `url` as the standby `follower` reaches it."""

    def __init__(self, hubs: VenueHubs, url: str, follower: str) -> None:
        self._hubs, self._url, self._follower = hubs, url, follower

    def replica(self, cursor: str) -> ReplicaPage:
        store = self._hubs.reach(self._follower, self._url, Term())
        page = replica_page(store.reader(), store.standing, cursor)
        return msgspec.json.decode(msgspec.json.encode(page), type=ReplicaPage)

    def confirmed(self, scan_ids: list[str]) -> ScanRows:
        store = self._hubs.reach(self._follower, self._url, Term())
        return msgspec.json.decode(msgspec.json.encode(confirmed_rows(store.reader(), scan_ids)), type=ScanRows)

    def tell_term(self, term: str) -> None:
        self._hubs.reach(self._follower, self._url, Term.read(term))

    def abort(self) -> None:
        pass

    def close(self) -> None:
        pass
