"""One command after the other, on a station of two people."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.fakes.command_line import Ended, Kiosk
from ui.cli.main import main

PEOPLE = """ticket_code,name,name_ar,company,category,email,status,T-shirt
A1,Amina Bennani,أمينة بناني,Ville de Rabat,visitor,amina@rabat.example,valid,L
A2,Karim Tazi,,OCP,visitor,,unpaid,M
"""


@pytest.fixture
def kiosk(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Kiosk:
    """Runs one command in this process the way the shell does."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "argv", ["kiosk", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capfdbinary.readouterr()
        assert b"Traceback" not in captured.err
        return Ended(int(ended.value.code or 0), captured.out, captured.err.decode())

    return run


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path, kiosk: Kiosk, people: Path) -> Path:
    """A station with two people."""
    directory = tmp_path / "station"
    assert kiosk("import", people, "--data", directory, "--event", "Smart City").status == 0
    return directory


@pytest.fixture
def scanned(kiosk: Kiosk, data: Path) -> Path:
    kiosk("gate", "--data", data, stdin="A1\n=1+1\n@SUM(A1)\n+41\n-1\n=كود\n".encode())
    return data
