"""What may be in the repository: nothing invisible, nothing huge, nothing of the machine it was written on."""

from __future__ import annotations

import io
import re
import tokenize
import unicodedata
from pathlib import Path

import pytest
from tracked import ROOT, sources, text_files, tracked_files

MEGABYTES = 5
LINES = 400
HIDDEN = {"Cc", "Cf", "Co", "Cn"}

REGISTRIES = ("pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "deb.debian" + ".org")
OWN_PATHS = re.compile(r"(?<![\w.$}])/(?:work|home/\w+|root|Users/\w+)/")


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_nothing_in_a_source_hides_from_its_reader():
    """Bidi controls, zero-width and control characters are written as escapes, never as themselves."""
    found = [
        f"{name(path)}:{number} {[hex(ord(mark)) for mark in hidden]}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1)
        if (hidden := [mark for mark in line if mark != "\t" and unicodedata.category(mark) in HIDDEN])
    ]
    assert not found


def test_names_in_code_are_plain_letters():
    """A Cyrillic or Greek look-alike in a name would be another name."""
    strange = [f"{name(path)}: {token}" for path in sources() for token in names_in(path) if not token.isascii()]
    assert not strange


def names_in(path: Path) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return [token.string for token in tokens if token.type == tokenize.NAME]


def test_no_source_is_longer_than_one_job_needs():
    long = [name(path) for path in sources() if len(path.read_text(encoding="utf-8").splitlines()) > LINES]
    assert not long, "split them"


def test_no_file_is_huge():
    huge = [name(path) for path in tracked_files() if path.stat().st_size > MEGABYTES * 2**20]
    assert not huge


def test_no_address_of_a_registry_and_no_path_of_a_machine():
    found = []
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        found += [f"{name(path)}: {host}" for host in REGISTRIES if host in text]
        found += [f"{name(path)}: {place}" for place in OWN_PATHS.findall(text)]
    assert not found


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_files_pin_every_package_by_hash_and_name_no_index(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.\-\[\]]+==[^\n]*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.MULTILINE)
    packages = re.findall(r"^[A-Za-z]", text, re.MULTILINE)
    assert len(pins) == len(packages) > 20
    assert not re.search(r"--(index-url|extra-index-url|find-links|trusted-host)|@ (file|http)", text)


def test_no_module_hides_the_package_kiosk():
    """A script called kiosk.py next to the package would be imported in its place, in the frozen program too."""
    assert not [name(path) for path in tracked_files() if path.name == "kiosk.py"]
