"""Printers that announce themselves by mDNS are found; needs multicast on the loopback interface."""

from __future__ import annotations

import socket

from zeroconf import ServiceInfo, Zeroconf

from printing.discovery import FoundPrinter, find_on_network
from printing.languages import PrinterLanguage


def announced(name: str, kind: str, properties: dict[str, str]) -> ServiceInfo:
    return ServiceInfo(
        f"{kind}.local.",
        f"{name}.{kind}.local.",
        addresses=[socket.inet_aton("127.0.0.1")],
        port=9100 if "pdl" in kind else 631,
        properties=properties,
        server="printer-of-the-test.local.",
    )


def test_printers_that_announce_themselves_are_found_with_address_and_language() -> None:
    services = [
        announced("Badges at the gate", "_pdl-datastream._tcp", {"ty": "Zebra ZD421"}),
        announced("Office", "_ipp._tcp", {"rp": "ipp/print"}),
    ]
    hall = Zeroconf(interfaces=["127.0.0.1"])
    try:
        for service in services:
            hall.register_service(service)
        found = find_on_network(4.0, ["127.0.0.1"])
    finally:
        hall.close()

    assert found == [
        FoundPrinter(name="Badges at the gate", uri="tcp://127.0.0.1:9100", language=PrinterLanguage.ZPL),
        FoundPrinter(name="Office", uri="ipp://127.0.0.1:631/ipp/print", language=PrinterLanguage.PDF),
    ]
