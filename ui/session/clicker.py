"""People who go in without a badge, counted by hand and kept in the station's own log file."""

from __future__ import annotations

from kiosk.store.log import LogStore


class Clicker:
    """One count for each session of each area; it outlives a restart."""

    def __init__(self, log: LogStore, area: str) -> None:
        self._log = log
        self._area = area

    def count(self, session: str | None) -> int:
        """People without a badge counted in for a session; None where no session is on."""
        return int(self._log.setting(self._key(session)) or 0)

    def click(self, by: int, session: str | None) -> int:
        """Adds `by` (may be negative) and returns the new count, never below 0. Durable when it returns."""
        count = max(0, self.count(session) + by)
        self._log.save_setting(self._key(session), str(count))
        return count

    def _key(self, session: str | None) -> str:
        return f"clicker.{self._area}.{session or '-'}"
