"""What a demo leaves behind to look at: each badge as the printer got it, as dots and as PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.domain.badges import PrintState
from printing.config import Printer
from printing.layout import load_layout
from printing.render import BadgeRenderer
from ui.demo.folder import DemoFolder
from ui.station import Station


def keep_badges(
    station: Station, printer: Printer, labels: Sequence[bytes], codes: Iterable[str], to: DemoFolder
) -> int:
    """Writes CODE.zpl (from `labels`, what the printer has on paper), CODE.png and CODE.pdf; gives their number.

    A badge whose bytes are not among the labels is not written: the count then differs from the printed ones.
    """
    on_paper = {label.strip() for label in labels}
    kept = 0
    for code in codes:
        jobs = station.store.log.print_jobs.of_ticket(code)
        job = next(job for job in jobs if job.state is PrintState.PRINTED)
        sent = station.drawing.label(job, printer)
        if sent.strip() not in on_paper:
            continue
        rendered = BadgeRenderer(load_layout(job.layout), printer.dpi).render(job.badge)
        (to.badges / f"{code}.zpl").write_bytes(sent)
        (to.badges / f"{code}.png").write_bytes(rendered.pages[0].to_png())
        (to.badges / f"{code}.pdf").write_bytes(rendered.pdf)
        kept += 1
    return kept
