"""A hub and the number of connections that its system lets it hold."""

from __future__ import annotations

import subprocess
import sys

import pytest

_ASKS = """
import resource, sys
from sync.hub.open_files import allow_many_connections
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[2])))
allow_many_connections()
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limit")
@pytest.mark.parametrize(("soft", "hard", "allowed"), [(64, 900, 900), (700, 700, 700)])
def test_a_hub_may_hold_as_many_connections_as_its_account(soft, hard, allowed):
    asked = subprocess.run(
        [sys.executable, "-c", _ASKS, str(soft), str(hard)], stdout=subprocess.PIPE, text=True, check=True
    )
    assert int(asked.stdout) == allowed
