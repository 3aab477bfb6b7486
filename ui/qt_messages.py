"""Qt's own messages, in the program's log instead of on the terminal."""

from __future__ import annotations

import logging

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.DEBUG,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_NO_NEWS = "propagateSizeHints"
"""The offscreen platform says at each window that it has no window manager."""


def keep_in_log() -> None:
    """Sends Qt's messages to the logger `qt`."""
    qInstallMessageHandler(_take)


def _take(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if _NO_NEWS not in text:
        _log.log(_LEVELS[kind], "%s", text)
