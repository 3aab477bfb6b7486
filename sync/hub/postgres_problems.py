"""PostgreSQL's troubles in words for the person who runs the hub; never with the password of the address.

Sources: appendix A of PostgreSQL's manual (error codes), and the messages of libpq where no server has answered yet.
"""

from __future__ import annotations

import psycopg

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

_CODES = {
    "28P01": (ProblemKind.CONFIGURATION, "refuses this user or password", "check both in the address, or ~/.pgpass"),
    "28000": (ProblemKind.CONFIGURATION, "lets this user in from nowhere here", "see its pg_hba.conf"),
    "3D000": (ProblemKind.CONFIGURATION, "has no such database", "make it: createdb NAME"),
    "42501": (ProblemKind.CONFIGURATION, "gives this user too few rights", "make the user the owner of the database"),
    "25006": (ProblemKind.CONFIGURATION, "is a read-only copy", "give the address of the server that is written to"),
    "53300": (ProblemKind.NETWORK, "has too many connections", "raise its max_connections, or start fewer hubs"),
    "57P03": (ProblemKind.NETWORK, "is starting or stopping", "wait; the hub goes on by itself"),
    "53100": (ProblemKind.DISK_FULL, "has no space left", "free some space there; nothing stored is lost"),
    "55P03": (ProblemKind.NETWORK, "is held by another hub", "look whether that one hangs; this one tries again"),
    "57014": (ProblemKind.NETWORK, "took too long", "look at the load of its machine; the hub tries again"),
}
"""Kind, what, and remedy by SQLSTATE."""

_CLASSES = {
    "08": "57P03",
    "40": "55P03",
    "53": "53100",
    "57": "57P03",
    "58": "53100",
}
"""What else begins like this is worded like that. Class 53: its resources, 58: its disk."""

_WORDS = {
    "password authentication failed": "28P01",
    "no password supplied": "28P01",
    "no pg_hba.conf entry": "28000",
    "role": "28P01",
    "permission denied": "42501",
    "the database system": "57P03",
    "database": "3D000",
    "too many clients": "53300",
    "remaining connection slots": "53300",
}
"""What a refused connection says (libpq gives no code for it) -> the code that it would have; the first that fits.

"The database system" begins what is said of starting up, recovery and shutting down.
"""


def postgres_problem(place: str, error: psycopg.Error) -> EnvironmentProblem | None:
    """The trouble at `place` (host and name of the database) as a problem; None when it is a bug of ours."""
    code = error.sqlstate or _code_of_words(str(error))
    known = _CODES.get(code) or _CODES.get(_CLASSES.get(code[:2], ""))
    if known is not None:
        kind, what, remedy = known
        return EnvironmentProblem(kind, f"PostgreSQL at {place} {what}", remedy)
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return unreachable(place)
    return None


def unreachable(place: str) -> EnvironmentProblem:
    """Nobody answers, or no longer."""
    return EnvironmentProblem(
        ProblemKind.NETWORK,
        f"PostgreSQL at {place} can't be reached",
        "start it, or check the address given with --database; the hub goes on by itself",
    )


def bad_address(what: str) -> EnvironmentProblem:
    """The address is none. It is not shown: it may hold a password."""
    return EnvironmentProblem(
        ProblemKind.CONFIGURATION,
        f"the address given with --database {what}",
        "write it as postgresql://USER@HOST/DATABASE, special letters of a password as %XX",
    )


def _code_of_words(said: str) -> str:
    """Only a server's refusal has these words, after FATAL; a server in another language stays unreachable."""
    _, _, refusal = said.partition("FATAL:")
    return next((code for words, code in _WORDS.items() if words in refusal), "")
