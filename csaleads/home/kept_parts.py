"""Parts of Today that are kept: whoever comes back to the page while nothing has changed is shown what was worked out before.

What a part is made of is its key (`core.kept`), so it is never out of date: as soon as a row reads anew, or the day is another,
it is made anew.
"""

from collections.abc import Callable, Hashable

from flask import request

from csaleads.core import clock
from csaleads.core.kept import Kept
from csaleads.home.today import Today

KEPT_PARTS, KEPT_PAGES = 8192, 1024  # in each of two generations
_parts: Kept[Today] = Kept(KEPT_PARTS)
_pages: Kept[Today] = Kept(KEPT_PAGES)


def part_of(present: Callable[..., Today], *made_of: Hashable) -> Today:
    """What `present(*made_of)` answers, which may depend on nothing else but the day. Nobody may change the answer."""
    key = (present, made_of, clock.today(), request.script_root)
    kept = _parts.get(key)
    return kept if kept is not None else _parts.keep(key, present(*made_of))


def whole(*parts: Today) -> Today:
    """The parts as one, the same object for the same parts. Nobody may change it."""
    kept = _pages.get(parts)
    if kept is None:
        page = Today()
        for part in parts:
            page.take(part)
        kept = _pages.keep(parts, page)
    return kept
