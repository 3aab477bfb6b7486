"""The live proof: change the layout file, see the badge at once, with the event's own people, hard ones first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QSizePolicy, QVBoxLayout, QWidget

from kiosk.domain.badges import Badge
from printing.findings import Finding, FindingKind
from ui import tokens
from ui.direction import Line, is_mirrored, isolated, ltr
from ui.proof.sheet import Proof, Sheet
from ui.widgets.badge_preview import BadgePreview
from ui.widgets.person_card import Notice

translate = QCoreApplication.translate

_LOOK_MS = 200
_SIDE = 340
_FAR = 25
"""People skipped by Page Up and Page Down."""

_KINDS = {
    FindingKind.OVERFLOW: lambda: translate("Proof", "does not fit"),
    FindingKind.SHRUNK: lambda: translate("Proof", "set very small"),
    FindingKind.MISSING_GLYPH: lambda: translate("Proof", "a letter is missing in the fonts"),
    FindingKind.UNREADABLE_CODE: lambda: translate("Proof", "the code can’t be read"),
    FindingKind.NO_CATEGORY: lambda: translate("Proof", "no category"),
    FindingKind.NO_NAME: lambda: translate("Proof", "no name"),
}


class ProofWindow(QMainWindow):
    """`people` must not be empty. Arrow keys go through them; the file is looked at five times a second."""

    def __init__(self, sheet: Sheet, people: Sequence[Badge]) -> None:
        super().__init__()
        self._sheet, self._people, self._at = sheet, people, 0
        self.proof = Proof()
        self.preview = BadgePreview()
        self.preview.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.layout_name = Line("large", bold=True, wrap=True)
        self.paper = Line("small", quiet=True, wrap=True)
        self.person = Line("body", bold=True, wrap=True)
        self.place = Line("small", quiet=True, wrap=True)
        self.verdict = Line("body", wrap=True)
        self.troubles: list[Notice] = []
        self._troubles = QVBoxLayout()
        self.keys = Line("small", quiet=True, wrap=True)
        self._arrange()
        self.resize(1280, 800)
        self._watch = QTimer(self)
        self._watch.timeout.connect(self.look)
        self._watch.start(_LOOK_MS)
        self.draw()

    @property
    def badge(self) -> Badge:
        """Whose badge is shown."""
        return self._people[self._at]

    def draw(self) -> None:
        """Draws the badge of the person shown on the layout as it stands."""
        self.proof = self._sheet.prove(self.badge)
        self._reword()

    def go(self, steps: int) -> None:
        """To another person, round the end."""
        self._at = (self._at + steps) % len(self._people)
        self.draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ahead = -1 if is_mirrored(self) else 1
        steps = {
            Qt.Key.Key_Right: ahead,
            Qt.Key.Key_Left: -ahead,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: _FAR,
            Qt.Key.Key_PageUp: -_FAR,
            Qt.Key.Key_Home: -self._at,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.go(step)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def look(self) -> None:
        """Draws again when the layout has changed."""
        if self._sheet.has_changed():
            self.draw()

    def _arrange(self) -> None:
        ground = QWidget()
        ground.setProperty("ground", "paper")
        row = QHBoxLayout(ground)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        table = QVBoxLayout()
        table.setContentsMargins(tokens.SPACE_LARGE, tokens.SPACE_LARGE, tokens.SPACE_LARGE, tokens.SPACE_LARGE)
        table.addWidget(self.preview)
        row.addLayout(table, stretch=1)
        row.addWidget(self._side())
        self.setCentralWidget(ground)

    def _side(self) -> QFrame:
        side = QFrame()
        side.setProperty("ground", "mist")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE_LARGE, tokens.SPACE, tokens.SPACE_LARGE)
        column.setSpacing(tokens.SPACE_SMALL)
        column.addWidget(self.layout_name)
        column.addWidget(self.paper)
        column.addSpacing(tokens.SPACE)
        column.addWidget(self.person)
        column.addWidget(self.place)
        column.addSpacing(tokens.SPACE)
        column.addWidget(self.verdict)
        column.addLayout(self._troubles)
        column.addStretch()
        column.addWidget(self.keys)
        return side

    def _reword(self) -> None:
        proof, name = self.proof, Path(self._sheet.name).name
        dpi = f"{self._sheet.dpi} dpi"
        self.setWindowTitle(f"{translate('Proof', 'Proof')} – {name}")
        self.layout_name.setText(ltr(name))
        self.paper.setText(ltr(dpi if proof.problem else f"{proof.width_mm:g} × {proof.height_mm:g} mm · {dpi}"))
        self.person.setText(isolated(self.badge.name or self.badge.name_ar))
        self.place.setText(ltr(f"{self._at + 1} / {len(self._people)} · {self.badge.ticket_code}"))
        self.keys.setText(translate("Proof", "Arrows: another person. Save the file: it is drawn again at once."))
        if proof.problem is None:
            self.preview.show_png(proof.png)
            self.verdict.setText("" if proof.findings else translate("Proof", "Nothing to complain of"))
            self._complain([_told(finding) for finding in proof.findings])
        else:
            self.preview.show_none(translate("Proof", "The layout can’t be used"))
            self.verdict.setText("")
            self._complain([proof.problem.what.replace(self._sheet.name, name), proof.problem.remedy])

    def _complain(self, words: Sequence[str]) -> None:
        for notice in self.troubles:
            notice.hide()
            notice.deleteLater()
        self.troubles = [Notice() for _ in words]
        for notice, told in zip(self.troubles, words, strict=True):
            self._troubles.addWidget(notice)
            notice.show_words(told)


def _told(finding: Finding) -> str:
    """The element by its id, what is wrong with it, and the figures, which are the layout's own language."""
    return f"{isolated(finding.element)}: {_KINDS[finding.kind]()} ({ltr(finding.detail)})"
