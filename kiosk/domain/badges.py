"""A badge to print: the person as frozen at the door, and the job that brings it to paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kiosk.domain.event import Localized


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Everything a layout may show. `code` is the text of the QR; `language` decides which name leads."""

    ticket_code: str
    code: str
    name: str
    name_ar: str = ""
    company: str = ""
    job_title: str = ""
    country: str = ""
    city: str = ""
    category: str = ""
    category_name: Localized = Localized()
    category_letter: str = ""
    event_name: Localized = Localized()
    language: str = ""
    specimen: bool = False


class PrintState(StrEnum):
    """The life of a print job.

    SENDING is written before the first byte leaves, so that a crash in between is known; only the printer's own
    word makes PRINTED. UNCONFIRMED asks a person and is never repeated by itself. A person settles what was asked:
    HANDED_OUT came out and was given, DROPPED did not or is not wanted.
    """

    QUEUED = "queued"
    SENDING = "sending"
    PRINTED = "printed"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    EXPIRED = "expired"
    HANDED_OUT = "handed-out"
    DROPPED = "dropped"


NEEDS_A_PERSON = (PrintState.UNCONFIRMED, PrintState.FAILED, PrintState.EXPIRED)
"""The states that stay until somebody has looked."""


class PrintCause(StrEnum):
    """Why a badge is printed."""

    CHECK_IN = "check-in"
    WALK_IN = "walk-in"
    REPRINT = "reprint"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintJob:
    """One badge on its way to paper. Times are aware UTC; `detail` is the last word of the printer."""

    job_id: str
    badge: Badge
    layout: str
    created_at: datetime
    scan_id: str | None = None
    cause: PrintCause = PrintCause.CHECK_IN
    note: str = ""
    operator: str = ""
    state: PrintState = PrintState.QUEUED
    printer: str = ""
    attempts: int = 0
    updated_at: datetime | None = None
    detail: str = ""
