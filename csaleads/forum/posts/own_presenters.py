"""Editions and drafts as their pages show them."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from flask import url_for

from csaleads.core.formatting import uk_datetime
from csaleads.forum.posts.draft_queries import DraftLine
from csaleads.forum.posts.edition_queries import Edition


def edition_entries(editions: Sequence[Edition]) -> list[dict[str, object]]:
    """The editions of a post for a timeline, the newest first."""
    newest = editions[0].number
    return [
        {
            "title": f"Edition {each.number}{', as it reads now' if each.number == newest else ''}",
            "at": each.made_at,
        }
        for each in editions
    ]


def told(edition: Edition) -> dict[str, str]:
    """The parts of an edition by their names."""
    return {"Title": edition.title, "Post": edition.body}


class ShownDraft(NamedTuple):
    """A draft in the list of one's own. `href` leads to its form; empty where the author does not write there any more."""

    id: UUID
    label: str
    about: str
    title: str
    body: str
    saved: str
    href: str


def shown_draft(line: DraftLine) -> ShownDraft:
    """A draft as its author sees it among theirs."""
    draft, place = line.draft, line.draft.place
    page = (
        url_for("forum.answer", thread_id=place.thread_id)
        if line.is_answer
        else url_for("forum.begin_thread", space_id=place.space_id)
    )
    return ShownDraft(
        draft.id,
        "Answer" if line.is_answer else "New thread",
        line.about,
        draft.title,
        draft.body,
        uk_datetime(draft.saved_at, "short"),
        page if line.about else "",
    )
