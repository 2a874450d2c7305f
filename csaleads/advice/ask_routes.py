"""Pages of asking, from the question about danger to the request that is sent."""

from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import SYSTEM_PERSON_ID
from csaleads.accounts import held_forms
from csaleads.advice import drafts, list_queries, queries
from csaleads.advice.blueprint import blueprint
from csaleads.advice.forms import STEP_FORMS, StartForm
from csaleads.advice.models import RequestState
from csaleads.advice.presenters import answers_of
from csaleads.advice.queries import RequestView
from csaleads.advice.screened import subject_of
from csaleads.advice.steps import TEXTS, Step, TooLong, Unanswered, first_open_step
from csaleads.clinics import open_queries
from csaleads.core import once
from csaleads.core.errors import ChangedMeanwhile, HiddenNow, NotFound, WrongState
from csaleads.core.formatting import uk_time
from csaleads.core.forms import CsaForm
from csaleads.core.input_bounds import whole_number
from csaleads.core.unit_of_work import commit, roll_back
from csaleads.core.whereabouts import stand_at
from csaleads.screening import asking
from csaleads.screening.service import NotPassed

KEPT_NOTICE = "We kept what you typed. Check it and send it again."


@blueprint.get("/ask")
@requires(Permission.ASK_FOR_ADVICE)
def start() -> ResponseReturnValue:
    """The safe-route stop, before anything is asked about a case. What was picked in a session that had ended is picked."""
    held = held_forms.take_back(viewer(), request)
    form = _start_form(held)
    if held is None:
        form.slot.data = request.args.get("slot", "")
    form.once_key.data = form.once_key.typed or once.new_key()
    return _show_start(form, notice=KEPT_NOTICE if held is not None else "")


@blueprint.post("/ask")
@requires(Permission.ASK_FOR_ADVICE)
def begin() -> ResponseReturnValue:
    """Danger leads to the emergency steps and is counted without a person; otherwise a draft begins."""
    form = _start_form()
    is_complete = form.validate_on_submit()
    if form.area_id.data is None:
        form.fail("area_id", "Select the area in which you work with the child")
        is_complete = False
    if not is_complete:
        return _show_start(form, status=422)
    held_forms.let_go(viewer(), request)
    if form.in_danger.data == "yes":
        if once.claim(form.once_key.typed, person_id=SYSTEM_PERSON_ID) is None:
            drafts.count_safe_route_stop(area_id=form.area_id.data)
        return redirect(url_for("advice.emergency"))
    done_before = once.claim(form.once_key.typed, person_id=viewer().person_id)
    if done_before is not None:
        return redirect(done_before)
    reference = drafts.start_request(
        viewer(), area_id=form.area_id.data, wanted_slot_id=_wanted_slot(form.slot.typed)
    )
    page = url_for("advice.step", reference=reference, step=Step.CONCERN.value)
    once.leave_result(page)
    return redirect(page)


@blueprint.get("/ask/emergency")
@requires(Permission.ASK_FOR_ADVICE)
def emergency() -> ResponseReturnValue:
    """What to do now. No form, nothing to type."""
    return render_template("advice/emergency.html")


def _start_form(held: MultiDict[str, str] | None = None) -> StartForm:
    form = StartForm() if held is None else StartForm(formdata=held)
    areas = viewer().area_names(viewer().areas_with(Permission.ASK_FOR_ADVICE))
    form.area_id.choices = areas
    if len(areas) == 1:
        form.area_id.data = areas[0][0]
    return form


def _show_start(form: StartForm, *, notice: str = "", status: int = 200) -> ResponseReturnValue:
    wanted = _wanted_slot(form.slot.typed)
    clinic = open_queries.find_open_slot(viewer(), wanted) if wanted is not None else None
    slot = clinic.slots[0] if clinic is not None else None
    drafts_kept = list_queries.list_drafts(viewer())
    page = render_template("advice/start.html", form=form, drafts=drafts_kept, slot=slot, notice_text=notice)
    return page, status


