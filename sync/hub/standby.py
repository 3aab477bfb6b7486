"""A hub that follows another one, so that a person can let it take over.

One thread copies what is new all the time. Once promoted, the same thread tells the former hub of the new term until
that has heard it; a former hub that was lost hears of it from the first station that reaches both.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from random import random
from typing import Protocol

import msgspec

from kiosk.domain.problems import EnvironmentProblem
from sync.faults import tell_fault
from sync.http_client import JsonClient
from sync.hub.ledger import Ledger, meta, put_meta
from sync.hub.replica import (
    ReplicaPage,
    ScanRows,
    Unconfirmed,
    take_confirmed,
    take_replica,
    unconfirmed,
)
from sync.hub.rivals import Rivals
from sync.hub.standing import become_standby, check_may_follow
from sync.hub.store import HubStore
from sync.messages import FollowState, Paired, StandbyRequest
from sync.patience import Patience
from sync.port import ServerTrouble, Trouble
from sync.terms import TERM_HEADER, Role

_URL, _TOKEN, _DEVICE, _FENCED = "standby.url", "standby.token", "standby.device", "standby.former_knows"
_PAUSE_S = 0.25
_TELL_EVERY_S = 5.0
_DEADLINE_S = 30.0
_ASKED_AGAIN = 1_000
_pages = msgspec.json.Decoder(ReplicaPage)
_scan_rows = msgspec.json.Decoder(ScanRows)
_paired = msgspec.json.Decoder(Paired)


class Leader(Protocol):
    """The hub that is followed. Calls raise ServerTrouble."""

    def replica(self, cursor: str) -> ReplicaPage: ...

    def confirmed(self, scan_ids: list[str]) -> ScanRows: ...

    def tell_term(self, term: str) -> None:
        """Raises ServerTrouble (NOT_IN_CHARGE) when the hub has retired."""
        ...

    def abort(self) -> None: ...

    def close(self) -> None: ...


class LeaderOverHttp:
    """The followed hub at its address. `own_url` tells it where stations will find this one."""

    def __init__(self, url: str, token: str, own_url: Callable[[], str]) -> None:
        self._client = JsonClient(url, headers={"Authorization": f"Bearer {token}"}, deadline_s=_DEADLINE_S)
        self._own_url = own_url

    def replica(self, cursor: str) -> ReplicaPage:
        return self._client.get("/api/v1/replica", _pages, {"cursor": cursor, "url": self._own_url()})

    def confirmed(self, scan_ids: list[str]) -> ScanRows:
        return self._client.post("/api/v1/replica/confirmed", Unconfirmed(scan_ids), _scan_rows)

    def tell_term(self, term: str) -> None:
        self._client.say(TERM_HEADER, term)
        self._client.get("/api/v1/replica", _pages)

    def abort(self) -> None:
        self._client.abort()

    def close(self) -> None:
        self._client.close()


class Standby:
    """Follows `leader` into `store` while that is a standby's. `state` is for the page; safe from any thread.

    `rivals` are looked at after a promotion.
    """

    def __init__(self, store: HubStore, leader: Leader, url: str, rivals: Rivals | None = None) -> None:
        self._rivals = rivals
        self._store = store
        self._leader = leader
        self.state = FollowState(hub=url)
        self._patience = Patience(random)
        self._unconfirmed: list[str] | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._keep_on, name="standby", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the exchange under way and joins the thread."""
        self._stopping.set()
        self._leader.abort()
        if self._rivals is not None:
            self._rivals.abort()
        if self._thread is not None:
            self._thread.join()
        self._leader.close()

    def follow_once(self) -> bool:
        """Copies one page of what is new; True when more is there. Raises ServerTrouble or EnvironmentProblem."""
        standing = self._store.standing
        cursor = f"{standing.term.epoch}.{self._upto()}"
        page = self._leader.replica(cursor)
        if page.start_over:
            self._unconfirmed = None
        if page.start_over or f"{standing.term.epoch}.{page.upto}" != cursor or not standing.whole:
            self._store.stand(lambda ledger: _if_standby(ledger, lambda: take_replica(ledger, page)))
            self._note_unconfirmed(page)
        if not page.more:
            self._ask_again()
        self.state = FollowState(hub=self.state.hub, following=True, last_heard=self._store.clock.now())
        return page.more

    def tell_former(self) -> bool:
        """Tells the former hub that these books are in charge; True when it has stepped down."""
        if meta(self._store.reader(), _FENCED) == "1":
            return True
        try:
            self._leader.tell_term(str(self._store.standing.term))
        except ServerTrouble as trouble:
            if trouble.trouble is not Trouble.NOT_IN_CHARGE:
                return False
            self._store.writer.run(lambda ledger: put_meta(ledger.connection, _FENCED, "1"))
            return True
        return False

    def _keep_on(self) -> None:
        while not self._stopping.is_set():
            try:
                pause = self._pass()
            except EnvironmentProblem as problem:  # the network, or this machine's disk: a person sees it on the page
                self.state = replace(self.state, following=False, detail=str(problem))
                pause = self._patience.failed(problem if isinstance(problem, ServerTrouble) else None)
            except Exception as error:  # noqa: BLE001 - it is told, and a copy that is old must not look like a new one
                tell_fault()
                self.state = replace(self.state, following=False, detail=f"a fault of the program ({error!r})")
                pause = self._patience.failed(None)
            if pause is None:
                return
            self._stopping.wait(pause)

    def _pass(self) -> float | None:
        """One exchange; gives the seconds to the next, None when nothing is left to do."""
        self._store.stand(lambda _: None)  # somebody may have promoted these books from the command line
        if self._store.standing.role is Role.STANDBY:
            more = self.follow_once()
            self._patience.succeeded()
            return 0.0 if more else _PAUSE_S
        return self._in_charge()

    def _in_charge(self) -> float | None:
        """After a promotion: the former hub steps down, and this one too where another was promoted later."""
        knows = self.tell_former()
        if self._rivals is not None:
            self._rivals.give_way()
        is_alone = self._rivals is None or not self._rivals.exist()
        if self._store.standing.role is Role.RETIRED or (knows and is_alone):
            return None
        return _TELL_EVERY_S

    def _upto(self) -> int:
        return int(meta(self._store.reader(), "sequence") or 0)

    def _note_unconfirmed(self, page: ReplicaPage) -> None:
        """Remembers the hub's own answers among the new scans; at the start, among all."""
        if self._unconfirmed is None:
            self._unconfirmed = unconfirmed(self._store.reader())
        else:
            self._unconfirmed += [row[0] for row in page.tables.get("scans", []) if not row[5]]

    def _ask_again(self) -> None:
        """What stations have uploaded of the hub's answers; some at a time, the oldest first, in turn."""
        if self._unconfirmed is None:
            self._unconfirmed = unconfirmed(self._store.reader())
        asked, rest = self._unconfirmed[:_ASKED_AGAIN], self._unconfirmed[_ASKED_AGAIN:]
        if not asked:
            return
        rows = self._leader.confirmed(asked)
        if rows.scans:
            self._store.stand(lambda ledger: _if_standby(ledger, lambda: take_confirmed(ledger, rows)))
        known = {row[0] for row in rows.scans}
        self._unconfirmed = rest + [scan_id for scan_id in asked if scan_id not in known]


