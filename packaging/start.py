"""Where the frozen program starts. Not called kiosk.py: that would stand in for the package of the same name."""

from __future__ import annotations

from multiprocessing import freeze_support

freeze_support()  # a process that the program starts for itself begins here, and needs none of the commands

from ui.cli.main import main  # noqa: E402

main()
