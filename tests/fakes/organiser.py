"""The server of an organiser, of which a hub is a station."""

from __future__ import annotations

from sync.hub.store import HubStore
from sync.messages import PushReply, PushResult, PushState
from tests.fakes.in_process_hub import InProcessHub


class Organiser(InProcessHub):
    """The organiser's server; refuses scans of `refused` codes as long as a test wishes."""

    def __init__(self, store: HubStore) -> None:
        super().__init__(store, "venue")
        self.refused: set[str] = set()
        self.pushed: list[str] = []

    def push(self, scans, clock_offset_s) -> PushReply:
        taken = [scan for scan in scans if scan.code not in self.refused]
        reply = super().push(taken, clock_offset_s)
        self.pushed += [scan.scan_id for scan in taken]
        rejected = [
            PushResult(scan_id=scan.scan_id, state=PushState.REJECTED, detail="no such list")
            for scan in scans
            if scan.code in self.refused
        ]
        return PushReply(results=(*reply.results, *rejected))
