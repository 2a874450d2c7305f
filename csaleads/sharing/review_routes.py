"""Reviewing: a colleague reads a version before it is shared, answers the questions, and confirms it or sends it back."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core.errors import ChangedMeanwhile, WrongState
from csaleads.screening import asking
from csaleads.screening.service import NotPassed
from csaleads.sharing import presenters, reading_queries, reviewing
from csaleads.sharing.blueprint import blueprint
from csaleads.sharing.errors import ChangeNotSaid, CouldIdentify, NotReadYet, TooFewAlike
from csaleads.sharing.forms import ReviewForm


@blueprint.get("/shared-records/<number>/review")
@requires(Permission.REVIEW_FOR_LEARNING)
def review(number: str) -> ResponseReturnValue:
    """The version with the questions beside it, once the viewer has opened it."""
    kept = held_forms.take_back(viewer(), request)
    return _page(ReviewForm(formdata=kept), number, has_kept=kept is not None)


@blueprint.post("/shared-records/<number>/review")
@requires(Permission.REVIEW_FOR_LEARNING)
def answer(number: str) -> ResponseReturnValue:
    """Confirm it or send it back. Whoever comes second is told that it is answered."""
    form = ReviewForm()
    taken = asking.take_up(form, reading_queries.subject_to_review(viewer(), number))
    is_confirmed = request.form.get("step") == "confirm"
    try:
        if not taken.is_complete(form):
            reading_queries.require_waiting(viewer(), number)
            return _page(form, number), 422
        if is_confirmed:
            reviewing.confirm(viewer(), number=number, version=form.sent_version, answers=form.answers())
        else:
            reviewing.send_back(
                viewer(),
                number=number,
                version=form.sent_version,
                answers=form.answers(),
                what_to_change=form.what_to_change.typed,
                screened=taken.answers,
            )
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    except CouldIdentify:
        form.fail("what_to_change", "Say what should change and send it back, or answer no to every question")
        return _page(form, number), 422
    except ChangeNotSaid:
        form.fail("what_to_change", "Say what should change")
        return _page(form, number), 422
    except TooFewAlike:
        form.fail(
            "what_to_change", "Fewer than 5 records are alike. Send it back and ask for a broader description"
        )
        return _page(form, number), 422
    except (ChangedMeanwhile, NotReadYet):
        return _page(form, number, has_changed=True), 409
    except WrongState:
        return render_template("sharing/answered_meanwhile.html", typed=form.what_to_change.typed), 409
    held_forms.let_go(viewer(), request)
    done = (
        "It is shared with the leads of your area."
        if is_confirmed
        else "It is sent back with what to change."
    )
    flash(f"{done} The Practice Lead who wrote it has been told.", "success")
    return redirect(url_for("sharing.list_to_review"))


def _page(form: ReviewForm, number: str, *, has_kept: bool = False, has_changed: bool = False) -> str:
    version = reading_queries.get_to_review(viewer(), number)
    form.version.data = str(version.version)
    alike = reading_queries.count_alike_to_review(viewer(), number)
    return render_template(
        "sharing/review.html",
        form=form,
        version=version,
        facts=presenters.fact_rows(version),
        parts=presenters.parts_of(version.texts),
        is_enough=alike.is_enough,
        count=presenters.count_words(alike),
        description=presenters.description_words(version.said, version.held_on),
        has_kept=has_kept,
        has_changed=has_changed,
    )
