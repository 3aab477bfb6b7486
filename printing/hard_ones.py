"""Whose badges to look at first when a layout is judged by eye: the people that are hard on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain, zip_longest

from kiosk.domain.badges import Badge
from printing.bidi_levels import base_level

_EACH = 12
"""So many of the hardest by each measure."""

_MEASURES: tuple[Callable[[Badge], int], ...] = (
    lambda badge: len(badge.name),
    lambda badge: len(badge.name_ar),
    lambda badge: len(badge.company),
    lambda badge: len(badge.job_title),
    lambda badge: max((len(word) for word in f"{badge.name} {badge.company}".split()), default=0),
    lambda badge: len(badge.company) * base_level(badge.company),
    lambda badge: int(not badge.category_name.fr) + int(not badge.category),
)


def hard_ones_first(badges: Iterable[Badge]) -> list[Badge]:
    """All badges, the longest of each field in turn at the head, the others in their order."""
    everybody = list(badges)
    columns = [
        [badge for badge in sorted(everybody, key=measure, reverse=True)[:_EACH] if measure(badge)]
        for measure in _MEASURES
    ]
    by_turns = (badge for badge in chain.from_iterable(zip_longest(*columns)) if badge is not None)
    found = {badge.ticket_code: badge for badge in chain(by_turns, everybody)}
    return list(found.values())
