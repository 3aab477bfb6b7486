"""The pieces that all faces share: what they draw is what was given to them."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.devices.codes import Corners, Decoded, Located, Sight
from kiosk.devices.frames import Frame
from kiosk.devices.reader import FrameSeen
from kiosk.domain.event import Language
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Verdict
from tests.fakes.desk_services import MORNING, PEOPLE, SETUP
from ui import icons, style, tokens, words
from ui.coach import Advice
from ui.direction import Line
from ui.eventwords import EventWords
from ui.icons import Icon
from ui.language import speak
from ui.screens import settle
from ui.tokens import Tone
from ui.widgets.badge_preview import BadgePreview
from ui.widgets.camera_preview import CameraPreview
from ui.widgets.choice import Choice
from ui.widgets.matching import Span, spans
from ui.widgets.verdict_banner import VerdictBanner
from ui.widgets.verdict_shape import Shape, shape_of


def _seen(sight: Sight, grey: int = 90, at_ms: float = 0.0) -> FrameSeen:
    image = np.full((720, 1280, 3), grey, np.uint8)
    image[:, :100] = (255, 0, 0)
    return FrameSeen(frame=Frame(image=image, index=1, at_monotonic_ms=at_ms), sight=sight)


def _square(left: float, side: float) -> Corners:
    return ((left, 100), (left + side, 100), (left + side, 100 + side), (left, 100 + side))


def test_camera_picture_is_mirrored_and_the_outline_with_it(qtbot: QtBot) -> None:
    preview = CameraPreview(16 / 9)
    qtbot.addWidget(preview)
    preview.resize(640, 400)
    preview.show()
    code = Decoded(text="A", format="QRCodeModel2", corners=_square(1000, 200))
    preview.show_frame(_seen(Sight(codes=(code,))))
    settle()
    shot = preview.picture.grab().toImage()
    scale = shot.width() / 1280
    blue = shot.pixelColor(shot.width() - round(50 * scale), round(400 * scale))
    assert (blue.red(), blue.blue()) == (0, 255)
    on_outline = shot.pixelColor(round((1280 - 1000) * scale), round(200 * scale))
    assert on_outline.name().upper() == tokens.LIGHT.accent
    assert preview.advice is Advice.READ


def test_unread_code_is_outlined_in_the_colour_of_what_needs_a_hand(qtbot: QtBot) -> None:
    preview = CameraPreview(16 / 9)
    qtbot.addWidget(preview)
    preview.resize(640, 400)
    preview.show()
    preview.show_frame(_seen(Sight(located=(Located(corners=_square(1000, 200)),))))
    settle()
    shot = preview.picture.grab().toImage()
    scale = shot.width() / 1280
    on_outline = shot.pixelColor(round((1280 - 1000) * scale), round(200 * scale))
    assert on_outline.name().upper() == tokens.LIGHT.tone(Tone.WAIT)[0].upper()


@pytest.mark.parametrize(
    ("left", "side", "advice"),
    [(100, 40, Advice.NEARER), (1150, 200, Advice.INTO_FRAME), (200, 200, Advice.BRIGHTER_SCREEN)],
)
def test_coach_reads_what_helps_from_an_unread_code(qtbot: QtBot, left: float, side: float, advice: Advice) -> None:
    preview = CameraPreview()
    qtbot.addWidget(preview)
    unread = Sight(located=(Located(corners=_square(left, side)),))
    for at_ms in (0.0, 200.0, 500.0):
        preview.show_frame(_seen(unread, at_ms=at_ms))
    assert preview.advice is advice


def test_coach_does_not_change_its_mind_with_every_frame(qtbot: QtBot) -> None:
    preview = CameraPreview()
    qtbot.addWidget(preview)
    said: list[Advice] = []
    for number in range(60):
        unread = (Located(corners=_square(200, 40 if number % 2 else 200)),)
        preview.show_frame(_seen(Sight(located=unread), at_ms=number * 33.0))
        said.append(preview.advice)
    assert set(said) == {Advice.SHOW}


def test_coach_notices_darkness(qtbot: QtBot) -> None:
    preview = CameraPreview()
    qtbot.addWidget(preview)
    preview.show_frame(_seen(Sight(), grey=4))
    assert preview.advice is Advice.DARK


def test_frame_may_be_overwritten_after_it_was_shown(qtbot: QtBot) -> None:
    preview = CameraPreview(16 / 9)
    qtbot.addWidget(preview)
    preview.resize(640, 400)
    preview.show()
    seen = _seen(Sight())
    preview.show_frame(seen)
    settle()
    seen.frame.image[:] = 255
    assert preview.picture.grab().toImage().pixelColor(300, 200).red() == 90


def test_camera_that_is_being_opened_is_not_called_lost(qtbot: QtBot) -> None:
    preview = CameraPreview()
    qtbot.addWidget(preview)
    assert preview.picture.absence == "The camera is being opened …"
    assert preview.line.text() == "Hold the code in front of the camera"
    preview.show_no_camera()
    assert preview.picture.absence == "No camera"


def test_lost_camera_says_what_to_do_and_comes_back(qtbot: QtBot) -> None:
    preview = CameraPreview()
    qtbot.addWidget(preview)
    preview.show_frame(_seen(Sight()))
    preview.show_no_camera()
    assert preview.line.text().startswith("Check its cable")
    preview.show_frame(_seen(Sight()))
    assert preview.line.text() == "Hold the code in front of the camera"


def test_badge_preview_shows_the_very_dots(qtbot: QtBot) -> None:
    dots = QImage(400, 300, QImage.Format.Format_Mono)
    dots.fill(1)
    for x in range(0, 400, 3):
        dots.setPixel(x, x % 300, 0)
    data = QByteArray()
    dots.save(QBuffer(data), "PNG")
    preview = BadgePreview()
    qtbot.addWidget(preview)
    preview.resize(500, 420)
    preview.show()
    preview.show_png(bytes(data.data()))
    sheet = preview.paper()
    assert (sheet.width(), sheet.height()) == (400, 300)
    shown = preview.grab(sheet).toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = dots.convertToFormat(QImage.Format.Format_RGB32)
    inner = (1, 1, 398, 298)
    assert shown.copy(*inner) == wanted.copy(*inner)


@pytest.mark.parametrize(
    ("outcome", "reason", "shape"),
    [
        (Outcome.ADMITTED, None, Shape.TICK_CIRCLE),
        (Outcome.REFUSED, Reason.UNPAID, Shape.CROSS_OCTAGON),
        (Outcome.REFUSED, Reason.OUTSIDE_TIME, Shape.CLOCK_DIAMOND),
        (Outcome.REFUSED, Reason.ROOM_FULL, Shape.CLOCK_DIAMOND),
        (Outcome.ASK, Reason.ANSWERS_NEEDED, Shape.PERSON_SQUARE),
    ],
)
def test_each_answer_has_its_own_shape(outcome: Outcome, reason: Reason | None, shape: Shape) -> None:
    assert shape_of(outcome, reason) is shape


def test_banner_plays_its_sound_once_and_not_when_reworded(qtbot: QtBot) -> None:
    played: list[Tone] = []

    class Ears:
        def play(self, tone: Tone) -> None:
            played.append(tone)

    banner = VerdictBanner(Ears())
    qtbot.addWidget(banner)
    verdict = Verdict(outcome=Outcome.REFUSED, reason=Reason.UNPAID, direction=Direction.ENTRY)
    said = words.verdict_words(verdict, EventWords(SETUP), MORNING)
    banner.show_verdict(verdict, said)
    banner.show_verdict(verdict, said, aloud=False)
    assert played == [Tone.STOP]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (Language.ENGLISH, "08:42, North entrance, by Salma"),
        (Language.FRENCH, "08:42, Entrée Nord, par Salma"),
        (Language.ARABIC, "08:42، المدخل الشمالي، بواسطة Salma"),
    ],
)
def test_earlier_passage_is_told_in_the_language_of_the_desk(
    dressed: QApplication, language: Language, told: str
) -> None:
    speak(dressed, language)
    at = datetime(2026, 6, 7, 7, 42, tzinfo=UTC)
    passage = Passage(scan_id="1", direction=Direction.ENTRY, at=at, gate="north", station="s", operator="Salma")
    said = words.earlier(passage, EventWords(SETUP), MORNING)
    assert "".join(letter for letter in said if letter not in "\u2066\u2068\u2069") == told


def test_yesterday_is_told_with_its_date(dressed: QApplication) -> None:
    speak(dressed, Language.FRENCH)
    told = EventWords(SETUP).moment(datetime(2026, 6, 6, 9, 5, tzinfo=UTC), MORNING)
    assert told.startswith("6 juin")
    assert "10:05" in told


def test_marks_are_the_letters_that_were_searched() -> None:
    assert spans("Fatima-Zahra EL IDRISSI", "fat idr") == [Span(0, 3), Span(16, 3)]
    assert spans("Élodie Bénard", "elo ben") == [Span(0, 3), Span(7, 3)]


def test_arabic_words_are_marked_whole_so_that_letters_stay_joined() -> None:
    assert spans("محمد التازي", "مح") == [Span(0, 4)]


def test_line_begins_on_the_windows_side_whatever_its_own_script(qtbot: QtBot, dressed: QApplication) -> None:
    line = Line("body")
    qtbot.addWidget(line)
    line.resize(400, 30)
    line.setText("محمد")
    line.show()
    settle()
    assert _ink_side(line) is Qt.LayoutDirection.LeftToRight
    speak(dressed, Language.ARABIC)
    settle()
    line.setText("Mohamed")
    assert _ink_side(line) is Qt.LayoutDirection.RightToLeft


def _ink_side(line: Line) -> Qt.LayoutDirection:
    """On which half of the label its letters stand."""
    image = line.grab().toImage()
    ground = image.pixelColor(200, 1)
    columns = [x for x in range(image.width()) if any(image.pixelColor(x, y) != ground for y in range(image.height()))]
    left = max(columns) < image.width() / 2
    return Qt.LayoutDirection.LeftToRight if left else Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("icon", list(Icon))
def test_every_icon_is_drawn_in_the_asked_colour(icon: Icon) -> None:
    drawn = icons.pixmap(icon, 24, "#B3261E").toImage()
    solid = [
        drawn.pixelColor(x, y)
        for x in range(drawn.width())
        for y in range(drawn.height())
        if drawn.pixelColor(x, y).alpha() == 255
    ]
    assert solid
    assert all(abs(dot.red() - 0xB3) < 3 and abs(dot.green() - 0x26) < 3 for dot in solid)


def test_only_icons_with_a_direction_are_mirrored() -> None:
    def image(icon: Icon, mirrored: bool) -> QImage:
        return icons.pixmap(icon, 24, "#000000", mirrored=mirrored).toImage()

    assert image(Icon.UNDO, True) != image(Icon.UNDO, False)
    assert image(Icon.CHECK, True) == image(Icon.CHECK, False)


def test_theme_changes_while_windows_are_open(qtbot: QtBot, dressed: QApplication) -> None:
    banner = VerdictBanner()
    qtbot.addWidget(banner)
    banner.rest("Ready", "")
    banner.resize(600, 180)
    banner.show()
    style.dress(dressed, tokens.DARK, tokens.DESK)
    settle()
    ground = banner.grab().toImage().pixelColor(200, 8)
    assert ground == QColor(tokens.DARK.mist)


def test_arabic_desk_reads_the_arabic_name_first(dressed: QApplication) -> None:
    both, latin_only = PEOPLE[0], PEOPLE[3]
    assert words.names_of(both) == (both.name, both.name_ar)
    speak(dressed, Language.ARABIC)
    assert words.names_of(both) == (both.name_ar, both.name)
    assert words.names_of(latin_only) == (latin_only.name, "")


def test_a_chosen_chip_has_room_for_its_bold_words(qtbot: QtBot) -> None:
    choice = Choice(["visitor", "speaker"], columns=2)
    qtbot.addWidget(choice)
    choice.word({"visitor": "visitor", "speaker": "speaker"}, "Category")
    choice.choose("visitor")
    choice.show()
    settle()
    chip = choice.chips["visitor"]
    bold = QFont(chip.font())
    bold.setBold(True)
    sides = 2 * (10 + 1)  # padding and border
    assert chip.width() - sides >= QFontMetrics(bold).horizontalAdvance("visitor")
    assert chip.width() == chip.sizeHint().width()
