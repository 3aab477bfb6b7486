"""Domain values as the bytes of a database row: JSON by msgspec, which also validates what comes back."""

from __future__ import annotations

import msgspec

from kiosk.domain.badges import Badge
from kiosk.domain.edits import PersonEdit
from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee
from kiosk.domain.scans import Scan

_attendees = msgspec.json.Decoder(Attendee)
_badges = msgspec.json.Decoder(Badge)
_edits = msgspec.json.Decoder(PersonEdit)
_scans = msgspec.json.Decoder(Scan)
_setups = msgspec.json.Decoder(Setup)
_encoder = msgspec.json.Encoder()


def encode(value: Attendee | Badge | PersonEdit | Scan | Setup) -> bytes:
    """The JSON bytes of a domain value."""
    return _encoder.encode(value)


def decode_attendee(data: bytes) -> Attendee:
    return _attendees.decode(data)


def decode_badge(data: bytes) -> Badge:
    return _badges.decode(data)


def decode_edit(data: bytes) -> PersonEdit:
    return _edits.decode(data)


def decode_scan(data: bytes) -> Scan:
    return _scans.decode(data)


def decode_setup(data: bytes) -> Setup:
    return _setups.decode(data)
