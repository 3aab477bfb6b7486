"""Printer addresses: which transport a URI means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, quote, urlsplit

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.transports.device import DeviceTransport
from printing.transports.folder import FolderTransport
from printing.transports.ipp import IppTransport
from printing.transports.serial_line import SERIAL_BAUD, SerialTransport
from printing.transports.tcp import TcpTransport
from printing.transports.transport import Transport
from printing.transports.windows_spool import WindowsSpoolTransport

RAW_PORT = 9100
FORMS = (
    "tcp://HOST:9100, usb:/dev/usb/lp0, serial:/dev/ttyUSB0?baud=9600, ipp://HOST/ipp/print, cups:QUEUE, windows:NAME "
    "or folder:/path"
)
CUPS = "ipp://localhost:631/printers/"


def open_transport(uri: str, suffix: str = "prn") -> Transport:
    """The transport for `uri`, not yet opened; `suffix` is the kind of document that will be sent.

    A bad URI is an `EnvironmentProblem` of kind CONFIGURATION that names the known forms.
    """
    scheme, _, rest = uri.partition(":")
    transport = _on_network(scheme, uri, suffix) or _on_this_machine(scheme, rest, suffix)
    if transport is None:
        raise EnvironmentProblem(ProblemKind.CONFIGURATION, f"{uri!r} is not a printer address", f"write it as {FORMS}")
    return transport


def _on_network(scheme: str, uri: str, suffix: str) -> Transport | None:
    parts = _split(uri)
    if parts is None or not parts.hostname:
        return None
    if scheme == "tcp":
        return TcpTransport(parts.hostname, parts.port or RAW_PORT)
    return IppTransport(uri, suffix) if scheme == "ipp" else None


def _on_this_machine(scheme: str, rest: str, suffix: str) -> Transport | None:
    if not rest:
        return None
    known: dict[str, Callable[[], Transport | None]] = {
        "cups": lambda: IppTransport(CUPS + quote(rest), suffix),
        "folder": lambda: FolderTransport(Path(rest), suffix),
        "serial": lambda: _serial(rest),
        "usb": lambda: DeviceTransport(Path(rest)),
        "windows": lambda: WindowsSpoolTransport(rest),
    }
    return known[scheme]() if scheme in known else None


def _serial(rest: str) -> Transport | None:
    path, _, baud = rest.partition("?baud=")
    speed = baud or str(SERIAL_BAUD)
    return SerialTransport(Path(path), int(speed)) if path and speed.isdigit() else None


def _split(uri: str) -> SplitResult | None:
    """The parts of a URI; None when its port is no port."""
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return None
    return parts
