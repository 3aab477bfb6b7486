"""The hub's page in a real browser: in by the code, figures and stations, a double entry closed, three languages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.people import Attendee
from kiosk.domain.scans import Direction, Outcome, Scan
from sync.hub import reports
from sync.hub.changes import all_conflicts
from sync.hub.scans import read_rows, take_scans
from sync.hub.server import Hub
from sync.page_messages import StationReport
from sync.servers.hub import HubServer, pair_with_hub
from tests.fakes.browser import Browser
from tests.fakes.venue import OPENING, SETUP, people

pytestmark = pytest.mark.skipif(shutil.which("chromedriver") is None, reason="needs chromium and chromium-driver")


def _entry(number: int, station: str, minutes: float) -> Scan:
    return Scan(
        scan_id=f"{number:032x}",
        code="T00001",
        ticket_code="T00001",
        gate="north" if station == "A" else "south",
        area="venue",
        direction=Direction.ENTRY,
        verdict=Outcome.ADMITTED,
        reason=None,
        at=OPENING + timedelta(minutes=minutes),
        station=station,
        operator="Salma",
    )


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """Two stations, one double entry, one printer without paper."""
    with Hub(tmp_path / "hub") as hub:
        hub.load(SETUP, people(10))
        hub.start()
        for name, report in (
            ("Poste nord", StationReport(clock_offset_s=0.1, printer="Zebra 1")),
            (
                "Poste sud",
                StationReport(
                    waiting=3, parked=1, clock_offset_s=7.0, printer="Zebra 2", printer_troubles=("paper-out",)
                ),
            ),
        ):
            server = HubServer(hub.url, pair_with_hub(hub.url, hub.pairing_code, name).token)
            server.report(report)
            server.close()
        rows = read_rows(
            [msgspec.Raw(msgspec.json.encode(_entry(1, "A", 0))), msgspec.Raw(msgspec.json.encode(_entry(2, "B", 5)))]
        )
        hub.store.writer.run(lambda ledger: take_scans(ledger, "A", rows, None))
        yield hub


def test_a_double_entry_is_closed_on_the_page_in_three_languages(hub: Hub, tmp_path: Path) -> None:
    with Browser() as browser:
        browser.open(hub.url)
        browser.wait_for("!document.getElementById('login').hidden")
        browser.type("#code", "WRONG")
        browser.click("#login button")
        browser.wait_for("document.getElementById('refusal').textContent !== ''")
        browser.run("document.getElementById('code').value = ''")
        browser.type("#code", hub.pairing_code.lower())
        browser.click("#login button")
        browser.wait_for("document.querySelectorAll('#stations tr').length === 2")
        for language, direction in (("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")):
            browser.click(f"[data-language={language}]")
            browser.wait_for("document.querySelectorAll('#conflicts > li').length === 1")
            assert browser.run("return [document.documentElement.dir, document.documentElement.lang]") == [
                direction,
                language,
            ]
            for width, dark in ((1280, False), (390, True)):
                browser.resize(width, 900, dark=dark)
                assert browser.run("return document.documentElement.scrollWidth <= innerWidth")
                browser.picture(tmp_path / f"hub-page-{language}-{width}.png")
        assert "Nadia Visitor 1" in browser.run("return document.getElementById('conflicts').innerText")
        browser.type("#by", "Amal")
        browser.type("#conflicts input", "badge prêté")
        browser.click("#conflicts button.next")
        browser.wait_for("document.querySelectorAll('#conflicts > li').length === 0")
        assert browser.run(
            "return performance.getEntriesByType('resource').every(one => one.name.startsWith(location.origin))"
        )
    (conflict,) = all_conflicts(hub.store.reader())
    assert (conflict.closed_by, conflict.note) == ("Amal", "badge prêté")


def _enter(browser: Browser, hub: Hub, stations: int = 2) -> None:
    browser.open(hub.url)
    browser.wait_for("!document.getElementById('login').hidden")
    browser.type("#code", hub.pairing_code)
    browser.click("#login button")
    browser.wait_for(f"document.querySelectorAll('#stations tr').length === {stations}")


def test_what_is_being_typed_survives_the_looks_at_the_hub(hub: Hub) -> None:
    with Browser() as browser:
        _enter(browser, hub)
        browser.type("#conflicts input", "badge")
        before = browser.run("return known.counts.people")
        hub.load(None, people(11))
        browser.wait_for(f"known.counts.people === {before + 1}")
        assert browser.run("return [document.activeElement.value, document.activeElement.tagName]") == [
            "badge",
            "INPUT",
        ]


def test_a_station_is_removed_after_a_question(hub: Hub) -> None:
    with Browser() as browser:
        _enter(browser, hub)
        browser.click("#stations tr:last-child button")
        assert browser.run("return document.activeElement.value") == "no"
        browser.click("#sure-no")
        assert len(hub.store.doorkeeper.stations()) == 2
        browser.click("#stations tr:last-child button")
        browser.click("#sure-yes")
        browser.wait_for("document.querySelectorAll('#stations tr').length === 1")
    assert [station.name for station in hub.store.doorkeeper.stations()] == ["Poste sud"]


def test_names_are_text_and_never_markup(hub: Hub) -> None:
    person = Attendee(ticket_code="T00001", name="<img src=x onerror=document.title=1>", category="visitor")
    hub.load(None, [person])
    pair_with_hub(hub.url, hub.pairing_code, "<b>Poste</b>")
    with Browser() as browser:
        _enter(browser, hub, stations=3)
        assert browser.run("return document.querySelectorAll('main img, main td b').length") == 0
        assert "<img src=x" in browser.run("return document.getElementById('conflicts').innerText")


def test_a_hub_that_takes_calls_and_says_nothing_is_not_called_live(hub: Hub) -> None:
    """Its machine sleeps, or the network swallows every answer: a browser alone waits for minutes."""
    silent = (
        "new Promise((_, fail) => how.signal && how.signal.addEventListener('abort', () => fail(how.signal.reason)))"
    )
    with Browser() as browser:
        _enter(browser, hub)
        browser.wait_for("document.getElementById('link').className === ''")
        browser.run(f"window.fetch = (path, how) => {silent}")
        browser.wait_for("document.getElementById('link').className === 'cut'")
        assert browser.run("return document.getElementById('figures').className") == "stale"


def test_a_station_with_a_strange_name_is_asked_about_by_it(hub: Hub) -> None:
    pair_with_hub(hub.url, hub.pairing_code, "A $& $' {}")
    with Browser() as browser:
        _enter(browser, hub, stations=3)
        browser.click('button[aria-label$="A $& $\' {}"]')
        assert "« \u2068A $& $' {}\u2069 »" in browser.run("return document.getElementById('sure-title').textContent")


def test_a_fault_of_the_hubs_program_is_told_in_words(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    with Browser() as browser:
        _enter(browser, hub)
        monkeypatch.setattr(reports, "open_conflicts", lambda _: 1 / 0)
        browser.wait_for("document.getElementById('link').className === 'cut'")
        assert "Le programme du hub a un défaut" in browser.run("return document.getElementById('link').textContent")
