"""Invented badges for tests of rendering."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.badges import Badge
from kiosk.domain.event import Localized

EVENT = Localized(fr="Casablanca Smart City", ar="الدار البيضاء مدينة ذكية", en="Casablanca Smart City")
DELEGATION = Localized(fr="Délégation de ville", ar="وفد مدينة", en="City delegation")

FRENCH = Badge(
    ticket_code="CSC-4K7M2Q9X",
    code="CSC-4K7M2Q9X",
    name="Fatima-Zahra EL OUARDI",
    name_ar="فاطمة الزهراء الوردي",
    company="Ville de Safi",
    job_title="Conseillère municipale déléguée à la transparence",
    city="Safi",
    country="Maroc",
    category="delegation",
    category_name=DELEGATION,
    category_letter="D",
    event_name=EVENT,
    language="fr",
)
ARABIC = replace(FRENCH, ticket_code="CSC-9T3B6W2L", code="CSC-9T3B6W2L", language="ar")
ENGLISH = replace(FRENCH, ticket_code="CSC-1H8R5D3Z", code="CSC-1H8R5D3Z", name_ar="", language="en")

HOSTILE_NAMES = (
    "^XZ^XA^FO0,0^GB800,800,800^FS^XZ",
    "~JR ~JA ~DG",
    "Quote \" and ' and \\ and `",
    "\x1b@\x1dV\x00\x00\x07control",
    "x" * 300,
    "long " * 60,
    "😀🎉👩\u200d👩\u200d👧",
    "\u0301\u0302\u0303\u064e\u0651",
    "\u202eevil\u202c\u200f",
    "a" + "\u0301" * 200,
    "漢字 仮名",
    "\ud800",
    "",
    "   \u00a0\t\n ",
    "\ufffe\uffff\U0010ffff",
    "ﷺ ﷲ ﻻ",
)
"""Names that somebody types to see what happens."""
