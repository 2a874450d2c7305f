"""Proposals for the library as pages show them, in words and as choices."""

from collections.abc import Sequence

from csaleads.core.forms import Choice
from csaleads.core.safe_html import stored_html
from csaleads.forum import presenters
from csaleads.forum.library.queries import PostChoice
from csaleads.forum.presenters import Names
from csaleads.forum.wording import UNNAMED

BEGINNING = 160  # characters of a post by which it is known


def choices_of_posts(posts: Sequence[PostChoice], names: Names) -> list[Choice]:
    """Each post by its number, its author as the thread shows them, and how it begins."""
    return [_choice(post, names) for post in posts]


def _choice(post: PostChoice, names: Names) -> Choice:
    words = " ".join(stored_html(post.body_html).striptags().split())
    beginning = words if len(words) <= BEGINNING else f"{words[:BEGINNING].rstrip()}…"
    author = presenters.name_of(post.author_id, names, UNNAMED)
    return Choice(str(post.id), f"Post {post.number} by {author}", beginning)
