"""What a person should look at before a badge is printed; the words of `kiosk preflight`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """The kinds of trouble one badge can have."""

    OVERFLOW = "overflow"
    SHRUNK = "shrunk"
    MISSING_GLYPH = "missing-glyph"
    UNREADABLE_CODE = "unreadable-code"
    NO_CATEGORY = "no-category"
    NO_NAME = "no-name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One trouble in one element of one badge. `detail` is a short plain English fact with its figures."""

    element: str
    kind: FindingKind
    detail: str
