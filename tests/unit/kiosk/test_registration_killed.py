"""A desk that is killed keeps every guest that it showed."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.store import edit_log
from kiosk.store.station import StationStore
from tests.fakes.door import SETUP

_DESK = """
import sys
from pathlib import Path
from kiosk.domain.clock import SystemClock
from kiosk.service.check_in import Door
from kiosk.service.registration import Particulars, Reception
from kiosk.store.station import StationStore

store = StationStore(Path(sys.argv[1]))
reception = Reception(store, SystemClock())
for number in range(10_000):
    guest = reception.walk_in(Particulars(name=f"Guest {number}"), Door(gate="north", station="lane-1")).attendee
    print(guest.ticket_code, flush=True)
"""


@pytest.mark.parametrize("seed", range(4))
def test_guest_who_was_shown_is_kept_found_and_waiting_for_the_server(tmp_path: Path, seed: int) -> None:
    with StationStore(tmp_path) as store:
        store.cache.save_setup(SETUP)
    shown: list[str] = []
    with subprocess.Popen([sys.executable, "-c", _DESK, str(tmp_path)], stdout=subprocess.PIPE, text=True) as desk:
        assert desk.stdout is not None
        shown += [desk.stdout.readline().strip() for _ in range(random.Random(seed).randint(1, 40))]
        desk.kill()
        shown += [line.strip() for line in desk.stdout.readlines() if line.endswith("\n")]
    with StationStore(tmp_path) as store:
        waiting = {edit.ticket_code for edit in store.log.read(lambda log: edit_log.waiting_edits(log, -1))}
        assert set(shown) <= waiting == {person.ticket_code for person in store.cache.people()}
