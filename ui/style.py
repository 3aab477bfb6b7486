"""Turns the design tokens into Qt's palette and style sheet for one face.

Widgets state what they are by two dynamic properties: `role` on labels (small, body, large, title, display,
plus `quiet`) and `kind` on buttons (primary, plain, quiet). Painted widgets ask `palette_now()`.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from ui import tokens
from ui.tokens import Palette, TypeScale
from ui.typeface import FAMILIES

_THEME = "kiosk-theme"


def dress(app: QApplication, palette: Palette, scale: TypeScale) -> None:
    """Gives the whole application one theme and one type scale; may be called again while windows are open."""
    sheet = style_sheet(palette, scale)
    if app.styleSheet() == sheet:
        return
    if app.property(_THEME) is None:
        app.setStyle("Fusion")
    app.setProperty(_THEME, palette.name)
    app.setPalette(_qt_palette(palette))
    app.setStyleSheet(sheet)


def palette_now() -> Palette:
    """The theme that the application wears now."""
    app = QCoreApplication.instance()
    wears_dark = app is not None and app.property(_THEME) == tokens.DARK.name
    return tokens.DARK if wears_dark else tokens.LIGHT


def set_role(label: QLabel, role: str, *, quiet: bool = False, bold: bool = False) -> QLabel:
    """Names the label's place in the type scale; returns the label, so that it can be built in one line."""
    label.setProperty("role", role)
    label.setProperty("quiet", quiet)
    label.setProperty("bold", bold)
    return label


def _qt_palette(palette: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.paper,
        QPalette.ColorRole.WindowText: palette.ink,
        QPalette.ColorRole.Base: palette.paper,
        QPalette.ColorRole.AlternateBase: palette.mist,
        QPalette.ColorRole.Text: palette.ink,
        QPalette.ColorRole.Button: palette.mist,
        QPalette.ColorRole.ButtonText: palette.ink,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.PlaceholderText: palette.quiet,
        QPalette.ColorRole.ToolTipBase: palette.ink,
        QPalette.ColorRole.ToolTipText: palette.paper,
    }
    result = QPalette()
    for role, colour in roles.items():
        result.setColor(role, QColor(colour))
    return result


def style_sheet(palette: Palette, scale: TypeScale) -> str:
    """The style sheet of one face. Only properties that Qt mirrors by itself are used for sides."""
    families = ", ".join(f'"{family}"' for family in FAMILIES)
    return f"""
* {{ font-family: {families}; font-size: {scale.body}px; }}
QWidget {{ color: {palette.ink}; }}
QMainWindow, QDialog, QWidget[ground="paper"] {{ background: {palette.paper}; }}
QWidget[ground="mist"] {{ background: {palette.mist}; }}
QFrame[panel="true"] {{
    background: {palette.paper}; border: 1px solid {palette.line}; border-radius: {tokens.RADIUS}px; }}
QFrame[hairline="true"] {{ background: {palette.line}; border: none; }}
QLabel {{ background: transparent; }}
{_labels(palette, scale)}
{_buttons(palette, scale)}
{_fields(palette, scale)}
QToolTip {{ background: {palette.ink}; color: {palette.paper}; border: none; padding: 4px 8px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {palette.line}; border-radius: 5px; min-height: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QListView {{ background: transparent; border: none; outline: none; }}
QListWidget[choice="true"]::item {{ padding: 2px 12px; border: 1px solid {palette.line};
    border-radius: {tokens.RADIUS}px; margin-bottom: 6px; color: {palette.ink}; }}
QListWidget[choice="true"]::item:selected {{ border: 2px solid {palette.accent}; background: {palette.mist}; }}
"""


def _labels(palette: Palette, scale: TypeScale) -> str:
    sizes = "".join(
        f'QLabel[role="{name}"] {{ font-size: {getattr(scale, name)}px; }}\n'
        for name in ("small", "body", "large", "title", "display")
    )
    return f"""{sizes}
QLabel[quiet="true"] {{ color: {palette.quiet}; }}
QLabel[bold="true"] {{ font-weight: bold; }}
QLabel[keycap="true"] {{
    background: {palette.mist}; border: 1px solid {palette.line}; border-radius: 5px; padding: 3px 10px; }}
"""


def _buttons(palette: Palette, scale: TypeScale) -> str:
    tall = round(scale.body * 1.6)
    return f"""
QPushButton {{
    border: 1px solid {palette.line}; border-radius: {tokens.RADIUS}px; background: {palette.paper};
    padding: 7px 14px; min-height: {tall}px; font-size: {scale.body}px; }}
QPushButton:hover {{ background: {palette.mist}; }}
QPushButton:pressed {{ background: {palette.line}; }}
QPushButton:focus {{ border: 2px solid {palette.accent}; padding: 6px 13px; }}
QPushButton:disabled {{ color: {palette.quiet}; background: {palette.mist}; }}
QPushButton[kind="primary"] {{
    background: {palette.accent}; color: {palette.on_accent}; border: 1px solid {palette.accent};
    font-weight: bold; }}
QPushButton[kind="primary"]:hover {{ background: {palette.accent_strong}; }}
QPushButton[kind="primary"]:focus {{ border: 2px solid {palette.ink}; }}
QPushButton[kind="primary"]:disabled {{
    background: {palette.mist}; color: {palette.quiet}; border: 1px solid {palette.line}; }}
QPushButton[kind="chip"] {{ padding: 3px 10px; font-size: {scale.small}px; }}
QPushButton[kind="chip"]:focus {{ padding: 2px 9px; }}
QPushButton[kind="chip"]:checked {{
    background: {palette.accent}; color: {palette.on_accent}; border: 1px solid {palette.accent}; font-weight: bold; }}
QPushButton[kind="chip"]:checked:focus {{ border: 2px solid {palette.ink}; }}
QPushButton[kind="choice"]:checked {{
    border: 2px solid {palette.accent}; padding: 6px 13px; color: {palette.accent}; font-weight: bold; }}
QPushButton[kind="quiet"] {{ border: 1px solid transparent; background: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {palette.mist}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {palette.accent}; }}
QPushButton[kind="quiet"]:checked {{ background: {palette.mist}; color: {palette.accent}; font-weight: bold; }}
"""


def _fields(palette: Palette, scale: TypeScale) -> str:
    return f"""
QLineEdit {{
    background: {palette.paper}; border: 1px solid {palette.line}; border-radius: {tokens.RADIUS}px;
    padding: 7px 12px; min-height: {round(scale.body * 1.6)}px;
    selection-background-color: {palette.accent}; selection-color: {palette.on_accent}; }}
QLineEdit:focus {{ border: 2px solid {palette.accent}; padding: 6px 11px; }}
QLineEdit[size="large"] {{ font-size: {scale.large}px; min-height: {round(scale.large * 1.6)}px; }}
"""
