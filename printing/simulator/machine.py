"""The paper path of a simulated printer: labels wait, come out one by one, and are kept as evidence.

It behaves as label printers do: a label that meets an empty roll or an open head waits and comes out when
the trouble is over; switching the machine off forgets what waited.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from printing.simulator.conditions import Conditions
from printing.simulator.dialect import LabelReceived, MachineState, Order


@dataclass(slots=True)
class _Waiting:
    """A label inside the machine, and what is to be done when its last copy is out."""

    label: LabelReceived
    then: list[Callable[[], None]] = field(default_factory=list)


class Machine:
    """Prints labels on its own thread, in the conditions of the moment. Safe to use from any thread."""

    def __init__(self, conditions: Conditions, out: Path | None, suffix: str) -> None:
        self._changed = threading.Condition()
        self._conditions = conditions
        self._waiting: deque[_Waiting] = deque()
        self._copies_left = 0
        self._printed: list[bytes] = []
        self._out = out
        self._suffix = suffix
        self._to_release = 0
        self._running = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Switches the machine on."""
        self._running = True
        self._thread = threading.Thread(target=self._run, name="simulated-printer")
        self._thread.start()

    def stop(self) -> None:
        """Switches it off; labels that wait are lost, those on paper are not."""
        with self._changed:
            self._running = False
            self._waiting.clear()
            self._copies_left = 0
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    @property
    def conditions(self) -> Conditions:
        return self._conditions

    @property
    def printed(self) -> list[bytes]:
        """The labels on paper, in their order, as bytes received; a copy."""
        with self._changed:
            return list(self._printed)

    def change(self, **changes: Any) -> None:
        """Sets fields of `Conditions` by name; an unknown name is a TypeError."""
        with self._changed:
            self._conditions = replace(self._conditions, **changes)
            self._changed.notify_all()

    def release(self, labels: int = 1) -> None:
        """Lets a held machine print this many labels, now or when they come."""
        with self._changed:
            self._to_release += labels
            self._changed.notify_all()

    def receive(self, label: LabelReceived) -> None:
        """Takes one label in; `copies` of it will come out."""
        if label.copies < 1:
            return
        with self._changed:
            self._waiting.append(_Waiting(label))
            if len(self._waiting) == 1:
                self._copies_left = label.copies
            self._changed.notify_all()

    def in_turn(self, act: Callable[[], None]) -> None:
        """Does `act` when every label that waits now is out; at once when none waits."""
        with self._changed:
            if self._waiting:
                self._waiting[-1].then.append(act)
            else:
                act()

    def obey(self, order: Order) -> None:
        """Carries out an immediate command."""
        if order is Order.PAUSE:
            self.change(paused=True)
        elif order is Order.RESUME:
            self.change(paused=False)
        else:
            with self._changed:
                self._waiting.clear()
                self._copies_left = 0

    def state(self) -> MachineState:
        """The figures that answers are made of, taken at one moment."""
        with self._changed:
            return MachineState(
                conditions=self._conditions,
                formats=max(0, len(self._waiting) - 1),
                copies_left=self._copies_left,
                printed_total=len(self._printed),
            )

    def wait_printed(self, labels: int, timeout_s: float) -> bool:
        """Blocks until `labels` are on paper; False when the time is over."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._printed) >= labels, timeout_s)

    def wait_received(self, labels: int, timeout_s: float) -> bool:
        """Blocks until at least `labels` formats wait inside; False when the time is over."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._waiting) >= labels, timeout_s)

    def _run(self) -> None:
        with self._changed:
            while self._running:
                if self._may_print() and self._roll_paper():
                    self._put_out_one()
                else:
                    self._changed.wait_for(lambda: not self._running or self._may_print())

    def _may_print(self) -> bool:
        held = self._conditions.held and not self._to_release
        return bool(self._waiting) and not self._conditions.stopped and not held

    def _roll_paper(self) -> bool:
        """Waits the time of one label; False when something stopped it on the way."""
        end = time.monotonic() + self._conditions.ms_per_label / 1000
        while (rest := end - time.monotonic()) > 0:
            self._changed.wait(rest)
            if not self._running or not self._may_print():
                return False
        return True

    def _put_out_one(self) -> None:
        data = self._waiting[0].label.data
        self._printed.append(data)
        if self._out is not None:
            (self._out / f"label-{len(self._printed):04d}.{self._suffix}").write_bytes(data)
        self._to_release = max(0, self._to_release - 1)
        self._count_roll()
        self._copies_left -= 1
        if self._copies_left == 0:
            self._next_label()
        self._changed.notify_all()

    def _next_label(self) -> None:
        done = self._waiting.popleft()
        self._copies_left = self._waiting[0].label.copies if self._waiting else 0
        for act in done.then:
            act()

    def _count_roll(self) -> None:
        left = self._conditions.labels_left
        if left is None:
            return
        left = max(0, left - 1)
        self._conditions = replace(self._conditions, labels_left=left, paper_out=left == 0)
