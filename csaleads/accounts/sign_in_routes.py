"""Signing in and out."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import public, signed_in, viewer
from csaleads.accounts import areas_queries, devices, entering, sign_in_service
from csaleads.accounts.blueprint import blueprint
from csaleads.accounts.demonstration import DEMONSTRATION_ACCOUNTS, DemonstrationAccount
from csaleads.accounts.errors import TooManyTries, WrongDetails
from csaleads.accounts.forms import SignInForm
from csaleads.accounts.passwords import DEMONSTRATION_PASSWORD
from csaleads.accounts.sign_in_guard import safe_next, signed_in_person

WRONG_DETAILS = (
    "The email address or the password is not right. Check both, or ask for a link to choose a new password."
)


@blueprint.get("/sign-in")
@public
def sign_in() -> ResponseReturnValue:
    """The sign-in page; somebody who is signed in is taken on."""
    if signed_in_person() is not None:
        return redirect(safe_next(request.args.get("next")))
    return _show(SignInForm())


@blueprint.post("/sign-in")
@public
def sign_in_send() -> ResponseReturnValue:
    """Sign in and go where the person was going."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _show(form), 422
    email, password = form.email.data or "", form.password.data or ""
    account = sign_in_service.find_account(email)
    device = devices.find_device(request, person_id=account.person_id if account else None)
    visitor = sign_in_service.Visitor(address=request.remote_addr or "", device=device)
    try:
        checked = sign_in_service.check_details(email, password, account=account, visitor=visitor)
        token = sign_in_service.sign_in(
            checked, password, browser=entering.this_browser(), old_token=entering.token_of_cookie()
        )
    except TooManyTries as refused:
        return entering.show_too_many_tries(refused.until)
    except WrongDetails:
        form.fail_whole(WRONG_DETAILS)
        return _show(form), 422
    return entering.let_in(token, person_id=checked.person_id, target=request.args.get("next"))


@blueprint.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End this session at the server and empty the browser."""
    sign_in_service.sign_out(viewer())
    response = entering.let_out(redirect(url_for("accounts.sign_in")))
    flash("You have signed out.", "success")
    return response


def _show(form: SignInForm) -> str:
    accounts: tuple[DemonstrationAccount, ...] = ()
    if current_app.config["IS_DEMONSTRATION"]:
        there = areas_queries.demonstration_accounts([account.email for account in DEMONSTRATION_ACCOUNTS])
        accounts = tuple(account for account in DEMONSTRATION_ACCOUNTS if account.email in there)
    return render_template(
        "accounts/sign_in.html",
        form=form,
        target=safe_next(request.args.get("next")),
        accounts=accounts,
        demonstration_password=DEMONSTRATION_PASSWORD if accounts else "",
    )
