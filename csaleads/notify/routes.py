"""The messages page, where a button marks as read what concerns the person; and which emails they get."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import signed_in, viewer
from csaleads.core.paging import page_number
from csaleads.notify import choices, queries, service, titles
from csaleads.notify.forms import MailChoicesForm
from csaleads.notify.presenters import shown

blueprint = Blueprint("notify", __name__)

LARGEST_ID = 2**31 - 1


@blueprint.get("/messages")
@signed_in
def messages() -> ResponseReturnValue:
    """The viewer's messages, all of them or the unread ones."""
    only_unread = request.args.get("show") == "unread"
    page = queries.page_of_messages(viewer(), only_unread=only_unread, number=page_number())
    return render_template(
        "notify/messages.html",
        page=page,
        messages=shown(page.rows, titles.titles_for(viewer(), page.rows)),
        only_unread=only_unread,
        newest_id=max((row.id for row in page.rows), default=0),
    )


@blueprint.post("/messages/read")
@signed_in
def mark_read() -> ResponseReturnValue:
    """Marks one message as read, or all up to the newest that the page showed."""
    one, up_to = _id("message_id"), _id("up_to")
    if one is not None:
        service.mark_read(viewer(), message_id=one)
        flash("The message is marked as read.", "success")
    elif up_to is not None:
        service.mark_all_read(viewer(), up_to=up_to)
        flash("Your messages are marked as read.", "success")
    else:
        abort(400)
    show = "unread" if request.form.get("show") == "unread" else None
    return redirect(url_for("notify.messages", show=show, page=_id("page")), 303)


@blueprint.route("/messages/emails", methods=["GET", "POST"])
@signed_in
def mail_choices() -> ResponseReturnValue:
    """Which of the emails that one can choose the viewer gets."""
    offered = choices.offered_to(viewer())
    form = MailChoicesForm(wanted=choices.list_wanted(viewer()))
    form.wanted.choices = [(each.kind, each.label, each.explained) for each in offered]
    if form.validate_on_submit():
        choices.choose(viewer(), wanted=frozenset(form.wanted.data))
        flash("It is noted which emails you get.", "success")
        return redirect(url_for("notify.mail_choices"))
    page = render_template("notify/mail_choices.html", form=form, offered=offered)
    return (page, 422) if form.is_submitted() else page


def _id(name: str) -> int | None:
    text = request.form.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 10:
        return None
    return number if 1 <= (number := int(text)) <= LARGEST_ID else None
