"""Every shipped layout with people that are hard on a layout, at the resolution of most printers."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.badges import Badge
from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee
from kiosk.service.badges import badge_for
from printing.layout import load_layout, shipped_layouts
from printing.render import BadgeRenderer

DPI = 203

PEOPLE = (
    Attendee(
        ticket_code="GALLERY0FR",
        name="Fatima-Zahra EL IDRISSI",
        name_ar="فاطمة الزهراء الإدريسي",
        company="Commune urbaine de Sidi Moumen",
        job_title="Conseillère municipale déléguée à la transparence, à l'open data et à la participation citoyenne",
        category="delegation",
        language="fr",
    ),
    Attendee(
        ticket_code="GALLERY0AR",
        name="Abdellatif Ben Haddou",
        name_ar="عبد اللطيف بن حدو",
        company="المعهد الوطني للتهيئة والتعمير",
        job_title="مدير المشاريع",
        category="speaker",
        language="ar",
    ),
    Attendee(
        ticket_code="GALLERY0EN", name="Grace O’Connell", company="Harbour Labs Ltd", category="press", language="en"
    ),
)


def badges(setup: Setup) -> tuple[Badge, ...]:
    """The gallery's people as badges of an event."""
    return tuple(badge_for(person, setup) for person in PEOPLE)


def draw_badges(setup: Setup, folder: Path) -> int:
    """Writes LAYOUT-LANGUAGE-PAGE.png for every shipped layout; gives their number."""
    drawn = 0
    for name in shipped_layouts():
        renderer = BadgeRenderer(load_layout(name), DPI)
        for badge in badges(setup):
            for number, page in enumerate(renderer.render(badge).pages, 1):
                (folder / f"badge-{name}-{badge.language}-{number}.png").write_bytes(page.to_png())
                drawn += 1
    return drawn
