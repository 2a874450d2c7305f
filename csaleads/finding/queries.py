"""The search: what the viewer may see of every kind, best first. A fixed number of statements, and nothing is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from csaleads.access.viewer import Viewer
from csaleads.core.full_text import queries as full_text
from csaleads.core.full_text.asking import Question, understood
from csaleads.core.full_text.queries import Hit, Scope
from csaleads.core.full_text.service import pile_of
from csaleads.core.paging import Page
from csaleads.finding.kinds import Reach, SearchKind, Shown, all_kinds
from csaleads.finding.synonyms import SYNONYMS
from csaleads.learning.list_queries import Narrowing

ROWS_OF_SEVERAL = 10  # of each kind, where several are shown; the rest is on the pages of that kind alone
MOST_OF_SEVERAL = (
    20  # that are looked at then of kinds which are not weighed: which ten are first hangs on no more
)


class Result(NamedTuple):
    """Something that was found, as the page shows it."""

    title: Markup
    snippet: Markup
    shown: Shown


@dataclass(frozen=True)
class Part:
    """What was found of one kind. With `is_cut` more fits than the `most` that were looked at (`full_text.Found`)."""

    kind: SearchKind
    page: Page[Result]
    is_cut: bool
    most: int

    @property
    def has_more(self) -> bool:
        """Whether more was found than is shown."""
        return self.page.total_count > len(self.page.rows)


@dataclass(frozen=True)
class Answer:
    """What was asked, as it was understood, of which kinds the filters leave something, and what was found of each looked in."""

    question: Question
    kinds: list[SearchKind]
    parts: list[Part]

    @property
    def total_count(self) -> int:
        return sum(part.page.total_count for part in self.parts)


def search(
    viewer: Viewer, typed: str, asked: Narrowing, *, page: int, kind: SearchKind | None = None
) -> Answer:
    """What fits every word of `typed` and what means the same, within what the viewer may see and the filters leave in.

    Of several kinds the first of each, of a single one a page. Never raises for what was typed. Of each kind a statement for the
    search, and those of what is on the page.
    """
    reaches = {each: reach for each in all_kinds() if (reach := each.reach(viewer, asked)) is not None}
    looked_in = {each: reach for each, reach in reaches.items() if kind in (None, each)}
    is_alone = len(looked_in) == 1
    parts = [
        _part(viewer, typed, each, reach, page=page if is_alone else 1, is_alone=is_alone)
        for each, reach in looked_in.items()
    ]
    return Answer(understood(typed, SYNONYMS), list(reaches), parts)


def list_alike(viewer: Viewer, typed: str, kind: SearchKind, *, limit: int) -> list[Hit]:
    """The first things of that kind which the viewer may see and which say something like `typed`, best first."""
    reach = kind.reach(viewer, Narrowing())
    if reach is None:
        return []
    return full_text.search_alike(typed, _scope(kind, reach), synonyms=SYNONYMS, limit=limit)


def _part(viewer: Viewer, typed: str, kind: SearchKind, reach: Reach, *, page: int, is_alone: bool) -> Part:
    rows_per_page = full_text.ROWS_PER_PAGE if is_alone else ROWS_OF_SEVERAL
    scope = _scope(kind, reach)
    most = (
        full_text.MOST if is_alone or pile_of(kind.key).is_weighed else min(full_text.MOST, MOST_OF_SEVERAL)
    )
    found = full_text.search(
        typed, scope, synonyms=SYNONYMS, page=page, rows_per_page=rows_per_page, most=most
    )
    rows = _shown(viewer, kind, found.page.rows)
    shown = Page(rows, found.page.number, found.page.total_count, rows_per_page)
    return Part(kind, shown, found.is_cut, most)


def _scope(kind: SearchKind, reach: Reach) -> Scope:
    return Scope(
        area_ids=reach.area_ids,
        audiences=reach.audiences,
        kinds=frozenset({kind.key}),
        parts=reach.parts,
        also=(reach.condition,),
    )


def _shown(viewer: Viewer, kind: SearchKind, hits: Sequence[Hit]) -> list[Result]:
    if not hits:
        return []
    shown = kind.show(viewer, hits)
    found = ((hit, shown.get(hit.key)) for hit in hits)
    return [Result(hit.marked_title, hit.snippet, what) for hit, what in found if what is not None]
