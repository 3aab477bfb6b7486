"""A station that only prints, to be killed: `python print_station.py DIR URI...`; ends when nothing is queued."""

import sys
import threading
from pathlib import Path

from kiosk.domain.badges import PrintState
from kiosk.domain.clock import SystemClock
from kiosk.store.database import station_key
from kiosk.store.log import LogStore
from printing.config import Printer
from printing.line import Patience
from printing.printing_lane import Rhythm
from printing.turn import PrintTurn
from printing.worker import PrintWorker


def draw(job, printer):
    return f"^XA^FD{job.badge.ticket_code}^FS^FX{'x' * 4000}^XZ".encode()


def main() -> None:
    directory = Path(sys.argv[1])
    store = LogStore(directory / "log.db", station_key(directory))
    printers = [Printer(name=f"P{number}", uri=uri) for number, uri in enumerate(sys.argv[2:])]
    moved = threading.Event()
    worker = PrintWorker(
        jobs=store.print_jobs,
        printers=printers,
        render=draw,
        clock=SystemClock(),
        on_event=lambda _: moved.set(),
        patience=Patience(open=500, answer=150, send=2000, confirm=1500, poll=5),
        rhythm=Rhythm(well=500, trouble=50),
        turn=PrintTurn(directory),
    )
    worker.start()
    sys.stdout.write("running\n")
    sys.stdout.flush()
    while store.print_jobs.in_state(PrintState.QUEUED, PrintState.SENDING):
        moved.wait(0.2)
        moved.clear()
    worker.stop()
    store.close()


if __name__ == "__main__":
    main()
