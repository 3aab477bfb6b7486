"""What the engine does next, without threads, sockets or a clock."""

from __future__ import annotations

from sync.engine import GetChanges, GetSnapshotPage, Progress, PushScans, RetryScan, SyncEngine, Wait
from sync.messages import PushResult, PushState
from sync.port import ServerTrouble, Trouble

FOLLOWING = Progress(cursor="c1")


def engine(progress: Progress = FOLLOWING, *, idle: bool = True) -> SyncEngine:
    made = SyncEngine(progress, poll_s=1.0, batch=8, jitter=lambda: 0.5)
    if idle:
        made.nothing_to_push()
    return made


def trouble(kind: Trouble, retry_after_s: float | None = None) -> ServerTrouble:
    return ServerTrouble(kind, "test", retry_after_s)


def applied(*scan_ids: str) -> list[PushResult]:
    return [PushResult(scan_id=scan_id, state=PushState.APPLIED) for scan_id in scan_ids]


def rejected(scan_id: str, *, retryable: bool) -> PushResult:
    return PushResult(scan_id=scan_id, state=PushState.REJECTED, retryable=retryable)


def test_a_new_station_begins_with_the_first_page_of_a_snapshot():
    assert engine(Progress()).next_step(0.0) == GetSnapshotPage(None)


def test_a_snapshot_that_was_cut_off_goes_on_at_its_page():
    assert engine(Progress(page="p7")).next_step(0.0) == GetSnapshotPage("p7")


def test_the_last_page_of_a_snapshot_leads_to_changes_after_its_cursor():
    made = engine(Progress())
    made.page_stored(0.0, next_page="p2", cursor="c9")
    assert made.next_step(0.0) == GetSnapshotPage("p2")
    made.page_stored(0.0, next_page=None, cursor="c9")
    assert made.next_step(0.0) == GetChanges("c9")


def test_changes_are_asked_again_after_the_polling_time():
    made = engine()
    made.changes_stored(10.0, cursor="c2", more=False)
    assert made.next_step(10.5) == Wait(11.0)
    assert made.next_step(11.0) == GetChanges("c2")


def test_more_changes_are_asked_for_at_once():
    made = engine()
    made.changes_stored(10.0, cursor="c2", more=True)
    assert made.next_step(10.0) == GetChanges("c2")


def test_the_cursor_stays_when_a_download_fails():
    made = engine()
    made.download_failed(0.0, trouble(Trouble.TIMEOUT))
    assert made.progress.cursor == "c1"


def test_an_expired_cursor_leads_to_a_new_snapshot():
    made = engine()
    made.start_over(0.0)
    assert made.next_step(0.0) == GetSnapshotPage(None)


def test_a_page_that_the_server_refuses_begins_the_snapshot_anew():
    made = engine(Progress(page="p7"))
    made.download_failed(0.0, trouble(Trouble.REFUSED))
    assert made.next_step(60.0) == GetSnapshotPage(None)


def test_each_failure_in_a_row_is_waited_out_longer_up_to_a_limit():
    made = engine()
    waits = []
    for _ in range(10):
        made.download_failed(0.0, trouble(Trouble.UNREACHABLE))
        step = made.next_step(0.0)
        assert isinstance(step, Wait)
        waits.append(step.until)
    assert waits == sorted(waits)
    assert waits[0] < 1.0
    assert 3.0 <= waits[-1] <= 6.0


def test_success_makes_the_engine_patient_no_more():
    made = engine()
    for _ in range(6):
        made.download_failed(0.0, trouble(Trouble.UNREACHABLE))
    made.changes_stored(0.0, cursor="c2", more=False)
    made.download_failed(0.0, trouble(Trouble.UNREACHABLE))
    step = made.next_step(0.0)
    assert isinstance(step, Wait) and step.until < 1.0


def test_the_servers_own_wish_is_honoured():
    made = engine()
    made.download_failed(0.0, trouble(Trouble.BUSY, retry_after_s=40.0))
    step = made.next_step(39.0)
    assert isinstance(step, Wait) and step.until >= 40.0


def test_a_failed_download_does_not_stop_uploads():
    made = engine()
    made.download_failed(0.0, trouble(Trouble.BUSY, retry_after_s=100.0))
    made.scan_recorded()
    assert made.next_step(0.0) == PushScans(8, frozenset())


def test_a_failed_upload_does_not_stop_downloads():
    made = engine(idle=False)
    made.upload_failed(0.0, ["a"], trouble(Trouble.BUSY, retry_after_s=100.0))
    assert made.next_step(0.0) == GetChanges("c1")


