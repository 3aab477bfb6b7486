"""What a station is called: on its scans, in the lists of the hub, in the words of its colleagues."""

from __future__ import annotations

import secrets

from kiosk.store.station import StationStore
from ui.configuration import read_configuration

_SETTING = "station.id"


def station_name(store: StationStore, configured: str) -> str:
    """The name in `station.toml`, else the one that was given when it was paired, else one made once and kept."""
    if configured:
        return configured
    name = store.log.setting(_SETTING)
    if name is None:
        name = f"station-{secrets.token_hex(3)}"
        store.log.save_setting(_SETTING, name)
    return name


def name_to_pair_with(store: StationStore, given: str = "") -> str:
    """The same name for the hub; one that is `given` is kept, and counts where `station.toml` has none."""
    if given:
        store.log.save_setting(_SETTING, given)
    return station_name(store, read_configuration(store.directory).station)
