"""What screening asks of this room: what is wanted for a case may slip in, and then it is asked about."""

from collections.abc import Collection, Mapping
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.lending import queries
from csaleads.screening import service as screening
from csaleads.screening.service import Named, Subject

LOAN = "loan"


def loan_subject(loan_id: UUID, area_id: int) -> Subject:
    """A loan, as what the words of somebody of that area belong to."""
    return Subject(LOAN, loan_id, area_id)


def names_of(viewer: Viewer | None, loan_ids: Collection[UUID]) -> Mapping[UUID, Named]:
    """Loans that the viewer may open, each called so, and found at its page."""
    seen = loan_ids if viewer is None else queries.seen_of(viewer, loan_ids)
    return {loan_id: Named("Loan of a resource", f"/lending/loans/{loan_id}") for loan_id in seen}


screening.register_namer(LOAN, names_of)
