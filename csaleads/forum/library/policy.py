"""From talk to knowledge: who proposes, who answers, who makes the second check, and from which state. Pure questions."""

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound
from csaleads.forum import policy
from csaleads.forum.policy import READ_BY_ALL, ThreadFacts
from csaleads.learning import knowledge
from csaleads.learning.knowledge import PROPOSAL_MOVES, KnowledgeState
from csaleads.network.standing import Standing

# The life of a proposal: (from, verb) → to. One refusal ends it.
KNOWLEDGE_MOVES: dict[tuple[KnowledgeState, str], KnowledgeState] = {
    (KnowledgeState.ASKED, "refuse"): KnowledgeState.WITHDRAWN,
    (KnowledgeState.AGREED, "refuse"): KnowledgeState.WITHDRAWN,
    **PROPOSAL_MOVES,
}


def can_propose(viewer: Viewer, thread: ThreadFacts) -> bool:
    """Any member who reads the thread, where all members read it: never what is private."""
    return policy.belongs(viewer) and thread.is_listed and thread.space.kind in READ_BY_ALL


def require_propose(actor: Viewer, thread: ThreadFacts) -> None:
    """Raises NotFound to everybody else."""
    if not can_propose(actor, thread):
        raise NotFound("thread")


def can_check(viewer: Viewer, standing: Standing, proposed_by_id: int) -> bool:
    """A moderator makes the second check, and never of what they proposed themselves."""
    return standing.is_moderator and standing.may_enter and viewer.person_id != proposed_by_id


def require_moderator(standing: Standing) -> None:
    """Raises NotFound to everybody but moderators."""
    if not (standing.is_moderator and standing.may_enter):
        raise NotFound("proposal")


def after(state: KnowledgeState, verb: str) -> KnowledgeState:
    """The state after `verb`. Raises WrongState where it cannot be done now."""
    return knowledge.after(KNOWLEDGE_MOVES, state, verb)
