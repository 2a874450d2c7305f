"""Reflective groups of four to ten made out of the members of a cohort. Pure: no web and no database."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from random import Random  # noqa: TID251 - seeded: the same people get the same answer again

from csaleads.programmes.afternoons.rota import LARGEST_GROUP, SMALLEST_GROUP


class Mixing(StrEnum):
    """Who meets whom in a group."""

    BALANCED = "balanced"  # every group has as many of each area as the others, give or take one
    WITHIN_AREA = "within_area"  # a group is of one area


@dataclass(frozen=True)
class Learner:
    """A member of a cohort with the area that they come from."""

    id: Hashable
    area: Hashable


class TooFew(ValueError):
    """Fewer than four who would be a group: of the whole cohort (area is None), or of that area."""

    def __init__(self, area: Hashable | None, count: int) -> None:
        super().__init__(f"{count} are too few for a group")
        self.area = area
        self.count = count


def make_groups(learners: Sequence[Learner], *, size: int, mixing: Mixing, seed: int) -> list[list[Hashable]]:
    """Groups of about `size`, none below four or above ten, sizes at most one apart (within an area); raises TooFew.

    The same seed makes the same groups.
    """
    shuffled = list(learners)
    Random(seed).shuffle(shuffled)  # noqa: S311 - who sits with whom, not a secret
    areas = sorted({learner.area for learner in learners}, key=str)
    by_area = {area: [learner.id for learner in shuffled if learner.area == area] for area in areas}
    if mixing is Mixing.BALANCED:
        return _dealt(chain.from_iterable(by_area.values()), _count_of(len(shuffled), size, None))
    return [group for area, ids in by_area.items() for group in _dealt(ids, _count_of(len(ids), size, area))]


def _count_of(people: int, size: int, area: Hashable | None) -> int:
    """Into how many groups so many people go, each of four to ten and as near to `size` as can be."""
    if people < SMALLEST_GROUP:
        raise TooFew(area, people)
    fewest, most = -(-people // LARGEST_GROUP), people // SMALLEST_GROUP
    return min(range(fewest, most + 1), key=lambda count: (abs(people / count - size), count))


def _dealt(ids: Iterable[Hashable], count: int) -> list[list[Hashable]]:
    """One after another to each group in turn, so that those of an area spread over all."""
    groups: list[list[Hashable]] = [[] for _ in range(count)]
    for place, person in enumerate(ids):
        groups[place % count].append(person)
    return groups
