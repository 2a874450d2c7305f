"""What the lists of this room and the pages of themes share: the row of ways, and the filter as an address asks for it."""

from typing import Any

from flask import request, url_for

from csaleads.access.guards import viewer
from csaleads.access.permissions import Permission
from csaleads.sharing.forms import SharedFilterForm
from csaleads.sharing.list_queries import SharedFilter

View = tuple[str, str, bool]
PLACES = (
    ("Shared", "sharing.list_shared", Permission.LEARN_FROM_RECORDS),
    ("To read before it is shared", "sharing.list_to_review", Permission.REVIEW_FOR_LEARNING),
    ("Your own", "sharing.list_own", Permission.WRITE_RECORDS),
    ("Its lead has left", "sharing.list_without_lead", Permission.STOP_SHARING),
    ("Themes", "sharing.themes", Permission.READ_RESOURCES_FOR_LEADS),
    ("May a theme rest on your records?", "sharing.asked", Permission.WRITE_RECORDS),
)


def views(here: str) -> list[View]:
    """The lists that the viewer may see, the one that is shown marked."""
    return [
        (label, url_for(endpoint), endpoint == here)
        for label, endpoint, permission in PLACES
        if viewer().can(permission)
    ]


def asked_filter() -> tuple[Any, SharedFilter]:
    """The filter of the address, as a form and as what it asks for."""
    form: Any = SharedFilterForm.from_query(request.args)
    form.validate()
    return form, SharedFilter(
        concern=None if form.concern.errors else form.concern.data,
        age_band=None if form.age_band.errors else form.age_band.data,
        stage=None if form.stage.errors else form.stage.data,
    )


def asked_by(wanted: SharedFilter) -> dict[str, Any]:
    """What an address says to ask for the same."""
    asked = {"concern": wanted.concern, "age_band": wanted.age_band, "stage": wanted.stage}
    return {name: value.value for name, value in asked.items() if value is not None}
