"""Taking the finished entries of a year away: Word, print and plain text, for their owner; kept at no cache."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core import clock
from csaleads.core.word_document import WORD
from csaleads.development import presenters, queries, take_away
from csaleads.development.blueprint import blueprint
from csaleads.development.years import CpdYear, chosen_year


@blueprint.get("/cpd/word")
@requires(Permission.KEEP_CPD)
def word() -> ResponseReturnValue:
    """The year as a Word document."""
    year = _asked_year()
    entries = queries.list_finished(viewer(), year)
    return _file(year, take_away.as_word(viewer().full_name, year, entries), WORD, "docx")


@blueprint.get("/cpd/text")
@requires(Permission.KEEP_CPD)
def text() -> ResponseReturnValue:
    """The year as plain text."""
    year = _asked_year()
    entries = queries.list_finished(viewer(), year)
    return _file(year, take_away.as_text(viewer().full_name, year, entries).encode(), take_away.TEXT, "txt")


@blueprint.get("/cpd/print")
@requires(Permission.KEEP_CPD)
def print_page() -> ResponseReturnValue:
    """The year as a page for A4 paper."""
    year = _asked_year()
    entries = queries.list_finished(viewer(), year)
    return render_template(
        "development/print.html",
        year=year,
        title=take_away.title_of(year),
        facts=[
            {"key": key, "value": value} for key, value in take_away.facts_of(viewer().full_name, entries)
        ],
        entries=[(entry, presenters.parts_of(entry)) for entry in entries],
    )


def _asked_year() -> CpdYear:
    return chosen_year(request.args.get("year"), clock.today())


def _file(year: CpdYear, body: bytes, kind: str, ending: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="cpd-{year.begins_in}-{year.begins_in + 1}.{ending}"'
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
