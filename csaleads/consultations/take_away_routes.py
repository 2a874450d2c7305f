"""Taking a signed record away: Word, print and plain text. For its worker and its lead; nothing is kept at any cache."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.consultations import policy, presenters, reading_queries, take_away
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.reading_queries import RecordView
from csaleads.core.errors import NotFound
from csaleads.core.whereabouts import stand_at
from csaleads.core.word_document import WORD


@blueprint.get("/records/<reference>/word")
@requires(Permission.ASK_FOR_ADVICE, Permission.WRITE_RECORDS)
def word(reference: str) -> ResponseReturnValue:
    """The record as a Word document."""
    record = _taken_away(reference)
    return _file(record, take_away.as_word(record), WORD, "docx")


@blueprint.get("/records/<reference>/text")
@requires(Permission.ASK_FOR_ADVICE, Permission.WRITE_RECORDS)
def text(reference: str) -> ResponseReturnValue:
    """The record as plain text."""
    record = _taken_away(reference)
    return _file(record, take_away.as_text(record).encode(), take_away.TEXT, "txt")


@blueprint.get("/records/<reference>/print")
@requires(Permission.ASK_FOR_ADVICE, Permission.WRITE_RECORDS)
def print_page(reference: str) -> ResponseReturnValue:
    """The record as a page for A4 paper."""
    record = _taken_away(reference)
    if record.relation is policy.Relation.WORKER:
        stand_at("advice.my_requests")
    return render_template(
        "consultations/print.html",
        record=record,
        facts=presenters.fact_rows(record),
        first_parts=presenters.first_parts(record.content),
        advice_parts=presenters.advice_parts(record.content),
        decision=presenters.manager_decision(record.content),
        not_decision_text=presenters.NOT_DECISION_TEXT,
    )


def _taken_away(reference: str) -> RecordView:
    record = reading_queries.get_record(viewer(), reference)
    if not record.is_signed or record.relation not in policy.MAY["take_away"]:
        raise NotFound
    return record


def _file(record: RecordView, body: bytes, kind: str, ending: str) -> Response:
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{record.reference}.{ending}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
