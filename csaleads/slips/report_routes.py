"""Reporting: a link on every page that shows words, one page, one button."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.whereabouts import stand_at
from csaleads.slips import queries, service
from csaleads.slips.blueprint import blueprint
from csaleads.slips.forms import ReportForm
from csaleads.slips.hidden_page import hidden_page

READERS = (
    Permission.ASK_FOR_ADVICE,
    Permission.ANSWER_REQUESTS,
    Permission.WRITE_RECORDS,
    Permission.BREAK_GLASS,
)


@blueprint.get("/report/<reference>")
@requires(*READERS)
def ask_to_report(reference: str) -> ResponseReturnValue:
    """What will happen, and the button. Where it is hidden already, what happens now."""
    case = queries.get_case(viewer(), reference)
    _stand()
    if case.hidden_at is not None:
        return hidden_page(case.reference)
    return render_template("slips/report.html", form=ReportForm(), case=case)


@blueprint.post("/report/<reference>")
@requires(*READERS)
def report(reference: str) -> ResponseReturnValue:
    """Hide it and tell its authors. Pressed twice, or by two people, it is one slip."""
    form = ReportForm()
    form.validate()
    kind = None if form.kind.errors else form.kind.data
    case = queries.get_case(viewer(), reference)
    service.report(viewer(), reference=case.reference, kind=kind)
    return redirect(url_for("slips.reported", reference=case.reference))


@blueprint.get("/report/<reference>/thank-you")
@requires(*READERS)
def reported(reference: str) -> ResponseReturnValue:
    """It is hidden; what happens now."""
    case = queries.get_case(viewer(), reference)
    _stand()
    if case.hidden_at is None:
        return redirect(url_for("slips.ask_to_report", reference=case.reference))
    return hidden_page(case.reference, is_reporter=True)


def _stand() -> None:
    person = viewer()
    if person.can(Permission.ANSWER_REQUESTS):
        stand_at("consultations.list_records")
    elif not person.can(Permission.BREAK_GLASS):
        stand_at("advice.my_requests")
