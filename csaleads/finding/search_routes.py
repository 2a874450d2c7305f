"""The search page. What was searched for is in its address and nowhere else."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.paging import page_number
from csaleads.finding import day_queries, presenters, queries
from csaleads.finding.blueprint import blueprint
from csaleads.finding.forms import FILTERS, STATES, SearchFilters, SearchForm
from csaleads.finding.kinds import SearchKind, all_kinds
from csaleads.learning import search_queries
from csaleads.learning.list_presenters import narrowed, origin_choices, topic_choices
from csaleads.learning.list_queries import Narrowing
from csaleads.learning.models import Audience
from csaleads.learning.queries import TopicLine, list_topics

Places = list[tuple[int, str]]


@blueprint.get("/search")
@requires(Permission.READ_RESOURCES)
def search() -> ResponseReturnValue:
    """What fits the words and filters of the address, best first; without words, what can be searched."""
    who = viewer()
    places, topics = search_queries.places_of(who), list_topics(who)
    form, filters = SearchForm.from_query(request.args), _filters(who, places, topics)
    form.validate()
    asked = Narrowing(**narrowed(filters), among=_of_day(filters))
    answer = queries.search(who, form.q.typed, asked, page=page_number(), kind=_looked_in(filters))
    here = url_for("finding.search")
    nothing = None
    if answer.question and not answer.total_count:
        nothing = presenters.nothing_found(
            form.q.typed,
            filters,
            answer.question,
            here=here,
            kinds=[part.kind for part in answer.parts],
            places=places,
            topics=topics,
        )
    return render_template(
        "finding/search.html",
        form=form,
        filters=filters,
        question=answer.question,
        sections=presenters.sections_of(form.q.typed, filters, answer, here=here),
        page=answer.parts[0].page if len(answer.parts) == 1 else None,
        nothing=nothing,
        found_besides=presenters.found_besides(answer.question),
        filter_count=presenters.count_filters(filters),
        finds_several=len(answer.kinds) > 1,
        reads_for_leads=Audience.LEADS in search_queries.audiences_of(who),
    )


def _filters(who: Viewer, places: Places, topics: list[TopicLine]) -> SearchFilters:
    """The filters, without what was typed into the box, so that they can be kept."""
    chosen = [(name, value) for name, value in request.args.items(multi=True) if name in FILTERS]
    return SearchFilters.of_address(
        MultiDict(chosen),
        look=[(kind.key, kind.label.capitalize()) for kind in all_kinds()],
        topic=topic_choices(topics),
        day=[(day.value, day.label) for day in day_queries.list_days()],
        area=origin_choices(places),
        state=tuple(STATES.items()) if search_queries.sees_drafts(who) else (),
    )


def _looked_in(filters: SearchFilters) -> SearchKind | None:
    """The kind that was chosen; None where all of them are looked through."""
    if not filters.look.data or filters.look.errors:
        return None
    return next(kind for kind in all_kinds() if kind.key == filters.look.data)


def _of_day(filters: SearchFilters) -> frozenset[UUID] | None:
    """The resources of the learning day that was chosen; None where none was."""
    if not filters.day.data or filters.day.errors:
        return None
    return day_queries.resources_of(day_queries.CurriculumDay.read(filters.day.data))
