"""What a code may say. A scanned text is hostile until these rules have passed it.

Nothing here opens or follows a text. A code is looked up exactly as it reads, or refused calmly as unreadable.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

MAXIMUM_LENGTH = 512
"""Characters. Signed ticket codes of known servers stay below 300."""

SHOWN_LENGTH = 120

_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Control, format (bidi tricks, zero width), surrogate, private, unassigned, line and paragraph separators."""


_INVISIBLE = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks that print nothing. Source: Unicode's Default_Ignorable_Code_Point outside the categories."""


class PayloadFault(StrEnum):
    """Why a text can't be a ticket code."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    FORBIDDEN_CHARACTER = "forbidden-character"


@dataclass(frozen=True, slots=True)
class Payload:
    """A presented text after the rules. `text` is what is looked up and logged; with a `fault` it is only shown."""

    text: str
    fault: PayloadFault | None = None


def read_payload(raw: str) -> Payload:
    """Judges a scanned or typed text; white space around it (a scanner's suffix) is not part of it."""
    text = raw.strip()
    if not text:
        return Payload("", PayloadFault.EMPTY)
    if len(text) > MAXIMUM_LENGTH:
        return Payload(printable(text), PayloadFault.TOO_LONG)
    if not (text.isascii() and text.isprintable()) and any(map(_is_unseen, text)):
        return Payload(printable(text), PayloadFault.FORBIDDEN_CHARACTER)
    return Payload(text)


def printable(raw: str) -> str:
    """`raw` made harmless for a log line or a screen: escapes for what can't be seen, at most 120 characters."""
    head = "".join(_shown(character) for character in raw[: SHOWN_LENGTH + 1])
    return head if len(head) <= SHOWN_LENGTH else head[: SHOWN_LENGTH - 1] + "…"


def _shown(character: str) -> str:
    return f"\\u{ord(character):04x}" if _is_unseen(character) else character


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _FORBIDDEN_CATEGORIES or character in _INVISIBLE
