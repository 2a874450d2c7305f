"""Pages of this room."""

from flask import Blueprint

blueprint = Blueprint("clinics", __name__)
