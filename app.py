"""Entry point of the WSGI server and of `flask --app app`."""

import os
import sys

from csaleads import create_app
from csaleads.config import SettingsError
from csaleads.core.processes import settle
from csaleads.screening import engine

try:
    app = create_app()
except SettingsError as error:
    sys.exit(f"csaleads cannot start: {error}")
if os.environ.get("FLASK_RUN_FROM_CLI") != "true":  # a command needs no engine, or loads it itself
    engine.warm_up()
settle()
