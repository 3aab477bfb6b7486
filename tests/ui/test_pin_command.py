"""`kiosk pin`: what it keeps opens the keypad's lock, and the rest of station.toml stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.domain.problems import EnvironmentProblem
from ui.cli.pin_command import command
from ui.configuration import read_configuration
from ui.pin import is_pin

STATION = """# the north door
gate = "north"

[[printers]]
name = "A"
uri = "tcp://127.0.0.1:9"
"""


def set_pin(directory: Path, typed: str) -> None:
    CliRunner().invoke(command, ["--data", str(directory)], input=typed, catch_exceptions=False)


def test_pin_opens_the_kiosk(tmp_path: Path) -> None:
    set_pin(tmp_path, "2468\n")
    assert is_pin("2468", read_configuration(tmp_path).pin)
    assert (tmp_path / "station.toml").read_text().count("\n") == 1


def test_everything_else_in_the_file_stays(tmp_path: Path) -> None:
    (tmp_path / "station.toml").write_text(STATION)
    set_pin(tmp_path, "2468\n")
    set_pin(tmp_path, "13579\n")
    lines = (tmp_path / "station.toml").read_text().splitlines(keepends=True)
    assert "".join(line for line in lines if not line.startswith("pin = ")) == STATION
    configuration = read_configuration(tmp_path)
    assert (configuration.gate, configuration.printers[0].name) == ("north", "A")
    assert is_pin("13579", configuration.pin)


@pytest.mark.parametrize("typed", ["", "123\n", "123456789\n", "12a4\n", "١٢٣٤\n"])
def test_what_the_keypad_cannot_type_is_no_pin(tmp_path: Path, typed: str) -> None:
    with pytest.raises(EnvironmentProblem, match="no PIN for a keypad"):
        set_pin(tmp_path, typed)
    assert not (tmp_path / "station.toml").exists()
