"""What a badge layout is: pages, faces and elements, read from a data file.

The organiser owns the look, so it is data (TOML), not code. Every length is in millimetres from the top left
corner, of the page for faces and keep-outs, of its face for an element.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import resources
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.codes import CodeKind
from printing.fields import Expression
from printing.fonts import Weight


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in millimetres, y downwards."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, other: Rect, tolerance: float = 0.01) -> bool:
        """Whether `other` lies inside, edges included."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.x + other.width <= self.x + self.width + tolerance
            and other.y + other.height <= self.y + self.height + tolerance
        )

    def touches(self, other: Rect) -> bool:
        """Whether the two share any area."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def crosses(self, height: float) -> bool:
        """Whether the line at this height runs through it, edges not counted."""
        return self.y + 0.01 < height < self.y + self.height - 0.01

    def same_size(self, other: Rect) -> bool:
        """Whether both are as wide and as high."""
        return (self.width, self.height) == (other.width, other.height)

    def mirrored(self, width: float) -> Rect:
        """The same rectangle seen from the right edge of a face of this width."""
        return Rect(width - self.x - self.width, self.y, self.width, self.height)


class Align(StrEnum):
    """Along the line: `start` is left on a left-to-right badge and right on an Arabic one."""

    START = "start"
    CENTER = "center"
    END = "end"


class VerticalAlign(StrEnum):
    """Where a text block stands in its box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What all elements have. `when` is an expression that must not be empty for the element to appear."""

    id: str
    face: str
    box: Rect
    when: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextElement(Element):
    """Text of one size, or shrinking from `size` to `min_size` (points)."""

    text: Expression
    size: float
    min_size: float
    max_lines: int
    weight: Weight
    align: Align
    valign: VerticalAlign
    white: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeElement(Element):
    """A code with its quiet zone inside the box. `characters` is the longest code it must be able to hold."""

    kind: CodeKind
    text: Expression
    characters: int
    align: Align
    valign: VerticalAlign


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageElement(Element):
    """A picture, scaled into the box with its proportions kept, dithered to dots unless `threshold`."""

    data: bytes
    threshold: bool
    align: Align


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeElement(Element):
    """A box or a line: filled black, or an outline of `border` mm with corners of `radius` mm."""

    border: float
    radius: float

    @property
    def filled(self) -> bool:
        return self.border == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BandElement(Element):
    """The category: a solid black band, its word in white, its letter in a white tile as the second cue."""

    text: Expression
    letter: Expression
    size: float
    min_size: float
    max_lines: int
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StackElement(Element):
    """Texts one under the other, `gap` mm apart, closing up where one is empty or short.

    The items' boxes give their place along the line and the most height each may take.
    """

    gap: float
    valign: VerticalAlign
    items: tuple[TextElement, ...] = ()


AnyElement = StackElement | TextElement | CodeElement | ImageElement | ShapeElement | BandElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One side of a badge on the page; `rotated` by 180 degrees where the paper is folded over it."""

    id: str
    box: Rect
    rotated: bool = False
    repeats: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOut:
    """A part of the page where nothing may be printed, a slot punch or a hole."""

    what: str
    box: Rect


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole badge. `variants` holds the elements of the categories that have rules of their own.

    `mirrored` tells that an Arabic reader's badge is laid out from the right. `fold` is the height of the fold
    line, which no element crosses, None without one.
    """

    name: str
    title: str
    source: str
    page: Rect
    printable: Rect
    mirrored: bool
    fold: float | None
    faces: tuple[Face, ...]
    keep_outs: tuple[KeepOut, ...]
    elements: tuple[AnyElement, ...]
    variants: Mapping[str, tuple[AnyElement, ...]] = field(default_factory=dict)

    def elements_for(self, category: str) -> tuple[AnyElement, ...]:
        """The elements in drawing order for a badge of this category id."""
        return self.variants.get(category, self.elements)


def shipped_layouts() -> tuple[str, ...]:
    """The names of the layouts that come with the product."""
    folder = resources.files("resources").joinpath("layouts")
    files = (entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in files))


def load_layout(name_or_path: str) -> Layout:
    """A shipped layout by its name, or any by the path of its TOML file.

    Raises EnvironmentProblem (BAD_LAYOUT) that names the file, the element and the key.
    """
    from printing.layout_file import parse_layout

    path = Path(name_or_path)
    if path.suffix == ".toml":
        return parse_layout(_read(path), path.stem, str(path), path.parent)
    folder = resources.files("resources").joinpath("layouts")
    return parse_layout(shipped_layout_text(name_or_path), name_or_path, f"{name_or_path}.toml", folder)


def shipped_layout_text(name: str) -> str:
    """The TOML of a shipped layout. Raises EnvironmentProblem (BAD_LAYOUT) for a name that is none."""
    if name not in shipped_layouts():
        raise EnvironmentProblem(
            ProblemKind.BAD_LAYOUT,
            f"no badge layout is called '{name}'",
            f"use one of {', '.join(shipped_layouts())}, or the path of a .toml file",
        )
    file = resources.files("resources").joinpath(f"layouts/{name}.toml")
    return file.read_text(encoding="utf-8")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not in UTF-8") from error
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error


def _unreadable(path: Path, why: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        ProblemKind.BAD_LAYOUT, f"the layout {path} can't be read ({why})", "check the path and the file"
    )
