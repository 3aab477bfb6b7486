"""From an attendee to what their badge shows, and badges asked for at the desk."""

from __future__ import annotations

import uuid

from kiosk.domain.badges import Badge, PrintCause, PrintJob
from kiosk.domain.clock import Clock
from kiosk.domain.event import Category, Localized, Setup
from kiosk.domain.people import Attendee
from kiosk.store.station import StationStore


def badge_for(attendee: Attendee, setup: Setup) -> Badge:
    """The badge of a person as the registration knows them now; an unknown category shows its own id."""
    category = _category(attendee.category, setup)
    return Badge(
        ticket_code=attendee.ticket_code,
        code=attendee.ticket_code,
        name=attendee.name,
        name_ar=attendee.name_ar,
        company=attendee.company,
        job_title=attendee.job_title,
        country=attendee.country,
        city=attendee.city,
        category=attendee.category,
        category_name=category.name,
        category_letter=category.letter,
        event_name=setup.event.name,
        language=attendee.language,
    )


def _category(category_id: str, setup: Setup) -> Category:
    for category in setup.categories:
        if category.id == category_id:
            return category
    return Category(id=category_id, name=Localized(fr=category_id), letter=category_id[:1].upper())


class BadgeDesk:
    """Badges printed because a person at the desk asked for them."""

    def __init__(self, store: StationStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def reprint(self, ticket_code: str, *, layout: str, reason: str, operator: str = "") -> PrintJob | None:
        """Queues another badge with its reason; None when there is no such ticket or event."""
        attendee = self._store.cache.attendee(ticket_code)
        setup = self._store.cache.setup()
        if attendee is None or setup is None:
            return None
        job = PrintJob(
            job_id=uuid.uuid4().hex,
            badge=badge_for(attendee, setup),
            layout=layout,
            created_at=self._clock.now(),
            cause=PrintCause.REPRINT,
            note=reason,
            operator=operator,
        )
        self._store.log.print_jobs.add(job)
        return job
