"""Who may run the curriculum, who reads which resource, and who moves it from which state. Pure: no database, no pages."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from csaleads.access.permissions import Permission
from csaleads.access.viewer import Viewer
from csaleads.core.errors import NotFound, WrongState
from csaleads.learning.models import Audience, ResourceState

P = Permission
DRAFT, APPROVED, ARCHIVED = ResourceState.DRAFT, ResourceState.APPROVED, ResourceState.ARCHIVED

# The life of a resource: (from, verb) → to. Approval for the network is a moment of its own beside the state.
RESOURCE_MOVES: dict[tuple[ResourceState, str], ResourceState] = {
    (DRAFT, "save"): DRAFT,
    (DRAFT, "approve"): APPROVED,
    (DRAFT, "archive"): ARCHIVED,
    (APPROVED, "save"): APPROVED,
    (APPROVED, "revise"): DRAFT,
    (APPROVED, "check"): APPROVED,
    (APPROVED, "approve_for_network"): APPROVED,
    (APPROVED, "take_from_network"): APPROVED,
    (APPROVED, "archive"): ARCHIVED,
    (ARCHIVED, "reopen"): DRAFT,
}


class ResourceFacts(NamedTuple):
    """What policy needs to know of a resource. `area_id` is None where it is the network's own."""

    area_id: int | None
    owner_id: int | None
    state: ResourceState
    is_for_network: bool
    audience: Audience
    may_leave: bool
    is_lent: bool = False  # by another area, which alone writes it
    is_lent_over: bool = False  # the day until which it was lent has passed


def can_run_curriculum(viewer: Viewer) -> bool:
    """The programme team says what the topics are, in which order, and what the whole network reads."""
    return viewer.can(Permission.RUN_CURRICULUM)


def require_curriculum(actor: Viewer) -> None:
    """Raises NotFound to everybody but the programme team."""
    if not can_run_curriculum(actor):
        raise NotFound("curriculum")


def require_reader(viewer: Viewer) -> None:
    """Raises NotFound to whoever reads no resources at all."""
    if not viewer.can(Permission.READ_RESOURCES):
        raise NotFound("learning")


def can_see(viewer: Viewer, resource: ResourceFacts) -> bool:
    """Drafts and archived ones are for those who add to the same area, approved ones for their audience there and, where the
    programme team approved them, everywhere. The programme team sees all but the drafts of areas.

    What another area lent is for the audience in the area that has it alone, and for nobody once it is taken back or over.
    """
    if resource.is_lent:
        may_open = resource.state is APPROVED and not resource.is_lent_over
        return may_open and viewer.can_in(_reading(resource.audience), resource.area_id)
    if can_run_curriculum(viewer) and (resource.area_id is None or resource.state is not DRAFT):
        return True
    if viewer.can_in(P.ADD_RESOURCES, resource.area_id):
        return True
    if resource.state is not APPROVED:
        return False
    reading = _reading(resource.audience)
    return viewer.can_in(reading, resource.area_id) or (resource.is_for_network and viewer.can(reading))


def _reading(audience: Audience) -> Permission:
    return P.READ_RESOURCES if audience is Audience.ALL_STAFF else P.READ_RESOURCES_FOR_LEADS


def can_add(viewer: Viewer, area_id: int | None) -> bool:
    """Leads and coordinators add to their area, the programme team to the network."""
    return can_run_curriculum(viewer) if area_id is None else viewer.can_in(P.ADD_RESOURCES, area_id)


def places_to_add(viewer: Viewer) -> list[int | None]:
    """The areas to which the viewer adds, and None for the network."""
    network: list[int | None] = [None] if can_run_curriculum(viewer) else []
    return [*viewer.areas_with(P.ADD_RESOURCES), *network]


def may_approve(viewer: Viewer, resource: ResourceFacts) -> bool:
    """The coordinator approves what is their area's, the programme team what is the network's own.

    Nobody approves, and so nobody writes or moves, what another area lent.
    """
    if resource.is_lent:
        return False
    if resource.area_id is None:
        return can_run_curriculum(viewer)
    return viewer.can_in(P.APPROVE_RESOURCES, resource.area_id)