def _if_standby(ledger: Ledger, work: Callable[[], None]) -> None:
    """A copy may not go on over books that were promoted meanwhile."""
    if meta(ledger.connection, "role") == Role.STANDBY:
        work()


def join_as_standby(store: HubStore, url: str, code: str, name: str) -> None:
    """Makes these books a standby of the hub at `url`, once. Raises ServerTrouble or EnvironmentProblem.

    One that was promoted since goes on in charge: a service starts it again with the same words.
    """
    if store.standing.role is not Role.RETIRED and meta(store.reader(), _URL) == url:
        return
    store.stand(check_may_follow)
    client = JsonClient(url)
    try:
        paired = client.post("/api/v1/standby", StandbyRequest(code=code, name=name), _paired)
    finally:
        client.close()

    def keep(ledger: Ledger) -> None:
        for key, value in ((_URL, url), (_TOKEN, paired.token), (_DEVICE, paired.device), (_FENCED, "0")):
            put_meta(ledger.connection, key, value)
        become_standby(ledger)

    store.stand(keep)


def standby_of(store: HubStore, own_url: Callable[[], str]) -> Standby | None:
    """What follows the hub that these books were made a standby of; None for a hub on its own."""
    url, token = (meta(store.reader(), key) for key in (_URL, _TOKEN))
    if not url or not token or store.standing.role is Role.RETIRED:
        return None
    rivals = Rivals(store, token, meta(store.reader(), _DEVICE) or "", own_url)
    return Standby(store, LeaderOverHttp(url, token, own_url), url, rivals)
