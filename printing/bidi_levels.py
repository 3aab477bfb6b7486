"""Embedding levels of a line of text by the Unicode Bidirectional Algorithm (UAX #9).

python-bidi's rules do the work; it lacks rule N0 (paired brackets), which names like "شركة ABC (DEF) للنقل"
need, so that rule is here. Explicit formatting characters were stripped before (see `clean_text`).
"""

from __future__ import annotations

from typing import Any
from unicodedata import bidirectional

from bidi import algorithm

_PAIRS = {"(": ")", "[": "]", "{": "}", "〈": "〉", "⟨": "⟩"}
_CLOSING = frozenset(_PAIRS.values())
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_MAX_OPEN_BRACKETS = 63


def base_level(text: str) -> int:
    """0 for left to right, 1 for right to left, by the first strong character; 0 when there is none."""
    for char in text:
        kind = bidirectional(char)
        if kind in ("R", "AL"):
            return 1
        if kind == "L":
            return 0
    return 0


def levels(text: str) -> list[int]:
    """The level of each character; even runs left to right. Trailing spaces are left to `visual_order`."""
    base = base_level(text)
    if not any(bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return [0] * len(text)
    storage: dict[str, Any] = algorithm.get_empty_storage()
    storage["base_level"] = base
    algorithm.get_embedding_levels(text, storage)
    for index, char in enumerate(storage["chars"]):
        char["index"] = index
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "LR"[base])
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return _spread(text, base, storage["chars"])


def visual_order(run_levels: list[int]) -> list[int]:
    """The indices of runs from left to right on one line (UAX #9, rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = None
        for position in range(len(order) + 1):
            inside = position < len(order) and run_levels[order[position]] >= level
            if inside and start is None:
                start = position
            elif not inside and start is not None:
                order[start:position] = reversed(order[start:position])
                start = None
    return order


def _spread(text: str, base: int, chars: list[dict[str, Any]]) -> list[int]:
    """Gives the characters that rule X9 removes (joiners) the level of the one before them."""
    known = {char["index"]: int(char["level"]) for char in chars}
    found: list[int] = []
    for index in range(len(text)):
        found.append(known.get(index, found[-1] if found else base))
    return found


def _resolve_brackets(chars: list[dict[str, Any]], embedding: str) -> None:
    """Rule N0: a bracket pair takes the direction of its content or of what stands before it."""
    for opening, closing in _bracket_pairs(chars):
        inside = {_strong(char["type"]) for char in chars[opening + 1 : closing]}
        if embedding in inside:
            direction = embedding
        elif inside - {""}:
            direction = next((s for char in reversed(chars[:opening]) if (s := _strong(char["type"]))), embedding)
        else:
            continue
        chars[opening]["type"] = chars[closing]["type"] = direction


def _bracket_pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Rule BD16: pairs sorted by their opening bracket."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for index, char in enumerate(chars):
        bracket = char["ch"]
        if char["type"] != "ON":
            continue
        if bracket in _PAIRS:
            if len(stack) == _MAX_OPEN_BRACKETS:
                return []
            stack.append((_PAIRS[bracket], index))
        elif bracket in _CLOSING:
            match = next((place for place in reversed(range(len(stack))) if stack[place][0] == bracket), None)
            if match is not None:
                pairs.append((stack[match][1], index))
                del stack[match:]
    return sorted(pairs)


def _strong(kind: str) -> str:
    if kind == "L":
        return "L"
    return "R" if kind in ("R", "AL", "AN", "EN") else ""
