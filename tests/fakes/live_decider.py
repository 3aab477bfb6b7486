"""A server that answers verdicts as it is told."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.live import Intent
from kiosk.domain.scans import Verdict


class ScriptedDecider:
    """Satisfies `kiosk.domain.live.LiveDecider`; `answer` gives the verdict, or None for silence."""

    def __init__(self, answer: Callable[[Intent], Verdict | None]) -> None:
        self._answer = answer
        self.answering = True
        self.asked: list[Intent] = []

    def ask(self, intent: Intent) -> Verdict | None:
        self.asked.append(intent)
        return self._answer(intent)
