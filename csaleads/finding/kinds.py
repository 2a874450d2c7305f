"""The kinds of things that can be found. Each is registered once; a room above adds its own with `register`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from csaleads.access.viewer import Viewer
from csaleads.core.full_text.queries import Condition, Hit
from csaleads.learning.list_queries import Narrowing

Badge = tuple[str, str]  # what it says, and the tone of its tag


@dataclass(frozen=True)
class Reach:
    """What of one kind a viewer may find: where and for whom it is, and the condition that a document is one of those.

    `parts` of the kind, where it has some, to one of which each of them belongs.
    """

    area_ids: frozenset[int]
    audiences: frozenset[str]
    condition: Condition
    parts: frozenset[str] = frozenset()


class Shown(NamedTuple):
    """What stands beside the title of something that was found."""

    href: str
    note: str
    badges: tuple[Badge, ...] = ()


@dataclass(frozen=True)
class SearchKind:
    """A kind of thing.

    `reach` answers what the viewer may find of it within the filters, None where the filters leave nothing of this kind. `show`
    answers what is shown of each hit by its key, in a fixed number of statements; what the viewer may not see has no answer.
    """

    key: str
    label: str  # of several: "resources"
    where: str  # what of them is searched: "titles and summaries"
    one: str  # what one that was found is called, and several
    several: str
    reach: Callable[[Viewer, Narrowing], Reach | None]
    show: Callable[[Viewer, Sequence[Hit]], Mapping[str, Shown]]


_kinds: dict[str, SearchKind] = {}


def register(kind: SearchKind) -> None:
    """Things of that kind can be found from now on."""
    _kinds[kind.key] = kind


def all_kinds() -> list[SearchKind]:
    """Every kind, in the order in which they were registered."""
    return list(_kinds.values())
