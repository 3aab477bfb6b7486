"""What the cells of a spreadsheet mean: names as people typed them, dates, states and languages.

Names arrive with presentation forms, direction marks and non-breaking spaces from word processors; badges,
search and printers must never see those. Dates arrive in ISO, in the day/month/year of the country, or as
the day number of a workbook.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from kiosk.domain.names import fold
from kiosk.domain.people import TicketStatus
from kiosk.service.sheet_rows import Cell

JOINERS = "\u200c\u200d"
"""Zero-width (non-)joiner: they shape letters and belong to a name; every other format character goes."""

_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[ T,]+(\d{1,2})[:hH](\d{2})?(?::(\d{2}))?)?")
_DAY_NUMBER = re.compile(r"\d{5}(?:\.\d+)?")
_WORKBOOK_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks count days without a zone

_STATUS_WORDS = {
    TicketStatus.VALID: "valid valide ok paid paye payee confirmed confirme confirmee active actif صالح مدفوع مؤكد",
    TicketStatus.UNPAID: "unpaid impaye impayee nonpaye nonpayee pending enattente غيرمدفوع معلق",
    TicketStatus.CANCELLED: "cancelled canceled annule annulee refunded rembourse remboursee ملغى ملغي ملغاة",
    TicketStatus.BLOCKED: "blocked bloque bloquee محظور موقوف",
}
_LANGUAGE_WORDS = {
    "fr": "fr fra fre french francais francaise الفرنسية فرنسية",
    "ar": "ar ara arabic arabe العربية عربية عربي",
    "en": "en eng english anglais anglaise الانجليزية انجليزية الإنجليزية",
}


def clean_text(text: str) -> str:
    """`text` in NFKC on one line: single spaces, no control, direction or invisible marks except the joiners."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = _visible(text)
    return " ".join(text.split())


def clean_code(text: str) -> str:
    """A ticket code without the direction and invisible marks of a paste; its letters stay exactly as given."""
    if text.isascii():
        return text.strip()
    return "".join(mark for mark in text if unicodedata.category(mark) != "Cf").strip()


def _visible(text: str) -> str:
    return "".join(mark for mark in text if _keeps(mark))


@lru_cache(maxsize=4096)
def _keeps(mark: str) -> bool:
    return mark.isspace() or mark in JOINERS or unicodedata.category(mark) not in _INVISIBLE


@lru_cache(maxsize=4096)
def word_key(text: str) -> str:
    """`text` for comparing headers and set words: folded as names are, and without any separator."""
    return "".join(mark for mark in fold(text) if mark.isalnum())


def _lookup(words: dict[str, str]) -> dict[str, str]:
    return {word_key(word): meaning for meaning, synonyms in words.items() for word in synonyms.split()}


_STATUSES = _lookup({status.value: words for status, words in _STATUS_WORDS.items()})
_LANGUAGES = _lookup(_LANGUAGE_WORDS)


@lru_cache(maxsize=1024)
def status_of(text: str) -> TicketStatus | None:
    """The state a cell names; an empty cell is valid, None when the word is not known."""
    if not text:
        return TicketStatus.VALID
    word = _STATUSES.get(word_key(text))
    return TicketStatus(word) if word else None


@lru_cache(maxsize=1024)
def language_of(text: str) -> str:
    """fr, ar or en for a language's name or tag (`fr-MA`), the empty string for any other."""
    return _LANGUAGES.get(word_key(text)) or _LANGUAGES.get(word_key(re.split(r"[-_]", text)[0]), "")


@lru_cache(maxsize=4096)
def moment_of(cell: Cell, zone: tzinfo, *, end_of_day: bool) -> datetime:
    """The UTC moment a cell names, in `zone` when it names none. Raises ValueError.

    A day without a time is its first moment, or its last with `end_of_day`. A workbook's date at midnight is
    such a day, because workbooks can't tell the two apart.
    """
    local = _whole_day(cell, end_of_day) if isinstance(cell, datetime) else _read_moment(cell, end_of_day)
    if local.tzinfo is None:
        local = local.replace(tzinfo=zone)
    return local.astimezone(UTC)


def _whole_day(moment: datetime, end_of_day: bool) -> datetime:
    if end_of_day and moment.time() == time.min:
        return datetime.combine(moment, time.max)
    return moment


def _read_moment(text: str, end_of_day: bool) -> datetime:
    if _DAY_NUMBER.fullmatch(text):
        moment = _WORKBOOK_EPOCH + timedelta(seconds=round(float(text) * 86_400))
        return _whole_day(moment, end_of_day)
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(found, end_of_day)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)
    return datetime.combine(day, time.max if end_of_day else time.min)


def _day_first(found: re.Match[str], end_of_day: bool) -> datetime:
    day, month, year, hour, minute, second = found.groups()
    the_day = date(int(year), int(month), int(day))
    if hour is None:
        return datetime.combine(the_day, time.max if end_of_day else time.min)
    return datetime.combine(the_day, time(int(hour), int(minute or 0), int(second or 0)))
