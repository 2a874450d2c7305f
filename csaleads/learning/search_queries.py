"""Resources as the search finds them: which a viewer may find, and what stands in the line of each. For the rooms above."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, exists

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names
from csaleads.core.full_text.queries import Condition
from csaleads.core.statements import Query, Statement, many
from csaleads.learning import policy
from csaleads.learning.line_queries import ResourceLine, read_line, select_lines
from csaleads.learning.list_queries import Narrowing, conditions_of
from csaleads.learning.models import AUDIENCE_LABELS, Audience, Resource
from csaleads.learning.scope_queries import Sight, is_seen, sight_of
from csaleads.learning.search_texts import is_document_of, part_of


def places_of(viewer: Viewer) -> list[tuple[int, str]]:
    """(id, name) of the areas whose resources the viewer may find, by name; the network is beside them."""
    if policy.can_run_curriculum(viewer):
        return list(area_names().items())
    return viewer.area_names(viewer.areas_with(Permission.READ_RESOURCES))


def parts_of(viewer: Viewer) -> frozenset[str]:
    """The parts of all resources to one of which each belongs that the viewer may find; none where they may find all."""
    if policy.can_run_curriculum(viewer):
        return frozenset()
    return frozenset({part_of(None), *(part_of(area_id) for area_id, _ in places_of(viewer))})


def audiences_of(viewer: Viewer) -> list[Audience]:
    """For whom resources are that the viewer may find somewhere."""
    reads_for_leads = viewer.can(Permission.READ_RESOURCES_FOR_LEADS)
    return list(AUDIENCE_LABELS) if reads_for_leads else [Audience.ALL_STAFF]


def sees_drafts(viewer: Viewer) -> bool:
    """Whether there is anything but approved resources for the viewer."""
    return bool(policy.places_to_add(viewer))


def is_found(viewer: Viewer, asked: Narrowing) -> Condition:
    """The condition that a document is that of a resource which the viewer sees and which `asked` leaves in."""
    sight, values = sight_of(viewer)
    return Condition(_is_found, (sight, asked.narrowed_by), values | asked.values(viewer))


def _is_found(sight: Sight, narrowed_by: tuple[str, ...]) -> ColumnElement[bool]:
    return exists().where(is_document_of(), *conditions_of(sight, narrowed_by))


def lines_of(viewer: Viewer, resource_ids: Collection[UUID]) -> dict[UUID, ResourceLine]:
    """The lines of those of the resources that the viewer sees. One statement."""
    sight, values = sight_of(viewer)
    found = _lines.found(
        sight,
        **values,
        person_id=viewer.person_id,
        ids=list(resource_ids),
        limit=len(resource_ids),
        offset=0,
    )
    return {line.id: line for line in found.made(read_line)}


@Statement
def _lines(sight: Sight) -> Query:
    return select_lines(Resource.id.in_(many("ids")), is_seen(sight))
