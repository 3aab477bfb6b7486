"""Plays the verdict's sound through the system's own player; silent where there is none.

Qt's audio lives outside the modules that the product ships, so that each system's built-in player is used:
`winsound`, `afplay`, or PulseAudio, PipeWire or ALSA on Linux. No sound is ever needed to do the work.
"""

from __future__ import annotations

import shutil
import sys
import wave
from array import array
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from PySide6.QtCore import QProcess, QTemporaryDir

from ui.tokens import Tone

Player = Callable[[Path], None]

_FILES = {Tone.GO: "in.wav", Tone.STOP: "no.wav", Tone.WAIT: "look.wav"}
_PLAYERS = (("afplay",), ("paplay",), ("pw-play",), ("aplay", "-q"))


class Sounds:
    """The three sounds of a verdict at one volume, 0 (off) to 100."""

    def __init__(self, volume: int = 80, player: Player | None = None) -> None:
        self._folder = QTemporaryDir()
        self._player = player if player is not None else system_player()
        self.set_volume(volume)

    def set_volume(self, volume: int) -> None:
        """Changes the loudness at once; 0 switches the sounds off."""
        self._volume = max(0, min(100, volume))
        for name in _FILES.values():
            _write_scaled(name, Path(self._folder.path()) / name, self._volume / 100)

    def play(self, tone: Tone) -> None:
        """Starts the sound of a verdict and returns at once."""
        if self._player is not None and self._volume and tone in _FILES:
            self._player(Path(self._folder.path()) / _FILES[tone])


def system_player() -> Player | None:
    """How this system plays a file without being waited for; None when it can't."""
    if sys.platform == "win32":
        return _play_on_windows
    for command in _PLAYERS:
        program = shutil.which(command[0])
        if program:
            return _process_player(program, command[1:])
    return None


def _process_player(program: str, arguments: tuple[str, ...]) -> Player:
    def play(path: Path) -> None:
        process = QProcess()
        process.setProgram(program)
        process.setArguments([*arguments, str(path)])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.startDetached()

    return play


def _play_on_windows(path: Path) -> None:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)


def _write_scaled(name: str, target: Path, loudness: float) -> None:
    with files("resources").joinpath("sounds", name).open("rb") as stored, wave.open(stored) as source:
        parameters = source.getparams()
        samples = array("h", source.readframes(source.getnframes()))
    with wave.open(str(target), "wb") as scaled:
        scaled.setparams(parameters)
        scaled.writeframes(array("h", (round(sample * loudness) for sample in samples)).tobytes())
