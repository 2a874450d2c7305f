"""What follows for loans when the area that has a resource changes it: this listens to learning, in the same transaction."""

from csaleads.access.viewer import Viewer
from csaleads.core.unit_of_work import writes
from csaleads.learning import lent_service
from csaleads.learning.changes import ResourceChange, subscribe
from csaleads.learning.models import ResourceState
from csaleads.lending import loan_news, policy, queries, service
from csaleads.lending.models import Loan, Reason
from csaleads.lending.queries import Source
from csaleads.notify.models import MessageKind


@subscribe
@writes
def follow(actor: Viewer, change: ResourceChange) -> None:
    """What is archived or may not leave is taken back, what everybody reads is lent no more, of a later edition it is asked.

    While it is a draft again the edition that was agreed stays readable. That it was checked needs no decision.
    """
    if change.state is ResourceState.DRAFT:
        return
    loans = queries.lock_open_loans(change.resource_id)
    if not loans:
        return
    source = queries.lock_source(change.resource_id)
    verb = _verb_of(change)
    for loan in loans:
        if verb == "recall" and (loan.state, "decline") in policy.LOAN_MOVES:
            loan.reason = Reason.NO_LONGER
        if verb:
            service.end(actor, loan, verb)
        elif change.verb == "check":
            _follow_check(actor, loan, source)
        elif policy.is_undecided(loan.state, source.edition, edition=loan.edition, kept=loan.kept_edition):
            loan_news.announce_to_lenders(actor, loan, source, MessageKind.LOAN_NEWER)


def _verb_of(change: ResourceChange) -> str:
    if change.state is ResourceState.ARCHIVED or not change.may_leave:
        return "recall"
    return "open_to_all" if change.is_for_network else ""


def _follow_check(actor: Viewer, loan: Loan, source: Source) -> None:
    if loan.copy_id is not None and loan.edition == source.edition - 1:
        loan.edition = lent_service.follow_check(actor, copy_id=loan.copy_id)
    elif loan.kept_edition == source.edition - 1:
        loan.kept_edition = source.edition
