"""Which of a venue's hubs this one is: in charge, standby or retired, and how that changes for good.

A standby is promoted by a person. Promotion begins a new term with books of its own name; a hub that hears of a later
term than its own retires before it answers anybody again.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from sync.hub.books import Connection
from sync.hub.changes import number_of
from sync.hub.ledger import Ledger, meta, put_meta
from sync.hub.upstream_queue import URL_KEY, fill_queue
from sync.terms import Role, Term

WHOLE = "standby.whole"
_ROLE = "role"
_LINEAGE = "lineage"
_GENERATION = "generation"
_ANCESTORS = "ancestors"
_LATEST = "latest_term"
STANDBYS = "standbys"
RIVALS = "standby.rivals"
"""The standbys of the hub that is followed, as it knew them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A hub among the hubs of its venue.

    `lineage` is the same for all of them. `ancestors` maps the books that these go on from to the last sequence
    number taken over. `standbys` are addresses to look at when this hub is away. `latest` is the latest term heard of.
    """

    role: Role
    lineage: str
    term: Term
    ancestors: dict[str, int]
    standbys: tuple[str, ...]
    latest: Term
    whole: bool

    def carried_over(self, cursor: str) -> str:
        """A cursor of the hub before this one as one of these books, where nothing behind it is missing here."""
        epoch = cursor.partition(".")[0]
        number = number_of(cursor, epoch)
        if number is None or number > self.ancestors.get(epoch, -1):
            return cursor
        return f"{self.term.epoch}.{number}"


def read_standing(connection: Connection) -> Standing:
    """As the books tell it; a hub that never heard of others is in charge in its first generation."""
    epoch = meta(connection, "epoch") or ""
    term = Term(int(meta(connection, _GENERATION) or 1), epoch)
    return Standing(
        role=Role(meta(connection, _ROLE) or Role.IN_CHARGE),
        lineage=meta(connection, _LINEAGE) or epoch,
        term=term,
        ancestors=json.loads(meta(connection, _ANCESTORS) or "{}"),
        standbys=tuple(filter(None, json.loads(meta(connection, STANDBYS) or "{}").values())),
        latest=max(term, Term.read(meta(connection, _LATEST) or "")),
        whole=meta(connection, WHOLE) == "1",
    )


def check_may_follow(ledger: Ledger) -> None:
    """A hub in charge that has people or scans is not overwritten. Raises EnvironmentProblem."""
    connection = ledger.connection
    if read_standing(connection).role is Role.IN_CHARGE and _is_used(connection):
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            "this directory holds a hub that is in charge, with people or scans of its own",
            "give the standby an empty directory with --data",
        )


def become_standby(ledger: Ledger) -> None:
    """These books follow another hub from now on. Raises EnvironmentProblem as above."""
    check_may_follow(ledger)
    put_meta(ledger.connection, _ROLE, Role.STANDBY.value)


def follow(ledger: Ledger, lineage: str, term: Term) -> None:
    """Notes whose books these are a copy of."""
    put_meta(ledger.connection, "epoch", term.epoch)
    put_meta(ledger.connection, _GENERATION, str(term.generation))
    put_meta(ledger.connection, _LINEAGE, lineage)


def promote(ledger: Ledger) -> Term:
    """The standby takes charge: a new term, and books whose name tells stations to upload again what may be missing.

    Raises EnvironmentProblem when these books are no standby's, or not yet whole. A hub in charge stays as it is.
    """
    connection = ledger.connection
    standing = read_standing(connection)
    if standing.role is Role.IN_CHARGE:
        return standing.term
    if standing.role is Role.RETIRED:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            "this hub was replaced by another one, which knows more",
            "make it a standby of that one first: kiosk hub --standby-of URL#CODE",
        )
    if not standing.whole:
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            "this standby has not yet copied everything",
            "let it reach the hub once; if the hub is lost, begin a new hub and pair the stations again",
        )
    term = Term(standing.latest.generation + 1, secrets.token_hex(8))
    follow(ledger, standing.lineage, term)
    put_meta(connection, _ROLE, Role.IN_CHARGE.value)
    put_meta(connection, _ANCESTORS, json.dumps({**standing.ancestors, standing.term.epoch: ledger.sequence}))
    put_meta(connection, STANDBYS, "{}")
    _drop_halves(connection)
    if meta(connection, URL_KEY) is not None:
        fill_queue(connection)
    ledger.forget()
    return term


def retire(ledger: Ledger, latest: Term) -> None:
    """Another hub has a later term: this one serves nobody any more, also after a restart."""
    if read_standing(ledger.connection).role is Role.IN_CHARGE:
        put_meta(ledger.connection, _ROLE, Role.RETIRED.value)
    put_meta(ledger.connection, _LATEST, str(latest))


def note_standby(ledger: Ledger, device: str, url: str) -> None:
    """Where stations find the standby `device` when this hub is away."""
    known = json.loads(meta(ledger.connection, STANDBYS) or "{}")
    if known.get(device) != url:
        others = {each: address for each, address in known.items() if address != url}
        put_meta(ledger.connection, STANDBYS, json.dumps({**others, device: url}))
        ledger.advance()  # the other standbys hear of it


def forget_standby(ledger: Ledger, device: str) -> None:
    """Stations and other standbys look there no more."""
    known = json.loads(meta(ledger.connection, STANDBYS) or "{}")
    if known.pop(device, None) is not None:
        put_meta(ledger.connection, STANDBYS, json.dumps(known))


def is_standby_device(connection: Connection, device: str) -> bool:
    """Whether a paired device is a hub that follows this one."""
    return device in json.loads(meta(connection, STANDBYS) or "{}")


def _is_used(connection: Connection) -> bool:
    tables = ("people", "scans")
    return any(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in tables)


def _drop_halves(connection: Connection) -> None:
    """A double entry of which one scan was not yet copied is found again when its station uploads that scan."""
    connection.execute(
        """DELETE FROM conflicts WHERE scan_id NOT IN (SELECT scan_id FROM scans)
           OR winner NOT IN (SELECT scan_id FROM scans)"""
    )