def test_uploads_and_downloads_take_turns():
    made = engine(idle=False)
    kinds = []
    for _ in range(4):
        step = made.next_step(0.0)
        kinds.append(type(step))
        if isinstance(step, PushScans):
            made.batch_answered(0.0, ["a"], applied("a"))
        else:
            made.changes_stored(0.0, cursor="c", more=True)
    assert kinds == [GetChanges, PushScans, GetChanges, PushScans]


def test_first_answer_comes_before_the_first_upload():
    """It tells how wrong this station's clock is."""
    made = engine(idle=False)
    assert made.next_step(0.0) == GetChanges("c1")
    made.download_failed(0.0, trouble(Trouble.UNREACHABLE))
    step = made.next_step(0.0)
    assert isinstance(step, Wait)
    assert made.next_step(step.until) == GetChanges("c1")
    made.changes_stored(step.until, cursor="c1", more=False)
    assert made.next_step(step.until) == PushScans(8, frozenset())


def test_first_upload_does_not_wait_for_a_download_that_the_server_fails_at():
    made = engine(idle=False)
    made.download_failed(0.0, trouble(Trouble.SERVER_ERROR))
    assert made.next_step(0.0) == PushScans(8, frozenset())


def test_a_row_to_be_tried_later_is_overtaken_by_the_others():
    made = engine(idle=False)
    made.batch_answered(0.0, ["a", "b"], [rejected("a", retryable=True), *applied("b")])
    step = made.next_step(0.0)
    made.changes_stored(0.0, cursor="c", more=False)
    step = made.next_step(0.0)
    assert step == PushScans(8, frozenset({"a"}))


def test_a_held_row_comes_back_after_its_time():
    made = engine(idle=False)
    made.changes_stored(0.0, cursor="c", more=False)
    made.batch_answered(0.0, ["a"], [rejected("a", retryable=True)])
    made.nothing_to_push()
    step = made.next_step(0.1)
    assert isinstance(step, Wait)
    assert made.next_step(step.until) == RetryScan("a")


def test_a_row_that_breaks_the_server_is_found_by_halving_and_held():
    made = engine(idle=False)
    waiting = [f"s{index}" for index in range(8)]
    uploaded: list[str] = []
    now = 0.0
    while len(uploaded) < 7 and now < 600.0:
        step = made.next_step(now)
        if isinstance(step, Wait):
            now = step.until
            continue
        if isinstance(step, GetChanges):
            made.changes_stored(now, cursor="c", more=False)
            continue
        if isinstance(step, RetryScan):
            asked = [step.scan_id]
        else:
            asked = [scan_id for scan_id in waiting if scan_id not in step.held][: step.limit]
        if not asked:
            made.nothing_to_push()
        elif "s3" in asked:
            made.upload_failed(now, asked, trouble(Trouble.SERVER_ERROR))
        else:
            made.batch_answered(now, asked, applied(*asked))
            uploaded += asked
            waiting = [scan_id for scan_id in waiting if scan_id not in asked]
    assert waiting == ["s3"]
    assert now < 60.0


def test_network_trouble_says_nothing_about_rows():
    made = engine(idle=False)
    made.upload_failed(0.0, ["a", "b"], trouble(Trouble.TIMEOUT))
    made.download_failed(0.0, trouble(Trouble.TIMEOUT))
    assert made.next_step(10.0) == PushScans(8, frozenset())


def test_a_batch_without_any_answer_counts_as_a_failure():
    made = engine(idle=False)
    made.changes_stored(0.0, cursor="c", more=False)
    made.batch_answered(0.0, ["a", "b"], [])
    assert isinstance(made.next_step(0.0), Wait)


def test_rows_that_were_not_reached_are_sent_again_at_once():
    made = engine(idle=False)
    made.changes_stored(0.0, cursor="c", more=False)
    made.batch_answered(0.0, ["a", "b"], applied("a"))
    assert made.next_step(0.0) == PushScans(8, frozenset())


def test_a_hint_makes_the_engine_look_unless_it_waits_out_a_failure():
    made = engine()
    made.changes_stored(0.0, cursor="c", more=False)
    made.look_now()
    assert made.next_step(0.0) == GetChanges("c")
    made.download_failed(0.0, trouble(Trouble.BUSY, retry_after_s=50.0))
    made.look_now()
    assert isinstance(made.next_step(1.0), Wait)
