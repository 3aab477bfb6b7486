"""What the camera sees, mirrored like a mirror, with the code outlined and one line of advice.

The picture is for the person who holds the code. A camera that opens and one that is lost are designed states, not a
black hole.
"""

from __future__ import annotations

import cv2
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.devices.codes import Corners
from kiosk.devices.frames import Image
from kiosk.devices.reader import FrameSeen
from kiosk.domain.problems import ProblemKind
from ui import icons, tokens
from ui.coach import Advice, Adviser, advice_words
from ui.direction import Line
from ui.icons import Icon
from ui.style import palette_now
from ui.tokens import Tone
from ui.typeface import font
from ui.words import problem_words

translate = QCoreApplication.translate


class CameraPreview(QWidget):
    """The picture with its coach line. `ratio` is width against height of the picture; None fills the room."""

    def __init__(self, ratio: float | None = 4 / 3) -> None:
        super().__init__()
        self.picture = CameraPicture(ratio)
        self.line = Line("body", centred=True, wrap=True)
        self.advice = Advice.SHOW
        self._lost = False
        self._adviser = Adviser()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(tokens.SPACE_SMALL)
        box.addWidget(self.picture, stretch=0 if ratio else 1)
        box.addWidget(self.line)
        if ratio:
            box.addStretch(1)
        self._reword()

    def show_frame(self, seen: FrameSeen) -> None:
        """Draws a frame, outlines what was found in it and advises."""
        codes = [code.corners for code in seen.sight.codes]
        back = not self.picture.has_image
        self._lost = False
        unread = [symbol.corners for symbol in seen.sight.located]
        self.picture.show_image(seen.frame.image, codes or unread, read=bool(codes))
        advice = self._adviser.advise(seen)
        if back or advice is not self.advice:
            self.advice = advice
            self._reword()

    def show_no_camera(self) -> None:
        """The camera is gone or could not be opened."""
        self._lost = True
        self.picture.show_image(None, [])
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        lost = problem_words(ProblemKind.CAMERA_LOST)
        self.picture.setAccessibleName(advice_words(self.advice))
        self.picture.absence = lost.title if self._lost else translate("Coach", "The camera is being opened …")
        self.picture.absence_icon = Icon.CAMERA_OFF if self._lost else Icon.CAMERA
        self.line.setText(lost.remedy if self._lost else advice_words(self.advice))
        self.picture.update()


class CameraPicture(QWidget):
    """The picture alone."""

    def __init__(self, ratio: float | None) -> None:
        super().__init__()
        self._ratio = ratio
        self._image: QPixmap | None = None
        self._outlines: list[QPolygonF] = []
        self._read = True
        self.absence = ""
        self.absence_icon = Icon.CAMERA
        tall = QSizePolicy.Policy.Preferred if ratio else QSizePolicy.Policy.Expanding
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, tall)
        policy.setHeightForWidth(ratio is not None)
        self.setSizePolicy(policy)
        self.setMinimumWidth(200)

    @property
    def has_image(self) -> bool:
        return self._image is not None

    def hasHeightForWidth(self) -> bool:
        return self._ratio is not None

    def heightForWidth(self, width: int) -> int:
        return round(width / (self._ratio or 1))

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def show_image(self, image: Image | None, found: list[Corners], *, read: bool = True) -> None:
        """BGR pixels (height x width x 3), with the corners found in them, both unmirrored; None: no camera. What was
        not `read` is outlined in the colour of what still needs a hand."""
        self._read = read
        if image is None:
            self._image, self._outlines = None, []
        else:
            height, width = image.shape[:2]
            cover = max(self.width() / width, self.height() / height) * self.devicePixelRatioF()
            scale = min(1.0, cover)
            self._image = _mirrored(image, scale)
            self._outlines = [
                QPolygonF([QPointF((width - x) * scale, y * scale) for x, y in corners]) for corners in found
            ]
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(frame)
        if self._image is None:
            self._paint_absence(painter)
        else:
            self._paint_image(painter, self._image)
        painter.end()

    def _paint_image(self, painter: QPainter, image: QPixmap) -> None:
        scale = max(self.width() / image.width(), self.height() / image.height())
        painter.translate(self.rect().center())
        painter.scale(scale, scale)
        painter.translate(-image.width() / 2, -image.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(0, 0, image)
        colours = palette_now()
        outline_colour = colours.accent if self._read else colours.tone(Tone.WAIT)[0]
        for width, colour in ((7, tokens.PAPER_WHITE), (4, outline_colour)):
            pen = QPen(QColor(colour), width / scale)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            for outline in self._outlines:
                painter.drawPolygon(outline)

    def _paint_absence(self, painter: QPainter) -> None:
        colours = palette_now()
        painter.setPen(QPen(QColor(colours.line), 2))
        painter.setBrush(QColor(colours.paper))
        painter.drawRoundedRect(self.rect(), tokens.RADIUS, tokens.RADIUS)
        side = tokens.SPACE_HUGE
        middle = self.rect().center()
        off = icons.pixmap(self.absence_icon, side, colours.quiet)
        painter.drawPixmap(middle.x() - side // 2, middle.y() - side, off)
        painter.setPen(QColor(colours.quiet))
        painter.setFont(font(tokens.DESK.body, bold=True))
        below = self.rect().adjusted(0, self.height() // 2 + tokens.SPACE_SMALL, 0, 0)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.absence)


def _mirrored(image: Image, scale: float) -> QPixmap:
    """The frame mirrored and made smaller before Qt touches it: as a whole it costs five times as much.

    The pixmap owns its pixels: the frame's buffer may be used again by the camera.
    """
    if scale < 1.0:
        image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    flipped = cv2.flip(image, 1)
    height, width = flipped.shape[:2]
    return QPixmap.fromImage(QImage(flipped.data, width, height, flipped.strides[0], QImage.Format.Format_BGR888))
