"""The blueprint of this room, apart from its pages so that several modules can add to it."""

from flask import Blueprint

blueprint = Blueprint("finding", __name__)
