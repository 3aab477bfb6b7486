"""The rule book of header words."""

from __future__ import annotations

from kiosk.service.sheet_columns import match_columns


def test_an_arabic_name_column_beside_a_latin_one_holds_the_arabic_names() -> None:
    columns = match_columns(["Code", "الاسم", "Nom complet"], "list.csv")
    assert columns.fields == {"ticket_code": 0, "name_ar": 1, "name": 2}


def test_a_lone_arabic_name_column_holds_the_name() -> None:
    assert match_columns(["رمز التذكرة", "الاسم"], "list.csv").fields == {"ticket_code": 0, "name": 1}
