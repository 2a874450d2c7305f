"""The search page. What was searched for is in its address and nowhere else."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.paging import page_number
from csaleads.finding import day_queries, presenters, queries
from csaleads.finding.blueprint import blueprint
from csaleads.finding.forms import STATES, SearchForm
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
    form = _form(who, places, topics)
    asked = Narrowing(**narrowed(form), among=_of_day(form))
    answer = queries.search(who, form.q.typed, asked, page=page_number())
    here = url_for("finding.search")
    nothing = None
    if answer.question and not answer.page.total_count:
        nothing = presenters.nothing_found(
            form, answer.question, here=here, kinds=answer.kinds, places=places, topics=topics
        )
    return render_template(
        "finding/search.html",
        filter=form,
        question=answer.question,
        page=answer.page,
        nothing=nothing,
        understood=presenters.understood_words(answer.question),
        filter_count=presenters.count_filters(form),
        reads_for_leads=Audience.LEADS in search_queries.audiences_of(who),
    )


def _form(who: Viewer, places: Places, topics: list[TopicLine]) -> SearchForm:
    """The box and the filters, made anew each time: a form that is kept would remember what was typed."""
    form = SearchForm.from_query(request.args)
    form.topic.choices = topic_choices(topics)
    form.day.choices = [(day.value, day.label) for day in day_queries.list_days()]
    form.area.choices = origin_choices(places)
    form.state.choices = STATES.items() if search_queries.sees_drafts(who) else ()
    form.validate()
    return form


def _of_day(form: SearchForm) -> frozenset[UUID] | None:
    """The resources of the learning day that was chosen; None where none was."""
    if not form.day.data or form.day.errors:
        return None
    return day_queries.resources_of(day_queries.CurriculumDay.read(form.day.data))
