"""The bench command: its table, its file, and figures that mean what they say."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli.bench.figures import percentiles
from ui.cli.bench_command import BENCHES, command


def test_percentiles_are_times_that_were_measured() -> None:
    times = [float(number) for number in range(100, 0, -1)]
    assert percentiles(times, 50, 99) == {"p50": 51.0, "p99": 100.0, "max": 100.0}
    assert percentiles([3.0], 50, 95) == {"p50": 3.0, "p95": 3.0, "max": 3.0}


@pytest.mark.parametrize("name", BENCHES)
def test_every_bench_can_be_run_with_its_progress_told(name: str) -> None:
    signature(import_module(f"ui.cli.bench.{name}").run).bind(progress=lambda _: None)


@pytest.fixture
def tiny_bench(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench in the place of the gate's that takes no time."""

    class Tiny:
        @staticmethod
        def run(progress):
            progress("counting")
            return {"people": 3, "goal_met": False, "times_ms": {"p50": 1.5, "max": 2.0}}

    monkeypatch.setitem(sys.modules, "ui.cli.bench.gate", Tiny)  # type: ignore[arg-type]


@pytest.mark.usefixtures("tiny_bench")
def test_bench_prints_a_table_and_keeps_the_figures(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["gate", "--out", str(tmp_path / "out")], catch_exceptions=False)
    assert done.exit_code == 0
    assert "  goal_met  NO\n" in done.stdout
    assert "  times_ms  p50 1.5  max 2.0\n" in done.stdout
    assert "counting" in done.stderr
    kept = json.loads((tmp_path / "out" / "bench.json").read_text())
    assert kept["benches"] == {"gate": {"people": 3, "goal_met": False, "times_ms": {"p50": 1.5, "max": 2.0}}}
    assert kept["machine"]["cores"] > 0


@pytest.mark.usefixtures("tiny_bench")
def test_bench_as_json_is_what_the_file_holds(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["gate", "--json", "--out", str(tmp_path)], catch_exceptions=False)
    assert json.loads(done.stdout) == json.loads((tmp_path / "bench.json").read_text())
