"""What members are called, kept in memory for as long as a mark in the database says that nothing of it has changed.

The mark is read with how somebody stands in the network, and remembered while their page is put together. Whoever writes reads
names as they are by then, for what a unit has changed may yet be lost.
"""

from collections.abc import Callable, Collection
from datetime import date
from typing import NamedTuple

from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.core import clock, reading
from csaleads.core.change_marks import ChangeMark
from csaleads.core.kept import Kept
from csaleads.network.models import DirectoryEntry, NameMark, NetworkMember

name_mark = ChangeMark(
    NameMark,
    {
        Person: ("full_name", "left_on"),
        RoleInArea: (),
        Area: ("name",),
        NetworkMember: ("hides_name_when_gone",),
        DirectoryEntry: ("is_listed", "shows_area"),
    },
)
_SIGHTS = 4  # that are kept: of those who see all and of the others, before and after a change


class Sight(NamedTuple):
    """As what a viewer sees names: under one mark, on one day (roles end by date), hidden ones too or not."""

    mark: str
    day: date
    sees_all: bool


class MemberName(NamedTuple):
    """Somebody who has written in the network. `full_name` is what the viewer may call them, which is what pages show.

    `areas` is empty where they did not consent to show it, and for those who belong no longer.
    """

    person_id: int
    full_name: str
    areas: str
    is_member: bool


_known: Kept[dict[int, MemberName]] = Kept(_SIGHTS)


def forget() -> None:
    """Nobody is known any more."""
    _known.forget()


def remember_sight(viewer: Viewer, mark: str | None, *, sees_all: bool) -> None:
    """For as long as this page is read, `viewer` sees names so."""
    if mark is not None:
        reading.remember((Sight, viewer.person_id), Sight(mark, clock.today(), sees_all))


def sight_of(viewer: Viewer) -> Sight | None:
    """As what they see names on this page; None where it was not asked yet, or where the page writes."""
    found: Sight | None = reading.recall((Sight, viewer.person_id))
    return found


def names_of(
    person_ids: Collection[int], sight: Sight, ask: Callable[[Collection[int]], dict[int, MemberName]]
) -> dict[int, MemberName]:
    """Names by id in that sight: those that are not known yet are asked for, all at once."""
    known = _known.get(sight)
    if known is None:
        known = _known.keep(sight, {})
    missing = [person_id for person_id in person_ids if person_id not in known]
    if missing:
        known.update(ask(missing))
    return {person_id: known[person_id] for person_id in person_ids if person_id in known}
