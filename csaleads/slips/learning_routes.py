"""Reporting what is shared for learning, by its number: a link on every page that shows it, one page, one button."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.core.whereabouts import stand_at
from csaleads.sharing import queries as learning
from csaleads.slips import service
from csaleads.slips.blueprint import blueprint
from csaleads.slips.forms import ReportForm
from csaleads.slips.hidden_page import hidden_learning_page

LEARNERS = (Permission.LEARN_FROM_RECORDS, Permission.REVIEW_FOR_LEARNING)


@blueprint.get("/shared-records/<number>/report")
@requires(*LEARNERS)
def ask_to_report_learning(number: str) -> ResponseReturnValue:
    """What will happen, and the button. Where it is hidden already, what happens now."""
    known = learning.get_known(viewer(), number)
    stand_at("sharing.list_shared")
    if known.hidden_at is not None:
        return hidden_learning_page(known.number)
    return render_template("slips/report_learning.html", form=ReportForm(), number=known.number)


@blueprint.post("/shared-records/<number>/report")
@requires(*LEARNERS)
def report_learning(number: str) -> ResponseReturnValue:
    """Hide it and tell its authors. Pressed twice, or by two people, it is one slip."""
    form = ReportForm()
    form.validate()
    kind = None if form.kind.errors else form.kind.data
    service.report_learning(viewer(), number=number, kind=kind)
    return redirect(url_for("slips.reported_learning", number=number))


@blueprint.get("/shared-records/<number>/report/thank-you")
@requires(*LEARNERS)
def reported_learning(number: str) -> ResponseReturnValue:
    """It is hidden; what happens now."""
    known = learning.get_known(viewer(), number)
    stand_at("sharing.list_shared")
    if known.hidden_at is None:
        return redirect(url_for("slips.ask_to_report_learning", number=known.number))
    return hidden_learning_page(known.number, is_reporter=True)
