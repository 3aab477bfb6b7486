"""Two standbys promoted in one fright: each serves some stations, and neither would ever hear of the other.

A promoted hub looks now and then at the addresses of those that followed the same hub. One that proves to be in charge
in a later term is right, everywhere (`sync.terms.Term`); its stations bring what they did here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from sync.hub.ledger import meta
from sync.hub.standing import RIVALS, retire
from sync.hub.store import HubStore
from sync.succession import Succession
from sync.terms import Role, Term
from sync.whereabouts import HubMemory, Whereabouts


class Rivals:
    """The other standbys of the hub that this one followed, by whose token for it they prove who they are."""

    def __init__(self, store: HubStore, token: str, device: str, own_url: Callable[[], str]) -> None:
        self._store = store
        self._device = device
        self._own_url = own_url
        self._succession = Succession(HubMemory(Whereabouts(url="")), token, device)

    def exist(self) -> bool:
        return bool(self._addresses())

    def give_way(self) -> None:
        """Retires when another one is in charge in a later term; who cannot be reached is asked the next time."""
        for url in self._addresses():
            hello = self._succession.proved(url)
            if hello is None or hello.role is not Role.IN_CHARGE or hello.lineage != self._store.standing.lineage:
                continue
            term = Term.read(hello.term)
            if term > self._store.standing.latest:
                self._store.stand(partial(retire, latest=term))

    def abort(self) -> None:
        self._succession.abort()

    def _addresses(self) -> list[str]:
        known = json.loads(meta(self._store.reader(), RIVALS) or "{}")
        return [url for device, url in known.items() if url and device != self._device and url != self._own_url()]