def may_write(viewer: Viewer, resource: ResourceFacts) -> bool:
    """Whoever approves it, and the lead who looks after it."""
    if resource.is_lent:
        return False
    is_owner = resource.owner_id == viewer.person_id and viewer.can_in(P.ADD_RESOURCES, resource.area_id)
    return is_owner or may_approve(viewer, resource)


def can_be_lent(resource: ResourceFacts) -> bool:
    """Another area may be given it: it is an area's own, approved, may leave, and not everybody reads it anyway."""
    is_of_area = resource.area_id is not None and not resource.is_lent
    return is_of_area and resource.state is APPROVED and resource.may_leave and not resource.is_for_network


def may_hand_over(viewer: Viewer, resource: ResourceFacts) -> bool:
    """Whoever approves what is an area's says who looks after it; what is the network's, the programme team does together."""
    return resource.area_id is not None and may_approve(viewer, resource)


def _may_give_to_network(viewer: Viewer, resource: ResourceFacts) -> bool:
    is_of_area = resource.area_id is not None and resource.may_leave and not resource.is_lent
    return is_of_area and not resource.is_for_network and can_run_curriculum(viewer)


def _may_take_from_network(viewer: Viewer, resource: ResourceFacts) -> bool:
    is_given = resource.area_id is not None and resource.is_for_network
    return is_given and (can_run_curriculum(viewer) or may_approve(viewer, resource))


WHO: dict[str, Callable[[Viewer, ResourceFacts], bool]] = {
    "save": may_write,
    "revise": may_write,
    "approve": may_approve,
    "check": may_write,
    "approve_for_network": _may_give_to_network,
    "take_from_network": _may_take_from_network,
    "archive": may_write,
    "reopen": may_write,
}


def verb_of_writing(viewer: Viewer, resource: ResourceFacts) -> str:
    """What a change of its words is.

    What was approved is what is read: whoever may not approve it takes it back to a draft by changing it.
    """
    return "revise" if resource.state is APPROVED and not may_approve(viewer, resource) else "save"


def can_write(viewer: Viewer, resource: ResourceFacts) -> bool:
    return may_write(viewer, resource) and resource.state is not ARCHIVED


def can_do(viewer: Viewer, resource: ResourceFacts, verb: str) -> bool:
    return (resource.state, verb) in RESOURCE_MOVES and WHO[verb](viewer, resource)


def require_do(actor: Viewer, resource: ResourceFacts, verb: str) -> ResourceState:
    """The state after `verb`. Raises NotFound to whoever may never do it, WrongState where it cannot be done now."""
    if not can_see(actor, resource):
        raise NotFound("resource")
    if (resource.state, verb) not in RESOURCE_MOVES:
        if not may_write(actor, resource) and not can_run_curriculum(actor):
            raise NotFound("resource")
        raise WrongState(verb, resource.state.value)
    if not WHO[verb](actor, resource):
        raise NotFound("resource")
    return RESOURCE_MOVES[resource.state, verb]


def require_write(actor: Viewer, resource: ResourceFacts) -> ResourceState:
    """The state after the actor changed its words; raises as `require_do`."""
    if not may_write(actor, resource):
        raise NotFound("resource")
    verb = verb_of_writing(actor, resource)
    if (resource.state, verb) not in RESOURCE_MOVES:
        raise WrongState(verb, resource.state.value)
    return RESOURCE_MOVES[resource.state, verb]


def is_web_address(link: str) -> bool:
    """Whether `link` is a whole https address without a name and password in it."""
    try:
        parts = urlsplit(link)
        return (
            parts.scheme == "https"
            and "." in (parts.hostname or "")
            and "@" not in parts.netloc
            and link.startswith("https://")
            and not any(sign.isspace() or sign in '<>"\\' for sign in link)
        )
    except ValueError:
        return False
