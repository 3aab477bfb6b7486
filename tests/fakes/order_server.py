"""A registration server of another kind, as check-in devices see it: orders in pages by the time of their last change,
one check-in a call with a nonce, refused scans reported apart, no number of changes, and nothing said of what is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from tests.fakes.venue import OPENING


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """One that counts. The nonce is never told."""

    number: int
    at: datetime
    direction: str
    device: int
    nonce: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An order with one position, which `secret` opens."""

    code: str
    secret: str
    name: str
    modified: int
    status: str = "p"
    check_ins: tuple[CheckIn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPage:
    """`generated` is the server's time as this page was made."""

    orders: tuple[Order, ...]
    generated: int
    has_next: bool


class Answer(StrEnum):
    """What the server says to one check-in."""

    OK = "ok"
    UNKNOWN = "invalid"
    ALREADY = "already_redeemed"


@dataclass(slots=True)
class OrderServer:
    """Its time goes on with each change. A page holds two orders."""

    orders: dict[str, Order] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    calls: int = 0
    _time: int = 0
    _numbers: int = 0

    def sell(self, code: str, secret: str, name: str) -> None:
        self.change(Order(code=code, secret=secret, name=name, modified=0))

    def change(self, order: Order) -> None:
        self._time += 1
        self.orders[order.code] = replace(order, modified=self._time)

    def page(self, number: int, modified_since: int) -> OrderPage:
        """Oldest order first; what was changed at that very time comes again."""
        found = [order for order in self.orders.values() if order.modified >= modified_since]
        start = 2 * (number - 1)
        return OrderPage(orders=tuple(found[start : start + 2]), generated=self._time, has_next=len(found) > start + 2)

    def redeem(self, secret: str, nonce: str, at: datetime, direction: str, device: int, *, force: bool) -> Answer:
        """With the same nonce again it counts once; `force` lets a second entry in."""
        self.calls += 1
        order = next((order for order in self.orders.values() if order.secret == secret), None)
        if order is None:
            return Answer.UNKNOWN
        if any((one.nonce, one.device) == (nonce, device) for one in order.check_ins):
            return Answer.OK
        if direction == "entry" and not force and order.check_ins and order.check_ins[-1].direction == "entry":
            return Answer.ALREADY
        self._numbers += 1
        check_in = CheckIn(number=self._numbers, at=at, direction=direction, device=device, nonce=nonce)
        self.change(replace(order, check_ins=(*order.check_ins, check_in)))
        return Answer.OK

    def report_refusal(self, code: str, reason: str, nonce: str) -> None:
        """Stored once a nonce."""
        self.calls += 1
        self.refusals.setdefault(nonce, reason)

    def annul(self, nonce: str, device: int) -> bool:
        """The check-in is no more, and nobody is told."""
        for order in self.orders.values():
            kept = tuple(one for one in order.check_ins if (one.nonce, one.device) != (nonce, device))
            if kept != order.check_ins:
                self.change(replace(order, check_ins=kept))
                return True
        return False

    def scan_elsewhere(self, secret: str, minutes: int, device: int = 2) -> str:
        """Another device lets this guest in; gives the nonce."""
        nonce = f"{device}-{self._numbers}"
        self.redeem(secret, nonce, OPENING + timedelta(minutes=minutes), "entry", device, force=True)
        return nonce
