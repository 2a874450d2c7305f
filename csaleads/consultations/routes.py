"""Pages of this room."""

from flask import Blueprint

blueprint = Blueprint("consultations", __name__)
