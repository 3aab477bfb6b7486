"""Where the frozen program starts. Not called kiosk.py: that would stand in for the package of the same name."""

from __future__ import annotations

from multiprocessing import freeze_support

from ui.cli.main import main

freeze_support()
main()
