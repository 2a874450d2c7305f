"""What happens to a cohort is in the trail of every area that takes part."""

from csaleads.access.viewer import Viewer
from csaleads.audit import service as audit
from csaleads.core.unit_of_work import writes
from csaleads.programmes.queries import CohortView


@writes
def record(actor: Viewer, verb: str, cohort: CohortView, **details: str | int) -> None:
    """`verb` happened to the cohort; details as `audit.service.record` takes them."""
    for area_id in cohort.area_ids:
        audit.record(actor, verb, subject=("cohort", cohort.id), area_id=area_id, **details)
