"""What belongs to the paper and not to a badge: its kind, its width, how dark the head burns, and finding its gaps.

Jobs never carry these commands; they are sent once, when a person sets a printer up. Sources: ZPL II Programming
Guide (^MN, ^MT, ^PW, ^LL, ~SD, ^JU, ~JC), TSPL/TSPL2 manual (SIZE, GAP, BLINE, DENSITY, GAPDETECT, BLINEDETECT),
EPL2 manual (q, Q, O, D, xa).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.languages import PrinterLanguage

DARKNESS = 50
_GAP_MM = 3


class MediaKind(StrEnum):
    """How the printer finds the end of a label: by the gap, by a black mark behind, or not at all."""

    GAP = "gap"
    MARK = "mark"
    CONTINUOUS = "continuous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is inside a printer. Lengths in dots at `dpi`; `darkness` in percent of what the printer can."""

    width: int
    height: int
    dpi: int
    kind: MediaKind = MediaKind.GAP
    ribbon: bool = False
    darkness: int = DARKNESS


def setup_commands(language: PrinterLanguage, paper: Paper) -> bytes:
    """The bytes that make a printer remember its paper. Raises EnvironmentProblem where there is nothing to set."""
    if language not in _SETUPS:
        raise _nothing_to_do(language)
    return _SETUPS[language](paper)


def calibration_commands(language: PrinterLanguage, kind: MediaKind = MediaKind.GAP) -> bytes:
    """The bytes that make a printer feed some labels and measure them. Raises EnvironmentProblem like the set-up."""
    if language not in _CALIBRATIONS:
        raise _nothing_to_do(language)
    return _CALIBRATIONS[language][kind is MediaKind.MARK]


def _zpl(paper: Paper) -> bytes:
    tracking = {MediaKind.GAP: "Y", MediaKind.MARK: "M", MediaKind.CONTINUOUS: "N"}[paper.kind]
    thermal = "T" if paper.ribbon else "D"
    darkness = round(paper.darkness * 30 / 100)
    return (
        f"~SD{darkness:02d}^XA^MN{tracking}^MT{thermal}^PW{paper.width}^LL{paper.height}^LH0,0^LS0^JUS^XZ\n"
    ).encode("ascii")


def _tspl(paper: Paper) -> bytes:
    width, height = (length * 25.4 / paper.dpi for length in (paper.width, paper.height))
    gap = {
        MediaKind.GAP: f"GAP {_GAP_MM} mm,0 mm",
        MediaKind.MARK: f"BLINE {_GAP_MM} mm,0 mm",
        MediaKind.CONTINUOUS: "GAP 0 mm,0 mm",
    }[paper.kind]
    lines = (
        f"SIZE {width:.1f} mm,{height:.1f} mm",
        gap,
        f"DENSITY {round(paper.darkness * 15 / 100)}",
        f"SET RIBBON {'ON' if paper.ribbon else 'OFF'}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _epl2(paper: Paper) -> bytes:
    gap = round(_GAP_MM * paper.dpi / 25.4)
    apart = {MediaKind.GAP: str(gap), MediaKind.MARK: f"B{gap},0", MediaKind.CONTINUOUS: "0"}[paper.kind]
    option = "O" if paper.ribbon else "OD"
    lines = ("", option, f"q{paper.width}", f"Q{paper.height},{apart}", f"D{round(paper.darkness * 15 / 100)}")
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _nothing_to_do(language: PrinterLanguage) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.CONFIGURATION,
        f"a printer of language {language} has nothing to set up from here",
        "it measures its roll itself or is set by its driver; print a test page with kiosk printers --test",
    )


_SETUPS: dict[PrinterLanguage, Callable[[Paper], bytes]] = {
    PrinterLanguage.ZPL: _zpl,
    PrinterLanguage.TSPL: _tspl,
    PrinterLanguage.EPL2: _epl2,
}
_CALIBRATIONS: dict[PrinterLanguage, tuple[bytes, bytes]] = {
    PrinterLanguage.ZPL: (b"~JC\n", b"~JC\n"),
    PrinterLanguage.TSPL: (b"GAPDETECT\r\n", b"BLINEDETECT\r\n"),
    PrinterLanguage.EPL2: (b"\nxa\n", b"\nxa\n"),
}
"""By sensor: for gaps, for marks."""
