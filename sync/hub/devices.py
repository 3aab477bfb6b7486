"""Who may talk to the hub: a pairing code shown at the hub, then one token a station.

Tokens are kept as hashes; a copy of the hub's file pairs nobody. Wrong codes are counted, and after some of them the
hub answers none for a while.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sync.hub.answers import Refused
from sync.hub.books import Connection
from sync.hub.ledger import Ledger
from sync.messages import Paired, PairRequest, StationReport, StationState

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not taken for another when read aloud or copied from a screen."""

_FREE_TRIES = 5
_LONGEST_LOCK_S = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A paired station."""

    device: str
    name: str


def new_pairing_code() -> str:
    """Eight letters in two groups, 39 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def token_hash(token: str) -> str:
    """Tokens have 256 random bits: a plain hash can't be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()


def pair(ledger: Ledger, request: PairRequest, hub_name: str) -> Paired:
    """Makes a device with its own token; the code was checked before."""
    token = secrets.token_urlsafe(32)
    device = secrets.token_hex(8)
    now = ledger.clock.now().isoformat()
    ledger.connection.execute(
        "INSERT INTO devices (device, name, token_hash, paired_at) VALUES (?, ?, ?, ?)",
        (device, request.name[:80], token_hash(token), now),
    )
    return Paired(token=token, device=device, hub=hub_name)


class Doorkeeper:
    """Knows the tokens and when each device was last seen; checks the pairing code. Used from any thread."""

    def __init__(self, pairing_code: str, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.pairing_code = pairing_code
        self._monotonic = monotonic
        self._devices: dict[str, Device] = {}
        self._seen: dict[str, datetime] = {}
        self._reports: dict[str, StationReport] = {}
        self._pages: set[str] = set()
        self._wrong = 0
        self._locked_until = 0.0
        self._lock = threading.Lock()

    def load(self, connection: Connection) -> None:
        """Reads the devices again."""
        rows = connection.execute("SELECT device, name, token_hash FROM devices").fetchall()
        self._devices = {row["token_hash"]: Device(device=row["device"], name=row["name"]) for row in rows}

    def open_page(self) -> str:
        """A key for the hub's own web page, after the code was accepted; a restart of the hub ends them all."""
        key = secrets.token_urlsafe(32)
        self._pages.add(token_hash(key))
        return key

    def is_page(self, key: str) -> bool:
        """Whether `key` was given to a web page."""
        return token_hash(key) in self._pages

    def note_report(self, device: Device, report: StationReport) -> None:
        """Keeps what a station says of itself, until the hub ends."""
        self._reports[device.device] = report

    def device_for(self, authorization: str, now: datetime) -> Device:
        """The device of an Authorization header (`Bearer TOKEN`). Raises Refused."""
        scheme, _, token = authorization.partition(" ")
        device = self._devices.get(token_hash(token)) if scheme == "Bearer" else None
        if device is None:
            raise Refused(401, "unknown-token", "pair this station with the hub")
        self._seen[device.device] = now
        return device

    def stations(self) -> list[StationState]:
        """Every device with the time of its last call and its last report since the hub started."""
        return [
            StationState(
                device=device.device,
                name=device.name,
                last_seen=self._seen.get(device.device),
                report=self._reports.get(device.device),
            )
            for device in self._devices.values()
        ]

    def check_code(self, code: str) -> None:
        """Raises Refused unless `code` is the pairing code and codes are looked at now."""
        locked_s = self.locked_for()
        if locked_s > 0:
            raise Refused(429, "too-many-codes", "wait before the next try", locked_s)
        if not self.accepts(code):
            raise Refused(403, "wrong-code", "the pairing code is not this hub's")

    def locked_for(self) -> float:
        """Seconds until the next pairing code is looked at; 0 when one may be tried."""
        return max(0.0, self._locked_until - self._monotonic())

    def accepts(self, code: str) -> bool:
        """Compares a code, without case, spaces or hyphens; a wrong one after some free tries locks for a while."""
        right = secrets.compare_digest(_plain(code).encode(), _plain(self.pairing_code).encode())
        with self._lock:
            self._wrong = 0 if right else self._wrong + 1
            if self._wrong >= _FREE_TRIES:
                lock_s = min(_LONGEST_LOCK_S, 2.0 ** (self._wrong - _FREE_TRIES))
                self._locked_until = self._monotonic() + lock_s
        return right


def _plain(code: str) -> str:
    return "".join(character for character in code.upper() if character.isalnum())
