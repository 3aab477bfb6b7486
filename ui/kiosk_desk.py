"""The use cases of a self-service kiosk, as its window asks for them, on a running station."""

from __future__ import annotations

import logging

from kiosk.domain.event import Setup
from kiosk.domain.scans import Outcome
from kiosk.service.badges import badge_for
from kiosk.service.check_in import CheckedIn, Door
from ui.selfservice.services import Recognised
from ui.selfservice.steps import StaffCall
from ui.sounds import Sounds
from ui.station import Station
from ui.tokens import Tone

_log = logging.getLogger(__name__)


class StationKiosk:
    """Satisfies `ui.selfservice.services.SelfServiceServices`."""

    def __init__(self, station: Station, door: Door, sounds: Sounds) -> None:
        self._station = station
        self._door = door
        self._sounds = sounds

    def setup(self) -> Setup:
        return self._station.setup()

    def look_up(self, code: str) -> Recognised:
        verdict = self._station.admissions.look_up(code, self._door)
        attendee = verdict.attendee
        layout = self._station.admissions.gate(self._door.gate)[1].layout
        welcome = verdict.outcome is Outcome.ADMITTED and attendee is not None
        if not welcome or attendee is None or layout is None or self._station.has_badge(attendee.ticket_code):
            return Recognised(verdict=verdict)
        badge = badge_for(attendee, self._station.setup())
        return Recognised(verdict=verdict, badge_png=self._station.drawing.pages(badge, layout)[0].to_png())

    def check_in(self, code: str) -> CheckedIn:
        return self._station.admissions.check_in(code, self._door)

    def call_staff(self, call: StaffCall) -> None:
        """Heard in the hall: the kiosk itself rings, and its log keeps the call."""
        _log.warning("staff called: %s, number %s, ticket %s", call.cause.value, call.number, call.ticket_code)
        self._sounds.play(Tone.WAIT)
