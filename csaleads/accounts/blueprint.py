"""The blueprint on which every page of this room registers."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
