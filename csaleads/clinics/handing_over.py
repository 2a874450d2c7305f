"""Before a Practice Lead leaves the role or the area, their clinics there go to somebody else or are cancelled."""

from csaleads.access.viewer import Viewer
from csaleads.accounts import in_hand
from csaleads.accounts.in_hand import CannotTakeOver, Matter
from csaleads.audit import service as audit
from csaleads.clinics import plan_queries, policy
from csaleads.clinics.edit_service import replace_leads
from csaleads.clinics.errors import LeadIsBooked
from csaleads.clinics.queries import leads_of
from csaleads.clinics.service import ClinicChange, announce
from csaleads.core.errors import NotAllowed
from csaleads.core.formatting import plural, uk_date
from csaleads.core.unit_of_work import writes


def list_clinics_in_hand(person_id: int, area_id: int) -> list[Matter]:
    """What stands between that person and leaving, in plain words; nothing where no clinic of theirs is to come."""
    count, first = plan_queries.count_clinics_to_come(person_id, area_id)
    if first is None:
        return []
    when = f"on {uk_date(first)}" if count == 1 else f"the first on {uk_date(first)}"
    each = "it" if count == 1 else "each"
    return [
        Matter(
            f"{plural(count, 'clinic')} to come, {when}",
            becomes=f"A colleague takes {'it' if count == 1 else 'them'} over and whoever has booked is told. "
            f"Or choose another lead for {each}, or cancel it, on its page.",
            path=f"/clinics?lead={person_id}",
            with_role=True,
        )
    ]


@writes
def take_over_clinics(actor: Viewer, person_id: int, area_id: int, to_id: int) -> int:
    """Clinics to come have the colleague in that person's place; how many. Whoever has booked is told, as of any change.

    Where the colleague leads it already they lead it alone. Raises CannotTakeOver where they hold a slot in one themselves.
    """
    if not policy.runs_all_of(actor, area_id):
        raise NotAllowed
    clinics = plan_queries.lock_clinics_to_come(person_id, area_id)
    leads = leads_of([clinic.id for clinic in clinics])
    for clinic in clinics:
        after = dict.fromkeys(to_id if lead_id == person_id else lead_id for lead_id, _ in leads[clinic.id])
        replace_leads(clinic.id, tuple(after))
        clinic.version += 1
        audit.record(actor, "edit", subject=("clinic", clinic.id), area_id=area_id, changed="leads")
        try:
            announce(actor, clinic.id, frozenset({ClinicChange.LEADS}))
        except LeadIsBooked as refused:
            raise CannotTakeOver from refused
    return len(clinics)


in_hand.register_check(list_clinics_in_hand)
in_hand.register_taking_over(take_over_clinics)
