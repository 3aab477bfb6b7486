"""Preflight: every badge examined, in processes, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.domain.badges import Badge
from kiosk.domain.problems import EnvironmentProblem
from printing.findings import FindingKind
from printing.layout import load_layout
from printing.preflight import examine, preflight
from tests.fakes.badges import FRENCH, HOSTILE_NAMES

LAYOUT = load_layout("4x3")


def test_good_badge_has_no_finding() -> None:
    assert examine(LAYOUT, 203, FRENCH) == ()


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"name": "x" * 300}, FindingKind.OVERFLOW),
        ({"job_title": "Conseillère municipale déléguée " * 6}, FindingKind.SHRUNK),
        ({"company": "漢字"}, FindingKind.MISSING_GLYPH),
        ({"code": "x" * 500}, FindingKind.UNREADABLE_CODE),
        ({"code": ""}, FindingKind.UNREADABLE_CODE),
        ({"name": " ", "name_ar": ""}, FindingKind.NO_NAME),
    ],
)
def test_each_trouble_has_its_kind(change: dict[str, str], kind: FindingKind) -> None:
    assert kind in {found.kind for found in examine(LAYOUT, 203, replace(FRENCH, **change))}


def test_hostile_names_never_stop_a_preflight() -> None:
    for name in HOSTILE_NAMES:
        examine(LAYOUT, 203, replace(FRENCH, name=name, company=name))


def test_findings_come_in_the_order_of_the_badges_and_progress_counts_all() -> None:
    badges = [replace(FRENCH, ticket_code=f"T{n}", name="x" * 300 if n % 50 == 0 else "Maha") for n in range(450)]
    done: list[int] = []

    found = list(preflight(LAYOUT, 203, badges, progress=done.append))

    assert [one.ticket_code for one in found] == [f"T{n}" for n in range(0, 450, 50)]
    assert sum(done) == 450


def test_badges_are_drawn_as_the_work_goes_on() -> None:
    drawn = 0

    def endless() -> Iterator[Badge]:
        nonlocal drawn
        while True:
            drawn += 1
            yield replace(FRENCH, ticket_code=f"T{drawn}", name="x" * 300)

    findings = preflight(LAYOUT, 203, endless(), processes=1)
    next(findings)
    findings.close()

    assert drawn <= 500


def test_layout_that_cannot_carry_its_code_is_refused_at_once() -> None:
    with pytest.raises(EnvironmentProblem):
        list(preflight(LAYOUT, 100, []))
