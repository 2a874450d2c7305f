"""What the journeys of this room add to the page of a thread: pieces above its posts, and things to do with a thread or a post.

Each journey registers its own in a module of its own, so that the page knows none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from csaleads.access.viewer import Viewer
from csaleads.forum.post_queries import PostLine
from csaleads.forum.thread_queries import ThreadView
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
    known: Any  # what `prepare` answered for this page


Prepare = Callable[[Looking, Sequence[PostLine]], Any]
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

    `prepare(looking, lines)` asks the database once for all posts of the page; its answer is `of_post.known`.
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


def post_actions_of(
    looking: Looking, lines: Sequence[PostLine], own_ids: frozenset[int]
) -> Mapping[int, tuple[Action, ...]]:
    """By post, everything that this viewer can do with it."""
    known = [prepare(looking, lines) if prepare else None for _, prepare in _of_posts]
    answers: dict[int, tuple[Action, ...]] = {}
    for line in lines:
        found = [
            action
            for (source, _), its_known in zip(_of_posts, known, strict=True)
            if (action := source(looking, OfPost(line, line.id in own_ids, its_known))) is not None
        ]
        answers[line.id] = tuple(sorted(found, key=lambda action: action.rank))
    return answers
