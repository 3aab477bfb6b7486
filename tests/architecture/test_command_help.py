"""Every subcommand explains itself with an example, and wrong use is never a traceback."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ui.cli.main import COMMANDS, cli


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_of_a_command_shows_an_example(name):
    result = CliRunner().invoke(cli, [name, "--help"], prog_name="kiosk", terminal_width=78)
    assert result.exit_code == 0, result.exception
    example = result.output.partition("Example: ")[2].splitlines()[0]
    assert f"kiosk {name}" in example
    help_text = cli.get_command(None, name).help
    assert example == help_text.partition("Example: ")[2].splitlines()[0], "a wrapped example can't be copied"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_unknown_option_is_wrong_usage(name):
    result = CliRunner().invoke(cli, [name, "--no-such-option"], prog_name="kiosk")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_general_help_lists_every_command():
    result = CliRunner().invoke(cli, ["--help"], prog_name="kiosk")
    assert result.exit_code == 0
    assert all(f"  {name}" in result.output for name in COMMANDS)
