"""The PIN by which staff leave a kiosk: kept as a salted hash, guessed only slowly.

scrypt (RFC 7914) with n=2**14, r=8, p=1: about 50 ms and 16 MB a guess.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from enum import StrEnum

FREE_TRIES = 3
FIRST_LOCK_S = 30.0
LONGEST_LOCK_S = 3600.0
SHORTEST_PIN, LONGEST_PIN = 4, 8

_HASH = re.compile(r"[0-9a-f]{32}\$[0-9a-f]{64}")


class PinAnswer(StrEnum):
    """What a try came to."""

    GRANTED = "granted"
    WRONG = "wrong"
    LOCKED = "locked"


def hash_pin(pin: str, salt: bytes | None = None) -> str:
    """The text to keep in the settings: salt and hash in hexadecimal digits, with a dollar sign between."""
    salt = secrets.token_bytes(16) if salt is None else salt
    return f"{salt.hex()}${_digest(pin, salt).hex()}"


def is_hash(kept: str) -> bool:
    """Whether `kept` can have come from `hash_pin`; nobody could leave a kiosk by anything else."""
    return _HASH.fullmatch(kept) is not None


def is_pin(pin: str, kept: str) -> bool:
    """Whether `pin` is the one that `kept` was made from; a damaged `kept` matches nothing."""
    salt, _, digest = kept.partition("$")
    try:
        return hmac.compare_digest(_digest(pin, bytes.fromhex(salt)), bytes.fromhex(digest))
    except ValueError:
        return False


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


class PinLock:
    """Three tries are free; from then on each wrong one locks twice as long, up to an hour.

    `kept` is what `hash_pin` gave; empty means that nobody set a PIN, and every try is granted.
    """

    def __init__(self, kept: str, monotonic: Callable[[], float]) -> None:
        self._kept = kept
        self._monotonic = monotonic
        self._wrong = 0
        self._locked_until = monotonic()

    @property
    def seconds_locked(self) -> int:
        """Whole seconds until the next try is heard."""
        return max(0, round(self._locked_until - self._monotonic() + 0.5))

    @property
    def is_set(self) -> bool:
        return bool(self._kept)

    def attempt(self, pin: str) -> PinAnswer:
        """One try; while locked nothing is compared and nothing is learnt."""
        if self._monotonic() < self._locked_until:
            return PinAnswer.LOCKED
        if not self._kept or is_pin(pin, self._kept):
            self._wrong = 0
            return PinAnswer.GRANTED
        self._wrong += 1
        if self._wrong >= FREE_TRIES:
            lock = min(FIRST_LOCK_S * 2 ** (self._wrong - FREE_TRIES), LONGEST_LOCK_S)
            self._locked_until = self._monotonic() + lock
        return PinAnswer.WRONG
