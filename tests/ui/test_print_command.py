"""`kiosk print` and `kiosk printers`: the printer's word decides the exit status, trouble is one line."""

import json

import pytest
from click.testing import CliRunner

from kiosk.domain.problems import EnvironmentProblem
from printing.simulator import SimulatedPrinter
from ui.cli.print_command import command as print_file
from ui.cli.printers_command import command as list_printers

LABEL = b"^XA^PQ2^FDHello^FS^XZ"


@pytest.fixture
def printer():
    with SimulatedPrinter() as running:
        yield running


@pytest.fixture
def station(tmp_path, printer):
    (tmp_path / "station.toml").write_text(
        f'[[printers]]\nname = "Desk 1"\nuri = "{printer.uri}"\n\n[[printers]]\nname = "Gone"\nuri = "tcp://127.0.0.1:1"\n'
    )
    (tmp_path / "badge.zpl").write_bytes(LABEL)
    return tmp_path


def run(command, *arguments):
    return CliRunner().invoke(command, [str(each) for each in arguments], catch_exceptions=False)


def test_file_is_printed_and_confirmed(station, printer):
    result = run(print_file, "--data", station, "--printer", "Desk 1", station / "badge.zpl")
    assert result.exit_code == 0
    assert result.output.startswith("printed by Desk 1, confirmed after ")
    assert printer.labels == [LABEL, LABEL]


def test_address_needs_no_configuration(station, printer):
    result = run(print_file, "--printer", printer.uri, "--json", station / "badge.zpl")
    assert json.loads(result.output)["outcome"] == "printed"


def test_printer_that_never_answers_is_one_line_with_what_to_do(station, printer):
    printer.set_condition(silent=True)
    result = run(print_file, "--printer", printer.uri, station / "badge.zpl")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "does not answer; nothing was sent: check that it is switched on" in result.stderr
    assert printer.labels == []


def test_label_that_stays_inside_is_not_called_printed(station, printer):
    printer.set_condition(held=True)
    result = run(print_file, "--printer", printer.uri, "--wait", 0, station / "badge.zpl")
    assert result.exit_code == 1
    assert "sent, but not confirmed (printing): look whether it came out" in result.stderr


def test_unknown_printer_names_the_known_ones(station):
    with pytest.raises(EnvironmentProblem, match="known: Desk 1, Gone"):
        run(print_file, "--data", station, "--printer", "Desk 9", station / "badge.zpl")


def test_file_without_a_label_is_refused(station, printer):
    (station / "empty.zpl").write_bytes(b"nothing")
    with pytest.raises(EnvironmentProblem, match="holds no ZPL label"):
        run(print_file, "--printer", printer.uri, station / "empty.zpl")


def test_printers_are_listed_with_status_and_remedy(station, printer):
    printer.set_condition(paper_out=True)
    lines = run(list_printers, "--data", station).output.splitlines()
    assert lines[0].endswith("zpl 203 dpi  paper out: load a new roll")
    assert "does not answer: check that it is switched on" in lines[1]


def test_printers_as_json(station, printer):
    rows = json.loads(run(list_printers, "--data", station, "--json").output)
    assert [(row["name"], row["can_print"], row["reasons"]) for row in rows] == [
        ("Desk 1", True, []),
        ("Gone", False, ["silent"]),
    ]
