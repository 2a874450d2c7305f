"""The list of records: those a lead writes, and those about one's own requests."""

from datetime import date
from functools import lru_cache
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from csaleads.access.guards import requires, viewer
from csaleads.access.permissions import Permission
from csaleads.consultations import list_queries, presenters
from csaleads.consultations.blueprint import blueprint
from csaleads.consultations.forms import RecordFilter
from csaleads.consultations.list_queries import ListFilter, Side
from csaleads.core import clock
from csaleads.core.formatting import uk_date
from csaleads.core.month_grid import next_month
from csaleads.core.paging import page_number
from csaleads.core.whereabouts import stand_at

MONTHS_BACK = 24


@blueprint.get("/records")
@requires(Permission.WRITE_RECORDS, Permission.ASK_FOR_ADVICE, Permission.BREAK_GLASS)
def list_records() -> ResponseReturnValue:
    """One page of the viewer's records."""
    writes = viewer().can(Permission.WRITE_RECORDS)
    side = Side.WRITTEN if writes and request.args.get("of") != Side.ASKED else Side.ASKED
    if not writes and not viewer().can(Permission.BREAK_GLASS):
        stand_at("advice.my_requests")
    form: Any = RecordFilter.of_address(request.args, month=_months(clock.today().replace(day=1)))
    wanted = _wanted(form)
    page = list_queries.list_records(viewer(), side, wanted, page=page_number())
    here = _address(of_asked=writes and side is Side.ASKED)
    return render_template(
        "consultations/list.html",
        form=form,
        page=page,
        writes=writes,
        is_written=side is Side.WRITTEN,
        co_led=list_queries.list_co_led_drafts(viewer()) if side is Side.WRITTEN else [],
        to_begin=list_queries.list_to_begin(viewer()) if side is Side.WRITTEN else [],
        is_narrowed=wanted != ListFilter(),
        here=here,
        records=url_for("consultations.list_records") + "/",
        may_learn=viewer().can(Permission.LEARN_FROM_RECORDS),
        may_break_glass=viewer().can(Permission.BREAK_GLASS),
        may_review_kept=viewer().can(Permission.REVIEW_EXCEPTIONS),
    )


def _address(*, of_asked: bool) -> str:
    return url_for("consultations.list_records", of=Side.ASKED.value if of_asked else None)


def _wanted(form: Any) -> ListFilter:
    """The filter that the address asks for; what cannot be understood narrows nothing."""
    month = form.month.data
    return ListFilter(
        state=form.state.data if not form.state.errors else None,
        month=date.fromisoformat(f"{month}-01") if month and not form.month.errors else None,
        concern=form.concern.data if not form.concern.errors else None,
        reference=presenters.tidy_reference(form["reference"].typed),
    )


@lru_cache(maxsize=2)
def _months(first: date) -> tuple[tuple[str, str], ...]:
    months = [next_month(first, -back) for back in range(MONTHS_BACK)]
    return tuple((f"{month:%Y-%m}", uk_date(month, "month")) for month in months)
