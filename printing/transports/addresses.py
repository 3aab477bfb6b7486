"""Printer addresses: which transport a URI means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.transports.folder import FolderTransport
from printing.transports.tcp import TcpTransport
from printing.transports.transport import Transport

RAW_PORT = 9100
FORMS = "tcp://HOST:9100, folder:/path, usb:/dev/usb/lp0 or cups:NAME"


def open_transport(uri: str, suffix: str = "prn") -> Transport:
    """The transport for `uri`, not yet opened; `suffix` names files of a folder. A bad URI is CONFIGURATION."""
    scheme, _, rest = uri.partition(":")
    if scheme == "tcp":
        return _tcp(uri)
    if scheme == "folder" and rest:
        return FolderTransport(Path(rest), suffix)
    raise _bad(uri)


def _tcp(uri: str) -> Transport:
    try:
        parts = urlsplit(uri)
        port = parts.port or RAW_PORT
    except ValueError as error:
        raise _bad(uri) from error
    if not parts.hostname:
        raise _bad(uri)
    return TcpTransport(parts.hostname, port)


def _bad(uri: str) -> EnvironmentProblem:
    return EnvironmentProblem(ProblemKind.CONFIGURATION, f"{uri!r} is not a printer address", f"write it as {FORMS}")
