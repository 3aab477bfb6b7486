"""Where a station's hub is now, and where else it may be tomorrow; kept in the station's settings."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from sync.messages import Hello
from sync.terms import Term

URL_SETTING = "server.url"
_SETTING = "server.venue"
_MOST_STANDBYS = 4


class Settings(Protocol):
    """Where a few words are kept for good."""

    def setting(self, key: str) -> str | None: ...

    def save_setting(self, key: str, value: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The hub's address and, once it has told them, the venue's lineage, its latest known term and its standbys."""

    url: str
    lineage: str = ""
    term: str = ""
    standbys: tuple[str, ...] = ()

    @property
    def latest(self) -> Term:
        """The latest term that a hub has proved."""
        return Term.read(self.term)


_kept = msgspec.json.Decoder(Whereabouts)


def kept_whereabouts(settings: Settings) -> Whereabouts | None:
    """What was kept at the last pairing or move; None before pairing."""
    url = settings.setting(URL_SETTING)
    if not url:
        return None
    text = settings.setting(_SETTING)
    known = _kept.decode(text) if text else Whereabouts(url=url)
    return known if known.url == url else Whereabouts(url=url)


def keep_whereabouts(settings: Settings, where: Whereabouts) -> None:
    """On disk when it returns; the address last, it is what counts."""
    settings.save_setting(_SETTING, msgspec.json.encode(where).decode())
    settings.save_setting(URL_SETTING, where.url)


class HubMemory:
    """The whereabouts as all connections of one station share them. Used from any thread."""

    def __init__(self, where: Whereabouts, settings: Settings | None = None) -> None:
        """Without `settings` nothing outlives the process."""
        self._where = where
        self._settings = settings
        self._changing = threading.Lock()
        self.moves = 0

    @property
    def where(self) -> Whereabouts:
        return self._where

    def learn(self, url: str, hello: Hello) -> None:
        """The hub at `url` has proved who it is and told of its standbys; an address that was left teaches nothing."""
        with self._changing:
            if url == self._where.url:
                self._keep(_told(self._where, hello))

    def move(self, url: str, hello: Hello) -> bool:
        """Calls go to `url` from now on; False when somebody else has found a later hub meanwhile."""
        with self._changing:
            if Term.read(hello.term) <= self._where.latest:
                return False
            self._keep(_told(replace(self._where, url=url), hello, former=self._where.url))
            self.moves += 1
            return True

    def _keep(self, where: Whereabouts) -> None:
        if where != self._where:
            if self._settings is not None:
                keep_whereabouts(self._settings, where)
            self._where = where


def _told(where: Whereabouts, hello: Hello, former: str = "") -> Whereabouts:
    """Addresses that a hub was found at stay worth a look: the one that was lost may be the next standby."""
    urls = dict.fromkeys(url.rstrip("/") for url in (*hello.standbys, former, *where.standbys))
    standbys = [url for url in urls if url and url != where.url]
    return replace(where, lineage=hello.lineage, term=hello.term, standbys=tuple(standbys[:_MOST_STANDBYS]))
