"""What happens to a resource: approved, for the area or the network, checked, archived, taken up again."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.learning import policy, presenters, resource_service, whence
from csaleads.learning import resource_queries as queries
from csaleads.learning.blueprint import blueprint
from csaleads.learning.forms import OwnerForm

APPROVES = (Permission.APPROVE_RESOURCES, Permission.RUN_CURRICULUM)
ADDS = (Permission.ADD_RESOURCES, Permission.RUN_CURRICULUM)


@blueprint.post("/learning/resources/<uuid:resource_id>/approve")
@requires(*APPROVES)
def approve(resource_id: UUID) -> ResponseReturnValue:
    """Those for whom it is meant find it from now on."""
    return _move(resource_id, "approve", "The resource is approved. Colleagues can find it now.")


@blueprint.post("/learning/resources/<uuid:resource_id>/approve-for-network")
@requires(Permission.RUN_CURRICULUM)
def approve_for_network(resource_id: UUID) -> ResponseReturnValue:
    """Every area finds it from now on."""
    return _move(resource_id, "approve_for_network", "Every area can find it now.")


@blueprint.post("/learning/resources/<uuid:resource_id>/take-from-network")
@requires(*APPROVES)
def take_from_network(resource_id: UUID) -> ResponseReturnValue:
    """Only its own area finds it from now on."""
    return _move(resource_id, "take_from_network", "Only its own area finds it now.")


@blueprint.post("/learning/resources/<uuid:resource_id>/archive")
@requires(*ADDS)
def archive(resource_id: UUID) -> ResponseReturnValue:
    """Nobody finds it any more but those who could bring it back."""
    return _move(resource_id, "archive", "The resource is archived. Colleagues do not find it any more.")


@blueprint.post("/learning/resources/<uuid:resource_id>/reopen")
@requires(*ADDS)
def reopen(resource_id: UUID) -> ResponseReturnValue:
    """It is a draft again."""
    return _move(resource_id, "reopen", "The resource is a draft again.")


@blueprint.post("/learning/resources/<uuid:resource_id>/check")
@requires(*ADDS)
def check(resource_id: UUID) -> ResponseReturnValue:
    """It was looked at and is still right; it is due again in a year."""
    act = partial(resource_service.check_resource, review_by=queries.first_review_by())
    return _act(resource_id, act, "Thank you. It is due again in a year.")


def _move(resource_id: UUID, verb: str, done: str) -> ResponseReturnValue:
    return _act(resource_id, partial(resource_service.move_resource, verb=verb), done)


def _act(resource_id: UUID, act: Callable[..., None], done: str) -> ResponseReturnValue:
    """What a button of the resource does, as its page showed it; or why it was not done."""
    version = whole_number(request.form.get("version", ""))
    try:
        act(viewer(), resource_id=resource_id, version=version)
    except (WrongState, ChangedMeanwhile) as refused:
        roll_back()
        flash(presenters.refusal_words(refused), "info")
    else:
        flash(done, "success")
    return redirect(url_for("learning.resource", resource_id=resource_id, **whence.carried()))


@blueprint.route("/learning/resources/<uuid:resource_id>/owner", methods=["GET", "POST"])
@requires(Permission.APPROVE_RESOURCES)
def hand_over(resource_id: UUID) -> ResponseReturnValue:
    """Who looks after the resource, for the coordinator of its area."""
    shown = queries.get_resource(viewer(), resource_id)
    if shown.facts.area_id is None or not policy.may_hand_over(viewer(), shown.facts):
        raise NotFound("resource")
    form = OwnerForm(owner=shown.facts.owner_id)
    form.owner.choices = [
        (person.id, person.full_name) for person in queries.owners_to_choose(shown.facts.area_id)
    ]
    if form.validate_on_submit():
        try:
            resource_service.hand_over_resource(viewer(), resource_id=resource_id, owner_id=form.owner.data)
        except InvalidChoice:
            roll_back()
            form.fail("owner", "Select from the list as it is now")
        else:
            flash("It is noted who looks after it.", "success")
            return redirect(url_for("learning.resource", resource_id=resource_id, **whence.carried()))
    page = render_template("learning/hand_over.html", form=form, resource=shown, carried=whence.carried())
    return (page, 422) if form.is_submitted() else page
