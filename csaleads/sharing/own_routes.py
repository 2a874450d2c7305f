"""The lead's side: preparing a version of a signed record, editing it, describing and proposing it, taking it back."""

from typing import Any

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.accounts import held_forms
from csaleads.core import clock
from csaleads.core.errors import ChangedMeanwhile, InvalidChoice, NotFound, WrongState
from csaleads.core.formatting import uk_time
from csaleads.core.unit_of_work import commit
from csaleads.screening import asking
from csaleads.screening import service as screening
from csaleads.screening.answers import Choices, was_answered
from csaleads.screening.findings import replaced
from csaleads.screening.service import NotPassed
from csaleads.sharing import errors, policy, presenters, reading_queries, service
from csaleads.sharing.blueprint import blueprint
from csaleads.sharing.forms import DescriptionForm, VersionForm
from csaleads.sharing.reading_queries import OwnView, VersionView
from csaleads.sharing.screened import LABELS, subject_of

DESCRIBED = ("age", "concern", "stage", "period", "step")

REFUSED = {
    errors.TooFewAlike: "Fewer than 5 records of your area answer to this description. Choose a broader one.",
    errors.NothingToLearn: "Nothing is written under Advice. Write it before you ask a colleague.",
    errors.NobodyToReview: "Nobody in your area can read it first: every lead and coordinator took part in the consultation.",
}


@blueprint.get("/records/<reference>/sharing")
@requires(Permission.WRITE_RECORDS)
def own(reference: str) -> ResponseReturnValue:
    """Where sharing this record stands, and the next step."""
    view = reading_queries.get_own(viewer(), reference, with_texts=True)
    return render_template(
        "sharing/own.html",
        own=view,
        version=view.version,
        facts=presenters.fact_rows(view.version) if view.version else [],
        parts=presenters.parts_of(view.version.texts) if view.version else [],
        recognised_by=presenters.question_words(view.review.could_identify) if view.review else [],
        may_prepare=view.version is None or policy.can_move(view.version.state, "prepare"),
        may_edit=view.version is not None and view.version.state in policy.EDITED_IN,
        may_take_back=view.version is not None and policy.can_move(view.version.state, "take_back"),
    )


@blueprint.post("/records/<reference>/sharing")
@requires(Permission.WRITE_RECORDS)
def prepare(reference: str) -> ResponseReturnValue:
    """Make a version of the record to edit. A second click finds it made."""
    service.prepare_version(viewer(), reference=reference)
    return redirect(url_for("sharing.edit", reference=reference))


@blueprint.get("/records/<reference>/sharing/edit")
@requires(Permission.WRITE_RECORDS)
def edit(reference: str) -> ResponseReturnValue:
    """The form of a version that is not with others."""
    view, version = _prepared(reference)
    if version.state not in policy.EDITED_IN:
        return redirect(url_for("sharing.own", reference=reference))
    kept = held_forms.take_back(viewer(), request)
    form = VersionForm(formdata=kept, data={**version.texts, "version": str(version.version)})
    return _form_page(form, view, has_kept=kept is not None)


@blueprint.post("/records/<reference>/sharing/edit")
@requires(Permission.WRITE_RECORDS)
def save(reference: str) -> ResponseReturnValue:
    """Save the version and go where the button leads."""
    form = VersionForm()
    if not form.validate_on_submit():
        return _form_page(form, _prepared(reference)[0]), 422
    try:
        service.save_version(viewer(), reference=reference, texts=form.texts(), version=form.sent_version)
    except ChangedMeanwhile:
        return _both_versions(form, reference)
    except WrongState:
        typed = presenters.parts_of(form.texts())
        return render_template("sharing/sent_meanwhile.html", reference=reference, typed=typed), 409
    held_forms.let_go(viewer(), request)
    if request.form.get("step") == "check":
        return redirect(url_for("sharing.check", reference=reference))
    flash("The version for learning is saved. Nobody else sees it yet.", "success")
    return redirect(url_for("sharing.own", reference=reference))


@blueprint.post("/records/<reference>/sharing/draft")
@requires(Permission.WRITE_RECORDS)
def autosave(reference: str) -> ResponseReturnValue:
    """Keep what is on an open page; 409 where it was changed in another window or sent to a colleague."""
    form = VersionForm()
    if not form.validate():
        return jsonify(error="too_long"), 422
    try:
        version = service.autosave_version(
            viewer(), reference=reference, texts=form.texts(), version=form.sent_version
        )
    except (ChangedMeanwhile, WrongState):
        return jsonify(error="changed_meanwhile"), 409
    return jsonify(saved_at=uk_time(clock.now()), fields={"version": str(version)})


@blueprint.get("/records/<reference>/sharing/check")
@requires(Permission.WRITE_RECORDS)
def check(reference: str) -> ResponseReturnValue:
    """The version as colleagues would read it, how it is described, and how many records are alike."""
    view, version = _prepared(reference)
    if version.state not in policy.EDITED_IN:
        return redirect(url_for("sharing.own", reference=reference))
    form = DescriptionForm(data={**version.said._asdict(), "version": str(version.version)})
    return _check_page(form, view, version)


