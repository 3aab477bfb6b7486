"""People at a room's door without a badge: a number that a volunteer clicks up and down, a session at a time."""

from __future__ import annotations

from kiosk.store.database import Connection
from kiosk.store.station import StationStore


class HeadCount:
    """The clicker of one station; each click is on disk before it returns."""

    def __init__(self, store: StationStore) -> None:
        self._store = store

    def without_badge(self, area: str, session: str | None) -> int:
        """Persons clicked in for this session (None: outside any session)."""
        return int(self._store.log.setting(_key(area, session)) or 0)

    def click(self, area: str, session: str | None, by: int) -> int:
        """Counts `by` more (or fewer) persons and gives how many there are; never below 0."""
        key = _key(area, session)

        def count(connection: Connection) -> int:
            row = connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
            total = max(0, int(row["value"] if row else 0) + by)
            connection.execute("REPLACE INTO settings VALUES (?, ?)", (key, str(total)))
            return total

        return self._store.log.writer.run(count)


def _key(area: str, session: str | None) -> str:
    return f"clicks.{area}.{session or ''}"
