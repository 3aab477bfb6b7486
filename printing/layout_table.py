"""One TOML table with typed reading: asks by key, refuses in plain words, and finds keys nobody asked for."""

from __future__ import annotations

from typing import Any

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.fields import Expression, ExpressionError, parse_expression
from printing.layout import Rect


def refuse(source: str, place: str, why: str) -> EnvironmentProblem:
    """The problem to raise for a fault in a layout file."""
    return EnvironmentProblem(
        ProblemKind.BAD_LAYOUT, f"badge layout {source}: {place}: {why}", "correct the file and try again"
    )


class Table:
    """A TOML table with the name of its place, for messages."""

    def __init__(self, raw: dict[str, Any], source: str, place: str) -> None:
        self.raw = raw
        self.source = source
        self._place = place
        self._asked: set[str] = set()

    def refuse(self, key: str, why: str) -> EnvironmentProblem:
        """The problem to raise for the value of `key`."""
        return refuse(self.source, self._place, f"'{key}' {why}")

    def finish(self) -> None:
        """Refuses keys that were never asked for."""
        for key in self.raw:
            if key not in self._asked:
                raise self.refuse(key, f"is not known here; known are {', '.join(sorted(self._asked))}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.refuse(key, "must be a text in quotes")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.refuse(key, "must be a list of texts")
        return tuple(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self._value(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, "must be true or false")
        return value

    def choice(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.refuse(key, f"is '{value}'; it may be {', '.join(allowed)}")
        return value

    def number(self, key: str, low: float, high: float, default: float | None = None) -> float:
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.refuse(key, f"must be a number from {low:g} to {high:g}")
        return float(value)

    def count(self, key: str, high: int, default: int) -> int:
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= high:
            raise self.refuse(key, f"must be a whole number from 1 to {high}")
        return value

    def length(self, key: str, high: float) -> float:
        return self.number(key, 1, high)

    def optional_length(self, key: str, high: float) -> float | None:
        self._asked.add(key)
        return self.length(key, high) if key in self.raw else None

    def rect(self, key: str, default: Rect) -> Rect:
        """[x, y, width, height] in millimetres; the whole of `default` at its own origin when missing."""
        value = self._value(key, [default.x, default.y, default.width, default.height])
        if not isinstance(value, list) or len(value) != 4 or not all(_is_number(part) for part in value):
            raise self.refuse(key, "must be [x, y, width, height] in millimetres")
        if value[2] <= 0 or value[3] <= 0:
            raise self.refuse(key, "must have a width and a height above 0")
        return Rect(*(float(part) for part in value))

    def expression(self, key: str, default: str | None = None) -> Expression:
        try:
            return parse_expression(self.text(key, default))
        except ExpressionError as error:
            raise self.refuse(key, f"can't be understood: {error}") from error

    def table(self, key: str) -> Table:
        value = self._value(key, None)
        if not isinstance(value, dict):
            raise self.refuse(key, f"must be a table, [{key}]")
        return Table(value, self.source, f"[{key}]")

    def optional_table(self, key: str) -> Table:
        self._asked.add(key)
        return self.table(key) if key in self.raw else Table({}, self.source, f"[{key}]")

    def tables(self, key: str) -> list[Table]:
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.refuse(key, f"must be a list of tables, [[{key}]]")
        return [Table(item, self.source, _place(key, item, index)) for index, item in enumerate(value, 1)]

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        value = self.raw.get(key, default)
        if value is None:
            raise self.refuse(key, "is missing")
        return value


def _place(key: str, item: dict[str, Any], index: int) -> str:
    return f"{key} '{item['id']}'" if isinstance(item.get("id"), str) else f"[[{key}]] number {index}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
