"""The thread that listens to the server's hints, and looks for a server that took over while there is none to hear."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from random import random

from kiosk.domain.problems import EnvironmentProblem
from sync.faults import tell_fault
from sync.patience import Patience
from sync.port import GivesHints, HasStandbys, ServerTrouble, Trouble

_CLOSEST_S = 0.08
"""Hints that come thicker are dropped: polling finds the rest."""

_WITHOUT_HINTS_S = 30.0
_SEEK_EVERY_S = 2.0
_FAR_AFTER_S = 8.0
_FAR_EVERY_S = 20.0


class Listener:
    """Listens until `stop`. `on_hint` and `on_moved` are called on its thread."""

    def __init__(self, server: GivesHints, on_hint: Callable[[], None], on_moved: Callable[[], None]) -> None:
        self._server = server
        self._standbys = server if isinstance(server, HasStandbys) else None
        self._on_hint, self._on_moved = on_hint, on_moved
        self._patience = Patience(random)
        self._hinted_at = float("-inf")
        self._heard_at = self._looked_far_at = time.monotonic()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_listening, name="hints", daemon=False)
        self._thread.start()

    def stop(self) -> None:
        """Joins the thread; the server's calls were aborted before."""
        self._stopping.set()
        self._thread.join()

    def _keep_listening(self) -> None:
        while not self._stopping.is_set():
            try:
                pause = self._listen()
                if self._seek():
                    self._on_moved()
                    pause = 0.0
            except EnvironmentProblem:  # the disk: the worker names it to a person
                pause = _WITHOUT_HINTS_S
            except Exception:  # noqa: BLE001 - it is told, and a later stream may be a good one
                tell_fault()
                pause = _WITHOUT_HINTS_S
            self._stopping.wait(pause)

    def _listen(self) -> float:
        """One stream to its end; gives the seconds until the next."""
        try:
            self._server.listen(self._hint)
        except ServerTrouble as trouble:
            pause = self._patience.failed(trouble)
            if trouble.trouble is not Trouble.REFUSED:
                return min(pause, _SEEK_EVERY_S * (0.5 + random()))
            self._heard_at = time.monotonic()
            return _WITHOUT_HINTS_S
        self._heard_at = time.monotonic()
        return self._patience.of(1)

    def _hint(self) -> None:
        self._heard_at = now = time.monotonic()
        self._patience.succeeded()
        if now - self._hinted_at >= _CLOSEST_S:
            self._hinted_at = now
            self._on_hint()

    def _seek(self) -> bool:
        """At known addresses after every stream; by announcements when nothing was heard for some time."""
        if self._standbys is None or self._stopping.is_set():
            return False
        now = time.monotonic()
        far = now - self._heard_at > _FAR_AFTER_S and now - self._looked_far_at > _FAR_EVERY_S
        if far:
            self._looked_far_at = now
        return self._standbys.seek(far=far)
