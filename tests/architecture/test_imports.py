"""The house has one direction of travel, and everything below the windows lives without Qt."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distributions

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports
from tracked import ROOT

IMPORT_EVERYTHING = """
import pkgutil, sys
from importlib import import_module

count = 0
for package in sys.argv[1:]:
    for module in pkgutil.walk_packages(import_module(package).__path__, package + "."):
        import_module(module.name)
        count += 1
print(count, *sorted(name for name in sys.modules if name.partition(".")[0] in ("PySide6", "shiboken6")))
"""


def test_import_contracts_are_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_kiosk_printing_and_sync_load_without_qt():
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_EVERYTHING, "kiosk", "printing", "sync", "resources"],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    count, *qt = run.stdout.split()
    assert int(count) > 20
    assert not qt


def test_only_the_windowless_opencv_is_installed():
    """`opencv-python` brings a Qt 5 of its own and sets Qt's paths for the whole process."""
    installed = {(found.metadata["Name"] or "").lower().replace("_", "-") for found in distributions()}
    assert {name for name in installed if name.startswith("opencv-")} == {"opencv-python-headless"}
