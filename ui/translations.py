"""Keeps the translation files in step with the sources: `python -m ui.translations`.

Collects every string of `ui` into resources/translations/kiosk_{fr,ar,en}.ts with Qt's lupdate (what was
translated stays) and compiles them to .qm with lrelease. Translate the new entries in between, then run it again.
English is the language of the sources: its file holds the plurals alone.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from kiosk.domain.event import Language

SOURCES = Path(__file__).parent
FOLDER = SOURCES.parent / "resources" / "translations"


def _tool(name: str) -> str:
    """Qt's command as installed beside this interpreter."""
    return str(Path(sys.executable).parent / f"pyside6-{name}")


def ts_file(language: Language, folder: Path = FOLDER) -> Path:
    """The translator's file of a language."""
    return folder / f"kiosk_{language.value}.ts"


def collect(folder: Path = FOLDER) -> None:
    """Writes every translatable string of `ui` into the .ts files of `folder`."""
    sources = sorted(str(path) for path in SOURCES.rglob("*.py"))
    for language in Language:
        languages = ["-source-language", "en", "-target-language", language.value]
        target = ["-locations", "none", "-no-obsolete", "-ts", str(ts_file(language, folder))]
        amount = ["-pluralonly"] if language is Language.ENGLISH else []
        _run([_tool("lupdate"), *sources, *languages, *amount, *target])


def compile_all(folder: Path = FOLDER, target: Path = FOLDER) -> None:
    """Compiles the .ts files of `folder` into .qm files in `target`."""
    for language in Language:
        out = target / f"kiosk_{language.value}.qm"
        _run([_tool("lrelease"), "-silent", str(ts_file(language, folder)), "-qm", str(out)])


def strings(path: Path) -> set[tuple[str, str]]:
    """Every (context, source text) in a .ts file."""
    return {(context, source) for context, source, _ in _messages(path)}


def untranslated(path: Path) -> list[tuple[str, str]]:
    """The (context, source text) pairs in a .ts file that lack a finished translation."""
    return [(context, source) for context, source, finished in _messages(path) if not finished]


def _messages(path: Path) -> list[tuple[str, str, bool]]:
    return [
        (context.findtext("name", ""), message.findtext("source", ""), _finished(message))
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
    ]


def _finished(message: ET.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") == "unfinished":
        return False
    forms = translation.findall("numerusform") or [translation]
    return all((form.text or "").strip() for form in forms)


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def main() -> int:
    """Collects, compiles, and names what still lacks a translation."""
    collect()
    compile_all()
    missing = [(lang.value, *entry) for lang in Language for entry in untranslated(ts_file(lang))]
    for language, context, source in missing:
        sys.stdout.write(f"{language}: {context}: {source}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
