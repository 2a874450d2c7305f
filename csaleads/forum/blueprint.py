"""The blueprint on which every journey of this room registers its pages."""

from flask import Blueprint

blueprint = Blueprint("forum", __name__)
