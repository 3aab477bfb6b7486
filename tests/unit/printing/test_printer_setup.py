"""Getting a printer going: found, written down, told its paper, tried with a page that shows every fault."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
import zxingcpp

from kiosk.domain.problems import EnvironmentProblem
from printing.config import Printer, printer_named, read_printers
from printing.config_writing import save_printer
from printing.discovery import find_usb, language_of_model
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.line import Patience
from printing.lines import line_to
from printing.paper_setup import MediaKind, Paper, calibration_commands, setup_commands
from printing.rolls import Rolls, save_roll, stored_roll
from printing.status import PrinterCondition, PrinterStatus
from printing.trial_page import TrialPage

PAPER = Paper(width=812, height=609, dpi=203)
ROLLS = {
    MediaKind.GAP: (b"^MNY", b"GAP 3 mm,0 mm", b"Q609,24\n"),
    MediaKind.MARK: (b"^MNM", b"BLINE 3 mm,0 mm", b"Q609,B24,0\n"),
    MediaKind.CONTINUOUS: (b"^MNN", b"GAP 0 mm,0 mm", b"Q609,0\n"),
}


def test_usb_printers_are_found_by_their_device_files(tmp_path: Path) -> None:
    for name in ("lp1", "lp0", "hiddev0"):
        (tmp_path / name).touch()
    assert [found.name for found in find_usb(tmp_path)] == ["lp0", "lp1"]
    assert find_usb(tmp_path / "nothing") == []


@pytest.mark.parametrize(
    ("model", "language"),
    [
        ("Zebra Technologies ZD421-203dpi ZPL", PrinterLanguage.ZPL),
        ("Brother QL-820NWB", PrinterLanguage.BROTHER),
        ("EPSON TM-T88VI", PrinterLanguage.ESCPOS),
        ("TSC TE310", PrinterLanguage.TSPL),
        ("Something else", None),
    ],
)
def test_model_tells_the_language(model: str, language: PrinterLanguage | None) -> None:
    assert language_of_model(model) is language


def test_printer_is_added_and_changed_without_losing_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    path.write_text('# the north door\ngate = "north" # since June\n', encoding="utf-8")
    first = Printer(name="A", uri="tcp://10.0.0.1:9100", media=("4x3",))
    second = Printer(name="B", uri="cups:badges", language=PrinterLanguage.PDF, dpi=300, pool="vip")
    moved = Printer(name="A", uri="tcp://10.0.0.2:9100", media=("4x3", "4x6"))

    for printer in (first, second, moved):
        save_printer(path, printer)

    assert read_printers(path) == (moved, second)
    assert path.read_text(encoding="utf-8").startswith(
        '# the north door\ngate = "north" # since June\n\n[[printers]]\n'
    )
    assert [each.name for each in tmp_path.iterdir()] == ["station.toml"]


def test_first_printer_makes_the_file(tmp_path: Path) -> None:
    printer = Printer(name="A", uri="folder:/tmp/badges")
    save_printer(tmp_path / "new" / "station.toml", printer)
    assert printer_named(tmp_path / "new" / "station.toml", "A") == printer


def test_printers_on_one_line_are_left_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "station.toml"
    text = 'printers = [{name = "A", uri = "tcp://10.0.0.1"}]\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match="in one line"):
        save_printer(path, Printer(name="B", uri="tcp://10.0.0.2"))
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("kind", MediaKind)
def test_each_language_is_told_how_a_label_ends(kind: MediaKind) -> None:
    paper = Paper(width=812, height=609, dpi=203, kind=kind)
    languages = (PrinterLanguage.ZPL, PrinterLanguage.TSPL, PrinterLanguage.EPL2)
    for language, words in zip(languages, ROLLS[kind], strict=True):
        assert words in setup_commands(language, paper)


def test_zpl_set_up_is_kept_by_the_printer_and_darkness_is_within_its_range() -> None:
    dark = Paper(width=812, height=609, dpi=203, ribbon=True, darkness=100)
    assert setup_commands(PrinterLanguage.ZPL, dark) == b"~SD30^XA^MNY^MTT^PW812^LL609^LH0,0^LS0^JUS^XZ\n"
    assert setup_commands(PrinterLanguage.ZPL, PAPER).startswith(b"~SD15^XA^MNY^MTD")


@pytest.mark.parametrize(
    ("language", "kind", "commands"),
    [
        (PrinterLanguage.ZPL, MediaKind.GAP, b"~JC\n"),
        (PrinterLanguage.TSPL, MediaKind.GAP, b"GAPDETECT\r\n"),
        (PrinterLanguage.TSPL, MediaKind.MARK, b"BLINEDETECT\r\n"),
        (PrinterLanguage.EPL2, MediaKind.GAP, b"\nxa\n"),
    ],
)
def test_calibration_by_language(language: PrinterLanguage, kind: MediaKind, commands: bytes) -> None:
    assert calibration_commands(language, kind) == commands


@pytest.mark.parametrize("language", [PrinterLanguage.PDF, PrinterLanguage.ESCPOS, PrinterLanguage.BROTHER])
def test_printers_without_a_set_up_say_so(language: PrinterLanguage) -> None:
    with pytest.raises(EnvironmentProblem, match="nothing to set up"):
        setup_commands(language, PAPER)
    with pytest.raises(EnvironmentProblem, match="nothing to set up"):
        calibration_commands(language)


@pytest.mark.parametrize(("layout", "dpi"), [("4x3", 203), ("62mm", 300), ("cr80", 300), ("a6", 600), ("4x6", 203)])
def test_test_page_burns_all_four_edges_and_every_column_and_its_code_is_read(layout: str, dpi: int) -> None:
    dots = TrialPage(layout=load_layout(layout), dpi=dpi, title="Desk 1 - zpl").render().to_array()
    grey = np.where(dots, np.uint8(0), np.uint8(255))

    assert dots[0].all()
    assert dots[-1].all()
    assert dots[:, 0].all()
    assert dots[:, -1].all()
    right = dots[
        dots.shape[0] // 2 + dots.shape[1] // 10 : -dots.shape[1] // 10, dots.shape[1] // 2 : -dots.shape[1] // 10
    ]
    assert right.any(axis=0).all()
    assert [code.text for code in zxingcpp.read_barcodes(grey)] == ["KIOSK-TEST-0123456789"]


def test_pdf_shows_the_very_dots_at_their_size() -> None:
    page = TrialPage(layout=load_layout("4x3"), dpi=203, title="A").render()

    document = pdfium.PdfDocument(encode(PrinterLanguage.PDF, [page], copies=2))
    seen = document[1].render(scale=203 / 72, grayscale=True).to_numpy()[: page.height, : page.width]

    assert len(document) == 2
    assert np.array_equal(seen.reshape(page.height, page.width) < 128, page.to_array())
    document.close()


@pytest.mark.parametrize("language", PrinterLanguage)
def test_every_language_has_a_line(language: PrinterLanguage) -> None:
    line_to(Printer(name="A", uri="tcp://127.0.0.1:9100", language=language), Patience())


class Drawer:
    """Settings in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}

    def setting(self, key: str) -> str | None:
        return self.kept.get(key)

    def save_setting(self, key: str, value: str) -> None:
        self.kept[key] = value


def with_labels(labels: int) -> PrinterStatus:
    return PrinterStatus(conditions=frozenset({PrinterCondition.READY}), labels_left=labels)


def test_labels_left_outlive_a_restart() -> None:
    drawer, loaded = Drawer(), []
    before = Rolls(drawer, lambda *_: None)
    before.put_in("A", 300)
    before.note("A", with_labels(299))

    Rolls(drawer, lambda *roll: loaded.append(roll)).bring_back(["A", "B"])

    assert loaded == [("A", 299)]


def test_roll_that_another_program_loaded_is_taken_over() -> None:
    drawer, loaded = Drawer(), []
    rolls = Rolls(drawer, lambda *roll: loaded.append(roll))
    rolls.put_in("A", 300)
    save_roll(drawer, "A", 1000)

    rolls.note("A", with_labels(299))

    assert loaded[-1] == ("A", 1000)
    assert stored_roll(drawer, "A") == 1000


def test_printer_without_a_counted_roll_is_never_given_one() -> None:
    drawer = Drawer()
    Rolls(drawer, lambda *_: None).note("A", with_labels(40))
    assert drawer.kept == {}
