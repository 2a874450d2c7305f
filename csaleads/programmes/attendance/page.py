"""What the pages about attendance share: the half that stands in an address, and where to go next."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from csaleads.core.errors import NotFound
from csaleads.programmes.attendance.models import Half


def half_in(address: str) -> Half:
    """The half that stands in an address; raises NotFound."""
    try:
        return Half(address)
    except ValueError as wrong:
        raise NotFound("half") from wrong


def page_of_registers(cohort_id: int, day_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.attendance", cohort_id=cohort_id, day_id=day_id))


def page_of_member_days(cohort_id: int, member_id: int) -> ResponseReturnValue:
    return redirect(url_for("programmes.member_attendance", cohort_id=cohort_id, member_id=member_id))
