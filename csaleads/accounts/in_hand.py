"""What somebody still has in hand in an area, and a colleague who takes it over. Rooms upstairs say both."""

from collections.abc import Callable
from dataclasses import dataclass

from csaleads.access.viewer import Viewer
from csaleads.accounts import letters, policy
from csaleads.accounts.errors import CannotTakeOver
from csaleads.accounts.queries import PersonName, list_leads
from csaleads.audit import service as audit
from csaleads.core.errors import InvalidChoice
from csaleads.core.unit_of_work import writes

__all__ = [
    "CannotTakeOver",
    "Matter",
    "hand_over",
    "list_matters",
    "list_matters_of_lead",
    "list_who_could_take_over",
    "register_check",
    "register_taking_over",
]


@dataclass(frozen=True)
class Matter:
    """One thing that somebody has in hand, in plain sentences for the coordinator and without narrative.

    `words` is what it is ("2 clinics to come, the first on 2 December 2026"), `becomes` what becomes of it with the role of
    Practice Lead, `path` the page on which the coordinator sees to it. `must_go` says that they cannot leave before;
    `with_role`, that it belongs to that role, and that a lead of the area can take it over.
    """

    words: str
    becomes: str = ""
    path: str = ""
    must_go: bool = True
    with_role: bool = False


Check = Callable[[int, int], list[Matter]]
TakingOver = Callable[[Viewer, int, int, int], int]
_checks: list[Check] = []
_takings: list[TakingOver] = []


def register_check(check: Check) -> None:
    """Ask `check(person_id, area_id)` before somebody leaves, or their role of Practice Lead ends."""
    if check not in _checks:
        _checks.append(check)


def register_taking_over(take: TakingOver) -> None:
    """`take(actor, person_id, area_id, to_id)` gives a lead of the area what the person has in hand, and answers how much.

    It runs in the transaction of whoever hands over, after it was asked who may. What cannot be that colleague's, such as
    their own request, it leaves where it is.
    """
    if take not in _takings:
        _takings.append(take)


def list_matters(person_id: int, area_id: int) -> list[Matter]:
    """Everything that the person has in hand in the area."""
    return [matter for check in _checks for matter in check(person_id, area_id)]


def list_matters_of_lead(person_id: int, area_id: int) -> list[Matter]:
    """What of it belongs to the role of Practice Lead."""
    return [matter for matter in list_matters(person_id, area_id) if matter.with_role]


def list_who_could_take_over(viewer: Viewer, *, person_id: int, area_id: int) -> list[PersonName]:
    """The other leads of the area; the viewer only where there is nobody else, for whoever takes over reads drafts."""
    policy.require_manages(viewer, area_id)
    others = [lead for lead in list_leads([area_id]) if lead.id != person_id]
    return [lead for lead in others if lead.id != viewer.person_id] or others


@writes
def hand_over(actor: Viewer, *, person_id: int, area_id: int, to_id: int) -> int:
    """The colleague has what the person had in hand as a lead; how many clinics, requests and records went over.

    Both are told. What is about a request of that colleague's own stays in hand; asked twice it finds nothing left. Raises
    NotAllowed, InvalidChoice where that colleague is not to choose, CannotTakeOver where they hold a slot in such a clinic.
    """
    if to_id not in {one.id for one in list_who_could_take_over(actor, person_id=person_id, area_id=area_id)}:
        raise InvalidChoice("to")
    count = sum(take(actor, person_id, area_id, to_id) for take in _takings)
    if count:
        audit.record(
            actor,
            "hand_over",
            subject=("person", person_id),
            area_id=area_id,
            to_person_id=to_id,
            count=count,
        )
        letters.send_handed_over(to_id=to_id, person_id=person_id)
    return count
