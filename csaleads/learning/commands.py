"""Commands about learning. Rooms above add theirs to the group: `flask --app app learning digest`."""

from flask.cli import AppGroup

group = AppGroup("learning", help="Topics and resources.")
