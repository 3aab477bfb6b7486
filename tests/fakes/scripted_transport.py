"""A line whose answers are written down: each question is followed by the next one."""

from __future__ import annotations


class ScriptedTransport:
    """Gives `answers` in turn; an empty one is silence."""

    def __init__(self, *answers: bytes) -> None:
        self._answers = list(answers)
        self._due = b""
        self.sent: list[bytes] = []

    def open(self, deadline_ms: int) -> None: ...

    def send(self, data: bytes, deadline_ms: int) -> None:
        self.sent.append(data)
        self._due = self._answers.pop(0) if self._answers else b""

    def receive(self, deadline_ms: int) -> bytes:
        due, self._due = self._due, b""
        return due

    def close(self) -> None: ...
