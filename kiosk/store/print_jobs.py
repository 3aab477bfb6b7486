"""The table of badges on their way to paper. A row is written in the transaction of its scan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kiosk.domain.badges import NEEDS_A_PERSON, PrintCause, PrintJob, PrintState
from kiosk.store.database import Connection, Row, marks
from kiosk.store.values import decode_badge, encode
from kiosk.store.writer import Priority, Writer


def put_print_job(connection: Connection, job: PrintJob) -> None:
    """Queues one badge, inside the writer's transaction."""
    connection.execute(
        """INSERT INTO print_jobs VALUES (
               ?, (SELECT coalesce(max(sequence), 0) + 1 FROM print_jobs), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            job.job_id,
            job.scan_id,
            encode(job.badge),
            job.badge.ticket_code,
            job.layout,
            job.cause.value,
            job.note,
            job.operator,
            job.created_at.isoformat(),
            job.state.value,
            job.printer,
            job.attempts,
            job.updated_at.isoformat() if job.updated_at else None,
            job.detail,
        ),
    )


class PrintJobs:
    """The print worker's view of the table: claim, finish, or give back."""

    def __init__(self, writer: Writer, read: Callable[[Callable[[Connection], list[Row]]], list[Row]]) -> None:
        """`read` asks a question on the calling thread's own connection and names trouble of the file."""
        self._writer = writer
        self._read = read

    def add(self, job: PrintJob) -> None:
        """Queues a badge that belongs to no scan of its own (a reprint, a test)."""
        self._writer.run(lambda connection: put_print_job(connection, job))

    def queued(self, limit: int = 50) -> list[PrintJob]:
        """The oldest waiting badges."""
        return self._jobs("state = ? ORDER BY sequence LIMIT ?", PrintState.QUEUED.value, limit)

    def in_state(self, *states: PrintState) -> list[PrintJob]:
        """All jobs in one of `states`, oldest first."""
        return self._jobs(f"state IN ({marks(states)}) ORDER BY sequence", *(state.value for state in states))

    def of_ticket(self, ticket_code: str) -> list[PrintJob]:
        """Every job of one ticket, oldest first."""
        return self._jobs("ticket_code = ? ORDER BY sequence", ticket_code)

    def job(self, job_id: str) -> PrintJob | None:
        return next(iter(self._jobs("job_id = ?", job_id)), None)

    def claim(self, job_id: str, printer: str, at: datetime) -> bool:
        """QUEUED becomes SENDING for `printer`, on disk before any byte leaves; False when somebody else has it."""
        return self._change(
            "SET state = 'sending', printer = ?, attempts = attempts + 1, updated_at = ?, detail = ''",
            "job_id = ? AND state = 'queued'",
            (printer, at.isoformat(), job_id),
        )

    def finish(self, job_id: str, state: PrintState, at: datetime, detail: str = "") -> bool:
        """Stores how a claimed or asked-about job ended; a job that is PRINTED stays so."""
        return self._change(
            "SET state = ?, updated_at = ?, detail = ?",
            "job_id = ? AND state != 'printed'",
            (state.value, at.isoformat(), detail, job_id),
        )

    def settle(self, job_id: str, state: PrintState, at: datetime, again: PrintJob | None = None) -> bool:
        """A person's word on a job that needs one, and the job that takes its place; False when it needs none now."""
        return self._writer.run(lambda connection: _settle(connection, job_id, state, at, again), Priority.DESK)

    def requeue(self, job_id: str, at: datetime, detail: str = "") -> bool:
        """SENDING becomes QUEUED again, within the same printer's pool; only for a job of which no byte has left."""
        return self._change(
            "SET state = 'queued', updated_at = ?, detail = ?",
            "job_id = ? AND state = 'sending'",
            (at.isoformat(), detail, job_id),
        )

    def _jobs(self, condition: str, *arguments: str | int) -> list[PrintJob]:
        question = f"SELECT * FROM print_jobs WHERE {condition}"
        return [_job(row) for row in self._read(lambda connection: connection.execute(question, arguments).fetchall())]

    def _change(self, assignment: str, condition: str, arguments: tuple[str, ...]) -> bool:
        statement = f"UPDATE print_jobs {assignment} WHERE {condition}"
        return self._writer.run(
            lambda connection: connection.execute(statement, arguments).rowcount == 1, Priority.DESK
        )


def _settle(connection: Connection, job_id: str, state: PrintState, at: datetime, again: PrintJob | None) -> bool:
    needing = [one.value for one in NEEDS_A_PERSON]
    settled = connection.execute(
        f"UPDATE print_jobs SET state = ?, updated_at = ? WHERE job_id = ? AND state IN ({marks(needing)})",
        (state.value, at.isoformat(), job_id, *needing),
    )
    if settled.rowcount == 1 and again is not None:
        put_print_job(connection, again)
    return settled.rowcount == 1


def _job(row: Row) -> PrintJob:
    return PrintJob(
        job_id=row["job_id"],
        badge=decode_badge(row["badge"]),
        layout=row["layout"],
        created_at=datetime.fromisoformat(row["created_at"]),
        scan_id=row["scan_id"],
        cause=PrintCause(row["cause"]),
        note=row["note"],
        operator=row["operator"],
        state=PrintState(row["state"]),
        printer=row["printer"],
        attempts=row["attempts"],
        updated_at=datetime.fromisoformat(row["updated_at"]) if row["updated_at"] else None,
        detail=row["detail"],
    )


def has_badge(connection: Connection, ticket_code: str) -> bool:
    """Whether a badge of this ticket was printed or is on its way; one that failed does not count."""
    row = connection.execute(
        "SELECT 1 FROM print_jobs WHERE ticket_code = ? AND state NOT IN ('failed', 'expired', 'dropped') LIMIT 1",
        (ticket_code,),
    ).fetchone()
    return row is not None
