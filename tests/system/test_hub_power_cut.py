"""The power goes at two hundred random instants of a hub's life; each time its file is rebuilt as a disk may hold it.

Whatever a station was answered before the cut must be in the books after it: verdicts, uploads, guests, pairings.
`KIOSK_POWER_CUTS` sets the number of cuts, `KIOSK_CHAOS_SEED` repeats the dice of a run.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.clock import SystemClock
from kiosk.domain.live import Intent
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Outcome
from sync.hub.books import Connection
from sync.hub.redeem import redeem
from sync.hub.store import HubStore
from tests.fakes.venue import SETUP, people
from tests.system.chaos.hub_life import DOORS, Said
from tests.system.chaos.power_cut import rebuild, said_before
from tests.system.chaos.recorder import record
from tests.system.chaos.trace import Recording, read_recording

CUTS = int(os.environ.get("KIOSK_POWER_CUTS", "200"))
SEED = int(os.environ.get("KIOSK_CHAOS_SEED", "0")) or random.SystemRandom().randrange(1, 1_000_000)
VISITORS = (20, 60)
_QUESTIONS = {
    "verdict": "SELECT scan_id AS id, verdict FROM scans",
    "scan": "SELECT scan_id AS id FROM scans WHERE confirmed = 1",
    "edit": "SELECT edit_id AS id FROM edits",
    "device": "SELECT device AS id FROM devices",
}
_answers = msgspec.json.Decoder(Said)


@dataclass(slots=True)
class Found:
    """What the cuts did to the hub."""

    cuts: int = 0
    said: int = 0
    lost: int = 0
    unopenable: int = 0
    damaged: int = 0

    def table(self) -> str:
        rows = [f"  {name:20} {getattr(self, name)}" for name in self.__slots__]
        return "\n".join([f"power cuts of a hub, seed {SEED}", *rows])


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """Two mornings of a hub, from an empty directory on."""
    directory = tmp_path_factory.mktemp("recorded") / "hub"
    directory.mkdir()
    lines: list[str] = []
    for visitors in VISITORS:
        life = [sys.executable, "-m", "tests.system.chaos.hub_life", str(directory), str(visitors), str(len(lines))]
        lines += record(directory.parent / "trace", life, "")
    return read_recording(lines, directory, {})


def cut_the_power(recording: Recording, directory: Path, *, cuts: int, syncs_count: bool = True) -> Found:
    dice = random.Random(SEED)
    found = Found()
    for number in range(cuts):
        cut = dice.randrange(recording.length)
        place = directory / str(number)
        rebuild(recording, cut, place, dice, syncs_count=syncs_count)
        said = [_answers.decode(line) for line in said_before(recording, cut)]
        found.cuts += 1
        found.said += len(said)
        _look_into(place, said, found)
        shutil.rmtree(place)
    return found


def _look_into(place: Path, said: list[Said], found: Found) -> None:
    try:
        store = HubStore(place, SystemClock())
    except EnvironmentProblem as problem:
        found.unopenable += 1
        sys.stdout.write(f"\n{problem}: {sorted((path.name, path.stat().st_size) for path in place.iterdir())}\n")
        return
    try:
        found.lost += len({(one.kind, one.id, one.verdict) for one in said} - _kept(store.reader()))
        found.damaged += store.reader().execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        _goes_on(store)
    finally:
        store.close()


def _kept(books: Connection) -> set[tuple[str, str, str]]:
    return {
        (kind, row["id"], row["verdict"] if kind == "verdict" else "")
        for kind, question in _QUESTIONS.items()
        for row in books.execute(question)
    }


def _goes_on(store: HubStore) -> None:
    """The next guest is admitted, under a number that nothing else has."""
    store.load(SETUP, [*people(1), *people(501)[-1:]])
    intent = Intent(scan_id="f" * 32, code="T00500", gate="north", at=datetime.now(UTC), station="after the cut")
    verdict = store.writer.run(lambda ledger: redeem(ledger, "door", intent))
    assert verdict is not None and verdict.outcome is Outcome.ADMITTED


@pytest.mark.timeout(1800)
def test_no_power_cut_loses_an_answer_or_the_books(recording: Recording, tmp_path: Path) -> None:
    verdicts = [line for line in said_before(recording, recording.length) if _answers.decode(line).kind == "verdict"]
    assert len(verdicts) == sum(VISITORS) * DOORS
    found = cut_the_power(recording, tmp_path, cuts=CUTS)
    sys.stdout.write(f"\n{found.table()}\n")
    assert found.said > CUTS * 10
    assert (found.lost, found.unopenable, found.damaged) == (0, 0, 0)


@pytest.mark.timeout(600)
def test_disk_that_lies_about_its_syncs_loses_answers_of_the_hub(recording: Recording, tmp_path: Path) -> None:
    """The replay can fail."""
    found = cut_the_power(recording, tmp_path, cuts=20, syncs_count=False)
    assert found.lost + found.unopenable + found.damaged > 0
