"""Who is told what of a loan: by a message in the app and a mail, which carry the title and nothing that was typed."""

from collections.abc import Iterable

from csaleads.access.viewer import Viewer
from csaleads.accounts.queries import area_names, coordinator_ids, list_leads
from csaleads.lending import queries
from csaleads.lending.models import Loan
from csaleads.lending.queries import Source
from csaleads.notify import service as notify
from csaleads.notify.models import MessageKind
from csaleads.notify.service import News


def announce_to_lenders(actor: Viewer, loan: Loan, source: Source, kind: MessageKind) -> None:
    """The coordinators of the area that has it, and while it is asked for whoever looks after it."""
    people = coordinator_ids(loan.lender_area_id)
    if kind is MessageKind.LOAN_ASKED and source.owner_id in _lead_ids(loan.lender_area_id):
        people = [*people, source.owner_id]
    _tell(actor, people, loan, kind, title=source.title, other_area_id=loan.area_id)


def announce_to_asker(actor: Viewer, loan: Loan, kind: MessageKind) -> None:
    """Whoever asked, and where it comes or goes the coordinators of their area too; these alone where the asker has left."""
    coordinators = coordinator_ids(loan.area_id)
    still_asks = loan.asked_by_id in {*_lead_ids(loan.area_id), *coordinators}
    people = [loan.asked_by_id] if still_asks else []
    if kind is not MessageKind.LOAN_ANSWERED or not still_asks:
        people += coordinators
    title = queries.find_title_told(loan.id)
    _tell(actor, people, loan, kind, title=title, other_area_id=loan.lender_area_id)


def _lead_ids(area_id: int) -> set[int]:
    return {person.id for person in list_leads([area_id])}


def _tell(
    actor: Viewer, people: Iterable[int], loan: Loan, kind: MessageKind, *, title: str, other_area_id: int
) -> None:
    """Each of them once, and not whoever did it."""
    name = area_names([other_area_id]).get(other_area_id, "")
    facts: dict[str, str | int] = {
        "what": title,
        "area_name": name,
        "loan_id": loan.id.hex,
        "state": loan.state.value,
    }
    path = f"/lending/loans/{loan.id}"
    told = [
        News(person_id, kind, facts, path)
        for person_id in dict.fromkeys(people)
        if person_id != actor.person_id
    ]
    if told:
        notify.tell_all(told)
