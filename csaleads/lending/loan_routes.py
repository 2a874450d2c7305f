"""One loan: how it stands, and what either side does about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import roll_back
from csaleads.lending import policy, presenters, queries, service, wording
from csaleads.lending.blueprint import blueprint
from csaleads.lending.forms import (
    CREDIT,
    NOW,
    STAYS,
    AgreeForm,
    DeclineForm,
    RecommendForm,
    TakeBackForm,
)
from csaleads.lending.queries import LoanView
from csaleads.lending.screened import loan_subject
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

SEES = Permission.ADD_RESOURCES
ANSWERS = Permission.APPROVE_RESOURCES
CHANGED = "It was changed in the meantime. Read how it stands now, then decide again."
Form = AgreeForm | DeclineForm | RecommendForm | TakeBackForm


@blueprint.get("/lending/loans/<uuid:loan_id>")
@requires(SEES)
def show(loan_id: UUID) -> ResponseReturnValue:
    """What was asked for, how it stands, what comes next and what has happened."""
    who = viewer()
    loan = queries.get_loan(who, loan_id)
    asks = policy.is_asker(who, loan.facts)
    return render_template(
        "lending/loan.html",
        loan=loan,
        label=wording.STATE_LABELS[loan.facts.state],
        tone=wording.STATE_TONES.get(loan.facts.state, "over"),
        rows=presenters.rows_of(who, loan),
        acts=presenters.acts_for(who, loan),
        entries=presenters.entries_of(who, loan, queries.list_events(who, loan_id)),
        next_words=presenters.next_words(who, loan),
        reads_copy=asks and loan.facts.state in policy.READ_THERE,
        sees_original=not asks,
        back=url_for("lending.loans", side=None if asks else "theirs"),
    )


@blueprint.post("/lending/loans/<uuid:loan_id>/move")
@requires(SEES)
def move(loan_id: UUID) -> ResponseReturnValue:
    """What needs no words: delivered, renewed, kept, arrived, given back, not wanted any more."""
    verb = request.form.get("verb", "")
    try:
        service.move_loan(
            viewer(),
            loan_id=loan_id,
            version=whole_number(request.form.get("version", "")),
            edition=whole_number(request.form.get("edition", "")),
            verb=verb,
        )
    except WrongState as refused:
        roll_back()
        flash(wording.refusal(refused.state), "info")
    except ChangedMeanwhile:
        roll_back()
        flash(CHANGED, "info")
    else:
        flash(wording.DONE[verb], "success")
    return redirect(url_for("lending.show", loan_id=loan_id))


@blueprint.route("/lending/loans/<uuid:loan_id>/recommend", methods=["GET", "POST"])
@requires(SEES)
def ask_to_recommend(loan_id: UUID) -> ResponseReturnValue:
    """What whoever looks after it recommends to their coordinator."""
    done = "Thank you. Your coordinator reads it."
    return _answer(loan_id, "recommend", RecommendForm, service.recommend, done)


@blueprint.route("/lending/loans/<uuid:loan_id>/agree", methods=["GET", "POST"])
@requires(ANSWERS)
def ask_to_agree(loan_id: UUID) -> ResponseReturnValue:
    """On what terms the area lends it."""
    done = "It is agreed, and the other area is told."
    return _answer(loan_id, "agree", AgreeForm, service.agree, done, terms=[CREDIT, STAYS], when=NOW)


@blueprint.route("/lending/loans/<uuid:loan_id>/decline", methods=["GET", "POST"])
@requires(ANSWERS)
def ask_to_decline(loan_id: UUID) -> ResponseReturnValue:
    """Why the area does not lend it."""
    done = "The other area is told, with your reason."
    return _answer(loan_id, "decline", DeclineForm, service.decline, done)


@blueprint.route("/lending/loans/<uuid:loan_id>/take-back", methods=["GET", "POST"])
@requires(ANSWERS)
def ask_to_take_back(loan_id: UUID) -> ResponseReturnValue:
    """Why the area takes it back."""
    done = "It is taken back, and the other area is told."
    return _answer(loan_id, "take_back", TakeBackForm, service.take_back, done)


def _answer(
    loan_id: UUID,
    verb: str,
    form_of: Callable[..., Form],
    act: Callable[..., None],
    done: str,
    **first: Any,
) -> ResponseReturnValue:
    """The page of a verb that is said in words, and what it does when it is sent."""
    loan = queries.get_loan(viewer(), loan_id)
    if not policy.WHO[verb](viewer(), loan.facts):
        raise NotFound("loan")
    here = url_for("lending.show", loan_id=loan_id)
    if not policy.can_do(viewer(), loan.facts, verb):
        flash(wording.refusal(loan.facts.state.value), "info")
        return redirect(here)
    held = held_forms.take_back(viewer(), request)
    stands = {"version": str(loan.version), "edition": str(loan.newest_edition)}
    form = form_of(formdata=held) if held else form_of(data=first | stands)
    if isinstance(form, AgreeForm):
        form.until.earliest = clock.today()
    taken = asking.take_up(form, loan_subject(loan_id, loan.facts.lender_area_id))
    if taken.is_complete(form):
        try:
            act(
                viewer(),
                loan_id=loan_id,
                version=form.sent_version,
                screened=taken.answers,
                **form.said(),
            )
        except WrongState as refused:
            roll_back()
            flash(wording.refusal(refused.state), "info")
            return redirect(here)
        except ChangedMeanwhile:
            roll_back()
            flash(CHANGED, "info")
            return _page(queries.get_loan(viewer(), loan_id), verb, form), 409
        except InvalidChoice:
            roll_back()
            form.fail("until", "The last day must be today or later")
        except NotPassed as stopped:
            return asking.page(form, stopped, taken)
        else:
            held_forms.let_go(viewer(), request)
            flash(done, "success")
            return redirect(here)
    page = _page(loan, verb, form, was_held=held is not None)
    return (page, 422) if form.is_submitted() else page


def _page(loan: LoanView, verb: str, form: Form, *, was_held: bool = False) -> str:
    """The form; where the loan changed meanwhile it is shown as it stands now, with what was typed."""
    form.version.data, form.edition.data = str(loan.version), str(loan.newest_edition)
    return render_template(
        f"lending/{verb}.html",
        form=form,
        loan=loan,
        rows=presenters.rows_of(viewer(), loan),
        was_held=was_held,
    )
