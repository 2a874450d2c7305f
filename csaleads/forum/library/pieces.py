"""Where talk and knowledge show one another: on the page of a thread, and on the page of the entry that came of it."""

from uuid import UUID

from flask import url_for

from csaleads.access.viewer import Viewer
from csaleads.forum import beside, policy
from csaleads.forum.beside import Action, Looking, Piece
from csaleads.forum.library import policy as knowledge_policy
from csaleads.forum.library import queries
from csaleads.learning import beside as learning_beside
from csaleads.learning.knowledge import KnowledgeState
from csaleads.network.queries import find_standing


@beside.thread_action
def offer_to_propose(looking: Looking) -> Action | None:
    """The way to propose the thread, for everybody who reads it where all do."""
    if not knowledge_policy.can_propose(looking.viewer, looking.thread.facts):
        return None
    there = url_for("forum.propose", thread_id=looking.thread.id)
    return Action("Propose for the library", there, rank=80)


@beside.thread_action
def offer_proposals(looking: Looking) -> Action | None:
    """The way to all proposals, for moderators."""
    if not looking.standing.is_moderator:
        return None
    return Action("Proposals for the library", url_for("forum.proposals"), is_for_moderators=True, rank=95)


@beside.piece
def show_knowledge(looking: Looking) -> Piece | None:
    """That the thread became an entry, or is proposed. One statement, where something can be proposed."""
    if not knowledge_policy.can_propose(looking.viewer, looking.thread.facts):
        return None
    found = queries.find_newest_of(looking.thread.id)
    if found is None:
        return None
    is_own = found.proposed_by_id == looking.viewer.person_id
    given = {
        "id": found.id,
        "title": found.title,
        "resource_id": found.resource_id if found.state is KnowledgeState.PUBLISHED else None,
        "may_open": is_own or looking.standing.is_moderator,
    }
    return Piece("forum/_knowledge.html", given)


@learning_beside.on_resource_page
def show_whence(viewer: Viewer, resource_id: UUID) -> learning_beside.Piece | None:
    """The thread of which an entry came, for members who may enter, and the credit for everybody. At most two statements."""
    thread_id = queries.find_of_resource(resource_id)
    if thread_id is None:
        return None
    may_open = policy.belongs(viewer) and find_standing(viewer).may_enter
    return learning_beside.Piece("forum/_whence.html", {"thread_id": thread_id if may_open else None})
