"""Whose a thread or a post is: a member by name, or somebody whose name is sealed."""

from secrets import token_hex
from typing import NamedTuple, Protocol

from csaleads.access.viewer import SYSTEM, Viewer
from csaleads.core.encryption import CannotOpen, open_text, seal_text
from csaleads.forum.models import author_bound_to

DIGITS = 20


class Author(NamedTuple):
    """What the columns of a thread, a post or a held post tell of their author."""

    author_id: int | None
    anonymous_key: str | None
    sealed_author: bytes | None

    @property
    def is_anonymous(self) -> bool:
        return self.anonymous_key is not None


class Authored(Protocol):
    """A row, or columns of the same names."""

    @property
    def author_id(self) -> int | None: ...
    @property
    def anonymous_key(self) -> str | None: ...
    @property
    def sealed_author(self) -> bytes | None: ...


def author_for(viewer: Viewer, *, is_anonymous: bool) -> Author:
    """The viewer as an author. Each anonymous row has a key of its own: two of the same author cannot be told to be so."""
    if not is_anonymous:
        return Author(viewer.person_id, None, None)
    key = token_hex(16)
    padded = f"{viewer.person_id:0{DIGITS}d}"  # what is sealed is as long whoever it is
    return Author(None, key, seal_text(padded, author_bound_to(key)))


def person_behind(row: Authored) -> int:
    """The id of the person who wrote it, whether others see it or not. Raises CannotOpen where keys are missing.

    For the service and for moderators: no page shows it to anybody else.
    """
    if row.author_id is not None:
        return row.author_id
    if row.anonymous_key is None or row.sealed_author is None:
        raise CannotOpen("forum:author")
    return int(open_text(row.sealed_author, author_bound_to(row.anonymous_key)))


def is_by(viewer: Viewer, row: Authored) -> bool:
    """Whether the viewer wrote it. Nobody did where no key at hand opens who it was."""
    try:
        return person_behind(row) == viewer.person_id
    except CannotOpen:
        return False


def told_actor(viewer: Viewer, author: Author) -> Viewer:
    """Who the audit trail says did it: csaleads, where the author is anonymous."""
    return SYSTEM if author.is_anonymous else viewer
