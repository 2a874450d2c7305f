"""Pages of this room."""

from flask import Blueprint

blueprint = Blueprint("advice", __name__)
