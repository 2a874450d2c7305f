"""Who may read and write where in the forum. Pure questions about people, spaces and threads."""

from typing import NamedTuple

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.forum.models import SpaceKind, ThreadKind

K = SpaceKind
READ_BY_ALL = (K.OPEN, K.TOPIC, K.ANNOUNCEMENTS)
TAKE_ANONYMOUS = (K.OPEN, K.TOPIC)
ASKED_ANONYMOUSLY = (ThreadKind.QUESTION,)


class SpaceFacts(NamedTuple):
    """What policy needs to know of a space that the viewer reads."""

    kind: SpaceKind
    is_archived: bool


class ThreadFacts(NamedTuple):
    """What policy needs to know of a thread that the viewer reads."""

    space: SpaceFacts
    kind: ThreadKind
    is_locked: bool
    is_listed: bool
    has_left: bool = False  # one of the two of a one-to-one thread belongs to the network no longer


def belongs(viewer: Viewer) -> bool:
    """Leads of all areas and the programme team belong to the network for as long as they hold the role."""
    return viewer.can(Permission.USE_NETWORK)


def require_member(viewer: Viewer) -> None:
    """Raises NotFound to whoever does not belong to the network."""
    if not belongs(viewer):
        raise NotFound("network")


def runs(viewer: Viewer) -> bool:
    """The programme team makes spaces, announces and moderates."""
    return viewer.can(Permission.RUN_NETWORK)


def areas_of(viewer: Viewer) -> tuple[int, ...]:
    """Ids of the areas whose private space the viewer reads."""
    return viewer.areas_with(Permission.USE_NETWORK)


def can_begin(viewer: Viewer, space: SpaceFacts) -> bool:
    """Whether the viewer, who reads the space, may begin a thread in it."""
    if space.is_archived or not belongs(viewer) or space.kind is K.ONE_TO_ONE:
        return False
    return runs(viewer) if space.kind is K.ANNOUNCEMENTS else True


def kinds_to_begin(viewer: Viewer, space: SpaceFacts) -> tuple[ThreadKind, ...]:
    """The kinds of thread that the viewer may begin there with words alone; polls and events have ways of their own."""
    if not can_begin(viewer, space):
        return ()
    if space.kind is K.ANNOUNCEMENTS:
        return (ThreadKind.ANNOUNCEMENT,)
    return (ThreadKind.QUESTION, ThreadKind.DISCUSSION)


def can_ask_anonymously(viewer: Viewer, space: SpaceFacts) -> bool:
    """Questions, and where enough people read for nobody to be guessed."""
    return can_begin(viewer, space) and space.kind in TAKE_ANONYMOUS


def can_ask_to_read(viewer: Viewer, space: SpaceFacts) -> bool:
    """Whether the viewer may ask every member to read what they announce there."""
    return space.kind is K.ANNOUNCEMENTS and runs(viewer) and can_begin(viewer, space)


def can_answer(viewer: Viewer, thread: ThreadFacts) -> bool:
    """Whether the viewer, who reads the thread, may write in it."""
    if not belongs(viewer) or not thread.is_listed or is_closed(thread):
        return False
    return runs(viewer) if thread.space.kind is K.ANNOUNCEMENTS else True


def is_closed(thread: ThreadFacts) -> bool:
    """Whether nobody writes in the thread now."""
    return thread.is_locked or thread.has_left or thread.space.is_archived


def can_settle(viewer: Viewer, thread: ThreadFacts, *, is_asker: bool, is_moderator: bool) -> bool:
    """Whether the viewer, who reads the thread, may say which answer is the answer, and take it back."""
    if not belongs(viewer) or not thread.is_listed or thread.space.is_archived:
        return False
    return thread.kind is ThreadKind.QUESTION and (is_asker or is_moderator)


def require_settle(actor: Viewer, thread: ThreadFacts, *, is_asker: bool, is_moderator: bool) -> None:
    """Raises NotFound to whoever never settles it, WrongState where its space is closed."""
    space = thread.space
    still = thread._replace(space=space._replace(is_archived=False))
    if not can_settle(actor, still, is_asker=is_asker, is_moderator=is_moderator):
        raise NotFound("thread")
    if space.is_archived:
        raise WrongState("accept", "archived")


def can_thank(viewer: Viewer, thread: ThreadFacts) -> bool:
    """Whether the viewer, who reads the thread, may say that a post of somebody else was helpful."""
    return belongs(viewer) and thread.is_listed and not thread.space.is_archived


def require_runs(actor: Viewer) -> None:
    """Raises NotFound to whoever is not of the programme team."""
    if not runs(actor):
        raise NotFound("space")


def require_makes(actor: Viewer, kind: SpaceKind, area_id: int | None) -> None:
    """The programme team makes spaces; a Practice Lead the private one of their area. Raises NotFound to everybody else."""
    is_own_area = kind is K.AREA and area_id in areas_of(actor)
    if not is_own_area and not (runs(actor) and kind in (K.OPEN, K.AREA, K.COHORT)):
        raise NotFound("space")


def require_begin(
    actor: Viewer, space: SpaceFacts, kind: ThreadKind, *, is_anonymous: bool, must_read: bool = False
) -> None:
    """Raises NotFound to whoever may not begin such a thread there, WrongState where the space is closed."""
    if space.is_archived:
        raise WrongState("begin_thread", "archived")
    if kind not in (*kinds_to_begin(actor, space), ThreadKind.POLL, ThreadKind.EVENT) or not can_begin(
        actor, space
    ):
        raise NotFound("space")
    if must_read and not can_ask_to_read(actor, space):
        raise NotFound("space")
    if is_anonymous and (kind not in ASKED_ANONYMOUSLY or not can_ask_anonymously(actor, space)):
        raise NotFound("space")


def require_answer(actor: Viewer, thread: ThreadFacts) -> None:
    """Raises NotFound to whoever never writes there, WrongState where nobody writes now."""
    if not can_answer(
        actor,
        thread._replace(is_locked=False, has_left=False, space=thread.space._replace(is_archived=False)),
    ):
        raise NotFound("thread")
    if is_closed(thread):
        raise WrongState("answer", "locked")
