"""A front desk's engine in memory, judging by the real admission rules, with invented people."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kiosk.domain.admission import Presentation, decide
from kiosk.domain.badges import NEEDS_A_PERSON, PrintCause, PrintJob, PrintState
from kiosk.domain.event import Category, Event, Gate, Localized, Setup
from kiosk.domain.history import passages
from kiosk.domain.names import fold
from kiosk.domain.payload import read_payload
from kiosk.domain.people import Attendee, TicketStatus
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Direction, Outcome, Scan, ScanKind
from kiosk.service.badges import badge_for
from kiosk.service.check_in import CheckedIn
from kiosk.service.registration import Particulars, Registered, Registration, as_typed, cleaned, fault_of
from kiosk.store.search import Found
from printing.status import PrinterCondition, PrinterStatus
from ui.frontdesk.conflicts import OpenCases
from ui.frontdesk.services import BadgeDecision, PersonFile, RecentScan
from ui.station_status import Link, StationStatus

MORNING = datetime(2026, 6, 7, 7, 43, 10, tzinfo=UTC)
"""08:43 on the hall's clock."""

LONG_TITLE = (
    "Conseillère municipale déléguée à la transparence, à l’open data municipal, à la participation et à l’innovation"
)

PEOPLE = (
    Attendee(
        ticket_code="CSC-7K2M-04",
        order_code="DKR26",
        name="Fatima-Zahra EL IDRISSI",
        name_ar="فاطمة الزهراء الإدريسي",
        company="Ville de Dakar",
        job_title=LONG_TITLE,
        category="delegation",
        city="Dakar",
        country="SN",
        email="fz.elidrissi@example.org",
        language="fr",
    ),
    Attendee(
        ticket_code="CSC-1M4D-19",
        order_code="UNI07",
        name="Mohamed Ait Benhaddou",
        name_ar="محمد آيت بنحدو",
        company="Université des Sciences de l’Atlas",
        job_title="Professeur",
        category="speaker",
        city="Marrakech",
        country="MA",
        notes="Intervient à 10:30 en salle B : à accompagner en loge dès son arrivée.",
        language="ar",
    ),
    Attendee(
        ticket_code="CSC-9P0X-33",
        order_code="EXP11",
        name="Mohammed Tazi-Cherkaoui",
        name_ar="محمد التازي الشرقاوي",
        company="Atlas Mobilité",
        job_title="Directeur général",
        category="exhibitor",
        city="Casablanca",
        country="MA",
        status=TicketStatus.UNPAID,
        language="fr",
    ),
    Attendee(
        ticket_code="CSC-3C8T-52",
        name="Mohand Ouzzine",
        company="Le Quotidien des Villes",
        job_title="Journaliste",
        category="press",
        city="Rabat",
        country="MA",
        language="fr",
    ),
    Attendee(
        ticket_code="CSC-5L1Q-60",
        name="Oumaima Mohtadi",
        name_ar="أميمة مهتدي",
        company="جمعية المدينة الخضراء",
        job_title="رئيسة الجمعية",
        category="visitor",
        city="Fès",
        country="MA",
        language="ar",
    ),
    Attendee(
        ticket_code="CSC-8W6R-71",
        name="Eleanor Whitcombe",
        company="Harbour Analytics",
        job_title="Data lead",
        category="startup",
        city="Bristol",
        country="GB",
        status=TicketStatus.CANCELLED,
        language="en",
    ),
)

