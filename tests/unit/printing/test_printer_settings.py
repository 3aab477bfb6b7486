"""The printers of a station file: read in their order, each mistake named."""

import pytest

from kiosk.domain.problems import EnvironmentProblem
from printing.config import Printer, read_printers
from printing.languages import PrinterLanguage
from printing.layout import shipped_layout_text
from printing.papers import same_paper
from printing.transports import open_transport

GOOD = """
[[printers]]
name = "Desk 1"
uri = "tcp://10.0.0.21:9100"
language = "zpl"
dpi = 300
media = ["4x3", "4x6"]

[[printers]]
name = "Spare"
uri = "folder:/tmp/badges"
"""


def written(tmp_path, text):
    path = tmp_path / "station.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_printers_are_read_in_their_order(tmp_path):
    assert read_printers(written(tmp_path, GOOD)) == (
        Printer(
            name="Desk 1",
            uri="tcp://10.0.0.21:9100",
            language=PrinterLanguage.ZPL,
            dpi=300,
            media=("4x3", "4x6"),
        ),
        Printer(name="Spare", uri="folder:/tmp/badges"),
    )


def test_station_without_a_file_has_no_printers(tmp_path):
    assert read_printers(tmp_path / "station.toml") == ()


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('name = "Desk 1"', "", "printer 1 needs a 'name'"),
        ('uri = "folder:/tmp/badges"', "", "printer 2 needs a 'uri'"),
        ('"zpl"', '"pcl"', "printer 1 has language 'pcl'"),
        ("dpi = 300", "dpi = 301", "printer 1 has dpi 301"),
        ('["4x3", "4x6"]', '"4x3"', "printer 1 needs a list of layout names"),
        ("dpi", "dots", "printer 1 has an unknown key 'dots'"),
        ('"Spare"', '"Desk 1"', "names two printers 'Desk 1'"),
        ("tcp://10.0.0.21:9100", "10.0.0.21", "'10.0.0.21' is not a printer address"),
        ("tcp://10.0.0.21:9100", "tcp://10.0.0.21:many", "is not a printer address"),
        ("[[printers]]", "[printers]", "can't be read|meant"),
    ],
)
def test_mistake_is_named(tmp_path, old, new, named):
    with pytest.raises(EnvironmentProblem, match=named.replace("[", r"\[")):
        read_printers(written(tmp_path, GOOD.replace(old, new, 1)))


@pytest.mark.parametrize("uri", ["", "tcp://", "tcp:", "folder:", "carrier-pigeon:x", "tcp://h:99999"])
def test_bad_address_is_refused_with_the_known_forms(uri):
    with pytest.raises(EnvironmentProblem, match="write it as tcp://HOST:9100"):
        open_transport(uri)


@pytest.mark.parametrize(
    ("width", "height", "fits"), [(101.6, 76.2, True), (102, 76, True), (105, 148, False), (76.2, 101.6, False)]
)
def test_layout_of_ones_own_fits_when_its_page_is_as_large_as_a_named_one(tmp_path, width, height, fits):
    own = tmp_path / "own.toml"
    text = shipped_layout_text("4x3").replace("width = 101.6", f"width = {width}", 1)
    own.write_text(text.replace("height = 76.2", f"height = {height}", 1), encoding="utf-8")
    printer = Printer(name="A", uri="tcp://h", media=("4x3",))
    assert [printer.takes(name) for name in ("4x3", "4x3-casablanca", "a6")] == [True, True, False]
    assert same_paper(str(own), "4x3") is fits
    assert printer.takes(str(own)) is fits


def test_layout_that_cannot_be_read_fits_only_where_it_is_named_or_any_does(tmp_path):
    gone = str(tmp_path / "gone.toml")
    assert not Printer(name="A", uri="tcp://h", media=("4x3",)).takes(gone)
    assert Printer(name="A", uri="tcp://h", media=(gone,)).takes(gone)
    assert Printer(name="A", uri="tcp://h").takes(gone)


def test_layout_that_is_mended_while_badges_wait_is_taken(tmp_path):
    own = tmp_path / "own.toml"
    printer = Printer(name="A", uri="tcp://h", media=("4x3",))
    assert not printer.takes(str(own))
    own.write_text(shipped_layout_text("4x3"), encoding="utf-8")
    assert printer.takes(str(own))
