"""`kiosk badges` and `kiosk preflight` keep what COMMANDS promises."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from PIL import Image

from ui.cli.badges_command import file_stem
from ui.cli.main import main

PEOPLE = """ticket_code,name,name_ar,company,category,language
CSC-1,Fatima-Zahra EL OUARDI,فاطمة الزهراء الوردي,Ville de Safi,délégation de ville,fr
CSC-2,Abdellah Naciraoui,عبد الله الناصراوي,,intervenant,ar
CSC-3,^XZ~JR😀,,,,en
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def kiosk(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr(sys, "argv", ["kiosk", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code if isinstance(left.value.code, int) else 0


def test_badges_are_named_by_their_ticket_codes_in_every_format(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    status = kiosk(
        monkeypatch, "badges", people, "--layout", "4x3", "--to", "png", "--to", "zpl", "--to", "pdf", "--out", out
    )

    assert status == 0
    assert {path.name for path in out.iterdir()} == {
        f"CSC-{n}.{kind}" for n in (1, 2, 3) for kind in ("png", "zpl", "pdf")
    }
    assert Image.open(io.BytesIO((out / "CSC-1.png").read_bytes())).size == (812, 609)
    assert (out / "CSC-3.zpl").read_bytes().count(b"^XZ") == 1


def test_brother_comes_at_300_dots_per_inch(people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = kiosk(monkeypatch, "badges", people, "--layout", "62mm", "--to", "brother", "--out", tmp_path / "out")

    assert status == 0
    assert len(list((tmp_path / "out").glob("*.brother"))) == 3


def test_brother_beside_another_format_has_its_own_dots(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    status = kiosk(monkeypatch, "badges", people, "--layout", "4x3", "--to", "brother", "--to", "png", "--out", out)

    assert status == 0
    assert len(list(out.glob("*.brother"))) == 3
    assert Image.open(io.BytesIO((out / "CSC-1.png").read_bytes())).size == (812, 609)


def test_preflight_reports_each_finding_with_its_ticket_code(
    people: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status = kiosk(monkeypatch, "preflight", people, "--layout", "4x3", "--json")
    report = json.loads(capsys.readouterr().out)

    assert status == 0
    assert report["badges"] == 3
    assert {(row["ticket_code"], row["element"], row["kind"]) for row in report["findings"]} == {
        ("CSC-3", "name", "missing-glyph"),
        ("CSC-3", "category", "no-category"),
    }


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("preflight", "none.csv", "--layout", "4x3"), "none.csv"),
        (("preflight", "--layout", "4x3"), "no people were named"),
        (("preflight", "none.csv", "--layout", "9x9"), "no badge layout is called '9x9'"),
    ],
)
def test_trouble_is_one_line_and_status_1(
    arguments: tuple[str, ...],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = kiosk(monkeypatch, *arguments)
    told = capsys.readouterr().err

    assert status == 1
    assert why in told
    assert told.count("\n") == 1


def test_row_that_stays_out_is_named_and_the_others_are_rendered(
    people: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people.write_text(PEOPLE + ",No Code,,,,\n", encoding="utf-8")
    status = kiosk(monkeypatch, "badges", people, "--layout", "4x3", "--to", "zpl", "--out", tmp_path / "out")

    assert status == 1
    assert "line 5" in capsys.readouterr().err
    assert len(list((tmp_path / "out").iterdir())) == 3


@pytest.mark.parametrize("code", ["../../etc/passwd", "a/b", "C:\\x", ".hidden", "a*b?", "رمز"])
def test_ticket_code_never_leaves_the_folder(code: str) -> None:
    stem = file_stem(code)

    assert not set(stem) & set('/\\:*?"<>|')
    assert not stem.startswith(".")


def test_plain_ticket_code_is_its_own_stem() -> None:
    assert file_stem("CSC-4K7M2Q9X") == "CSC-4K7M2Q9X"


def test_ticket_codes_too_long_for_a_name_are_told_apart() -> None:
    one, other = file_stem("x" * 300 + "1"), file_stem("م/" * 60)

    assert max(len(one.encode()), len(other.encode())) <= 200
    assert one != file_stem("x" * 300 + "2")
