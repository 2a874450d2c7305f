"""The blueprint on which every journey of this room registers its pages."""

from flask import Blueprint

from csaleads.access.permissions import Permission
from csaleads.learning import further_views
from csaleads.learning.further_views import FurtherView

blueprint = Blueprint("lending", __name__)

further_views.register(FurtherView("From other areas", "lending.catalogue", Permission.ADD_RESOURCES))
