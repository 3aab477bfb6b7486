"""Finding the hub that took over: at the addresses that the former one named, then by its announcement.

An address proves by the station's own token that it belongs to the venue, before the token is shown to it.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import msgspec

from sync.http_client import JsonClient
from sync.messages import Hello
from sync.port import ServerTrouble
from sync.terms import Role, Term, hub_proof, token_hash
from sync.whereabouts import HubMemory, Whereabouts

if TYPE_CHECKING:
    from sync.beacon import FoundHub

HELLO_PATH = "/api/v1/hello"
_DEADLINE_S = 1.0
_LISTEN_S = 1.5
_hellos = msgspec.json.Decoder(Hello)


class Succession:
    """Asks hubs who they are, for one station. `seek` may run beside calls to the hub."""

    def __init__(
        self, memory: HubMemory, token: str, device: str, announced: Callable[[], list[FoundHub]] | None = None
    ) -> None:
        """`announced` gives the hubs that announce themselves on the network."""
        self._memory = memory
        self._announced = announced or _hubs_on_the_network
        self._hashed = token_hash(token)
        self._device = device
        self._aborted = threading.Event()
        self._asked: JsonClient | None = None

    def seek(self, *, far: bool) -> bool:
        """Moves to the first hub with a later term; True when it did."""
        where = self._memory.where
        if not where.lineage:
            return False
        for url in self._candidates(where, far=far):
            hello = self.proved(url)
            if hello is not None and _takes_over(hello, where) and self._memory.move(url, hello):
                return True
        return False

    def learn(self) -> None:
        """Hears from the present hub which term it is in and where its standbys are."""
        url = self._memory.where.url
        hello = self.proved(url)
        if hello is not None and hello.role is Role.IN_CHARGE and Term.read(hello.term) >= self._memory.where.latest:
            self._memory.learn(url, hello)

    def proved(self, url: str) -> Hello | None:
        """What the hub at `url` says of itself; None when nobody there can prove it."""
        if self._aborted.is_set():
            return None
        nonce = secrets.token_hex(16)
        try:
            client = self._asked = JsonClient(url, deadline_s=_DEADLINE_S)
        except ServerTrouble:
            return None
        try:
            hello = client.get(HELLO_PATH, _hellos, {"device": self._device, "nonce": nonce})
        except ServerTrouble:
            return None
        finally:
            client.close()
        wanted = hub_proof(self._hashed, nonce, hello.lineage, Term.read(hello.term), hello.role)
        return hello if hello.lineage and secrets.compare_digest(hello.proof.encode(), wanted.encode()) else None

    def abort(self) -> None:
        self._aborted.set()
        asked = self._asked
        if asked is not None:
            asked.abort()

    def _candidates(self, where: Whereabouts, *, far: bool) -> Iterator[str]:
        yield from where.standbys
        if far and not self._aborted.is_set():
            hubs = self._announced()
            yield from [hub.url for hub in hubs if hub.lineage == where.lineage and Term.read(hub.term) > where.latest]


def _hubs_on_the_network() -> list[FoundHub]:
    from sync.beacon import find_hubs  # only stations that lost their hub need multicast

    try:
        return find_hubs(_LISTEN_S)
    except OSError:  # no network at all
        return []


def _takes_over(hello: Hello, where: Whereabouts) -> bool:
    return hello.role is Role.IN_CHARGE and hello.lineage == where.lineage and Term.read(hello.term) > where.latest
