"""Pairing: from the text of a pairing QR to an address and a token in the station's log."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.station import StationStore
from sync.port import ServerTrouble, Trouble
from sync.servers.hub import HubServer, event_at, pair_with_hub
from sync.stored_rows import forget_progress
from sync.terms import Term
from sync.whereabouts import URL_SETTING, HubMemory, Whereabouts, keep_whereabouts, kept_whereabouts

TOKEN_SETTING = "server.token"
DEVICE_SETTING = "server.device"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairingText:
    """What a pairing QR says."""

    url: str
    code: str


def read_pairing_text(text: str) -> PairingText:
    """`URL#CODE` as the hub prints it. Raises EnvironmentProblem when it is something else."""
    url, mark, code = text.strip().partition("#")
    if not mark or not code or not url.startswith(("http://", "https://")):
        raise EnvironmentProblem(
            ProblemKind.BAD_INPUT, f"{text!r} is not a pairing text", "copy it whole from the hub: URL#CODE"
        )
    return PairingText(url=url.rstrip("/"), code=code)


def pair(store: StationStore, text: PairingText, station: str) -> None:
    """Pairs this station and keeps the token. A refusal leaves an earlier pairing as it was.

    Scans of this station go up to the new server too; its people come down as a whole. Raises EnvironmentProblem when
    they are of another event than the server's: they would count there, and keep its guests out.
    """
    _require_same_event(store, text.url)
    paired = pair_with_hub(text.url, text.code, station)
    where = kept_whereabouts(store.log)
    if where is not None and where.lineage == paired.lineage and Term.read(paired.term) < where.latest:
        raise ServerTrouble(Trouble.NOT_IN_CHARGE, f"{text.url} was replaced by another hub of this venue")
    store.cache.writer.run(forget_progress)
    store.log.save_setting(TOKEN_SETTING, paired.token)
    store.log.save_setting(DEVICE_SETTING, paired.device)
    keep_whereabouts(store.log, Whereabouts(url=text.url, lineage=paired.lineage, term=paired.term))


def _require_same_event(store: StationStore, url: str) -> None:
    setup, scans = store.cache.setup(), sum(store.log.upload_counts().values())
    there = event_at(url)
    if setup is None or not scans or not there or setup.event.slug == there:
        return
    raise EnvironmentProblem(
        ProblemKind.CONFIGURATION,
        f"this directory holds {scans} scans of {setup.event.slug}, and {url} serves {there}",
        "name an empty directory with --data; for the same event, give that hub the same name with --event",
    )


def paired_server(store: StationStore) -> HubServer | None:
    """The server that this station is paired with; None before pairing."""
    where, token = kept_whereabouts(store.log), store.log.setting(TOKEN_SETTING)
    return _server(store, where, token) if where is not None and token else None


def paired_url(store: StationStore) -> str | None:
    """The address of the server that this station is paired with; None before pairing."""
    return store.log.setting(URL_SETTING)


def _server(store: StationStore, where: Whereabouts, token: str) -> HubServer:
    device = store.log.setting(DEVICE_SETTING) or ""
    return HubServer(where.url, token, memory=HubMemory(where, store.log), device=device)
