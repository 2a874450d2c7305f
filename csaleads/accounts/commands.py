"""Commands of this room."""

from flask.cli import AppGroup

group = AppGroup("accounts")
