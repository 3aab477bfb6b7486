"""What the benches share: times in percentiles, and a station with a crowd."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.domain.people import Attendee
from kiosk.service.demo_event import demo_people, demo_setup
from kiosk.store.station import StationStore

Progress = Callable[[str], None]
"""Is told in a few words what is measured now."""

CROWD = 100_000


@cache
def crowd(count: int = CROWD) -> tuple[Attendee, ...]:
    """The invented crowd, the same in every run."""
    return demo_people(count)


@contextmanager
def crowded_station(progress: Progress, count: int = CROWD) -> Iterator[Path]:
    """A data directory with the demo event and its crowd, gone afterwards."""
    progress(f"inventing and storing {count} people")
    with TemporaryDirectory(prefix="kiosk-bench-") as name:
        directory = Path(name)
        with StationStore(directory) as store:
            store.cache.save_setup(demo_setup(datetime.now(UTC)))
            store.cache.save_people(crowd(count))
        yield directory


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Milliseconds that `work` took by `clock`."""
    began = clock()
    work()
    return (clock() - began) * 1000


def percentiles(times: Sequence[float], *wanted: int) -> dict[str, float]:
    """`{"p50": ms, …, "max": ms}` of some times; every percentile is a time that was measured."""
    ordered = sorted(times)
    found = {f"p{one}": ordered[min(len(ordered) - 1, len(ordered) * one // 100)] for one in wanted}
    return {name: round(value, 3) for name, value in (found | {"max": ordered[-1]}).items()}
