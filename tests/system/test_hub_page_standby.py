"""The page of a standby in a real browser, and the promotion that a person confirms there; the upstream's state."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.scans import Direction, Outcome, Scan
from sync.hub.scans import read_rows, take_scans
from sync.hub.server import Hub
from sync.pairing import read_pairing_text
from sync.terms import Role
from tests.fakes.browser import Browser
from tests.fakes.venue import OPENING, SETUP, people

pytestmark = pytest.mark.skipif(shutil.which("chromedriver") is None, reason="needs chromium and chromium-driver")

LANGUAGES = ("fr", "ar", "en")


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with Hub(tmp_path / "hub") as hub:
        hub.load(SETUP, people(10))
        hub.start()
        yield hub


@pytest.fixture
def standby(hub: Hub, tmp_path: Path) -> Iterator[Hub]:
    with Hub(tmp_path / "standby") as standby:
        standby.follow(read_pairing_text(hub.pairing_text), "standby")
        standby.start()
        _wait(lambda: standby.store.standing.whole and standby.store.setup() is not None)
        yield standby


def _wait(holds) -> None:
    until, pause = time.monotonic() + 20, threading.Event()
    while not holds():
        assert time.monotonic() < until
        pause.wait(0.02)


def _enter(browser: Browser, hub: Hub) -> None:
    browser.open(hub.url)
    browser.wait_for("document.getElementById('login').hidden === false")
    browser.type("#code", hub.pairing_code)
    browser.click("#login button")
    browser.wait_for("document.getElementById('login').hidden")


def _picture(browser: Browser, tmp_path: Path, name: str) -> None:
    for language in LANGUAGES:
        browser.click(f"[data-language={language}]")
        browser.picture(tmp_path / f"{name}-{language}.png")
        assert browser.run("return document.documentElement.scrollWidth <= window.innerWidth")


def test_a_person_promotes_the_standby_after_a_confirmation(hub: Hub, standby: Hub, tmp_path: Path) -> None:
    with Browser() as browser:
        _enter(browser, standby)
        browser.wait_for("!document.getElementById('standing').hidden && !document.getElementById('promote').disabled")
        _picture(browser, tmp_path, "standby")
        browser.click("#promote")
        _picture_of_dialog(browser, tmp_path)
        browser.click("#sure button[value=no]")
        assert standby.store.standing.role is Role.STANDBY
        browser.click("#promote")
        browser.click("#sure button[value=yes]")
        browser.wait_for("!document.getElementById('figures').hidden")
        assert standby.store.standing.role is Role.IN_CHARGE
        _wait(lambda: hub.store.standing.role is Role.RETIRED)
        _enter(browser, hub)
        browser.wait_for("!document.getElementById('standing').hidden")
        assert browser.run("return document.getElementById('promote').hidden")
        _picture(browser, tmp_path, "retired")


def _picture_of_dialog(browser: Browser, tmp_path: Path) -> None:
    assert browser.run("return document.activeElement.value") == "no"
    for language in LANGUAGES:
        browser.run(f"speak('{language}')")
        browser.picture(tmp_path / f"sure-{language}.png")


def _scan(number: int) -> Scan:
    return Scan(
        scan_id=f"{number:032x}",
        code=f"T0000{number}",
        ticket_code=f"T0000{number}",
        gate="north",
        area="venue",
        direction=Direction.ENTRY,
        verdict=Outcome.ADMITTED,
        reason=None,
        at=OPENING,
        station="A",
        operator="Salma",
    )


def test_the_page_shows_the_organisers_server_and_what_it_refused(hub: Hub, tmp_path: Path) -> None:
    with Hub(tmp_path / "venue") as venue:
        venue.join_upstream(hub.pairing_text, "venue")
        venue.start()
        _wait(lambda: venue.store.setup() is not None)
        rows = read_rows([msgspec.Raw(msgspec.json.encode(_scan(1)))])
        venue.store.writer.run(lambda ledger: take_scans(ledger, "A", rows, None))
        _wait(lambda: venue._upstream is not None and venue._upstream.worker.report().pushed == 1)
        with Browser() as browser:
            _enter(browser, venue)
            browser.wait_for("!document.getElementById('upstream').hidden")
            venue.store.writer.run(
                lambda ledger: ledger.connection.execute(
                    "UPDATE upstream_scans SET state = 'parked', detail = 'the list is closed'"
                )
            )
            browser.wait_for("document.querySelectorAll('#parked > li').length === 1")
            _picture(browser, tmp_path, "upstream")
            browser.click("#parked button")
            browser.wait_for("document.querySelectorAll('#parked > li').length === 0")
            hub.stop()
            browser.wait_for("document.getElementById('upstream-says').className === 'alert'")
            _picture(browser, tmp_path, "upstream-away")
