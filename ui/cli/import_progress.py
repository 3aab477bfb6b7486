"""How far an import has come, for a person at a terminal; a script's standard error stays as it is."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat

import click


@contextmanager
def rows_read() -> Iterator[Callable[[int], None]]:
    """Counts the rows of a file whose length nobody knows yet."""
    with click.progressbar(
        repeat(None), label="reading", file=sys.stderr, hidden=_nobody_looks(), show_pos=True
    ) as bar:
        yield bar.update


@contextmanager
def people_stored(people: int) -> Iterator[Callable[[int], None]]:
    """Fills up to the number of `people`."""
    with click.progressbar(
        length=people, label="storing", file=sys.stderr, hidden=_nobody_looks() or not people, show_pos=True
    ) as bar:
        yield bar.update


def _nobody_looks() -> bool:
    return not sys.stderr.isatty()