SETUP = Setup(
    event=Event(
        slug="csc-7",
        name=Localized(fr="Casablanca Smart City", ar="الدار البيضاء المدينة الذكية", en="Casablanca Smart City"),
        starts_at=MORNING,
        ends_at=MORNING + timedelta(days=1, hours=10),
    ),
    categories=(
        Category(id="visitor", name=Localized(fr="Visiteur", ar="زائر", en="Visitor"), letter="V", colour="#0B6E99"),
        Category(
            id="delegation",
            name=Localized(fr="Délégation de ville", ar="وفد مدينة", en="City delegation"),
            letter="D",
            colour="#7A4FA3",
        ),
        Category(
            id="speaker", name=Localized(fr="Intervenant", ar="متحدث", en="Speaker"), letter="I", colour="#C4572B"
        ),
        Category(
            id="exhibitor", name=Localized(fr="Exposant", ar="عارض", en="Exhibitor"), letter="E", colour="#2F7D5B"
        ),
        Category(id="press", name=Localized(fr="Presse", ar="صحافة", en="Press"), letter="P", colour="#946C00"),
        Category(
            id="startup", name=Localized(fr="Start-up", ar="شركة ناشئة", en="Start-up"), letter="S", colour="#3A6FD8"
        ),
    ),
    gates=(
        Gate(
            id="north",
            name=Localized(fr="Entrée Nord", ar="المدخل الشمالي", en="North entrance"),
            area="hall",
            layout="4x3",
        ),
    ),
)