@blueprint.post("/records/<reference>/sharing/check")
@requires(Permission.WRITE_RECORDS)
def propose(reference: str) -> ResponseReturnValue:
    """Describe the version, and ask a colleague to read it if that is the button. A second click finds it done."""
    view, version = _prepared(reference)
    form = DescriptionForm()
    _offer(form, view)
    if not form.validate_on_submit():
        return _check_page(form, view, version), 422
    try:
        service.describe_version(viewer(), reference=reference, said=form.said)
        if request.form.get("step") != "propose":
            return redirect(url_for("sharing.check", reference=reference, _anchor="alike"))
        chosen, sent_version = _take_up(reference, version, form)
        if chosen.change:
            return redirect(
                url_for("sharing.edit", reference=reference, _anchor=chosen.change[0].first.field)
            )
        service.propose_sharing(viewer(), reference=reference, version=sent_version, screened=chosen.answers)
    except NotPassed as stopped:
        commit()  # how it is described and what was answered is kept, though the page is shown again
        return _sheet(reference, stopped), 422
    except WrongState:
        flash("You have asked a colleague already.", "info")
        return redirect(url_for("sharing.own", reference=reference))
    except ChangedMeanwhile:
        return _changed(form, reference)
    except InvalidChoice as refused:
        raise NotFound from refused
    except tuple(REFUSED) as refused:
        form.fail("age" if isinstance(refused, errors.TooFewAlike) else "period", REFUSED[type(refused)])
        return _check_page(form, view, version), 422
    flash("Your colleagues are asked. You get a message when one of them has answered.", "success")
    return redirect(url_for("sharing.own", reference=reference))


def _take_up(reference: str, version: VersionView, form: DescriptionForm) -> tuple[Choices, int]:
    """What the page with the questions answers: suggestions go into the version, what is kept is remembered with it."""
    if not was_answered(request.form):
        return Choices(), form.sent_version
    questions = screening.questions_of(subject_of(version), version.texts)
    chosen = asking.read_posted(questions)
    screening.keep(viewer(), subject=subject_of(version), questions=questions, answers=chosen.answers)
    if not chosen.use:
        return chosen, form.sent_version
    texts = replaced(dict(version.texts), chosen.use)
    return chosen, service.save_version(viewer(), reference=reference, texts=texts, version=form.sent_version)


def _sheet(reference: str, stopped: NotPassed) -> str:
    """The questions that are open before a colleague is asked, or what kept the words from being looked at."""
    _, version = _prepared(reference)
    described = [(name, value) for name, value in request.form.items(multi=True) if name in DESCRIBED]
    return asking.sheet(
        stopped,
        labels=LABELS,
        carried=[*described, ("version", str(version.version))],
        back=url_for("sharing.edit", reference=reference),
        is_draft=True,
        texts=[(LABELS[name], text) for name, text in version.texts.items() if text],
    )


@blueprint.post("/records/<reference>/sharing/take-back")
@requires(Permission.WRITE_RECORDS)
def take_back(reference: str) -> ResponseReturnValue:
    """Nobody else sees it any more; its words stay with the lead. A second click finds it done."""
    try:
        service.take_back_sharing(viewer(), reference=reference)
    except WrongState:
        flash("It is not with others.", "info")
    else:
        flash("It is taken back. Nobody else can open it. What you wrote is kept.", "success")
    return redirect(url_for("sharing.own", reference=reference))


def _prepared(reference: str) -> tuple[OwnView, VersionView]:
    view = reading_queries.get_own(viewer(), reference, with_texts=True)
    if view.version is None:
        raise NotFound
    return view, view.version


def _form_page(
    form: VersionForm,
    view: OwnView,
    *,
    has_kept: bool = False,
    differences: list[presenters.Difference] | None = None,
) -> str:
    return render_template(
        "sharing/edit.html",
        form=form,
        own=view,
        has_kept=has_kept,
        is_conflict=differences is not None,
        differences={part.name: part for part in differences or ()},
        recognised_by=presenters.question_words(view.review.could_identify) if view.review else [],
    )


def _both_versions(form: VersionForm, reference: str) -> ResponseReturnValue:
    view, version = _prepared(reference)
    form.version.data = str(version.version)
    return _form_page(form, view, differences=presenters.differences(form.texts(), version.texts)), 409


def _offer(form: Any, view: OwnView) -> None:
    for name, offered in presenters.form_choices(view.choices, view.held_on).items():
        form[name].choices = offered


def _check_page(
    form: DescriptionForm, view: OwnView, version: VersionView, *, has_changed: bool = False
) -> str:
    _offer(form, view)
    said = version.said if None in form.said else form.said
    alike = reading_queries.count_alike_own(viewer(), view.reference, said)
    return render_template(
        "sharing/check.html",
        form=form,
        own=view,
        parts=presenters.parts_of(version.texts),
        present=alike.present,
        present_words=presenters.description_words(said, view.held_on),
        present_count=presenters.count_words(alike.present),
        broader=presenters.alike_rows(alike, view.held_on),
        has_changed=has_changed,
    )


def _changed(form: DescriptionForm, reference: str) -> ResponseReturnValue:
    view, version = _prepared(reference)
    form.version.data = str(version.version)
    return _check_page(form, view, version, has_changed=True), 409
