"""Who votes, who answers to an event, who closes, changes and cancels, who says who was there. Pure questions."""

from datetime import datetime

from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.forum import policy
from csaleads.forum.errors import HELD
from csaleads.forum.gatherings.models import GatheringKind
from csaleads.forum.policy import ThreadFacts
from csaleads.network.standing import Standing


def require_begin(standing: Standing, verb: str) -> None:
    """Raises WrongState for a member whose posts are read before they are shown: what others answer to cannot wait."""
    if standing.held:
        raise WrongState(verb, HELD)


def looks_after(viewer: Viewer, standing: Standing, author_id: int | None) -> bool:
    """Whether a poll or an event is the viewer's own, or they moderate."""
    return standing.is_moderator or (author_id is not None and author_id == viewer.person_id)


def is_in_use(thread: ThreadFacts) -> bool:
    """Whether the thread is listed and its space not closed."""
    return thread.is_listed and not thread.space.is_archived


def is_open(closes_at: datetime, closed_at: datetime | None, now: datetime) -> bool:
    """Whether a poll takes votes by its dates."""
    return closed_at is None and now < closes_at


def can_vote(viewer: Viewer, thread: ThreadFacts, *, is_open: bool) -> bool:
    """Whether the viewer, who reads the thread, may vote in its poll now."""
    return policy.belongs(viewer) and is_in_use(thread) and not thread.is_locked and is_open


def require_vote(actor: Viewer, thread: ThreadFacts, *, is_open: bool) -> None:
    """Raises NotFound to whoever never votes, WrongState where nobody votes now."""
    if not policy.belongs(actor):
        raise NotFound("poll")
    if not can_vote(actor, thread, is_open=is_open):
        raise WrongState("vote", "closed")


def require_close(
    actor: Viewer, standing: Standing, author_id: int | None, thread: ThreadFacts, *, is_open: bool
) -> None:
    """Raises NotFound to all but the author and moderators, WrongState where it is closed already."""
    if not looks_after(actor, standing, author_id):
        raise NotFound("poll")
    if not is_open or not is_in_use(thread):
        raise WrongState("close_poll", "closed")


def can_make(viewer: Viewer, kind: GatheringKind) -> bool:
    """Any member makes an event; a network support session is made by the programme team."""
    return policy.belongs(viewer) and (kind is GatheringKind.EVENT or policy.runs(viewer))


def takes_answers(
    thread: ThreadFacts, starts_at: datetime, cancelled_at: datetime | None, now: datetime
) -> bool:
    """Whether people say now if they come: until it begins. In a locked thread too, so that nobody is kept from saying no."""
    return is_in_use(thread) and cancelled_at is None and now < starts_at


def can_change(
    viewer: Viewer, standing: Standing, author_id: int | None, thread: ThreadFacts, *, is_ahead: bool
) -> bool:
    """Whether the viewer may change or cancel an event: whoever made it and moderators, until it begins."""
    return looks_after(viewer, standing, author_id) and is_in_use(thread) and is_ahead


def require_change(
    actor: Viewer, standing: Standing, author_id: int | None, thread: ThreadFacts, *, is_ahead: bool
) -> None:
    """Raises NotFound to all others, WrongState once it has begun or is cancelled."""
    if not looks_after(actor, standing, author_id):
        raise NotFound("event")
    if not can_change(actor, standing, author_id, thread, is_ahead=is_ahead):
        raise WrongState("change_event", "over")


def can_mark(viewer: Viewer, author_id: int | None, kind: GatheringKind) -> bool:
    """Whether the viewer says who was at a support session: the programme team, and whoever made it."""
    is_theirs = author_id is not None and author_id == viewer.person_id
    return kind is GatheringKind.SUPPORT_SESSION and (policy.runs(viewer) or is_theirs)


def has_attendance(starts_at: datetime, cancelled_at: datetime | None, now: datetime) -> bool:
    """Whether it can be said who was there: once it has begun."""
    return cancelled_at is None and starts_at <= now
