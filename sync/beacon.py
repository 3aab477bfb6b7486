"""Finding the hub on the venue's network by mDNS (RFC 6762, RFC 6763), so that nobody types an address.

The announcement carries the address and the hub's name, never the pairing code.
"""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from zeroconf import ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf

_TYPE = "_kiosk-hub._tcp.local."
_RESOLVE_MS = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHub:
    """A hub that answered. `url` has no trailing slash and no code; `lineage` and `term` say which of its venue."""

    name: str
    url: str
    lineage: str = ""
    term: str = ""


class Beacon:
    """Announces one hub until `close`. `interfaces` are IPv4 addresses of this machine, all of them when empty."""

    def __init__(
        self, name: str, url: str, interfaces: tuple[str, ...] = (), *, lineage: str = "", term: str = ""
    ) -> None:
        parts = urlsplit(url)
        self._network = _network(interfaces)
        self._info = ServiceInfo(
            _TYPE,
            f"{name}-{parts.port}.{_TYPE}",
            addresses=[socket.inet_aton(parts.hostname or "127.0.0.1")],
            port=parts.port or 0,
            properties={"name": name, "lineage": lineage, "term": term},
        )
        self._network.register_service(self._info)

    def close(self) -> None:
        """Says goodbye on the network."""
        self._network.unregister_service(self._info)
        self._network.close()


def find_hubs(patience_s: float = 3.0, interfaces: tuple[str, ...] = (), *, enough: int = 0) -> list[FoundHub]:
    """The hubs that answer within `patience_s` seconds, by name; ends early when `enough` (not 0) were found."""
    found: dict[str, FoundHub] = {}
    heard = threading.Event()

    def take(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        info = zeroconf.get_service_info(service_type, name, _RESOLVE_MS)
        if state_change is not ServiceStateChange.Removed and info is not None and info.parsed_addresses():
            told = info.decoded_properties
            found[name] = FoundHub(
                name=told.get("name") or name.removesuffix(f".{_TYPE}"),
                url=f"http://{info.parsed_addresses()[0]}:{info.port}",
                lineage=told.get("lineage") or "",
                term=told.get("term") or "",
            )
        if enough and len(found) >= enough:
            heard.set()

    network = _network(interfaces)
    try:
        browser = ServiceBrowser(network, _TYPE, handlers=[take])
        heard.wait(max(0.0, patience_s))
        browser.cancel()
    finally:
        network.close()
    return sorted(found.values(), key=lambda hub: (hub.name, hub.url))


def _network(interfaces: tuple[str, ...]) -> Zeroconf:
    return Zeroconf(interfaces=list(interfaces)) if interfaces else Zeroconf()
