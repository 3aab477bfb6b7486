"""`python -m ui.gallery FOLDER`: draws the gallery."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kiosk.domain.clock import SystemClock
from kiosk.domain.event import Language
from kiosk.service.demo_event import demo_setup
from ui.gallery.badges import draw_badges
from ui.gallery.desk_lists import shoot_desk_lists
from ui.gallery.faces import shoot_front_desk, shoot_self_service, shoot_session
from ui.gallery.printers import shoot_printers
from ui.gallery.proof import shoot_proof
from ui.gallery.scanner import shoot_scanner_test


def main(folder: Path) -> None:
    """Every screen in three languages and every badge layout, as PNG in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    setup = demo_setup(SystemClock().now())
    draw_badges(setup, folder)
    shoot_proof(setup, folder, tuple(Language))
    shoot_printers(folder, tuple(Language))
    shoot_scanner_test(folder, tuple(Language))
    for language in Language:
        for shoot in (shoot_front_desk, shoot_desk_lists, shoot_self_service, shoot_session):
            shoot(language, folder, (language,))
            click.echo(f"{shoot.__name__.removeprefix('shoot_').replace('_', '-')} in {language.value}")
    click.echo(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery-out"))
