"""Dated rows (roles, teams, managers): which ones hold, and how they end. For the services of this room."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, or_

from csaleads.accounts.models import LineManagement, RoleInArea, TeamMembership
from csaleads.accounts.policy import is_withdrawn_rather_than_ended
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.statements import TODAY

Span = RoleInArea | TeamMembership | LineManagement


def yesterday() -> date:
    """The last day of what holds no longer today."""
    return clock.today() - timedelta(days=1)


def holds_or_will(model: Any) -> ColumnElement[bool]:
    """The condition that a dated row holds today or is going to."""
    return or_(model.ends_on.is_(None), model.ends_on >= TODAY)


def end(row: Span, *, ends_on: date) -> None:
    """`ends_on` is the row's last day. A row that would end before its first day is taken away."""
    if is_withdrawn_rather_than_ended(row.starts_on, ends_on):
        db.session.delete(row)
    else:
        row.ends_on = ends_on


def end_now(row: Span) -> None:
    """The row holds no longer, from this moment."""
    end(row, ends_on=yesterday())
