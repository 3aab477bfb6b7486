"""Which language the windows speak, switched while they are open.

Qt tells every widget by a LanguageChange event; each re-words itself there. Arabic mirrors the layout.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from kiosk.domain.event import Language

_LANGUAGE = "kiosk-language"
_TRANSLATOR = "kiosk-words"
_LOCALES = {Language.FRENCH: "fr_MA", Language.ARABIC: "ar_MA", Language.ENGLISH: "en_GB"}

NATIVE_NAMES = {Language.FRENCH: "Français", Language.ARABIC: "العربية", Language.ENGLISH: "English"}
SHORT_NAMES = {Language.FRENCH: "FR", Language.ARABIC: "ع", Language.ENGLISH: "EN"}
"""A language is always named in itself."""


def speak(app: QApplication, language: Language) -> None:
    """Switches every open window to `language`, its reading direction included."""
    spoken_before = app.findChildren(QTranslator, _TRANSLATOR)
    if spoken_before and spoken() is language:
        return
    fresh = _translator(app, language)
    for old in spoken_before:
        app.removeTranslator(old)
        old.deleteLater()
    app.setProperty(_LANGUAGE, language.value)
    app.installTranslator(fresh)
    mirrored = language is Language.ARABIC
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight,
    )


def spoken() -> Language:
    """The language of the windows now; English until `speak` was called."""
    app = QCoreApplication.instance()
    chosen = app.property(_LANGUAGE) if app is not None else None
    return Language(chosen) if isinstance(chosen, str) else Language.ENGLISH


def locale() -> QLocale:
    """Dates and figures of the spoken language as Morocco writes them: Western digits in all three."""
    return QLocale(_LOCALES[spoken()])


def _translator(app: QApplication, language: Language) -> QTranslator:
    translator = QTranslator(app)
    translator.setObjectName(_TRANSLATOR)
    with as_file(files("resources").joinpath("translations", f"kiosk_{language.value}.qm")) as path:
        if not translator.load(str(path)):
            raise RuntimeError(f"translation file {path} can't be read: run python -m ui.translations")
    return translator
