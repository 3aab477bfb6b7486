"""A fault of the program in a thread that goes on: no door may lose its server for good over one answer."""

from __future__ import annotations

import sys
import threading


def tell_fault() -> None:
    """Gives the exception that is handled now to whoever hears of faults in threads, as if it had ended this one."""
    kind, error, trace = sys.exc_info()
    if kind is not None:
        threading.excepthook(threading.ExceptHookArgs((kind, error, trace, threading.current_thread())))
