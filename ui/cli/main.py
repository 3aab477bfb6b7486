"""The `kiosk` command: finds the module of a subcommand only when it is asked for.

Loading late keeps `kiosk gate` free of Qt and fast to start. Every trouble from outside ends as one line on
stderr and exit status 1; wrong usage is status 2; a bug is one line too, its traceback goes to a file.
"""

from __future__ import annotations

import errno
import io
import signal
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from kiosk.domain.problems import EnvironmentProblem

COMMANDS: dict[str, str] = {
    "badges": "Render badges of a spreadsheet to PDF, PNG or printer files.",
    "bench": "Print reproducible figures against named references.",
    "demo": "Run the whole main job on the bundled demo event.",
    "export": "Write scans, people or badges to a file.",
    "find": "Search people the way the front desk does.",
    "gate": "Run a station without a window: codes in, verdicts out.",
    "hub": "Serve the stations of a venue.",
    "import": "Read a spreadsheet into this station or a hub.",
    "import-layout": "Turn a badge layout made in pretix into a layout file.",
    "pin": "Set the PIN by which staff leave a kiosk.",
    "pair": "Pair this station with a hub.",
    "preflight": "Render every badge and list those that need a person's eye.",
    "print": "Send one file to a printer and wait for its confirmation.",
    "printers": "List printers with their live status.",
    "run": "Open a station in a window.",
    "scan": "Decode images and clips with the station's own scanner.",
    "sync": "Exchange people and scans with the server once or continuously.",
    "verify-log": "Walk the hash chain of the scan log.",
}
"""Every subcommand with its one line of help; `name` lives in `ui.cli.<name>_command` as `command`."""


class LateGroup(click.Group):
    """A group that imports a subcommand's module when it is first used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"ui.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LateGroup, invoke_without_command=True)
@click.version_option(package_name="agora-door-kiosk", prog_name="kiosk")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Check people in at the doors of an event and print their badges.

    Example: kiosk demo --out demo-out
    """
    if ctx.invoked_subcommand is None:
        from ui.cli.run_command import command

        with command.make_context("run", [], parent=ctx) as run:
            command.invoke(run)


def main() -> None:
    """Runs the command line; the exit status is 0 done, 1 did not succeed, 2 wrong usage."""
    _speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends in order, as Ctrl+C does
    try:
        cli(prog_name="kiosk")
    except EnvironmentProblem as problem:
        click.echo(f"kiosk: {problem.what}: {problem.remedy}", err=True)
        sys.exit(1)
    except Exception as bug:  # noqa: BLE001 - the last line of defence: a user sees one line, we get the file
        click.echo(f"kiosk: {_line_of(bug)}", err=True)
        sys.exit(1)


def _speak_utf8() -> None:
    """Names are in every script, whatever the console of this machine or a pipe is set to."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _line_of(bug: Exception) -> str:
    if isinstance(bug, OSError) and bug.errno == errno.ENOSPC:
        return "the disk is full: free some space and try again"
    return f"a fault of the program ({bug!r}): send {_keep_traceback()} to support"


def _keep_traceback() -> Path:
    """Writes the traceback of the current exception where support can find it."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path = Path(tempfile.gettempdir()) / f"kiosk-fault-{stamp}.txt"
    path.write_text(traceback.format_exc(), encoding="utf-8")
    return path


if __name__ == "__main__":
    main()
