"""Finds printers: on the network by mDNS, on this machine's USB, and those of its spooler (CUPS or Windows).

mDNS service types: `_pdl-datastream._tcp` (raw port 9100) and `_ipp._tcp`; the TXT key `rp` is the path of an IPP
printer, `ty` its model (Bonjour Printing Specification 1.2, 9.2).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from zeroconf import DNSQuestionType, InterfaceChoice, IPVersion, ServiceBrowser, ServiceInfo, ServiceListener, Zeroconf

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.languages import PrinterLanguage
from printing.transports.windows_spool import Spooler, printer_names, system_spooler

_RAW, _IPP = "_pdl-datastream._tcp.local.", "_ipp._tcp.local."
_DETAILS_MS = 1_500
_TO_ALL = DNSQuestionType.QM
"""Answers to everybody: one that is meant for us alone may be taken by another listener of this machine."""
_LPSTAT_S = 5
_MODELS = (
    (("brother ql", "ql-"), PrinterLanguage.BROTHER),
    (("zebra", "zpl", "ztc", "zd4", "zd6", "sato", "honeywell"), PrinterLanguage.ZPL),
    (("tsc", "tspl", "godex"), PrinterLanguage.TSPL),
    (("epson tm", "tm-", "star tsp", "escpos", "bixolon srp"), PrinterLanguage.ESCPOS),
)
"""Words in a model's name that tell its language, the surest first."""
_NO_PAPER = ("microsoft print to pdf", "microsoft xps", "onenote", "fax")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPrinter:
    """A printer that could be added: `uri` opens it, `language` is what its model or its way speaks, if known."""

    name: str
    uri: str
    language: PrinterLanguage | None = None


def find_printers(seconds: float) -> list[FoundPrinter]:
    """Everything that this machine can see, listening to the network for so long. Raises EnvironmentProblem."""
    return [*find_on_network(seconds), *find_usb(), *find_queues(), *find_in_windows()]


def find_on_network(seconds: float, interfaces: Iterable[str] = ()) -> list[FoundPrinter]:
    """Printers that announce themselves, on these interfaces (addresses) or all; each once, IPP after raw."""
    try:
        network = Zeroconf(interfaces=list(interfaces) or InterfaceChoice.All, ip_version=IPVersion.V4Only)
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.NETWORK, f"the network can't be asked for printers ({error})", "check this machine's network"
        ) from error
    ear = _Ear()
    try:
        browser = ServiceBrowser(network, [_RAW, _IPP], listener=ear, question_type=_TO_ALL)
        ear.wait(seconds)
        browser.cancel()
        infos = [
            network.get_service_info(kind, name, _DETAILS_MS, _TO_ALL) for kind, name in sorted(ear.heard, reverse=True)
        ]
    finally:
        network.close()
    return [found for info in infos if info is not None and (found := _of_service(info)) is not None]


def find_usb(folder: Path = Path("/dev/usb")) -> list[FoundPrinter]:
    """The device files of USB printers; only Linux has them."""
    return [FoundPrinter(name=path.name, uri=f"usb:{path}") for path in sorted(folder.glob("lp*"))]


def find_queues() -> list[FoundPrinter]:
    """The queues of this machine's CUPS spooler; none where there is no spooler."""
    if shutil.which("lpstat") is None:
        return []
    try:
        said = subprocess.run(
            ["lpstat", "-e"],
            capture_output=True,
            timeout=_LPSTAT_S,
            check=False,
            text=True,
            env={**os.environ, "LC_ALL": "C"},
        ).stdout
    except subprocess.TimeoutExpired:
        return []
    names = [line.strip() for line in said.splitlines() if line.strip()]
    return [FoundPrinter(name=name, uri=f"cups:{name}", language=PrinterLanguage.PDF) for name in names]


def find_in_windows(spooler: Spooler | None = None) -> list[FoundPrinter]:
    """The printers of Windows' own spooler, without those that make files; none on other systems."""
    if spooler is None and sys.platform != "win32":
        return []
    names = printer_names(spooler or system_spooler())
    return [
        FoundPrinter(name=name, uri=f"windows:{name}", language=language_of_model(name))
        for name in names
        if not any(word in name.lower() for word in _NO_PAPER)
    ]


def language_of_model(model: str) -> PrinterLanguage | None:
    """What a printer of this model most likely speaks; None when its name says nothing."""
    name = model.lower()
    return next((language for words, language in _MODELS if any(word in name for word in words)), None)


class _Ear(ServiceListener):
    """Collects what announces itself."""

    def __init__(self) -> None:
        self.heard: set[tuple[str, str]] = set()

    def wait(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def add_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.heard.add((type_, name))

    def update_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.heard.add((type_, name))

    def remove_service(self, zc: Zeroconf, type_: str, name: str) -> None:
        self.heard.discard((type_, name))


def _of_service(info: ServiceInfo) -> FoundPrinter | None:
    address = next(iter(info.parsed_addresses(IPVersion.V4Only)), None)
    if address is None:
        return None
    name = info.name.removesuffix("." + info.type)
    words = {
        key.decode("utf-8", "replace"): (value or b"").decode("utf-8", "replace")
        for key, value in info.properties.items()
    }
    if info.type == _RAW:
        language = language_of_model(f"{name} {words.get('ty', '')}")
        return FoundPrinter(name=name, uri=f"tcp://{address}:{info.port}", language=language)
    path = quote(words.get("rp", "ipp/print").lstrip("/"))
    return FoundPrinter(name=name, uri=f"ipp://{address}:{info.port}/{path}", language=PrinterLanguage.PDF)
