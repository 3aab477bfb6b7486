"""What a running hub says of itself: on the network while it is in charge, and in its terminal when that changes."""

from __future__ import annotations

import socket

import click

from kiosk.domain.problems import EnvironmentProblem
from sync.beacon import Beacon
from sync.hub.server import Hub
from sync.terms import Role

_WORDS = {
    Role.IN_CHARGE: "in charge: stations of this venue find this hub by themselves",
    Role.STANDBY: "standby: it follows the hub and serves nobody; promote it on its page, or with --promote",
    Role.RETIRED: "retired: another hub of this venue was promoted, this one serves nobody any more; "
    "make it a standby of that one with --standby-of URL#CODE",
}


class Announcement:
    """Use as a context around a hub that serves; `look` now and then."""

    def __init__(self, hub: Hub, *, on_network: bool) -> None:
        self._hub = hub
        self._on_network = on_network
        self._said: Role | None = None
        self._problem: EnvironmentProblem | None = None
        self._code = ""
        self._beacon: Beacon | None = None

    def look(self) -> None:
        """Tells what has changed since the last look, and lets the hub act on it."""
        self._hub.tend()
        self._tell_problem(self._hub.store.problem)
        self._tell_code(self._hub.pairing_code)
        role = self._hub.store.standing.role
        if role is self._said:
            return
        if self._said is not None or role is not Role.IN_CHARGE:
            click.echo(_WORDS[role])
        self._said = role
        self._withdraw()
        if role is Role.IN_CHARGE and self._on_network:
            self._beacon = self._announce()

    def _tell_code(self, code: str) -> None:
        """It was told when the hub began; the page can change it, and a standby gets that of its hub."""
        if self._code and code != self._code:
            click.echo(f"pairing code: {code}")
        self._code = code

    def _tell_problem(self, problem: EnvironmentProblem | None) -> None:
        """Doors decide for themselves meanwhile; whoever looks at this terminal can do something about it."""
        if problem is not None and self._problem is None:
            click.echo(f"kiosk: {problem.what}: {problem.remedy}", err=True)
        elif problem is None and self._problem is not None:
            click.echo("the hub stores again", err=True)
        self._problem = problem

    def __enter__(self) -> Announcement:
        self.look()
        return self

    def __exit__(self, *_: object) -> None:
        self._withdraw()

    def _announce(self) -> Beacon | None:
        """A network that lets no multicast through only takes the convenience away."""
        standing = self._hub.store.standing
        try:
            return Beacon(socket.gethostname(), self._hub.url, lineage=standing.lineage, term=str(standing.term))
        except OSError as error:
            click.echo(f"kiosk: not announced on the network ({error}); pair by the address", err=True)
            return None

    def _withdraw(self) -> None:
        if self._beacon is not None:
            self._beacon.close()
            self._beacon = None
