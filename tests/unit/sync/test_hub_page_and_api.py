"""The hub's page, its description of itself, and what stations tell it besides scans."""

from __future__ import annotations

import httpx2
import pytest
from starlette.routing import Route

from kiosk.store.station import StationStore
from sync.errands import Closings, WaitingClosing
from sync.hub.app import hub_app
from sync.hub.openapi import BASE, ENDPOINTS, Who, openapi_document
from sync.hub.reports import people_export
from sync.hub.server import Hub
from sync.page_messages import StationReport
from sync.pairing import pair, paired_server, read_pairing_text
from sync.port import Trouble
from sync.servers.hub import pair_with_hub
from sync.worker import SyncWorker

FIGURES = ("counts", "conflicts", "conflicts/open", "stations")


@pytest.fixture
def browser(hub: Hub):
    with httpx2.Client(base_url=hub.url, trust_env=False) as client:
        yield client


def test_the_page_comes_from_the_hub_alone(browser):
    page = browser.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    for path in ("/page.css", "/page.js", "/words.js", "/parts.js", "/cases.js", "/figures.js"):
        found = browser.get(path)
        assert found.status_code == 200
        assert "http://" not in found.text
        assert "https://" not in found.text


def test_figures_are_shown_to_nobody_without_the_code(browser):
    assert {browser.get(f"{BASE}/{path}").status_code for path in FIGURES} == {401}
    assert browser.post("/login", json={"code": "WRONG"}).status_code == 403
    assert {browser.get(f"{BASE}/{path}").status_code for path in FIGURES} == {401}


def test_the_pairing_code_opens_the_figures_and_nothing_else(browser, hub):
    assert browser.post("/login", json={"code": hub.pairing_code}).status_code == 200
    assert {browser.get(f"{BASE}/{path}").status_code for path in FIGURES} == {200}
    assert browser.get(f"{BASE}/snapshot").status_code == 401
    assert browser.post(f"{BASE}/people", json={"people": []}).status_code == 401


def test_the_cookie_is_no_use_to_other_sites_or_scripts(browser, hub):
    cookie = browser.post("/login", json={"code": hub.pairing_code}).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_wrong_codes_at_the_page_lock_it_like_at_pairing(browser):
    answers = [browser.post("/login", json={"code": "WRONG"}).status_code for _ in range(7)]
    assert answers[-1] == 429


