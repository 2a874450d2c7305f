"""What the forms of a thread and of an answer share: the draft that is shown again, words that are quoted, the preview."""

from typing import NamedTuple

from flask import flash, request
from markupsafe import Markup

from csaleads.access.guards import viewer
from csaleads.core import once
from csaleads.core.errors import NotFound
from csaleads.core.input_bounds import whole_number
from csaleads.core.markdown import markdown_post
from csaleads.forum import naming
from csaleads.forum.forms import AnswerForm, ThreadForm
from csaleads.forum.posts import draft_queries, own_queries
from csaleads.forum.posts.draft_queries import DraftView, Place
from csaleads.forum.wording import UNNAMED_QUOTED
from csaleads.network import people_queries

PREVIEW = "preview"


class Writing(NamedTuple):
    """What stands beside a form. `saved` is another version of the draft that was kept meanwhile."""

    place: Place
    draft: DraftView | None = None
    preview: Markup | None = None
    saved: DraftView | None = None


def is_preview() -> bool:
    """Whether the form was sent by the button that shows how it will look, without scripts."""
    return request.method == "POST" and PREVIEW in request.form


def preview_of(body: str) -> Markup:
    """How the text will look."""
    return markdown_post(body, resolve=naming.meant_in(viewer(), body)).html


def say_shared_names(body: str) -> None:
    """Tell whoever has posted `body` of names in it that more than one member bears."""
    words = naming.shared_words(naming.meant_in(viewer(), body))
    if words:
        flash(words, "info")


def open_form(form: ThreadForm | AnswerForm, place: Place, quoted: str = "") -> Writing:
    """A form that is opened: with the draft in it, and below it the words that are quoted."""
    draft = draft_queries.find_draft(viewer(), place)
    if draft is not None:
        form.body.data, form.version.data = draft.body, str(draft.version)
        if isinstance(form, ThreadForm):
            form.title.data = draft.title
    if quoted:
        form.body.data = "\n\n".join(filter(None, (form.body.typed, quoted))) + "\n\n"
    form.page_key.data = once.new_key()
    return Writing(place, draft)


def quoted_in(thread_id: int, address_value: str | None) -> str:
    """The words of the post that the address names, as a quotation; nothing where it names none that is shown there."""
    post_id = whole_number(address_value)
    if not post_id:
        return ""
    try:
        post = own_queries.get_shown(viewer(), post_id)
    except NotFound:
        return ""
    if post.thread_id != thread_id:
        return ""
    return quotation(_name_of(post.author_id), post.body)


def quotation(name: str, body: str) -> str:
    """`body` as Markdown of a quotation, and who wrote it."""
    lines = [f"> {line}" if line else ">" for line in body.split("\n")]
    return "\n".join([f"{name} wrote:", "", *lines])


def _name_of(author_id: int | None) -> str:
    if author_id is None:
        return UNNAMED_QUOTED
    names = people_queries.list_names(viewer(), [author_id])
    return names[author_id].full_name if author_id in names else people_queries.FORMER
