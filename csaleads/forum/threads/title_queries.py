"""The titles of threads that messages are about, as they are called now, for those who may read them now."""

from collections.abc import Collection

from sqlalchemy import select

from csaleads.access.viewer import Viewer
from csaleads.core.statements import Query, Statement, many
from csaleads.forum import policy
from csaleads.forum.models import Space, Thread
from csaleads.forum.spaces.queries import scope_of
from csaleads.forum.threads.queries import is_seen_thread
from csaleads.network.queries import may_enter
from csaleads.notify import titles
from csaleads.notify.models import MessageKind

ABOUT_A_THREAD = (
    MessageKind.THREAD_NEWS,
    MessageKind.MENTIONED,
    MessageKind.ANNOUNCEMENT_TO_READ,
    MessageKind.ANSWER_ACCEPTED,
    MessageKind.PRIVATE_QUESTION,
    MessageKind.EVENT_CHANGED,
    MessageKind.EVENT_CANCELLED,
    MessageKind.EVENT_PLACE,
    MessageKind.KNOWLEDGE_ENDED,
    MessageKind.KNOWLEDGE_PUBLISHED,
)


def list_titles(viewer: Viewer, thread_ids: Collection[int]) -> dict[int, str]:
    """The titles of those of the threads that the viewer may read now. One statement."""
    if not policy.belongs(viewer):
        return {}
    rows = _titles.rows(policy.runs(viewer), ids=sorted(thread_ids), **scope_of(viewer))
    return {row.id: row.title for row in rows}


@Statement
def _titles(runs: bool) -> Query:
    return (
        select(Thread.id, Thread.title)
        .join(Space, Space.id == Thread.space_id)
        .where(Thread.id.in_(many("ids")), Thread.is_listed, is_seen_thread(runs), may_enter())
        .order_by(Thread.id)
    )


titles.register(ABOUT_A_THREAD, fact="thread", titles=list_titles)
