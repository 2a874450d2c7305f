"""The search: what the viewer may see of every kind, best first. A fixed number of statements, and nothing is remembered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup
from sqlalchemy import or_

from csaleads.access.viewer import Viewer
from csaleads.core.full_text import service as full_text
from csaleads.core.full_text.asking import Question
from csaleads.core.full_text.service import Hit, Scope
from csaleads.core.paging import Page
from csaleads.finding.kinds import Reach, SearchKind, Shown, all_kinds
from csaleads.finding.synonyms import SYNONYMS
from csaleads.learning.list_queries import Narrowing


class Result(NamedTuple):
    """Something that was found, as the page shows it."""

    title: Markup
    snippet: Markup
    shown: Shown


@dataclass(frozen=True)
class Answer:
    """What was asked, as it was understood, in which kinds it was looked for, and a page of what was found."""

    question: Question
    kinds: list[SearchKind]
    page: Page[Result]


def search(viewer: Viewer, typed: str, asked: Narrowing, *, page: int) -> Answer:
    """What fits every word of `typed` and what means the same, within what the viewer may see and the filters leave in.

    Never raises for what was typed. One statement for the search, and those of each kind of which something is on the page.
    """
    reaches = {kind: reach for kind in all_kinds() if (reach := kind.reach(viewer, asked)) is not None}
    found = full_text.search(typed, _scope(reaches), synonyms=SYNONYMS, page=page)
    return Answer(
        found.question,
        list(reaches),
        Page(
            _shown(viewer, reaches, found.page.rows),
            found.page.number,
            found.page.total_count,
            found.page.rows_per_page,
        ),
    )


def list_alike(viewer: Viewer, typed: str, kind: SearchKind, *, limit: int) -> list[Hit]:
    """The first things of that kind which the viewer may see and which say something like `typed`, best first."""
    reach = kind.reach(viewer, Narrowing())
    if reach is None:
        return []
    return full_text.search_alike(typed, _scope({kind: reach}), synonyms=SYNONYMS, limit=limit)


def _scope(reaches: dict[SearchKind, Reach]) -> Scope:
    return Scope(
        area_ids=frozenset[int]().union(*(reach.area_ids for reach in reaches.values())),
        audiences=frozenset[str]().union(*(reach.audiences for reach in reaches.values())),
        kinds=frozenset(kind.key for kind in reaches),
        also=(or_(False, *(reach.condition for reach in reaches.values())),),
    )


def _shown(viewer: Viewer, reaches: dict[SearchKind, Reach], hits: Sequence[Hit]) -> list[Result]:
    of_kind: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        of_kind[hit.kind].append(hit)
    shown = {
        (kind.key, key): what
        for kind in reaches
        if kind.key in of_kind
        for key, what in kind.show(viewer, of_kind[kind.key]).items()
    }
    found = ((hit, shown.get((hit.kind, hit.key))) for hit in hits)
    return [Result(hit.marked_title, hit.snippet, what) for hit, what in found if what is not None]
