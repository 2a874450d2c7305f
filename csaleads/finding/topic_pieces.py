"""What this room shows on the page of a topic: the learning days that teach it, and who knows it well."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.paging import Page
from csaleads.finding import knowing_queries, policy
from csaleads.finding.knowing_queries import Knower
from csaleads.learning.beside import Piece, on_topic_page
from csaleads.programmes.cohorts import topic_queries

MOST_DAYS = 8
FIRST_KNOWERS = 5


class Knowing(NamedTuple):
    """Who knows the topic well: of others only for those who are shown it, and since when the reader says so themselves."""

    topic_id: UUID
    others: Page[Knower] | None
    said_at: datetime | None


@on_topic_page
def days(viewer: Viewer, topic_id: UUID) -> Piece | None:
    """The learning days that teach the topic, of cohorts that the viewer sees. One statement."""
    if not viewer.can(Permission.SEE_COHORTS):
        return None
    found = topic_queries.list_days_of_topic(viewer, topic_id, limit=MOST_DAYS)
    return Piece("finding/_days.html", found)


@on_topic_page
def knowers(viewer: Viewer, topic_id: UUID) -> Piece:
    """The first of those who know it well, and the reader's own word. Two statements."""
    others = None
    if policy.sees_who_knows(viewer):
        others = knowing_queries.list_knowers(viewer, topic_id, page=1, rows_per_page=FIRST_KNOWERS)
    said_at = knowing_queries.find_when_said(viewer, topic_id)
    return Piece("finding/_knowers.html", Knowing(topic_id, others, said_at))
