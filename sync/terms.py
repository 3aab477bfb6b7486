"""Which hub of a venue is in charge: each promotion of a standby begins a new term, and a later one fences the former.

A term is told in a header of every request and answer. Only a hub that proves that it knows a station's token (the
hash of it) is believed about terms: an address on the venue's Wi-Fi is not enough.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum

TERM_HEADER = "X-Hub-Term"


class Role(StrEnum):
    """What a hub may do: serve stations, only follow another hub, or nothing any more."""

    IN_CHARGE = "in-charge"
    STANDBY = "standby"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """A hub's time in charge. The later generation wins; of two promoted at once, the higher epoch, everywhere."""

    generation: int = 0
    epoch: str = ""

    def __str__(self) -> str:
        return f"{self.generation}.{self.epoch}"

    @classmethod
    def read(cls, text: str) -> Term:
        """A term from a header; what is none is earlier than any."""
        generation, _, epoch = text.partition(".")
        return cls(int(generation), epoch) if generation.isdecimal() and len(generation) < 10 else cls()


def token_hash(token: str) -> str:
    """Tokens have 256 random bits: a plain hash can't be searched back."""
    return hashlib.sha256(token.encode()).hexdigest()


def hub_proof(hashed_token: str, nonce: str, lineage: str, term: Term, role: Role) -> str:
    """What only a hub that knows the token can say of itself to this question (HMAC-SHA256, RFC 2104)."""
    said = "|".join((nonce, lineage, str(term), role))
    return hmac.new(hashed_token.encode(), said.encode(), hashlib.sha256).hexdigest()
