"""What is the same of the library until somebody changes it: counts over thousands of resources, kept by each process.

A mark in the database changes with every resource that comes, changes or goes, with what it stands under, and with topics (see
`core.change_marks`). What was counted under one mark is true for as long as it is read.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Any, TypeVar

from csaleads.core import clock
from csaleads.core.change_marks import ChangeMark
from csaleads.core.kept import Kept
from csaleads.learning.lent_models import LentResource
from csaleads.learning.models import LibraryMark, Resource, ResourceTopic, Topic, TopicConcern

T = TypeVar("T")
KEPT_COUNTS = 4096
_counts: Kept[Any] = Kept(KEPT_COUNTS)
library_mark = ChangeMark(
    LibraryMark, {Resource: (), ResourceTopic: (), LentResource: (), Topic: (), TopicConcern: ()}
)


def counted(
    mark: str | None, what: str, shape: Hashable, values: Mapping[str, Any], count: Callable[[], T]
) -> T:
    """What `count` answers, asked once for each mark and day, and whatever else it depends on: `what`, `shape` and `values`.

    `count` must read nothing of the reader but what `values` holds. What it answers is not changed by anybody.
    """
    if mark is None:
        return count()
    given = tuple((name, _as_key(values[name])) for name in sorted(values))
    key = (mark, clock.today(), what, shape, given)
    known: T | None = _counts.get(key)
    return known if known is not None else _counts.keep(key, count())


def _as_key(value: Any) -> Hashable:
    return tuple(sorted(value)) if isinstance(value, (list, tuple, set, frozenset)) else value
