"""Pages of this room."""

from flask import Blueprint

blueprint = Blueprint("notify", __name__)
