"""`kiosk print` and `kiosk printers`: the printer's word decides the exit status, trouble is one line."""

import json

import pytest
from click.testing import CliRunner

from kiosk.domain.problems import EnvironmentProblem
from kiosk.store.station import StationStore
from printing.config import read_printers
from printing.rolls import stored_roll
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


def test_file_in_another_language_than_the_printers_is_refused_before_it_becomes_a_metre_of_signs(station, printer):
    (station / "badge.escpos").write_bytes(LABEL)
    with pytest.raises(EnvironmentProblem, match="is escpos, and printer Desk 1 speaks zpl"):
        run(print_file, "--data", station, "--printer", "Desk 1", station / "badge.escpos")
    assert printer.labels == []


def test_printer_is_taken_out(station):
    result = run(list_printers, "--data", station, "--remove", "Gone")
    assert result.output == "Gone is taken out; a badge on its way there is still waited for\n"
    assert [printer.name for printer in read_printers(station / "station.toml")] == ["Desk 1"]
    with pytest.raises(EnvironmentProblem, match="known: Desk 1"):
        run(list_printers, "--data", station, "--remove", "Gone")


def test_labels_left_are_listed(station):
    with StationStore(station):
        pass
    run(list_printers, "--data", station, "--roll", "Desk 1", 12)
    assert "paper nearly out, ready, 12 labels left" in run(list_printers, "--data", station).output
    rows = json.loads(run(list_printers, "--data", station, "--json").output)
    assert (rows[0]["labels_left"], rows[0]["conditions"]) == (12, ["nearly-out", "ready"])


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


def test_printer_is_written_down_and_tried_with_a_test_page(tmp_path, printer):
    added = run(
        list_printers, "--data", tmp_path, "--add", "Desk 1", printer.uri, "--language", "zpl", "--media", "4x3"
    )
    tried = run(list_printers, "--data", tmp_path, "--test", "Desk 1")
    assert added.output.startswith("Desk 1 stands in ")
    assert tried.output == "Desk 1 says that the test page is out: the frame must be whole on all four sides\n"
    assert len(printer.labels) == 1


def test_printer_whose_address_is_corrected_keeps_the_rest(tmp_path, printer):
    asked = ("--language", "zpl", "--dpi", "300", "--media", "4x3", "--pool", "hall")
    run(list_printers, "--data", tmp_path, "--add", "Desk 1", "tcp://127.0.0.1:9", *asked)
    run(list_printers, "--data", tmp_path, "--add", "Desk 1", printer.uri)
    (kept,) = read_printers(tmp_path / "station.toml")
    assert (kept.uri, kept.dpi, kept.media, kept.pool) == (printer.uri, 300, ("4x3",), "hall")


def test_test_page_that_does_not_come_out_is_one_line(station, printer):
    printer.set_condition(paper_out=True)
    result = run(list_printers, "--data", station, "--test", "Desk 1")
    assert result.exit_code == 1
    assert "paper out; nothing was sent: load a new roll" in result.stderr


def test_set_up_and_calibration_are_no_labels(station, printer):
    assert run(list_printers, "--data", station, "--setup", "Desk 1", "--darkness", 60).exit_code == 0
    assert run(list_printers, "--data", station, "--calibrate", "Desk 1").exit_code == 0
    assert printer.labels == []


def test_new_roll_is_noted_for_the_station(station):
    with StationStore(station):
        pass
    result = run(list_printers, "--data", station, "--roll", "Desk 1", 300)
    assert result.output == "Desk 1: 300 labels are counted from now on\n"
    with StationStore.existing(station) as store:
        assert stored_roll(store.log, "Desk 1") == 300


def test_one_chore_at_a_time(station):
    assert run(list_printers, "--find", "--test", "Desk 1").exit_code == 2


@pytest.mark.parametrize("wrong", [("foo:bar", "4x3"), ("tcp://10.0.0.1", "no-such-layout")])
def test_wrong_address_or_paper_is_not_written_down(tmp_path, wrong):
    uri, media = wrong
    with pytest.raises(EnvironmentProblem):
        run(list_printers, "--data", tmp_path, "--add", "A", uri, "--media", media)
    assert list(tmp_path.iterdir()) == []
