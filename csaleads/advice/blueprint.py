"""The blueprint of this room. Each journey registers its pages on it."""

from flask import Blueprint

blueprint = Blueprint("advice", __name__)
