"""What changed in a post: two of its editions side by side, for everybody who reads the thread."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.input_bounds import whole_number
from csaleads.forum.blueprint import blueprint
from csaleads.forum.posts import edition_queries, own_presenters, own_queries
from csaleads.forum.posts.edition_queries import Edition
from csaleads.learning.comparing import changes_between


@blueprint.get("/network/posts/<int:post_id>/editions")
@requires(Permission.USE_NETWORK)
def editions(post_id: int) -> ResponseReturnValue:
    """The two editions of the address, or else the newest and the one before."""
    post = own_queries.get_shown(viewer(), post_id)
    found = edition_queries.list_editions(post)
    by_number = {each.number: each for each in found}
    numbers = list(by_number)
    after = _asked("to", by_number, numbers[0])
    before = _asked("from", by_number, numbers[min(1, len(numbers) - 1)])
    before, after = min(before, after), max(before, after)
    return render_template(
        "forum/editions.html",
        post=post,
        back=url_for("forum.post", post_id=post.id),
        entries=own_presenters.edition_entries(found),
        numbers=numbers,
        before=before,
        after=after,
        changes=changes_between(
            own_presenters.told(by_number[before]), own_presenters.told(by_number[after])
        ),
    )


def _asked(name: str, editions: dict[int, Edition], otherwise: int) -> int:
    number = whole_number(request.args.get(name, ""))
    return number if number in editions else otherwise
