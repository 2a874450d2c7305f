"""The blueprint that the pages of this room hang on."""

from flask import Blueprint

blueprint = Blueprint("vocabulary", __name__)
