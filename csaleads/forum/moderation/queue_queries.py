"""How much waits for moderators, for the one statement of Today; zeros for whoever does not moderate, or may not enter now."""

from typing import Any, NamedTuple

from sqlalchemy import case, func, select

from csaleads.core.statements import one
from csaleads.forum.library.models import KnowledgeProposal
from csaleads.forum.models import Post
from csaleads.forum.moderation.models import (
    AppealState,
    HeldPost,
    ModerationAct,
    Report,
    ReportKind,
    ReportState,
)
from csaleads.learning.knowledge import KnowledgeState
from csaleads.network.queries import moderates


class QueueCounts(NamedTuple):
    """How much the viewer could decide: nothing that they wrote under their name, did or proposed themselves."""

    reported: int  # posts
    identifying: int  # of these, those that may identify somebody and are hidden meanwhile
    held: int
    appeals: int
    proposals: int


def queue_columns(runs: bool) -> list[Any]:
    """The counts in the order of QueueCounts, at the place `person_id`. Nothing is counted for whoever does not moderate."""
    is_moderator = moderates(runs)
    counts = (
        _reported(),
        _reported().where(Report.kind == ReportKind.IDENTIFIES),
        _held(),
        _appeals(),
        _proposals(),
    )
    return [case((is_moderator, count.scalar_subquery()), else_=0) for count in counts]


def _reported() -> Any:
    of_others = Post.author_id.is_distinct_from(one("person_id"))
    return (
        select(func.count(func.distinct(Report.post_id)))
        .join(Post, Post.id == Report.post_id)
        .where(Report.state == ReportState.OPEN, of_others)
    )


def _held() -> Any:
    return select(func.count(HeldPost.id)).where(HeldPost.author_id.is_distinct_from(one("person_id")))


def _appeals() -> Any:
    return select(func.count(ModerationAct.id)).where(
        ModerationAct.appeal == AppealState.ASKED,
        ModerationAct.moderator_id != one("person_id"),
        ModerationAct.person_id.is_distinct_from(one("person_id")),
    )


def _proposals() -> Any:
    return select(func.count(KnowledgeProposal.id)).where(
        KnowledgeProposal.state == KnowledgeState.AGREED, KnowledgeProposal.proposed_by_id != one("person_id")
    )
