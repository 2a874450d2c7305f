"""Asking another area for a resource."""

from uuid import UUID, uuid5

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import once
from csaleads.core.errors import NotFound
from csaleads.core.unit_of_work import roll_back
from csaleads.lending import catalogue_queries, policy, presenters, service
from csaleads.lending.blueprint import blueprint
from csaleads.lending.catalogue_queries import Offer
from csaleads.lending.errors import AskedAlready
from csaleads.lending.forms import AskForm
from csaleads.lending.screened import loan_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

OF_PERSON = UUID("0b6f5c61-0a43-4c8e-8a55-5d1a4f2b7c10")  # the name space in which ids of new loans are made


@blueprint.route("/lending/resources/<uuid:resource_id>/ask", methods=["GET", "POST"])
@requires(Permission.ADD_RESOURCES)
def ask(resource_id: UUID) -> ResponseReturnValue:
    """The viewer's area asks the one that has it, and says what for."""
    offer = catalogue_queries.find_offer(viewer(), resource_id)
    if offer is None:
        raise NotFound("resource")  # archived meanwhile, too: nobody elsewhere is told which there are
    held = held_forms.take_back(viewer(), request)
    form = AskForm(formdata=held) if held else AskForm()
    form.once_key.data = form.once_key.data or once.new_key()
    places = [place for place in policy.areas_to_ask_for(viewer()) if place != offer.area_id]
    form.area.choices = viewer().area_names(places)
    area_id = _area_of(form, places)
    loan_id = uuid5(OF_PERSON, f"{viewer().person_id} {form.once_key.typed}")
    taken = asking.take_up(form, loan_subject(loan_id, area_id or places[0]))
    if taken.is_complete(form) and area_id is not None:
        return _send(form, offer, loan_id, area_id, taken)
    if form.is_submitted() and area_id is None:
        form.fail("area", "Select for which area you ask")
    page = _page(form, offer, asks_area=len(places) > 1, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _area_of(form: AskForm, places: list[int]) -> int | None:
    """The only area there is to ask for, or the one that was chosen."""
    if len(places) == 1:
        return places[0]
    sent = next((text for text in form.area.raw_data or [] if text), "")
    return next((place for place in places if str(place) == sent), None)


def _page(form: AskForm, offer: Offer, *, asks_area: bool, was_held: bool) -> str:
    return render_template(
        "lending/ask.html",
        form=form,
        offer=presenters.shown_offer(offer),
        asks_area=asks_area,
        was_held=was_held,
    )


def _send(
    form: AskForm, offer: Offer, loan_id: UUID, area_id: int, taken: asking.Taken
) -> ResponseReturnValue:
    first = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if first is not None:
        return redirect(first)
    try:
        service.ask(
            viewer(),
            loan_id=loan_id,
            resource_id=offer.id,
            area_id=area_id,
            wanted_for=form.wanted_for.typed,
            screened=taken.answers,
        )
    except AskedAlready as known:
        roll_back()
        flash("Your area has asked for it already.", "info")
        return redirect(url_for("lending.show", loan_id=known.loan_id))
    except NotFound:
        roll_back()
        flash("It cannot be asked for any more.", "info")  # what was there a moment ago
        return redirect(url_for("lending.catalogue"))
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    location = url_for("lending.show", loan_id=loan_id)
    once.leave_result(location)
    held_forms.let_go(viewer(), request)
    flash(f"{offer.area_name} is asked. You are told when they have answered.", "success")
    return redirect(location)
