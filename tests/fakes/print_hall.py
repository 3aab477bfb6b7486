"""Two simulated printers, a job table in memory, a print worker and its ear."""

from __future__ import annotations

from printing.config import Printer
from printing.line import Patience
from printing.printing_lane import Rhythm
from printing.simulator import SimulatedPrinter
from printing.worker import PrintWorker
from tests.fakes.job_table import MORNING, FakeJobTable
from tests.fakes.printing_ears import EventEar, FixedClock

QUICK = Patience(open=1000, answer=200, send=2000, confirm=400, poll=5)
OFTEN = Rhythm(well=10_000, trouble=20)


def draw(one, printer):
    return f"^XA^FD{one.badge.ticket_code}^FS^XZ".encode()


class Hall:
    """Two printers, a job table, a worker and its ear."""

    def __init__(self, *jobs, printers=2, render=draw, media=()):
        self.machines = [SimulatedPrinter().start() for _ in range(printers)]
        self.jobs = FakeJobTable(*jobs)
        self.ear = EventEar()
        self.clock = FixedClock(MORNING)
        self.render = render
        self.media = media

    def __enter__(self):
        self.worker = PrintWorker(
            jobs=self.jobs,
            printers=[
                Printer(name=name, uri=machine.uri, media=self.media)
                for name, machine in zip("AB", self.machines, strict=False)
            ],
            render=self.render,
            clock=self.clock,
            on_event=self.ear,
            patience=QUICK,
            rhythm=OFTEN,
        )
        self.worker.start()
        return self

    def __exit__(self, *_):
        self.worker.stop()
        for machine in self.machines:
            machine.stop()

    def paper(self):
        return sorted(label.split(b"^FD")[1].split(b"^")[0].decode() for m in self.machines for label in m.labels)


def state(hall, number):
    return hall.jobs.of(f"J-{number:05d}").state
