"""Logs as JSON lines on standard error: ids, verbs and counts. No names, addresses or narrative reach them."""

import logging
import sys

from flask import Flask
from pythonjsonlogger.json import JsonFormatter


def install(app: Flask) -> None:
    """Send the application's log lines to standard error as JSON, once per process."""
    root = logging.getLogger("csaleads")
    if not root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonFormatter("{asctime}{levelname}{name}{message}", style="{"))
        root.addHandler(handler)
        root.propagate = False
    root.setLevel(app.config.get("LOG_LEVEL", logging.INFO))
