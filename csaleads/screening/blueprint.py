"""The blueprint of this room."""

from flask import Blueprint

blueprint = Blueprint("screening", __name__)
