"""What the pages of moderators share: who may open them, and the row of ways above them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.forum.moderation import phrase_queries
from csaleads.forum.moderation import policy as moderation_policy
from csaleads.forum.moderation.forms import PhraseForm
from csaleads.network import gate

View = Callable[..., ResponseReturnValue]


def for_moderators(view: View) -> View:
    """Whoever does not moderate finds nothing here."""

    @wraps(view)
    def ask_first(*args: Any, **kwargs: Any) -> ResponseReturnValue:
        moderation_policy.require_moderator(gate.standing())
        return view(*args, **kwargs)

    return ask_first


def views(here: str) -> list[tuple[str, str, bool]]:
    """The pages of moderators, the shown one marked."""
    pages = (
        ("Reported", "forum.moderation"),
        ("Waiting to be shown", "forum.held_posts"),
        ("Appeals", "forum.appeals"),
        ("What was done", "forum.acts"),
        ("Phrases to watch", "forum.phrases"),
    )
    return [(label, url_for(endpoint), endpoint == here) for label, endpoint in pages]


def phrases_page(form: PhraseForm, *, was_held: bool = False) -> str:
    """The list, with the form above it."""
    return render_template(
        "forum/phrases.html",
        form=form,
        was_held=was_held,
        rows=phrase_queries.list_phrases(),
        views=views("forum.phrases"),
    )
