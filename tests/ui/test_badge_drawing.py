"""Preview and printer share one drawing of a badge."""

from __future__ import annotations

import threading
from dataclasses import replace

from tests.fakes.badges import FRENCH
from ui.badge_drawing import BadgeDrawing


def test_badge_that_was_just_drawn_is_not_drawn_again() -> None:
    drawing = BadgeDrawing()
    assert drawing.rendered(FRENCH, "4x3") is drawing.rendered(replace(FRENCH), "4x3")


def test_other_person_paper_or_resolution_is_another_drawing() -> None:
    drawing = BadgeDrawing()
    first = drawing.rendered(FRENCH, "4x3")
    assert drawing.rendered(replace(FRENCH, name="Salma"), "4x3").pages != first.pages
    assert drawing.rendered(FRENCH, "4x3", 300).pages != first.pages
    assert drawing.rendered(FRENCH, "cr80").pages != first.pages


def test_only_the_last_few_are_kept() -> None:
    drawing = BadgeDrawing()
    first = drawing.rendered(FRENCH, "4x3")
    for number in range(9):
        drawing.rendered(replace(FRENCH, ticket_code=f"T{number}"), "4x3")
    assert drawing.rendered(FRENCH, "4x3") is not first


def test_two_threads_that_want_the_same_badge_get_the_same_drawing() -> None:
    drawing, found = BadgeDrawing(), []
    threads = [threading.Thread(target=lambda: found.append(drawing.rendered(FRENCH, "4x3"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1
