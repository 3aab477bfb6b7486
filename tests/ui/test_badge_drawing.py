"""Preview and printer share one drawing of a badge, made in the asking thread or in a process beside it."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.problems import EnvironmentProblem
from printing.config import Printer
from printing.languages import PrinterLanguage, encode
from tests.fakes.badges import FRENCH
from tests.fakes.job_table import job
from ui.badge_drawing import BadgeDrawing

PRINTER = Printer(name="A", uri="folder:/nowhere", dpi=300, media=("4x3",))


@pytest.fixture
def aside() -> Iterator[BadgeDrawing]:
    drawing = BadgeDrawing([PRINTER], own_process=True)
    drawing.warm_up("4x3")
    assert drawing.wait_for_process(60)
    yield drawing
    drawing.close()


def test_badge_that_was_just_drawn_is_not_drawn_again() -> None:
    drawing = BadgeDrawing()
    assert drawing.pages(FRENCH, "4x3") is drawing.pages(replace(FRENCH), "4x3")


def test_other_person_or_paper_is_another_drawing() -> None:
    drawing = BadgeDrawing()
    first = drawing.pages(FRENCH, "4x3")
    assert drawing.pages(replace(FRENCH, name="Salma"), "4x3") != first
    assert drawing.pages(FRENCH, "cr80") != first


def test_preview_has_the_dots_of_the_printer_with_this_paper() -> None:
    drawing = BadgeDrawing([PRINTER])
    assert drawing.pages(FRENCH, "4x3")[0].dpi == 300
    assert drawing.pages(FRENCH, "cr80")[0].dpi == 203


def test_label_is_made_of_the_preview_s_dots() -> None:
    drawing = BadgeDrawing([PRINTER])
    order = job(1)
    assert drawing.label(order, PRINTER) == encode(PRINTER.language, drawing.pages(order.badge, order.layout))


def test_page_that_the_printer_can_t_take_is_shown_and_refused() -> None:
    printer = Printer(name="E", uri="folder:/nowhere", language=PrinterLanguage.BROTHER)
    drawing = BadgeDrawing([printer])
    assert drawing.pages(FRENCH, "4x6")
    with pytest.raises(EnvironmentProblem):
        drawing.label(replace(job(1), badge=FRENCH, layout="4x6"), printer)


def test_only_the_last_few_are_kept() -> None:
    drawing = BadgeDrawing()
    first = drawing.pages(FRENCH, "4x3")
    for number in range(9):
        drawing.pages(replace(FRENCH, ticket_code=f"T{number}"), "4x3")
    assert drawing.pages(FRENCH, "4x3") is not first


def test_two_threads_that_want_the_same_badge_get_the_same_drawing() -> None:
    drawing, found = BadgeDrawing(), []
    threads = [threading.Thread(target=lambda: found.append(drawing.pages(FRENCH, "4x3"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1


def test_second_process_draws_the_same_dots(aside: BadgeDrawing) -> None:
    aside.ahead(FRENCH, "4x3")
    assert aside.pages(FRENCH, "4x3") == BadgeDrawing([PRINTER]).pages(FRENCH, "4x3")


def test_badge_drawn_ahead_for_somebody_refused_is_in_nobody_s_way(aside: BadgeDrawing) -> None:
    refused = [replace(FRENCH, name=f"Refused {number}") for number in range(20)]
    for badge in refused:
        aside.ahead(badge, "4x3")
    assert aside.pages(FRENCH, "4x3") == BadgeDrawing([PRINTER]).pages(FRENCH, "4x3")


def test_badge_is_drawn_when_the_second_process_dies(aside: BadgeDrawing) -> None:
    assert aside._process is not None
    assert aside._process.pid is not None
    os.kill(aside._process.pid, signal.SIGTERM)
    assert aside.pages(FRENCH, "4x3") == BadgeDrawing([PRINTER]).pages(FRENCH, "4x3")


def test_trouble_with_a_layout_is_told_although_another_process_met_it(aside: BadgeDrawing) -> None:
    with pytest.raises(EnvironmentProblem):
        aside.pages(FRENCH, "no-such-layout")
