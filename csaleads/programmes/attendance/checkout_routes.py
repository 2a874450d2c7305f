"""How somebody is after a day, for themselves; and for whoever was asked to get in touch."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import roll_back
from csaleads.programmes import queries
from csaleads.programmes.afternoons.forms import CheckOutForm
from csaleads.programmes.afternoons.policy import CHECK_OUT_KEPT_FOR
from csaleads.programmes.afternoons.wording import (
    MOOD_LABELS,
    NATIONAL_LINES,
    PARTS,
    SUPPORT_LABELS,
    WEIGHT_LABELS,
)
from csaleads.programmes.attendance import checkout_queries, checkout_service
from csaleads.programmes.attendance.checkout_queries import CheckOutView, Contact
from csaleads.programmes.attendance.checkout_service import CheckOutAnswers
from csaleads.programmes.blueprint import blueprint
from csaleads.programmes.days import queries as day_queries
from csaleads.programmes.members import queries as member_queries
from csaleads.programmes.members import seat_queries
from csaleads.programmes.screened import check_out_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

SEES = Permission.SEE_COHORTS
PLACE = "/cohorts/<int:cohort_id>/days/<int:day_id>/check-out"


@blueprint.route(PLACE, methods=["GET", "POST"])
@requires(SEES)
def check_out(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """Three short choices and a few words, for the viewer alone; and who there is to talk to."""
    cohort = queries.get_cohort(viewer(), cohort_id)
    day = day_queries.get_day(cohort, day_id)
    seat = seat_queries.find_seat(viewer(), cohort)
    if seat.member_id is None:
        raise NotFound("member")
    area_id = member_queries.facts_of(cohort, seat.member_id).area_id
    contacts = checkout_queries.list_contacts(viewer(), area_id, seat.own)
    known = checkout_queries.find_own_check_out(viewer(), day_id)
    held = held_forms.take_back(viewer(), request)
    values = _values(known)
    form = CheckOutForm(formdata=held, data=values) if held else CheckOutForm(data=values)
    form.contact_id.choices = [
        (0, "No"),
        *((each.person_id, each.full_name, PARTS[each.part]) for each in contacts),
    ]
    taken = asking.take_up(form, check_out_subject(day_id, seat.member_id))
    if not taken.is_complete(form):
        page = render_template(
            "programmes/check_out.html",
            cohort=cohort,
            day=day,
            form=form,
            known=known,
            talk_to=_talk_to(contacts),
            lines=NATIONAL_LINES,
            kept_until=day.held_on + CHECK_OUT_KEPT_FOR,
            is_kept=held is not None,
        )
        return (page, 422) if form.is_submitted() else page
    try:
        checkout_service.check_out(
            viewer(), cohort_id=cohort_id, day_id=day_id, answers=_answers(form), screened=taken.answers
        )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except (WrongState, InvalidChoice) as refused:
        roll_back()
        too_early = isinstance(refused, WrongState)
        flash(
            "You can say how you are from the morning of the day, for four weeks."
            if too_early
            else "Whom you picked cannot be asked any more. Pick somebody else.",
            "info",
        )
        return redirect(url_for("programmes.mine") if too_early else request.path)
    held_forms.let_go(viewer(), request)
    flash(
        "Kept for you. Whoever you picked is asked to get in touch."
        if form.contact_id.data
        else "Kept for you alone.",
        "success",
    )
    return redirect(url_for("programmes.mine"))


@blueprint.post(f"{PLACE}/forget")
@requires(SEES)
def forget_check_out(cohort_id: int, day_id: int) -> ResponseReturnValue:
    """Nothing of it is kept."""
    checkout_service.forget_check_out(viewer(), cohort_id=cohort_id, day_id=day_id)
    flash("Your answers are deleted.", "success")
    return redirect(url_for("programmes.mine"))


@blueprint.get("/check-outs/<uuid:check_out_id>")
@requires(SEES)
def contact(check_out_id: UUID) -> ResponseReturnValue:
    """Who asks the viewer to get in touch; and how they are, where they wanted it to be read."""
    asked = checkout_queries.get_contact(viewer(), check_out_id)
    return render_template(
        "programmes/contact.html", asked=asked, answers=_told(asked.answers) if asked.answers else []
    )


@blueprint.post("/check-outs/<uuid:check_out_id>/contacted")
@requires(SEES)
def mark_contacted(check_out_id: UUID) -> ResponseReturnValue:
    """The viewer has been in touch."""
    checkout_service.mark_contacted(viewer(), check_out_id=check_out_id)
    flash("Noted that you have been in touch.", "success")
    return redirect(url_for("programmes.contact", check_out_id=check_out_id))


def _values(known: CheckOutView | None) -> dict[str, Any]:
    if known is None:
        return {}
    return {name: getattr(known, name) for name in ("weight", "mood", "support", "note", "is_shared")} | {
        "contact_id": known.contact_id or 0
    }


def _answers(form: CheckOutForm) -> CheckOutAnswers:
    return CheckOutAnswers(
        weight=form.weight.data,
        mood=form.mood.data,
        support=form.support.data,
        note=form.note.typed,
        contact_id=form.contact_id.data or None,
        is_shared=form.is_shared.data,
    )


def _told(answers: CheckOutView) -> list[dict[str, str]]:
    told = (
        ("How heavy the day was", WEIGHT_LABELS[answers.weight]),
        ("How they were", MOOD_LABELS[answers.mood]),
        ("Somebody to talk to", SUPPORT_LABELS[answers.support]),
        ("In their words", answers.note),
    )
    return [{"key": key, "value": value} for key, value in told if value]


def _talk_to(contacts: list[Contact]) -> list[tuple[str, str]]:
    """(part, names) in the order of who is nearest."""
    found: dict[str, list[str]] = {}
    for each in contacts:
        found.setdefault(each.part, []).append(each.full_name)
    return [(PARTS[part], ", ".join(found[part])) for part in PARTS if part in found]
