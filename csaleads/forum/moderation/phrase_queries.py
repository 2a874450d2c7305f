"""The phrases that moderators watch."""

from typing import NamedTuple

from sqlalchemy import select

from csaleads.core.statements import Query, Statement
from csaleads.forum.moderation.models import WatchedPhrase


class PhraseLine(NamedTuple):
    """A phrase in the list."""

    id: int
    phrase: str


def list_phrases() -> list[PhraseLine]:
    """All of them, in order; there are never many. The caller asks who moderates. One statement."""
    return [PhraseLine(*row) for row in _phrases.rows()]


@Statement
def _phrases() -> Query:
    return (
        select(WatchedPhrase.id, WatchedPhrase.phrase)
        .order_by(WatchedPhrase.phrase, WatchedPhrase.id)
        .limit(500)
    )
