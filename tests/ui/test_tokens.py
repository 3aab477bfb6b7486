"""Text must be readable by anybody: WCAG AA asks for 4.5:1."""

from __future__ import annotations

import pytest

from ui.tokens import DARK, LIGHT, Palette, contrast

_TEXT = [
    *[(text, ground) for text in ("ink", "quiet", "accent", "go", "stop", "wait") for ground in ("paper", "mist")],
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    *[(f"{tone}", f"{tone}_ground") for tone in ("go", "stop", "wait")],
    *[(text, f"{tone}_ground") for text in ("ink", "quiet") for tone in ("go", "stop", "wait")],
]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize(("text", "ground"), _TEXT)
def test_text_stands_out_from_its_ground(palette: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


def test_contrast_agrees_with_the_definition() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
