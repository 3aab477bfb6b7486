"""From an attendee to what their badge shows, and badges asked for at the desk."""

from __future__ import annotations

import uuid

from kiosk.domain.badges import NEEDS_A_PERSON, Badge, PrintCause, PrintJob, PrintState
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

    def needing_a_person(self) -> list[PrintJob]:
        """The badges that somebody must look after, oldest first."""
        return self._store.log.print_jobs.in_state(*NEEDS_A_PERSON)

    def came_out(self, job_id: str) -> bool:
        """Somebody saw the badge and gave it out; False when the job is settled already."""
        return self._store.log.print_jobs.settle(job_id, PrintState.HANDED_OUT, self._clock.now())

    def drop(self, job_id: str) -> bool:
        """Nobody wants this badge any more; False when the job is settled already."""
        return self._store.log.print_jobs.settle(job_id, PrintState.DROPPED, self._clock.now())

    def print_again(self, job_id: str, *, operator: str = "") -> PrintJob | None:
        """The badge did not come out: the same one is queued anew; None when the job is settled already."""
        jobs, now = self._store.log.print_jobs, self._clock.now()
        lost = jobs.job(job_id)
        if lost is None:
            return None
        again = PrintJob(
            job_id=uuid.uuid4().hex,
            badge=lost.badge,
            layout=lost.layout,
            created_at=now,
            scan_id=lost.scan_id,
            cause=PrintCause.REPRINT,
            note=f"{lost.state.value}: {lost.detail}".removesuffix(": "),
            operator=operator,
        )
        return again if jobs.settle(job_id, PrintState.DROPPED, now, again) else None
