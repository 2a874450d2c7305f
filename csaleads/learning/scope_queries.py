"""Which resources a viewer sees, in SQL: what `policy.can_see` says of one, for lists of them. A test holds the two together."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, false, or_

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.statements import TODAY, many
from csaleads.learning import policy
from csaleads.learning.models import Audience, Resource, ResourceState

P = Permission


class Sight(NamedTuple):
    """How a viewer sees, as far as a statement is built differently for it."""

    is_reader: bool
    reads_for_leads: bool
    runs_curriculum: bool


def sight_of(viewer: Viewer) -> tuple[Sight, dict[str, Any]]:
    """How the viewer sees, and the values for the places of `is_seen`."""
    sight = Sight(
        viewer.can(P.READ_RESOURCES),
        viewer.can(P.READ_RESOURCES_FOR_LEADS),
        policy.can_run_curriculum(viewer),
    )
    return sight, {
        "reads_in": viewer.areas_with(P.READ_RESOURCES),
        "leads_in": viewer.areas_with(P.READ_RESOURCES_FOR_LEADS),
        "adds_in": viewer.areas_with(P.ADD_RESOURCES),
    }


def is_seen(sight: Sight) -> ColumnElement[bool]:
    """The condition that the viewer sees a resource."""
    is_for_all = Resource.audience == Audience.ALL_STAFF
    approved = Resource.state == ResourceState.APPROVED
    in_own_area = and_(
        approved,
        or_(Resource.lent_until.is_(None), Resource.lent_until >= TODAY),
        or_(
            and_(is_for_all, Resource.area_id.in_(many("reads_in"))),
            and_(~is_for_all, Resource.area_id.in_(many("leads_in"))),
        ),
    )
    own = ~Resource.is_lent  # what another area lent is read, and nothing more
    ways = [and_(own, Resource.area_id.in_(many("adds_in"))), in_own_area]
    if sight.reads_for_leads:
        ways.append(Resource.network_at.is_not(None))
    elif sight.is_reader:
        ways.append(and_(Resource.network_at.is_not(None), is_for_all))
    if sight.runs_curriculum:
        ways.append(and_(own, or_(Resource.area_id.is_(None), Resource.state != ResourceState.DRAFT)))
    return or_(*ways) if sight.is_reader else false()
