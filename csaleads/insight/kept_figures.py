"""Figures of areas, counted once for each state that an area is in.

Whatever changes a figure – a clinic held, somebody who came, a signature, a role – is an event of the area, written into its
audit chain in the same transaction. So the last link of the chain names the state of the area: while it is the same, what
was counted is still right, in every process alike. An area without a trail is counted anew each time. Figures move with the
calendar too, so they are kept for the day. tests/insight/test_kept_figures.py holds all this.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any, Concatenate, Generic, NamedTuple, ParamSpec, TypeVar

from csaleads.audit.queries import heads_of
from csaleads.core import clock
from csaleads.insight import queries
from csaleads.insight.periods import last_months, last_quarters
from csaleads.insight.queries import AreaMonths, AreaQuarters

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")
State = tuple[tuple[int, bytes], ...]  # (area, last link) of each area, in order
MOST_AREAS = 1000
MOST_VIEWS = 500


class Figures(NamedTuple, Generic[T]):
    """What was counted, by area, and the state it was counted in: None where some area has no trail yet."""

    by_area: dict[int, T]
    state: State | None


class _Kept(Generic[T]):
    """What was last counted of each area, with the link and the day for which it holds."""

    def __init__(self, count: Callable[[Sequence[int]], dict[int, T]]) -> None:
        self._count = count
        self._areas: OrderedDict[int, tuple[bytes, date, T]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, area_ids: Sequence[int]) -> Figures[T]:
        """Figures of the areas as they are now."""
        links, today = (
            heads_of(area_ids),
            clock.today(),
        )  # before counting: what is newer than its link is harmless
        with self._lock:
            found = {
                area_id: kept[2]
                for area_id in area_ids
                if (kept := self._areas.get(area_id)) is not None and kept[:2] == (links.get(area_id), today)
            }
        missing = [area_id for area_id in area_ids if area_id not in found]
        if missing:
            counted = self._count(missing)
            self._keep(counted, links, today)
            found |= counted
        state = tuple(sorted(links.items())) if len(links) == len(set(area_ids)) else None
        return Figures({area_id: found[area_id] for area_id in area_ids}, state)

    def _keep(self, counted: dict[int, T], links: dict[int, bytes], today: date) -> None:
        with self._lock:
            for area_id, figures in counted.items():
                if area_id in links:
                    self._areas[area_id] = (links[area_id], today, figures)
                    self._areas.move_to_end(area_id)
            while len(self._areas) > MOST_AREAS:
                self._areas.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._areas.clear()


_months: _Kept[AreaMonths] = _Kept(lambda area_ids: queries.count_months(area_ids, last_months()))
_quarters: _Kept[AreaQuarters] = _Kept(lambda area_ids: queries.count_quarters(area_ids, last_quarters()))
_views: OrderedDict[Hashable, Any] = OrderedDict()
_views_lock = threading.Lock()


def months_of(area_ids: Sequence[int]) -> Figures[AreaMonths]:
    """The last 12 months of each area, the present one included. One statement where nothing has happened since."""
    return _months.of(area_ids)


def quarters_of(area_ids: Sequence[int]) -> Figures[AreaQuarters]:
    """The last four quarters that are over, of each area. Only areas in which something happened are counted again."""
    return _quarters.of(area_ids)


def made_once(
    figures: Figures[T], make: Callable[Concatenate[Figures[T], P], R], *given: P.args, **named: P.kwargs
) -> R:
    """`make(figures, *given)`, which must depend on nothing else but today: made once while the areas stay as they are."""
    if figures.state is None:
        return make(figures, *given, **named)
    key = (figures.state, clock.today(), make, given, tuple(named.items()))
    with _views_lock:
        if key in _views:
            _views.move_to_end(key)
            kept: R = _views[key]
            return kept
    made = make(figures, *given, **named)
    with _views_lock:
        _views[key] = made
        while len(_views) > MOST_VIEWS:
            _views.popitem(last=False)
    return made


def forget() -> None:
    """Count everything anew. For tests, which change areas behind the back of their trail."""
    _months.forget()
    _quarters.forget()
    with _views_lock:
        _views.clear()
