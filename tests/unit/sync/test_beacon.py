"""A hub is found on the network without anybody typing its address."""

from __future__ import annotations

from sync.beacon import Beacon, FoundHub, find_hubs

LOOPBACK = ("127.0.0.1",)


def test_an_announced_hub_is_found_with_its_address_and_without_its_code():
    beacon = Beacon("venue", "http://127.0.0.1:8470", LOOPBACK)
    try:
        assert FoundHub(name="venue", url="http://127.0.0.1:8470") in find_hubs(10.0, LOOPBACK, enough=1)
    finally:
        beacon.close()
