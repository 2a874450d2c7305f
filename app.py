"""Entry point of the WSGI server and of `flask --app app`."""

import sys

from csaleads import create_app
from csaleads.config import SettingsError
from csaleads.core.processes import settle

try:
    app = create_app()
except SettingsError as error:
    sys.exit(f"csaleads cannot start: {error}")
settle()
