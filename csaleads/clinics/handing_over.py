"""Before a Practice Lead leaves an area, their clinics there go to somebody else or are cancelled; the coordinator is told."""

from csaleads.accounts.leaving import register_leaving_check
from csaleads.clinics import plan_queries
from csaleads.core.formatting import plural, uk_date


def list_clinics_in_hand(person_id: int, area_id: int) -> list[str]:
    """What stands between that person and leaving, in plain words; nothing where no clinic of theirs is to come."""
    count, first = plan_queries.count_clinics_to_come(person_id, area_id)
    if first is None:
        return []
    when = f"on {uk_date(first)}" if count == 1 else f"the first on {uk_date(first)}"
    return [f"{plural(count, 'clinic')} to come, {when}: choose another lead for it, or cancel it"]


register_leaving_check(list_clinics_in_hand)
