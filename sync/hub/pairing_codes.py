"""Wrong pairing codes are counted in the books, so that the count holds for all processes and over a restart.

After some free tries the hub looks at no code for a while, each time for longer.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sync.hub.answers import Refused
from sync.hub.ledger import Ledger, meta, put_meta

_WRONG = "wrong_codes"
_LOCKED_UNTIL = "codes_locked_until"
_FREE_TRIES = 5
_LONGEST_LOCK_S = 300.0


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


def try_code(ledger: Ledger, code: str) -> CodeTry:
    """Compares a code with the hub's, without case, spaces or hyphens."""
    connection, now = ledger.connection, ledger.clock.now().timestamp()
    locked_s = float(meta(connection, _LOCKED_UNTIL) or 0.0) - now
    if 0 < locked_s <= _LONGEST_LOCK_S:  # longer: the clock was set back meanwhile
        return CodeTry(locked_s=locked_s)
    wrong = int(meta(connection, _WRONG) or 0)
    if secrets.compare_digest(_plain(code).encode(), _plain(meta(connection, "pairing_code") or "").encode()):
        if wrong:
            put_meta(connection, _WRONG, "0")
        return CodeTry(is_right=True)
    put_meta(connection, _WRONG, str(wrong + 1))
    if wrong + 1 >= _FREE_TRIES:
        lock_s = min(_LONGEST_LOCK_S, 2.0 ** min(wrong + 1 - _FREE_TRIES, 30))
        put_meta(connection, _LOCKED_UNTIL, str(now + lock_s))
    return CodeTry()


def _plain(code: str) -> str:
    return "".join(character for character in code.upper() if character.isalnum())
