"""The scanning part of `kiosk bench` on a folder of photographs."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from kiosk.domain.problems import EnvironmentProblem
from ui.cli.bench import scanning


def write_code(path: Path, text: str) -> None:
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode)
    cv2.imwrite(str(path), np.array(zxingcpp.write_barcode_to_image(barcode, scale=6)))


def test_each_set_of_the_manifest_has_its_figures(tmp_path: Path) -> None:
    write_code(tmp_path / "a.png", "A")
    write_code(tmp_path / "b.png", "B")
    entries = [{"file": "a.png", "texts": ["A"], "set": "easy"}, {"file": "b.png", "texts": ["B", "C"]}]
    (tmp_path / "manifest.json").write_text(json.dumps(entries))
    sets = scanning.run(tmp_path)["sets"]
    ours = {name: (figures["kiosk"]["wanted"], figures["kiosk"]["read"]) for name, figures in sets.items()}
    assert ours == {"all": (3, 2), "easy": (1, 1)}


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        ({}, "no list"),
        ([], "no list"),
        (["a.png"], "Entry 1"),
        ([{"file": "a.png", "texts": ["A"]}, {"texts": ["B"]}], "Entry 2"),
        ([{"file": "a.png", "texts": "A"}], "Entry 1"),
        ([{"file": "gone.png", "texts": ["A"]}], "gone.png"),
    ],
)
def test_mistake_in_a_manifest_is_named(tmp_path: Path, entries: object, named: str) -> None:
    write_code(tmp_path / "a.png", "A")
    (tmp_path / "manifest.json").write_text(json.dumps(entries))
    with pytest.raises(EnvironmentProblem) as raised:
        scanning.run(tmp_path)
    assert named in raised.value.what
