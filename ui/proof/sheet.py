"""A layout file under work: read again whenever it or a picture beside it changes, and drawn for one badge."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from kiosk.domain.badges import Badge
from kiosk.domain.problems import EnvironmentProblem
from printing.findings import Finding
from printing.layout import load_layout
from printing.preflight import examine
from printing.render import BadgeRenderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One badge on the layout as it is now: its dots as PNG and its findings, or what is wrong with the layout."""

    png: bytes = b""
    width_mm: float = 0.0
    height_mm: float = 0.0
    findings: tuple[Finding, ...] = ()
    problem: EnvironmentProblem | None = None


class Sheet:
    """The layout `name_or_path` at `dpi`; used on one thread."""

    def __init__(self, name_or_path: str, dpi: int) -> None:
        self.name = name_or_path
        self.dpi = dpi
        self._state = self._stamp()
        self._renderer: BadgeRenderer | None = None

    def has_changed(self) -> bool:
        """Whether a file of the layout is not what it was at the last question."""
        before, self._state = self._state, self._stamp()
        if before != self._state:
            self._renderer = None
        return before != self._state

    def prove(self, badge: Badge) -> Proof:
        """Draws the badge on the layout as it stands; a broken layout is a proof with its problem."""
        try:
            renderer = self._renderer = self._renderer or BadgeRenderer(load_layout(self.name), self.dpi)
            rendered = renderer.render(badge)
        except EnvironmentProblem as problem:
            return Proof(problem=problem)
        page = renderer.layout.page
        return Proof(
            png=rendered.pages[0].to_png(),
            width_mm=page.width,
            height_mm=page.height,
            findings=examine(renderer.layout, self.dpi, badge),
        )

    def _stamp(self) -> frozenset[tuple[str, int, int]]:
        """Names, times and sizes of the files in the layout's folder."""
        try:
            states = [(path.name, path.stat()) for path in self._folder().iterdir() if path.is_file()]
        except OSError:
            return frozenset()  # an editor is just replacing the file, or the folder is gone
        return frozenset((name, state.st_mtime_ns, state.st_size) for name, state in states)

    def _folder(self) -> Path:
        path = Path(self.name)
        return path.parent if path.suffix == ".toml" else Path(str(resources.files("resources").joinpath("layouts")))
