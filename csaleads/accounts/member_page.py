"""What the pages about one person share: who it is, and where one is led afterwards."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import viewer
from csaleads.accounts import people_queries, policy
from csaleads.accounts.wording import CHANGED_ALREADY
from csaleads.core.errors import NotFound


def get_member(person_id: int, area_id: int) -> people_queries.PersonPage:
    """The person, where the viewer manages the people of that area and this is one of them."""
    found = people_queries.get_person(viewer(), person_id)
    if area_id not in found.areas or not policy.can_manage_people_of(viewer(), area_id):
        raise NotFound("person")
    return found


def changed_already(person_id: int) -> ResponseReturnValue:
    """Their page, which says how things stand."""
    flash(CHANGED_ALREADY, "info")
    return back_to_person(person_id)


def back_to_person(person_id: int) -> ResponseReturnValue:
    """Their page, or the list where nothing of them is left to see (a role of today alone was taken back)."""
    try:
        people_queries.get_person(viewer(), person_id)
    except NotFound:
        return redirect(url_for("accounts.people"))
    return redirect(url_for("accounts.person", person_id=person_id))
