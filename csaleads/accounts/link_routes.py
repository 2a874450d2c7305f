"""Pages behind single-use links: accepting an invitation, and choosing a new password. Opening one uses nothing up."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import public
from csaleads.accounts import areas_queries, entering, invitations_service, links, passwords_service
from csaleads.accounts import queries as people
from csaleads.accounts import sign_in_service as signing_in
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.errors import LinkClosed, PasswordRefused, TooManyTries
from csaleads.accounts.forms import ForgottenPasswordForm, NewPasswordForm
from csaleads.accounts.models import LinkPurpose
from csaleads.accounts.wording import password_message
from csaleads.core.errors import WrongState

CLOSED = 410


@blueprint.get("/invitation/<token>")
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    """Who invites, and a password to choose."""
    return _show_invitation(token, NewPasswordForm(), status=200)


@blueprint.post("/invitation/<token>")
@public
def accept_invitation_send(token: str) -> ResponseReturnValue:
    """Join, signed in at once."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _show_invitation(token, form, status=422)
    try:
        person_id = invitations_service.accept(token, password=form.new_password.data or "")
    except LinkClosed as closed:
        return _show_closed(closed, "invitation")
    except WrongState:
        return redirect(url_for("accounts.sign_in"))
    except PasswordRefused as refused:
        form.fail("new_password", password_message(refused))
        return _show_invitation(token, form, status=422)
    session_token = signing_in.start_fresh_session(
        person_id, browser=entering.this_browser(), old_token=entering.token_of_cookie()
    )
    response = entering.let_in(session_token, person_id=person_id, target="/")
    flash("Welcome to csaleads. Your account is ready.", "success")
    return response


def _show_invitation(token: str, form: NewPasswordForm, *, status: int) -> ResponseReturnValue:
    try:
        link = links.look_at(token, LinkPurpose.INVITATION)
    except LinkClosed as closed:
        return _show_closed(closed, "invitation")
    full_name, has_joined = areas_queries.name_and_state_of(link.person_id)
    area_name = people.area_names([link.area_id]).get(link.area_id, "") if link.area_id else ""
    page = "invitation_known.html" if has_joined else "invitation.html"
    return render_template(f"accounts/{page}", form=form, full_name=full_name, area_name=area_name), status


@blueprint.get("/forgotten-password")
@public
def forgotten_password() -> ResponseReturnValue:
    """Ask for a link."""
    return render_template("accounts/forgotten_password.html", form=ForgottenPasswordForm())


@blueprint.post("/forgotten-password")
@public
def forgotten_password_send() -> ResponseReturnValue:
    """The same answer whether or not there is such an account."""
    form = ForgottenPasswordForm()
    if not form.validate_on_submit():
        return render_template("accounts/forgotten_password.html", form=form), 422
    try:
        passwords_service.ask_for_reset(form.email.data or "", address=request.remote_addr or "")
    except TooManyTries as refused:
        return entering.show_too_many_tries(refused.until)
    return render_template("accounts/reset_sent.html")


@blueprint.get("/reset-password/<token>")
@public
def reset_password(token: str) -> ResponseReturnValue:
    """Choose a new password."""
    return _show_reset(token, NewPasswordForm(), status=200)


@blueprint.post("/reset-password/<token>")
@public
def reset_password_send(token: str) -> ResponseReturnValue:
    """The password is new and every session has ended; sign in with it."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return _show_reset(token, form, status=422)
    try:
        passwords_service.reset_password(token, password=form.new_password.data or "")
    except LinkClosed as closed:
        return _show_closed(closed, "reset")
    except PasswordRefused as refused:
        form.fail("new_password", password_message(refused))
        return _show_reset(token, form, status=422)
    response = entering.let_out(redirect(url_for("accounts.sign_in")))
    flash(
        "Your password is changed and every other browser is signed out. Sign in with the new one.", "success"
    )
    return response


def _show_reset(token: str, form: NewPasswordForm, *, status: int) -> ResponseReturnValue:
    try:
        links.look_at(token, LinkPurpose.PASSWORD_RESET)
    except LinkClosed as closed:
        return _show_closed(closed, "reset")
    return render_template("accounts/reset_password.html", form=form), status


def _show_closed(closed: LinkClosed, kind: str) -> ResponseReturnValue:
    return render_template("accounts/link_closed.html", kind=kind, reason=closed.reason), CLOSED
