"""Every word of the windows exists in French and Arabic, and what is compiled is what was translated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.event import Language
from kiosk.domain.problems import ProblemKind
from kiosk.domain.scans import Direction, Outcome, Reason
from ui import translations, words
from ui.language import speak
from ui.screens import settle


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The strings of the sources as lupdate finds them now."""
    folder = tmp_path_factory.mktemp("translations")
    translations.collect(folder)
    return folder


@pytest.mark.parametrize("language", list(Language))
def test_translators_files_hold_exactly_the_strings_of_the_sources(language: Language, collected: Path) -> None:
    in_sources = translations.strings(translations.ts_file(language, collected))
    assert translations.strings(translations.ts_file(language)) == in_sources


@pytest.mark.parametrize("language", list(Language))
def test_nothing_is_left_untranslated(language: Language) -> None:
    assert translations.untranslated(translations.ts_file(language)) == []


def test_compiled_files_are_current(tmp_path: Path) -> None:
    translations.compile_all(target=tmp_path)
    for language in Language:
        name = f"kiosk_{language.value}.qm"
        assert (translations.FOLDER / name).read_bytes() == (tmp_path / name).read_bytes(), name


@pytest.mark.parametrize("language", list(Language))
def test_every_reason_has_a_title_and_says_what_to_do(dressed: QApplication, language: Language) -> None:
    speak(dressed, language)
    settle()
    titles = {words.title(Outcome.REFUSED, reason, Direction.ENTRY) for reason in Reason}
    assert len(titles) == len(Reason)
    assert all(words.advice(reason) for reason in Reason)


@pytest.mark.parametrize("kind", list(ProblemKind))
def test_every_trouble_has_a_remedy_in_arabic(dressed: QApplication, kind: ProblemKind) -> None:
    speak(dressed, Language.ARABIC)
    told = words.problem_words(kind)
    assert any("\u0600" <= letter <= "\u06ff" for letter in told.title)
    assert any("\u0600" <= letter <= "\u06ff" for letter in told.remedy)


def test_french_signs_never_begin_a_line() -> None:
    """« » and ? ! ; : keep to their word by a no-break space."""
    text = translations.ts_file(Language.FRENCH).read_text(encoding="utf-8")
    french = re.findall(r"<(?:translation|numerusform)>(.*?)</", text, re.DOTALL)
    assert [line for line in french if re.search(r"« | »| [?!;:]", line)] == []
