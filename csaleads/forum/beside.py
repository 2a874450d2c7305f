"""What the journeys of this room add to the page of a thread: pieces above its posts, and things to do with a thread or a post.

Each journey registers its own in a module of its own, so that the page knows none of them.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple

from flask import request

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.forum import authorship
from csaleads.forum.policy import ThreadFacts
from csaleads.forum.posts.queries import PostLine
from csaleads.forum.threads.queries import ThreadView
from csaleads.network.standing import Standing


class Looking(NamedTuple):
    """Somebody looks at a thread."""

    viewer: Viewer
    standing: Standing
    thread: ThreadView


class Piece(NamedTuple):
    """A part of the page: its template, which reads `given`, and whether it stands below the posts."""

    template: str
    given: Any
    is_below: bool = False


class Action(NamedTuple):
    """A link, or a button that sends, below a post or a title. Low `rank` comes first; `about` is read out after the label."""

    label: str
    href: str
    is_button: bool = False
    is_for_moderators: bool = False
    rank: int = 50
    about: str = ""


class OfPost(NamedTuple):
    """A post that somebody looks at."""

    line: PostLine
    is_own: bool
    is_marked: bool  # whether it is among those that `prepare` answered for this page


Prepare = Callable[[Looking, Sequence[PostLine]], Collection[int]]
PostSource = Callable[[Looking, OfPost], Action | None]
ThreadSource = Callable[[Looking], Action | None]
PieceSource = Callable[[Looking], Piece | None]
_pieces: list[PieceSource] = []
_of_threads: list[ThreadSource] = []
_of_posts: list[tuple[PostSource, Prepare | None]] = []


def piece(source: PieceSource) -> PieceSource:
    """The page shows from now on what `source(looking)` answers, where it answers something. At most one statement."""
    _pieces.append(source)
    return source


def thread_action(source: ThreadSource) -> ThreadSource:
    """Below the title stands from now on what `source(looking)` answers, where it answers something. No statement."""
    _of_threads.append(source)
    return source


def post_action(source: PostSource, prepare: Prepare | None = None) -> PostSource:
    """Below each post stands from now on what `source(looking, of_post)` answers, where it answers something.

    `prepare(looking, lines)` asks the database once for all posts of the page, and answers the ids of those that it marks. Of a
    post of somebody else a source depends on nothing but the post, its mark and the `Situation`: what it answers is kept.
    """
    _of_posts.append((source, prepare))
    return source


def pieces_of(looking: Looking) -> list[Piece]:
    """Every piece of the page."""
    return [found for source in _pieces if (found := source(looking)) is not None]


def thread_actions_of(looking: Looking) -> list[Action]:
    """Everything that this viewer can do with the thread."""
    found = [action for source in _of_threads if (action := source(looking)) is not None]
    return sorted(found, key=lambda action: action.rank)


class Situation(NamedTuple):
    """All on which it may depend what somebody can do with posts of others in a thread."""

    permissions: frozenset[Permission]
    is_moderator: bool
    is_asker: bool
    thread_id: int
    facts: ThreadFacts
    last_number: int
    accepted_post_id: int | None
    mounted_at: str


def situation_of(looking: Looking) -> Situation:
    """That of the viewer in the thread."""
    thread = looking.thread
    return Situation(
        looking.viewer.permissions,
        looking.standing.is_moderator,
        authorship.is_by(looking.viewer, thread),
        thread.id,
        thread.facts,
        thread.last_number,
        thread.accepted_post_id,
        request.script_root,
    )


Marked = tuple[frozenset[int], ...]  # for each source, the ids of the posts that its `prepare` marks


def marks_of(looking: Looking, lines: Sequence[PostLine]) -> Marked:
    """What each source that asks the database first has answered. At most one statement for each."""
    return tuple(frozenset(prepare(looking, lines) if prepare else ()) for _, prepare in _of_posts)


def own_actions_of(
    looking: Looking, lines: Sequence[PostLine], own_ids: frozenset[int], marked: Marked
) -> dict[int, tuple[Action, ...]]:
    """By post of the viewer's own, everything that they can do with it: it changes with the time."""
    return {
        line.id: _actions(looking, OfPost(line, True, False), marked) for line in lines if line.id in own_ids
    }


def actions_of_others(
    looking: Looking, lines: Sequence[PostLine], own_ids: frozenset[int], marked: Marked
) -> dict[int, tuple[Action, ...]]:
    """By post of somebody else, everything that the viewer can do with it."""
    return {
        line.id: _actions(looking, OfPost(line, False, False), marked)
        for line in lines
        if line.id not in own_ids
    }


def _actions(looking: Looking, of_post: OfPost, marked: Marked) -> tuple[Action, ...]:
    found = [
        action
        for (source, _), marks in zip(_of_posts, marked, strict=True)
        if (action := source(looking, of_post._replace(is_marked=of_post.line.id in marks))) is not None
    ]
    return tuple(sorted(found, key=lambda action: action.rank))