def _wanted_slot(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else None


@blueprint.get("/ask/<reference>/<step>")
@requires(Permission.ASK_FOR_ADVICE)
def step(reference: str, step: str) -> ResponseReturnValue:
    """One question. What was saved, or held while the session had ended, is in its boxes."""
    chosen, asked = _question(reference, step)
    held = held_forms.take_back(viewer(), request)
    form = _form_of(chosen, asked, held)
    if "marked" in request.args and held is None:
        asking.mark(form, subject_of(asked))
    return _show_step(form, chosen, asked, notice=KEPT_NOTICE if held is not None else "")


@blueprint.post("/ask/<reference>/<step>")
@requires(Permission.ASK_FOR_ADVICE)
def save_step(reference: str, step: str) -> ResponseReturnValue:
    """Keep the answer and go on; a draft keeps it even when it is not complete yet."""
    chosen, asked = _question(reference, step)
    form = STEP_FORMS[chosen]()
    if asked.state is not RequestState.DRAFT:
        return _change_sent(form, chosen, asked)
    is_complete = form.validate_on_submit()
    try:
        drafts.save_draft(viewer(), reference=reference, answers=_typed(form, chosen))
    except TooLong:
        return _show_step(form, chosen, asked, status=422)
    except WrongState:
        return _sent_meanwhile(asked)
    if request.form.get("then") == "later":
        held_forms.let_go(viewer(), request)
        flash(f"Your draft {asked.reference} is kept. Go on with it when you are ready.", "success")
        return redirect(url_for("advice.my_requests"))
    if not is_complete:
        commit()  # what is there is kept, though the page is shown again
        return _show_step(form, chosen, asked, status=422)
    held_forms.let_go(viewer(), request)
    return redirect(_page_after(chosen, asked))


@blueprint.post("/ask/<reference>/<step>/autosave")
@requires(Permission.ASK_FOR_ADVICE)
def autosave(reference: str, step: str) -> ResponseReturnValue:
    """Keep what is typed so far, complete or not. Only a draft is kept this way: what was sent changes by a button."""
    chosen, _ = _question(reference, step)
    form = STEP_FORMS[chosen]()
    form.validate()
    try:
        saved_at = drafts.save_draft(viewer(), reference=reference, answers=_typed(form, chosen))
    except TooLong:
        abort(413)
    except WrongState:
        return jsonify(), 409
    return jsonify(saved_at=uk_time(saved_at))


def _question(reference: str, name: str) -> tuple[Step, RequestView]:
    """The step and the viewer's own request, if its answers can be changed now."""
    if name not in set(Step):
        raise NotFound
    asked = queries.get_own_request(viewer(), reference)
    if asked.hidden_at is not None:
        raise HiddenNow
    return Step(name), asked


def _form_of(chosen: Step, asked: RequestView, held: MultiDict[str, str] | None) -> CsaForm:
    saved: dict[str, Any] = {name: getattr(asked, name) for name in chosen.fields}
    saved["version"] = str(asked.version)
    return STEP_FORMS[chosen](formdata=held, data=saved)


def _typed(form: CsaForm, chosen: Step) -> dict[str, Any]:
    """The answers that the form brings: every text as it is, a choice where it is one of the choices."""
    sent = [name for name in chosen.fields if name in request.form]
    return {name: form[name].data for name in sent if name in TEXTS or not form[name].errors}


def _change_sent(form: CsaForm, chosen: Step, asked: RequestView) -> ResponseReturnValue:
    taken = asking.take_up(form, subject_of(asked))
    if not taken.is_complete(form):
        return _show_step(form, chosen, asked, status=422)
    try:
        drafts.change_answers(
            viewer(),
            reference=asked.reference,
            answers=_typed(form, chosen),
            version=whole_number(form["version"].data),
            screened=taken.answers,
        )
    except ChangedMeanwhile:
        roll_back()
        newest = queries.get_own_request(viewer(), asked.reference)
        form["version"].data = str(newest.version)
        return _show_step(form, chosen, newest, changed=True, status=409)
    except WrongState:
        return _sent_meanwhile(asked)
    except NotPassed as stopped:
        return asking.page(form, stopped, taken)
    held_forms.let_go(viewer(), request)
    flash("Your answer is changed. Your Practice Lead sees the newest.", "success")
    return redirect(url_for("advice.show", reference=asked.reference))


def _sent_meanwhile(asked: RequestView) -> ResponseReturnValue:
    roll_back()
    flash("This request cannot be changed any more. What you sent is kept below.", "info")
    return redirect(url_for("advice.show", reference=asked.reference))


def _page_after(chosen: Step, asked: RequestView) -> str:
    following = chosen.next
    if request.args.get("origin") == "check" or following is None:
        return url_for("advice.check", reference=asked.reference)
    return url_for("advice.step", reference=asked.reference, step=following.value)


def _show_step(
    form: CsaForm,
    chosen: Step,
    asked: RequestView,
    *,
    notice: str = "",
    changed: bool = False,
    status: int = 200,
) -> ResponseReturnValue:
    is_draft = asked.state is RequestState.DRAFT
    if not is_draft and not asked.allows("edit"):
        return _sent_meanwhile(asked)
    if not is_draft:
        stand_at("advice.my_requests")
    page = render_template(
        "advice/step.html",
        form=form,
        step=chosen,
        asked=asked,
        is_draft=is_draft,
        notice_text=notice,
        changed=changed,
        saved=answers_of(asked) if changed else [],
        back=_page_before(chosen, asked),
        from_check=request.args.get("origin") == "check",
    )
    return page, status


def _page_before(chosen: Step, asked: RequestView) -> str:
    if asked.state is not RequestState.DRAFT:
        return url_for("advice.show", reference=asked.reference)
    if request.args.get("origin") == "check":
        return url_for("advice.check", reference=asked.reference)
    if chosen.previous is None:
        return url_for("advice.start")
    return url_for("advice.step", reference=asked.reference, step=chosen.previous.value)


@blueprint.get("/ask/<reference>/check")
@requires(Permission.ASK_FOR_ADVICE)
def check(reference: str) -> ResponseReturnValue:
    """All answers on one page, each with a way to change it."""
    asked = queries.get_own_request(viewer(), reference)
    if asked.state is not RequestState.DRAFT:
        return redirect(url_for("advice.show", reference=asked.reference))
    if asked.hidden_at is not None:
        raise HiddenNow
    open_step = first_open_step(asked)
    answers = answers_of(asked, origin="check", can_change=True)
    return render_template("advice/check.html", asked=asked, answers=answers, open_step=open_step)


@blueprint.post("/ask/<reference>/send")
@requires(Permission.ASK_FOR_ADVICE)
def submit(reference: str) -> ResponseReturnValue:
    """Send the draft; the choice of a time follows."""
    asked = queries.get_own_request(viewer(), reference)
    try:
        drafts.submit_request(viewer(), reference=reference)
    except Unanswered as missing:
        roll_back()
        flash("Answer this question before you send your request.", "warning")
        page = url_for("advice.step", reference=asked.reference, step=missing.step.value, origin="check")
        return redirect(page)
    except NotPassed:
        roll_back()
        return redirect(url_for("advice.identify", reference=asked.reference))
    except WrongState:
        roll_back()  # sent already, by a double click: go on as if this had been the first
    return redirect(url_for("advice.choose_slot", reference=asked.reference))
