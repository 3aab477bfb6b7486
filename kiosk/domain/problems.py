"""Trouble that the world makes (disk, printer, camera, network, files) as opposed to bugs.

Expected outcomes of a check-in are enum values, never exceptions. What stops work from outside is an
`EnvironmentProblem`: the command line prints it as one line, a window words it by its kind.
"""

from __future__ import annotations

from enum import StrEnum


class ProblemKind(StrEnum):
    """What went wrong, for a window to word in its own language."""

    BAD_FILE = "bad-file"
    BAD_INPUT = "bad-input"
    BAD_LAYOUT = "bad-layout"
    CAMERA_LOST = "camera-lost"
    CONFIGURATION = "configuration"
    DATABASE_DAMAGED = "database-damaged"
    DISK_FULL = "disk-full"
    NETWORK = "network"
    NOT_WRITABLE = "not-writable"
    PORT_IN_USE = "port-in-use"
    PRINTER = "printer"
    SCANNER_LOST = "scanner-lost"
    SERVER_REFUSED = "server-refused"
    UNREADABLE_CLIP = "unreadable-clip"


class EnvironmentProblem(Exception):
    """A named trouble with its remedy.

    `what` says what failed (with the name of the file, printer or address), `remedy` what a person can
    do now. Both are plain English sentences without a final stop; windows use `kind` instead.
    """

    def __init__(self, kind: ProblemKind, what: str, remedy: str) -> None:
        super().__init__(f"{what}: {remedy}")
        self.kind = kind
        self.what = what
        self.remedy = remedy
