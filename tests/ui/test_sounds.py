"""Two notes up, one low, two equal; and no device, no program and no volume are all fine."""

from __future__ import annotations

import filecmp
import wave
from importlib.resources import files
from pathlib import Path

from resources.compose_sounds import write
from ui.sounds import Sounds
from ui.tokens import Tone


def test_shipped_sounds_are_what_the_composer_writes(tmp_path: Path) -> None:
    shipped = Path(str(files("resources").joinpath("sounds")))
    assert all(filecmp.cmp(path, shipped / path.name, shallow=False) for path in write(tmp_path))


def test_each_tone_has_its_sound_and_plain_has_none() -> None:
    played: list[str] = []
    sounds = Sounds(player=lambda path: played.append(path.name))
    for tone in Tone:
        sounds.play(tone)
    assert played == ["in.wav", "no.wav", "look.wav"]


def test_volume_scales_the_samples_and_zero_is_off() -> None:
    played: list[Path] = []
    sounds = Sounds(50, player=played.append)
    sounds.play(Tone.GO)
    with wave.open(str(played[0])) as half:
        loudest = max(abs(int.from_bytes(half.readframes(1), "little", signed=True)) for _ in range(half.getnframes()))
    assert 9_000 < loudest < 12_000
    sounds.set_volume(0)
    sounds.play(Tone.GO)
    assert len(played) == 1
