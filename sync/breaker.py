"""When to stop asking a server that does not answer, so that the next visitor does not wait."""

from __future__ import annotations

_FIRST_PAUSE_S = 1.0
_LONGEST_PAUSE_S = 8.0


class Breaker:
    """Closed: ask. Open: don't; look again after a pause that doubles with each vain look.

    Times are seconds of any monotonic clock. A visitor never is the one who tries: `look_due` tells the background.
    """

    def __init__(self) -> None:
        self._pause_s = _FIRST_PAUSE_S
        self._look_at: float | None = None

    def is_closed(self) -> bool:
        return self._look_at is None

    def worked(self) -> None:
        self._pause_s = _FIRST_PAUSE_S
        self._look_at = None

    def failed(self, now: float) -> None:
        self._look_at = now + self._pause_s
        self._pause_s = min(_LONGEST_PAUSE_S, self._pause_s * 2)

    def look_in(self, now: float) -> float | None:
        """Seconds until the next look in the background; None while closed."""
        return None if self._look_at is None else max(0.0, self._look_at - now)
