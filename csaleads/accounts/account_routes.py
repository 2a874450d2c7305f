"""My account: name, roles, teams, where one is signed in, and the password."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import signed_in, viewer
from csaleads.accounts import (
    areas_queries,
    entering,
    held_forms,
    own_account_service,
    passwords_service,
    sessions,
)
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import PasswordRefused, TooManyTries, WrongDetails
from csaleads.accounts.forms import ChangePasswordForm, NameForm
from csaleads.accounts.wording import password_message
from csaleads.core import clock


@blueprint.get("/account")
@signed_in
def my_account() -> ResponseReturnValue:
    """Everything about one's own account on one page."""
    person = viewer()
    return render_template(
        "accounts/my_account.html",
        roles=areas_queries.list_own_roles(person),
        teams=areas_queries.list_own_teams(person),
        sessions=sessions.list_live_sessions(person),
        today=clock.today(),
    )


@blueprint.get("/account/name")
@signed_in
def change_name() -> ResponseReturnValue:
    """Another name."""
    kept = held_forms.take_back(viewer(), request)
    form = NameForm(formdata=kept) if kept is not None else NameForm(full_name=viewer().full_name)
    return render_template("accounts/change_name.html", form=form, is_kept=kept is not None)


@blueprint.post("/account/name")
@signed_in
def change_name_send() -> ResponseReturnValue:
    """The name is another one from now on."""
    form = NameForm()
    if not form.validate_on_submit():
        return render_template("accounts/change_name.html", form=form, is_kept=False), 422
    own_account_service.change_name(viewer(), full_name=form.full_name.data or "")
    held_forms.let_go(viewer(), request)
    flash("Your name is changed.", "success")
    return redirect(url_for("accounts.my_account"))


@blueprint.get("/account/password")
@signed_in
def change_password() -> ResponseReturnValue:
    """Another password."""
    return render_template("accounts/change_password.html", form=ChangePasswordForm())


@blueprint.post("/account/password")
@signed_in
def change_password_send() -> ResponseReturnValue:
    """The password is another one from now on, and every other browser is signed out."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return render_template("accounts/change_password.html", form=form), 422
    current, new = form.current_password.data or "", form.new_password.data or ""
    try:
        passwords_service.check_current_password(viewer().person_id, current)
        passwords_service.change_password(viewer(), current=current, new=new)
    except TooManyTries as refused:
        return entering.show_too_many_tries(refused.until)
    except WrongDetails:
        form.fail("current_password", "This is not your current password. Check it and enter it again")
        return render_template("accounts/change_password.html", form=form), 422
    except PasswordRefused as refused_password:
        form.fail("new_password", password_message(refused_password))
        return render_template("accounts/change_password.html", form=form), 422
    flash("Your password is changed, and your other browsers are signed out.", "success")
    return redirect(url_for("accounts.my_account"))


@blueprint.post("/account/sessions/<int:session_id>/end")
@signed_in
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one browser out."""
    own_account_service.end_own_session(viewer(), session_id=session_id)
    flash("That browser is signed out.", "success")
    return redirect(url_for("accounts.my_account"))


@blueprint.post("/account/sessions/end-others")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    """Sign every other browser out."""
    own_account_service.end_other_sessions(viewer())
    flash("Every other browser is signed out.", "success")
    return redirect(url_for("accounts.my_account"))
