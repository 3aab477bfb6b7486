"""Wrong pairing codes are counted in the books, so that the count holds for all processes and over a restart.

After some free tries the hub looks at no code of that address for a while, each time for longer. Others go on: a guest
on the venue's Wi-Fi who guesses must not keep the organiser out of the page. The code has 39 bits, so many addresses
together gain nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import msgspec

from sync.hub.answers import Refused
from sync.hub.devices import PAIRING_CODE
from sync.hub.ledger import Ledger, meta, put_meta

_TRIES = "code_tries"
_FREE_TRIES = 5
_LONGEST_LOCK_S = 300.0
_REMEMBERED = 500
"""Addresses; of more the ones that were wrong longest ago are forgotten."""


class _Tries(msgspec.Struct, array_like=True):
    """Wrong codes of one address in a row, and until when no more are looked at (seconds, UTC)."""

    wrong: int = 0
    locked_until: float = 0.0


_kept = msgspec.json.Decoder(dict[str, _Tries])


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTry:
    """What came of a code: not looked at for `locked_s` seconds, or right, or wrong."""

    is_right: bool = False
    locked_s: float = 0.0

    def check(self) -> None:
        """Raises Refused unless the code was looked at and right."""
        if self.locked_s > 0:
            raise Refused(429, "too-many-codes", "wait before the next try", self.locked_s)
        if not self.is_right:
            raise Refused(403, "wrong-code", "the pairing code is not this hub's")


def try_code(ledger: Ledger, code: str, address: str) -> CodeTry:
    """Compares a code that came from `address` with the hub's, without case, spaces or hyphens."""
    now = ledger.clock.now().timestamp()
    known = _kept.decode(meta(ledger.connection, _TRIES) or "{}")
    tries = known.pop(address, _Tries())
    locked_s = tries.locked_until - now
    if 0 < locked_s <= _LONGEST_LOCK_S:  # longer: the clock was set back meanwhile
        return CodeTry(locked_s=locked_s)
    right = meta(ledger.connection, PAIRING_CODE) or ""
    if secrets.compare_digest(_plain(code).encode(), _plain(right).encode()):
        if tries.wrong:
            _keep(ledger, known)
        return CodeTry(is_right=True)
    _keep(ledger, {**known, address: _after_a_wrong_one(tries, now)})
    return CodeTry()


def _after_a_wrong_one(tries: _Tries, now: float) -> _Tries:
    over = tries.wrong + 1 - _FREE_TRIES
    locked_until = now + min(_LONGEST_LOCK_S, 2.0 ** min(over, 30)) if over >= 0 else 0.0
    return _Tries(tries.wrong + 1, locked_until)


def _keep(ledger: Ledger, tries: dict[str, _Tries]) -> None:
    newest = dict(list(tries.items())[-_REMEMBERED:])
    put_meta(ledger.connection, _TRIES, msgspec.json.encode(newest).decode())


def _plain(code: str) -> str:
    return "".join(character for character in code.upper() if character.isalnum())
