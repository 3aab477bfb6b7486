"""Who may talk to the hub: a pairing code shown at the hub, then one token a station, kept as its hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime

from sync.hub.answers import Refused
from sync.hub.books import Connection
from sync.hub.ledger import Ledger, put_meta
from sync.hub.standing import forget_standby
from sync.messages import Paired, PairRequest
from sync.page_messages import StationReport, StationState
from sync.terms import token_hash

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not taken for another when read aloud or copied from a screen."""

PAIRING_CODE = "pairing_code"
"""Where the books keep it."""

DEVICES_SEQUENCE = "devices_sequence"
"""Where the books keep the sequence number of the last pairing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A paired station."""

    device: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A station called at `seen`, and said this of itself then or before."""

    device: str
    seen: datetime
    report: StationReport | None


def new_pairing_code() -> str:
    """Eight letters in two groups, 39 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def renew_code(ledger: Ledger) -> None:
    """Another pairing code, for one that too many have seen; who is paired already stays so."""
    put_meta(ledger.connection, PAIRING_CODE, new_pairing_code())
    ledger.advance()  # a standby hears of it


def pair(ledger: Ledger, request: PairRequest, hub_name: str) -> Paired:
    """Makes a device with its own token; the code was checked before."""
    token = secrets.token_urlsafe(32)
    device = secrets.token_hex(8)
    now = ledger.clock.now().isoformat()
    ledger.connection.execute(
        "INSERT INTO devices (device, name, token_hash, paired_at) VALUES (?, ?, ?, ?)",
        (device, request.name[:80].replace("\0", ""), token_hash(token), now),
    )
    put_meta(ledger.connection, DEVICES_SEQUENCE, str(ledger.advance()))
    return Paired(token=token, device=device, hub=hub_name)


def revoke(ledger: Ledger, device: str) -> bool:
    """Takes a device's token back, for good; False when there is no such device. What it uploaded stays.

    A standby is no place any more to which stations may go when this hub is away.
    """
    cursor = ledger.connection.execute("DELETE FROM devices WHERE device = ?", (device,))
    if cursor.rowcount:
        forget_standby(ledger, device)
        put_meta(ledger.connection, DEVICES_SEQUENCE, str(ledger.advance()))
    return cursor.rowcount > 0


class Doorkeeper:
    """Knows the tokens, when each device was last seen, and the keys of the hub's own page. Used from any thread.

    What other processes of the hub have heard of the stations comes in with `hear`.
    """

    def __init__(self, pairing_code: str, page_secret: str) -> None:
        self.pairing_code = pairing_code
        self._page_secret = page_secret.encode()
        self._devices: dict[str, Device] = {}
        self._seen: dict[str, datetime] = {}
        self._reports: dict[str, tuple[datetime, StationReport]] = {}
        self._told: dict[str, datetime] = {}

    def load(self, connection: Connection) -> None:
        """Reads the devices again."""
        rows = connection.execute("SELECT device, name, token_hash FROM devices").fetchall()
        self._devices = {row["token_hash"]: Device(device=row["device"], name=row["name"]) for row in rows}

    def hash_of(self, device: str) -> str | None:
        """The hash of a device's token, by which the hub proves to it who it is."""
        return next((known for known, each in self._devices.items() if each.device == device), None)

    def open_page(self) -> str:
        """A key for the hub's own web page, after the code was accepted."""
        nonce = secrets.token_urlsafe(16)
        return f"{nonce}.{self._seal(nonce)}"

    def is_page(self, key: str) -> bool:
        """Whether `key` was given to a web page by any process that has the same secret."""
        nonce, _, seal = key.partition(".")
        return secrets.compare_digest(seal.encode(), self._seal(nonce).encode())

    def note_report(self, device: Device, report: StationReport) -> None:
        """Keeps what a station, seen just now, says of itself."""
        self._reports[device.device] = (self._seen[device.device], report)

    def device_for(self, authorization: str, now: datetime) -> Device:
        """The device of an Authorization header (`Bearer TOKEN`). Raises Refused."""
        device = self._known(authorization)
        if device is None:
            raise Refused(401, "unknown-token", "pair this station with the hub")
        self._seen[device.device] = now
        return device

    def is_stranger(self, authorization: str) -> bool:
        """Whether a header has a token that was not paired when the devices were last read."""
        return authorization.startswith("Bearer ") and self._known(authorization) is None

    def stations(self) -> list[StationState]:
        """Every device with the time of its last call and its last report."""
        return [
            StationState(
                device=device.device,
                name=device.name,
                last_seen=self._seen.get(device.device),
                report=self._reports[device.device][1] if device.device in self._reports else None,
            )
            for device in self._devices.values()
        ]

    def news(self) -> list[Sighting]:
        """What this process has heard of the stations since it was last asked."""
        fresh = {device: seen for device, seen in list(self._seen.items()) if self._told.get(device) != seen}
        self._told.update(fresh)
        return [Sighting(device=device, seen=seen, report=self._report_of(device)) for device, seen in fresh.items()]

    def hear(self, sighting: Sighting) -> None:
        """What another process has heard of a station counts when it is later."""
        device, seen = sighting.device, sighting.seen
        if device not in self._seen or self._seen[device] < seen:
            self._seen[device] = self._told[device] = seen
            if sighting.report is not None:
                self._reports[device] = (seen, sighting.report)

    def _report_of(self, device: str) -> StationReport | None:
        return self._reports[device][1] if device in self._reports else None

    def _known(self, authorization: str) -> Device | None:
        scheme, _, token = authorization.partition(" ")
        return self._devices.get(token_hash(token)) if scheme == "Bearer" else None

    def _seal(self, nonce: str) -> str:
        return hmac.new(self._page_secret, nonce.encode(), hashlib.sha256).hexdigest()
