"""How `station.toml` names a handheld scanner: by its serial line, or as one that types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

_SERIAL, _KEYBOARD = "serial:", "keyboard:"


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialLine:
    """How to talk to a scanner: the port's name, its speed in baud, and what stands before and after each code."""

    port: str
    baud: int = 9600
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyboardLine:
    """A scanner that types: what it was set to write before each code."""

    prefix: str = ""


def parse_scanner(text: str) -> SerialLine | KeyboardLine:
    """`serial:/dev/ttyACM0?baud=9600&prefix=A&suffix=Z` (or `serial:COM3`), `keyboard:?prefix=A`, percent-encoded where
    need be; an empty text is a scanner that types codes alone. Raises EnvironmentProblem for anything else."""
    parts = urlsplit(text)
    options = parse_qs(parts.query, keep_blank_values=True)
    if not text:
        return KeyboardLine()
    if text.startswith(_KEYBOARD) and not parts.path and set(options) <= {"prefix"}:
        return KeyboardLine(prefix=_last(options, "prefix", ""))
    baud = _last(options, "baud", "9600")
    unknown = set(options) - {"baud", "prefix", "suffix"}
    if not text.startswith(_SERIAL) or not parts.path or unknown or not baud.isdecimal() or int(baud) == 0:
        remedy = "write it like serial:/dev/ttyACM0?baud=9600, or keyboard:?prefix=A for one that types"
        raise EnvironmentProblem(ProblemKind.CONFIGURATION, f"There is no scanner {text!r}", remedy)
    return SerialLine(
        port=unquote(parts.path),
        baud=int(baud),
        prefix=_last(options, "prefix", ""),
        suffix=_last(options, "suffix", ""),
    )


def _last(options: Mapping[str, Sequence[str]], name: str, default: str) -> str:
    return options.get(name, [default])[-1]
