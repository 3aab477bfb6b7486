"""The main job, end to end, as the contract of `kiosk demo` tells it; checked by readers that are not ours."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from kiosk.domain.clock import SystemClock
from kiosk.store.station import StationStore
from sync.hub.reports import scan_export
from sync.hub.store import HubStore
from tests.system.conftest import ReadZpl, ZplFile

VISITORS = 12


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    command = [
        sys.executable,
        "-m",
        "ui.cli.main",
        "demo",
        "--offscreen",
        "--visitors",
        str(VISITORS),
        "--out",
        str(out),
    ]
    subprocess.run(command, check=True, timeout=110)
    return out


@pytest.fixture(scope="module")
def report(results: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((results / "report.json").read_text(encoding="utf-8"))
    return loaded


def badge_files(results: Path, report: dict[str, Any]) -> list[Path]:
    return [results / visitor["badge"] for visitor in report["visitors"] if visitor["badge"]]


def test_every_visitor_was_seen_and_at_least_three_were_refused_for_different_reasons(report: dict[str, Any]) -> None:
    assert len(report["visitors"]) == VISITORS
    refusals = Counter(visitor["reason"] for visitor in report["visitors"] if visitor["verdict"] == "refused")
    assert {"unknown-code", "unpaid", "already-admitted"} <= set(refusals)


def test_two_or_more_badges_have_arabic_names(results: Path, report: dict[str, Any]) -> None:
    with StationStore.existing(results / "station") as store:
        people = [store.cache.attendee(path.stem) for path in badge_files(results, report)]
    assert sum(person is not None and bool(person.name_ar) for person in people) >= 2


def test_every_admitted_visitor_has_a_badge_that_the_printer_confirmed(results: Path, report: dict[str, Any]) -> None:
    for visitor in report["visitors"]:
        admitted = visitor["verdict"] == "admitted"
        assert (visitor["badge"] is not None) is admitted
        assert (visitor["ms"]["confirmed"] is not None) is admitted
        assert visitor["ms"]["decode"] > 0
        assert visitor["ms"]["decide"] > 0
    for path in badge_files(results, report):
        assert {path.with_suffix(suffix).exists() for suffix in (".zpl", ".png", ".pdf")} == {True}


def test_reader_of_another_hand_draws_every_badge_dot_for_dot(
    read_zpl: ReadZpl, results: Path, report: dict[str, Any]
) -> None:
    paths = badge_files(results, report)
    ours = [~np.asarray(Image.open(path.with_suffix(".png")).convert("1")) for path in paths]
    files = [ZplFile(path, dots.shape[1], dots.shape[0]) for path, dots in zip(paths, ours, strict=True)]
    for path, dots, seen in zip(paths, ours, read_zpl(files), strict=True):
        assert np.array_equal(dots, seen), path.name


def test_the_code_on_every_badge_says_its_ticket(results: Path, report: dict[str, Any]) -> None:
    for path in badge_files(results, report):
        (code,) = zxingcpp.read_barcodes(Image.open(path.with_suffix(".png")).convert("L"))
        assert code.text == path.stem


def test_every_scan_was_uploaded_and_the_hub_has_them_all(results: Path, report: dict[str, Any]) -> None:
    with StationStore.existing(results / "station") as store:
        here = {scan.scan_id for scan, _ in store.log.all_scans()}
        assert store.log.first_broken_link() is None
    hub = HubStore(results / "hub", SystemClock())
    try:
        there = {row["scan_id"] for row in scan_export(hub.reader())}
    finally:
        hub.close()
    assert report["uploaded"] == len(here)
    assert there == here


def test_screens_are_there_in_three_languages(results: Path) -> None:
    taken = {path.name for path in (results / "screens").iterdir()}
    for face in ("front-desk", "self-service", "session"):
        for language in ("fr", "ar", "en"):
            assert any(name.startswith(face) and name.endswith(f"-{language}.png") for name in taken), (face, language)
