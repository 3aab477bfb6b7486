"""How long to wait after failures: twice as long each time, spread by chance, and as the server wishes."""

from __future__ import annotations

from collections.abc import Callable

from sync.port import ServerTrouble, Trouble

_FIRST_S = 0.5
_LONGEST_S = 6.0
"""A venue is whole again within ten seconds after its network is; 200 stations that knock this often are no load."""

_UNTIL_PAIRED_S = 30.0


class Patience:
    """Counts failures in a row."""

    def __init__(self, jitter: Callable[[], float]) -> None:
        self._jitter = jitter
        self.failures = 0

    def succeeded(self) -> None:
        self.failures = 0

    def failed(self, trouble: ServerTrouble | None) -> float:
        """Seconds until the next try. A revoked token is looked at rarely: a person must act first."""
        self.failures += 1
        if trouble is not None and trouble.retry_after_s is not None:
            return trouble.retry_after_s * (1.0 + 0.2 * self._jitter())
        if trouble is not None and trouble.trouble is Trouble.UNAUTHORIZED:
            return _UNTIL_PAIRED_S
        return self.of(self.failures)

    def of(self, failures: int) -> float:
        """Seconds after so many failures: half of it certain, half by chance."""
        full = min(_LONGEST_S, _FIRST_S * 2.0 ** min(failures - 1, 10))
        return full * (0.5 + 0.5 * self._jitter())
