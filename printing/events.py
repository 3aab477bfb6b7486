"""What the print worker tells whoever listens; plain values, worded by ui."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.badges import PrintJob
from printing.status import PrinterStatus


class Trouble(StrEnum):
    """Why a badge needs eyes: a person must look, it can't be drawn, it is too old, or no printer takes it now."""

    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    EXPIRED = "expired"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStarted:
    """The badge is being sent to `printer`; `instead_of` names the one it was meant for, when another took over."""

    job: PrintJob
    printer: str
    instead_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPrinted:
    """The printer has said that the badge is out. Times in ms: `render_ms` is a duration, the others count
    from the creation of the job."""

    job: PrintJob
    printer: str
    render_ms: float
    first_byte_ms: float
    confirmed_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTrouble:
    """The badge is not known to be out. WAITING goes on by itself, the others need a person."""

    job: PrintJob
    trouble: Trouble
    printer: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterStatusChanged:
    """A printer's conditions are not what they were."""

    printer: str
    status: PrinterStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintersRenewed:
    """The station has these printers now, in its order; one that is new or changed has said nothing yet."""

    printers: tuple[str, ...]


PrintEvent = JobStarted | JobPrinted | JobTrouble | PrinterStatusChanged | PrintersRenewed
