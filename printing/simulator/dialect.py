"""What a simulated printer's ear reports: labels to print, questions to answer, orders to obey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

from printing.simulator.conditions import Conditions


@dataclass(frozen=True, slots=True)
class LabelReceived:
    """One complete label as it came over the wire, to print `copies` times."""

    data: bytes
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Question:
    """A status request, named in the dialect's own words; one `in_turn` waits for the labels before it."""

    name: str
    in_turn: bool = False


class Order(Enum):
    """Commands to the machine itself."""

    CANCEL_ALL = auto()
    PAUSE = auto()
    RESUME = auto()
    RESET = auto()


Heard = LabelReceived | Question | Order


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineState:
    """What an answer is made of: `formats` wait behind the one whose `copies_left` remain."""

    conditions: Conditions
    formats: int
    copies_left: int
    printed_total: int


class Dialect(Protocol):
    """The language side of a simulated printer; one per connection, since it holds a half-read stream."""

    def feed(self, data: bytes) -> Iterator[Heard]:
        """What these bytes complete, in their order; incomplete ends are kept for the next call."""
        ...

    def answer(self, question: Question, state: MachineState) -> bytes:
        """The bytes that a real printer gives in this state; empty where it keeps silent."""
        ...
