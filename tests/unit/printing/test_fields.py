"""Field expressions and the order of names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printing.fields import ExpressionError, badge_values, names_in_order, parse_expression
from tests.fakes.badges import ARABIC, ENGLISH, FRENCH


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{name}", "Fatima-Zahra EL OUARDI"),
        ("{job_title|company}", "Conseillère municipale déléguée à la transparence"),
        ("{city}[ · {country}]", "Safi · Maroc"),
        ("{category_name}", "Délégation de ville"),
        ("{category_name.ar}", "وفد مدينة"),
        ("{{{city}}} [[x]]", "{Safi} [x]"),
        ("", ""),
    ],
)
def test_expression_is_filled_from_the_badge(source: str, expected: str) -> None:
    assert parse_expression(source).text(badge_values(FRENCH)) == expected


def test_part_in_brackets_goes_when_its_field_is_empty() -> None:
    badge = replace(FRENCH, country="")

    assert parse_expression("{city}[ · {country}]").text(badge_values(badge)) == "Safi"


def test_second_choice_stands_in_for_an_empty_field() -> None:
    assert parse_expression("{name_ar|name}").text(badge_values(ENGLISH)) == "Fatima-Zahra EL OUARDI"


def test_value_that_looks_like_an_expression_stays_text() -> None:
    badge = replace(FRENCH, company="{name} [x]")

    assert parse_expression("{company}").text(badge_values(badge)) == "{name} [x]"


@pytest.mark.parametrize("source", ["{nam}", "{", "}", "[", "]", "[a[b]c]", "{name.upper()}", "{}"])
def test_expression_that_makes_no_sense_is_refused(source: str) -> None:
    with pytest.raises(ExpressionError):
        parse_expression(source)


def test_arabic_name_leads_for_an_arabic_reader_only() -> None:
    assert names_in_order(ARABIC) == ("فاطمة الزهراء الوردي", "Fatima-Zahra EL OUARDI")
    assert names_in_order(FRENCH) == ("Fatima-Zahra EL OUARDI", "فاطمة الزهراء الوردي")


def test_only_name_leads_whatever_its_script() -> None:
    assert names_in_order(replace(FRENCH, name="")) == ("فاطمة الزهراء الوردي", "")
    assert names_in_order(replace(ARABIC, name_ar="")) == ("Fatima-Zahra EL OUARDI", "")
