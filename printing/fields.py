"""Field expressions of a layout: `{name}`, `{name_ar|name}`, `{company}[ - {city}]`.

A small grammar of our own and no code execution. `{a|b}` is the first field that is not empty; a part in
square brackets appears only when a field inside it has a value. Doubled braces and brackets stand for
themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.domain.badges import Badge
from kiosk.domain.event import Language, Localized

_TOKEN = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{([^{}]*)\}|\[|\]|[^\[\]{}]+|[{}]")
_PLAIN = ("ticket_code", "code", "name", "name_ar", "company", "job_title", "country", "city", "category")
_LOCALIZED = ("category_name", "event_name")
FIELDS = (
    *_PLAIN,
    "category_letter",
    "lead_name",
    "other_name",
    *_LOCALIZED,
    *(f"{field}.{language}" for field in _LOCALIZED for language in Language),
)
"""Every name that may stand in braces."""


class ExpressionError(ValueError):
    """An expression that can't be understood; the message names the place."""


@dataclass(frozen=True, slots=True)
class _Choice:
    fields: tuple[str, ...]

    def value(self, values: dict[str, str]) -> str:
        return next((values[field] for field in self.fields if values[field]), "")


@dataclass(frozen=True, slots=True)
class _Group:
    parts: tuple[str | _Choice, ...]

    def value(self, values: dict[str, str]) -> str:
        filled = any(isinstance(part, _Choice) and part.value(values) for part in self.parts)
        return _joined(self.parts, values) if filled else ""


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression; `text(values)` fills it from `badge_values`."""

    parts: tuple[str | _Choice | _Group, ...]

    def text(self, values: dict[str, str]) -> str:
        return _joined(self.parts, values)

    def asks_for(self, fields: frozenset[str]) -> bool:
        """Whether any of these fields stands in the expression."""
        inner = [part for group in self.parts if isinstance(group, _Group) for part in group.parts]
        return any(isinstance(part, _Choice) and fields & set(part.fields) for part in (*self.parts, *inner))


def parse_expression(source: str) -> Expression:
    """Reads `source`. Raises ExpressionError with the reason."""
    outer: list[str | _Choice | _Group] = []
    group: list[str | _Choice] | None = None
    for match in _TOKEN.finditer(source):
        token = match.group()
        if token == "[":
            if group is not None:
                raise ExpressionError("a [part] can't stand inside another")
            group = []
        elif token == "]":
            if group is None:
                raise ExpressionError("']' without '['")
            outer.append(_Group(tuple(group)))
            group = None
        else:
            (outer if group is None else group).append(_part(token, match.group(1)))
    if group is not None:
        raise ExpressionError("'[' without ']'")
    return Expression(tuple(outer))


def badge_values(badge: Badge) -> dict[str, str]:
    """Every field of `FIELDS` with its text for this badge, in the badge's own language."""
    values: dict[str, str] = {field: getattr(badge, field) for field in _PLAIN}
    values["category_letter"] = badge.category_letter
    values["lead_name"], values["other_name"] = names_in_order(badge)
    language = reading_language(badge)
    for field in _LOCALIZED:
        texts: Localized = getattr(badge, field)
        values[field] = texts.text(language)
        values.update({f"{field}.{each}": getattr(texts, each) for each in Language})
    return values


def names_in_order(badge: Badge) -> tuple[str, str]:
    """The large name and the one under it: an Arabic reader's Arabic name leads, everybody else's Latin one."""
    first, second = badge.name.strip(), badge.name_ar.strip()
    if badge.language == Language.ARABIC:
        first, second = second, first
    if not first:
        first, second = second, ""
    return first, "" if second == first else second


def reading_language(badge: Badge) -> Language:
    """The language of the badge's words: the person's, else French."""
    return Language(badge.language) if badge.language in set(Language) else Language.FRENCH


def _part(token: str, inside: str | None) -> str | _Choice:
    if inside is None:
        if token in "{}":
            raise ExpressionError(f"a single '{token}'; write '{token}{token}' for the character itself")
        return token[0] if token in ("{{", "}}", "[[", "]]") else token
    fields = tuple(name.strip() for name in inside.split("|"))
    for field in fields:
        if field not in FIELDS:
            raise ExpressionError(f"no field is called '{field}'; there are {', '.join(FIELDS)}")
    return _Choice(fields)


def _joined(parts: tuple[str | _Choice | _Group, ...], values: dict[str, str]) -> str:
    return "".join(part if isinstance(part, str) else part.value(values) for part in parts)