class FakeDesk:
    """Implements `DeskServices`. `problem`, when set, is raised by the next check-in; `png` is every badge."""

    gate = "north"
    operator = "Salma"

    def __init__(self, png: bytes | None = None) -> None:
        self.people = {person.ticket_code: person for person in PEOPLE}
        self.scans: list[Scan] = []
        self.jobs: list[PrintJob] = []
        self.decisions: list[tuple[str, BadgeDecision]] = []
        self.held_back_answers: list[bool] = []
        self.cases = OpenCases()
        self.closed: list[tuple[str, str]] = []
        self.kept_here: list[str] = []
        self.problem: EnvironmentProblem | None = None
        self.png = png
        self.drawn: list[Particulars] = []
        self.clock = MORNING
        self.station = StationStatus(
            link=Link.ONLINE,
            printer="A",
            printers=("A", "B"),
            printer_status=PrinterStatus(conditions=frozenset({PrinterCondition.READY}), labels_left=212),
        )

    def now(self) -> datetime:
        return self.clock

    def check_in(self, code: str, direction: Direction | None = None) -> CheckedIn:
        return self._record(code, direction, "")

    def admit_anyway(self, code: str, reason: str) -> CheckedIn:
        return self._record(code, Direction.ENTRY, reason)

    def undo(self, scan_id: str) -> Scan | None:
        scan = next((scan for scan in self.scans if scan.scan_id == scan_id), None)
        if scan is None:
            return None
        record = replace(scan, scan_id=uuid.uuid4().hex, kind=ScanKind.UNDO, undoes=scan_id)
        self.scans.append(record)
        return record

    def reprint(self, ticket_code: str, reason: str) -> PrintJob | None:
        attendee = self.people.get(ticket_code)
        return self._queue(attendee, PrintCause.REPRINT, reason) if attendee else None

    def open_cases(self) -> OpenCases:
        return self.cases

    def close_double_entry(self, scan_id: str, note: str) -> None:
        self.closed.append((scan_id, note))
        kept = tuple(case for case in self.cases.doubles if case.scan_id != scan_id)
        self.cases = replace(self.cases, doubles=kept)
        self.station = replace(self.station, double_entries=len(kept))

    def upload_again(self, case_id: str) -> None:
        kept = tuple(case for case in self.cases.refused if case.scan.scan_id != case_id)
        edits = tuple(case for case in self.cases.edits if case.edit.edit_id != case_id)
        self.cases = replace(self.cases, refused=kept, edits=edits)

    def keep_here(self, case_id: str) -> None:
        self.kept_here.append(case_id)
        self.upload_again(case_id)  # out of the list it is either way

    def register(self, typed: Particulars) -> Registered:
        if self.problem is not None:
            raise self.problem
        fault = fault_of(cleaned(typed))
        if fault is not None:
            return fault
        guest = replace(as_typed(None, typed), ticket_code=f"W-0000-0000-{len(self.people):04}")
        self.people[guest.ticket_code] = guest
        return Registered(outcome=Registration.REGISTERED, attendee=guest)

    def correct(self, ticket_code: str, typed: Particulars) -> Registered:
        fault = fault_of(cleaned(typed))
        if fault is not None:
            return fault
        self.people[ticket_code] = as_typed(self.people[ticket_code], typed)
        return Registered(outcome=Registration.CORRECTED, attendee=self.people[ticket_code])

    def guest_png(self, typed: Particulars, ticket_code: str) -> bytes | None:
        self.drawn.append(typed)
        return self.png

    def answer_held_back(self, *, print_them: bool) -> None:
        self.held_back_answers.append(print_them)
        self.station = replace(self.station, held_back=0)

    def badges_to_settle(self) -> list[PrintJob]:
        return [job for job in self.jobs if job.state in NEEDS_A_PERSON]

    def settle_badge(self, job_id: str, decision: BadgeDecision) -> None:
        self.decisions.append((job_id, decision))
        self.jobs = [job for job in self.jobs if job.job_id != job_id]
        self.station = replace(self.station, attention=len(self.badges_to_settle()))

    def knows(self, code: str) -> bool:
        return code in self.people

    def find(self, words: str, limit: int) -> list[Found]:
        terms = fold(words).split()
        return [
            Found(person, 90.0)
            for person in self.people.values()
            if all(term in fold(f"{person.name} {person.name_ar} {person.company}") for term in terms)
        ][:limit]

    def person(self, ticket_code: str) -> PersonFile | None:
        attendee = self.people.get(ticket_code)
        if attendee is None:
            return None
        mine = [scan for scan in self.scans if scan.ticket_code == ticket_code]
        badges = tuple(job for job in self.jobs if job.badge.ticket_code == ticket_code)
        return PersonFile(attendee=attendee, history=passages(mine), badges=badges)

    def badge_png(self, ticket_code: str) -> bytes | None:
        return self.png

    def recent(self, limit: int) -> list[RecentScan]:
        undone = {scan.undoes for scan in self.scans}
        shown = [scan for scan in self.scans if scan.kind is ScanKind.PASSAGE]
        return [
            RecentScan(scan=scan, attendee=self.people.get(scan.ticket_code or ""), undone=scan.scan_id in undone)
            for scan in reversed(shown)
        ][:limit]

    def status(self) -> StationStatus:
        return self.station

    def _record(self, code: str, direction: Direction | None, overruled: str) -> CheckedIn:
        if self.problem is not None:
            raise self.problem
        attendee = self.people.get(code)
        mine = [scan for scan in self.scans if attendee and scan.ticket_code == attendee.ticket_code]
        verdict = decide(
            Presentation(
                payload=read_payload(code),
                gate=SETUP.gates[0],
                at=self.clock,
                attendee=attendee,
                history=passages(mine),
                direction=direction,
            )
        )
        if overruled and attendee is not None:
            verdict = replace(verdict, outcome=Outcome.ADMITTED)
        scan = Scan(
            scan_id=uuid.uuid4().hex,
            code=code,
            ticket_code=attendee.ticket_code if attendee else None,
            gate=self.gate,
            area="hall",
            direction=verdict.direction,
            verdict=verdict.outcome,
            reason=verdict.reason,
            at=self.clock,
            station="desk-1",
            operator=self.operator,
            note=overruled,
        )
        self.scans.append(scan)
        wanted = verdict.outcome is Outcome.ADMITTED and verdict.first_entry and attendee is not None
        job = self._queue(attendee, PrintCause.CHECK_IN, "") if wanted and attendee else None
        return CheckedIn(scan=scan, verdict=verdict, print_job=job)

    def _queue(self, attendee: Attendee, cause: PrintCause, note: str) -> PrintJob:
        job = PrintJob(
            job_id=uuid.uuid4().hex,
            badge=badge_for(attendee, SETUP),
            layout="4x3",
            created_at=self.clock,
            cause=cause,
            note=note,
            operator=self.operator,
            state=PrintState.PRINTED,
            printer="A",
        )
        self.jobs.append(job)
        return job