def test_the_description_names_every_path_of_the_hub(books):
    described = {(one.method, BASE + one.path) for one in ENDPOINTS}
    application = hub_app(books, "hub")
    routed = {
        (method, route.path)
        for route in application.routes
        if isinstance(route, Route) and route.path.startswith(BASE)
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert routed == described


def test_every_reference_of_the_description_leads_somewhere(browser):
    document = browser.get(f"{BASE}/openapi.json").json()
    assert document["paths"] == openapi_document()["paths"]
    schemas = set(document["components"]["schemas"])
    assert set(_references(document)) <= {f"#/components/schemas/{name}" for name in schemas}
    assert {"PushBatch", "PushReply", "Intent", "Verdict", "Fault", "Counts", "StationState"} <= schemas


def _references(node):
    if isinstance(node, dict):
        yield from ([node["$ref"]] if "$ref" in node else [])
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


@pytest.fixture
def station(tmp_path, hub, clock):
    with StationStore(tmp_path / "A") as store:
        pair(store, read_pairing_text(hub.pairing_text), "A")
        server = paired_server(store)
        yield (
            SyncWorker(
                store,
                server,
                clock,
                about=lambda report: StationReport(
                    waiting=report.waiting, printer="desk", printer_troubles=("paper-out",)
                ),
            ),
            store,
        )
        server.close()


def test_a_station_tells_the_hub_how_it_is(station, hub):
    worker, _ = station
    worker.run_once()
    (known,) = hub.store.doorkeeper.stations()
    assert known.name == "A"
    assert known.last_seen is not None
    assert known.report == StationReport(printer="desk", printer_troubles=("paper-out",))


def test_a_closing_waits_for_the_hub_and_is_told_once(station, hub):
    worker, store = station
    closings = Closings(store.log)
    closings.add(WaitingClosing(scan_id="f" * 32, by="Salma", note="lent badge"))
    closings.add(WaitingClosing(scan_id="f" * 32, by="Salma", note="seen"))
    assert [closing.note for closing in closings.waiting()] == ["seen"]
    worker.run_once()
    assert closings.waiting() == ()
    assert worker.status.problem is None


def test_a_station_removed_at_the_page_is_a_stranger_and_its_scans_stay(station, hub, browser):
    worker, _ = station
    worker.run_once()
    (known,) = hub.store.doorkeeper.stations()
    browser.post("/login", json={"code": hub.pairing_code})
    assert browser.post(f"{BASE}/stations/{known.device}/revoke").json() == {"device": known.device}
    worker.run_once()
    assert worker.status.problem is Trouble.UNAUTHORIZED
    assert hub.store.doorkeeper.stations() == []
    assert browser.post(f"{BASE}/stations/{known.device}/revoke").status_code == 404


def test_no_station_removes_another_one(station, hub, browser):
    (known,) = hub.store.doorkeeper.stations()
    token = pair_with_hub(hub.url, hub.pairing_code, "B").token
    path = f"{BASE}/stations/{known.device}/revoke"
    assert browser.post(path, headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert len(hub.store.doorkeeper.stations()) == 2


def test_the_page_is_told_the_pairing_text_and_no_station_is(station, hub, browser):
    token = pair_with_hub(hub.url, hub.pairing_code, "B").token
    assert browser.get(f"{BASE}/standing", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    browser.post("/login", json={"code": hub.pairing_code})
    assert browser.get(f"{BASE}/standing").json()["pairing_text"] == hub.pairing_text


def test_the_description_says_who_is_answered_where(station, hub, browser):
    """Every path without a parameter that is only read, asked by a stranger, a station and the page."""
    token = {"Authorization": f"Bearer {pair_with_hub(hub.url, hub.pairing_code, 'B').token}"}
    read = [one for one in ENDPOINTS if one.method == "GET" and one.media != "text/event-stream"]
    asked = [one for one in read if not one.path.startswith("/replica")]  # which standbys alone may copy
    for one in asked:
        stranger, of_station = browser.get(BASE + one.path), browser.get(BASE + one.path, headers=token)
        assert (stranger.status_code == 200) is (one.who is Who.ANYBODY), one.path
        assert (of_station.status_code == 200) is (one.who is not Who.PAGE), one.path
    browser.post("/login", json={"code": hub.pairing_code})
    for one in asked:
        assert (browser.get(BASE + one.path).status_code == 200) is (one.who is not Who.STATION), one.path


@pytest.mark.parametrize(
    "sheet",
    [
        {"people": [{"ticket_code": "", "name": "Nobody"}]},
        {"people": [{"ticket_code": "A\n1", "name": "Nobody"}]},
        {"people": [{"ticket_code": "A1", "name": "No\0body"}]},
        {"people": [], "setup": {"event": {"slug": "x", "name": {}, "timezone": "Atlantis/Harbour"}}},
    ],
)
def test_a_sheet_that_no_station_of_ours_sends_is_refused_whole(hub, browser, sheet):
    token = {"Authorization": f"Bearer {pair_with_hub(hub.url, hub.pairing_code, 'B').token}"}
    event = {"starts_at": "2026-06-07T08:00:00Z", "ends_at": "2026-06-08T08:00:00Z"}
    if "setup" in sheet:
        sheet = {**sheet, "setup": {"event": {**sheet["setup"]["event"], **event}}}
    sheet["people"].append({"ticket_code": "GOOD", "name": "Nadia"})
    answer = browser.post(f"{BASE}/people", json=sheet, headers=token)
    assert (answer.status_code, answer.json()["problem"]) == (400, "not-understood"), answer.text
    assert "GOOD" not in {person.ticket_code for person in people_export(hub.store.reader())}


def test_a_code_that_too_many_have_seen_is_changed_at_the_page(station, hub, browser):
    worker, _ = station
    before = hub.pairing_code
    token = pair_with_hub(hub.url, before, "B").token
    path = f"{BASE}/standing/code"
    assert browser.post(path, headers={"Authorization": f"Bearer {token}"}).status_code == 401
    browser.post("/login", json={"code": before})
    assert browser.post(path).json()["pairing_text"] == hub.pairing_text != f"{hub.url}#{before}"
    assert browser.post("/login", json={"code": before}).status_code == 403
    assert browser.get(f"{BASE}/counts").status_code == 200
    worker.run_once()
    assert worker.status.problem is None
