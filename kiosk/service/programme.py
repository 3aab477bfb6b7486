"""What is on in which room, from the programme and the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from kiosk.domain.event import Session, SessionKind

EARLY_DOORS = timedelta(minutes=20)
"""A room's door belongs to the next session from this long before it starts."""


def session_at(sessions: Sequence[Session], room: str, at: datetime) -> Session | None:
    """The session that a scan at a room's door belongs to: the running one, or the next when its doors are open.

    The next session wins over the running one once its own doors are open and the running one has ended.
    """
    of_room = sorted((session for session in sessions if session.room == room), key=lambda session: session.starts_at)
    for session in of_room:
        if session.starts_at - EARLY_DOORS <= at < session.ends_at:
            return session
    return None


def on_now(sessions: Sequence[Session], at: datetime) -> list[Session]:
    """What runs at this moment, areas that are open all day last."""
    running = [session for session in sessions if session.starts_at <= at < session.ends_at]
    return sorted(running, key=lambda session: (session.kind is SessionKind.AREA, session.starts_at, session.room))


def up_next(sessions: Sequence[Session], at: datetime) -> list[Session]:
    """The sessions that start next, all that share the earliest coming start; open areas don't count."""
    coming = [session for session in sessions if session.starts_at > at and session.kind is not SessionKind.AREA]
    first = min((session.starts_at for session in coming), default=None)
    return sorted((session for session in coming if session.starts_at == first), key=lambda session: session.room)
