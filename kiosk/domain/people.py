"""Attendees and the codes that stand for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketStatus(StrEnum):
    """What the registration says of a ticket."""

    VALID = "valid"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person with one ticket, as the registration knows them.

    `ticket_code` is unique in an event and compared with its case. `name` is the Latin (or only) name as the
    person writes it, `name_ar` the Arabic one. `category` and the answers' questions are ids. Validity times
    are aware UTC and inclusive; None is open. `language` is fr, ar, en or empty.
    """

    ticket_code: str
    name: str
    name_ar: str = ""
    company: str = ""
    job_title: str = ""
    category: str = ""
    email: str = ""
    phone: str = ""
    country: str = ""
    city: str = ""
    order_code: str = ""
    language: str = ""
    status: TicketStatus = TicketStatus.VALID
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    notes: str = ""
    answers: tuple[tuple[str, str], ...] = ()


class CredentialState(StrEnum):
    """What a code is worth besides its ticket's own status."""

    VALID = "valid"
    REVOKED = "revoked"
    OTHER_EVENT = "other-event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A code that is not simply a ticket code: a reissued badge, a revoked one, another event's ticket.

    A ticket code without a credential row stands for itself and is valid.
    """

    code: str
    ticket_code: str
    state: CredentialState = CredentialState.VALID
