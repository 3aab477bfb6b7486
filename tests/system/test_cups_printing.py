"""A real CUPS queue and a real IPP printer on loopback: a badge is printed, waits for paper, and is confirmed once.

Needs the programs that `packaging/system-test-programs.sh` installs. ippeveprinter will not start without an
avahi-daemon, nor that one without a D-Bus: both are started here, on a bus of their own, when none is running.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from printing.config import Printer
from printing.delivery import Outcome, deliver
from printing.languages import PrinterLanguage, encode
from printing.layout import load_layout
from printing.line import Patience, PrinterLine
from printing.lines import line_to
from printing.render import BadgeRenderer
from printing.status import PrinterCondition as Is
from tests.fakes.badges import ARABIC
from tests.fakes.printing_ears import FakePace

NEEDED = ("cupsd", "lpadmin", "ippeveprinter", "avahi-daemon", "dbus-daemon")
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
PATIENCE = Patience(open=3000, answer=3000, send=20_000, confirm=20_000, poll=100)
BADGE = encode(PrinterLanguage.PDF, BadgeRenderer(load_layout("4x3"), 203).render(ARABIC).pages)
PAPER = """#!/bin/sh
for last in "$@"; do :; done
if [ -e {folder}/no-paper ]; then
  echo "STATE: +media-empty-error" >&2
  while [ -e {folder}/no-paper ]; do sleep 0.05; done
  echo "STATE: -media-empty-error" >&2
fi
cp "$last" {folder}/paper-$(date +%s%N)
"""
CUPSD = """Listen localhost:{port}
Browsing No
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow localhost
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""
CUPS_FILES = """ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access
ErrorLog {folder}/error
PageLog {folder}/page
SystemGroup root
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end, f"not in time: {what}"
        time.sleep(0.05)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class IppPrinter:
    """ippeveprinter with a folder as paper."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.uri = f"ipp://localhost:{self.port}/ipp/print"

    def command(self) -> list[str]:
        command = self._folder / "put-on-paper"
        command.write_text(PAPER.format(folder=self._folder))
        command.chmod(0o755)
        spool = self._folder / "ipp-spool"
        spool.mkdir()
        return [
            *("ippeveprinter", "-r", "off", "-p", str(self.port), "-d", str(spool)),
            *("-f", "application/pdf", "-c", str(command), "Badges"),
        ]

    def paper_out(self, out: bool) -> None:
        flag = self._folder / "no-paper"
        flag.touch() if out else flag.unlink()

    def paper(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self._folder.glob("paper-*"))]


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that the spooler's own user may enter, which pytest's are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def announcer() -> Iterator[dict[str, str]]:
    """What a program needs in its environment to announce itself by mDNS."""
    for program in NEEDED:
        if shutil.which(program, path=PATH) is None:
            pytest.skip(f"{program} is missing: bash packaging/system-test-programs.sh")
    if subprocess.run(["avahi-daemon", "--check"], env={"PATH": PATH}, check=False).returncode == 0:
        yield {"PATH": PATH}
        return
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        bus = Path(name) / "bus"
        environment = {"PATH": PATH, "DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={bus}"}
        daemon(stack, ["dbus-daemon", "--session", "--nofork", f"--address=unix:path={bus}"], environment)
        wait_until(bus.exists, "dbus-daemon")
        command = ["avahi-daemon", "--no-drop-root", "--no-chroot", "--no-rlimits"]
        avahi = daemon(stack, command, environment)
        time.sleep(0.5)
        if avahi.poll() is not None:
            pytest.skip("avahi-daemon does not start here")
        yield environment


def daemon(stack: ExitStack, command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """A program that is ended with the stack, by its own process and no other."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


@pytest.fixture
def printer(folder: Path, announcer: dict[str, str]) -> Iterator[IppPrinter]:
    running = IppPrinter(folder)
    with ExitStack() as stack:
        daemon(stack, running.command(), announcer)
        wait_until(lambda: listens(running.port), "ippeveprinter")
        yield running


@pytest.fixture
def queue(printer: IppPrinter, folder: Path) -> Iterator[str]:
    """The address of a CUPS queue that hands its jobs to the IPP printer."""
    port, root = free_port(), folder / "cups"
    for name in ("spool", "cache", "state"):
        (root / name).mkdir(parents=True)
    (root / "cupsd.conf").write_text(CUPSD.format(port=port))
    (root / "cups-files.conf").write_text(CUPS_FILES.format(folder=root))
    with ExitStack() as stack:
        command = ["cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
        daemon(stack, command, {"PATH": PATH})
        wait_until(lambda: listens(port), "cupsd")
        subprocess.run(
            ["lpadmin", "-h", f"localhost:{port}", "-p", "badges", "-E", "-v", printer.uri],
            env={"PATH": PATH},
            check=True,
            capture_output=True,
        )
        yield f"ipp://localhost:{port}/printers/badges"


def line(uri: str, patience: Patience = PATIENCE) -> PrinterLine:
    return line_to(Printer(name="spooled", uri=uri, language=PrinterLanguage.PDF), patience)


class Patient(FakePace):
    """Real waits, and an act after the third of them."""

    def __init__(self, act: Callable[[], None]) -> None:
        super().__init__()
        self._act = act

    def wait(self, ms: int) -> bool:
        time.sleep(ms / 1000)
        super().wait(ms)
        if self.waits == 3:
            self._act()
        return False


@pytest.mark.parametrize("route", ["straight", "by the spooler"])
def test_badge_waits_for_paper_and_is_confirmed_once(printer, queue, route):
    printer.paper_out(True)
    seen = []
    delivery = deliver(
        BADGE,
        line(printer.uri if route == "straight" else queue),
        labels=1,
        claim=lambda: True,
        pace=Patient(lambda: printer.paper_out(False)),
        watch=seen.append,
    )
    assert delivery.outcome is Outcome.PRINTED
    assert printer.paper() == [BADGE]
    if route == "straight":
        assert any(Is.PAPER_OUT in status.conditions for status in seen)


def test_badge_that_the_printer_will_not_take_is_not_called_printed(printer, queue):
    zpl = line_to(Printer(name="spooled", uri=queue, language=PrinterLanguage.ZPL), PATIENCE)
    delivery = deliver(b"^XA^XZ", zpl, labels=1, claim=lambda: True, pace=Patient(lambda: None))
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert printer.paper() == []


def waiting_jobs(queue: str) -> str:
    """What the spooler still has to print."""
    command = ["lpstat", "-h", queue.removeprefix("ipp://").partition("/")[0], "-o"]
    return subprocess.run(command, env={"PATH": PATH}, check=True, capture_output=True, text=True).stdout


def test_badge_that_was_given_up_does_not_wait_in_the_spooler(printer, queue):
    printer.paper_out(True)
    given_up = line(queue, replace(PATIENCE, confirm=2_000))
    delivery = deliver(BADGE, given_up, labels=1, claim=lambda: True, pace=Patient(lambda: None))
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert "badges-" in waiting_jobs(queue)
    given_up.revoke()
    wait_until(lambda: not waiting_jobs(queue), "the job is cancelled")
    printer.paper_out(False)


def test_badge_that_stays_without_paper_is_not_called_printed(printer):
    printer.paper_out(True)
    delivery = deliver(BADGE, line(printer.uri), labels=1, claim=lambda: True, pace=FakePace())
    assert delivery.outcome is Outcome.UNCONFIRMED
    assert printer.paper() == []
    printer.paper_out(False)
