"""Logs as JSON lines on standard error: ids, verbs and counts. No names, addresses or narrative reach them."""

import logging
import sys

from flask import Flask
from pythonjsonlogger.json import JsonFormatter


def without_traceback(record: logging.LogRecord) -> bool:
    """Cut a traceback down to its kind: an exception's words can hold addresses, names and what was stored."""
    if record.exc_info:
        kind = record.exc_info[0]
        record.msg, record.args, record.exc_info, record.exc_text = "exception", (), None, None
        record.__dict__["kind"] = kind.__name__ if kind else "-"
    return True


def install(app: Flask) -> None:
    """Send the application's log lines to standard error as JSON, once per process."""
    root = logging.getLogger("csaleads")
    if not root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonFormatter("{asctime}{levelname}{name}{message}", style="{"))
        handler.addFilter(without_traceback)
        root.addHandler(handler)
        root.propagate = False
    root.setLevel(app.config.get("LOG_LEVEL", logging.INFO))
