"""When a Practice Lead leaves, what is hidden of their words is not lost: who is to correct it hears of it.

A draft goes to a colleague, hidden as it is, who corrects it as its author. A signed record keeps whoever signed it: once they
have left the area the coordinator corrects it in their place (`policy.can_correct_part`).
"""

from collections.abc import Collection
from uuid import UUID

from csaleads.access.viewer import Viewer
from csaleads.accounts import in_hand
from csaleads.accounts.in_hand import Matter
from csaleads.consultations import handing_over
from csaleads.core.formatting import plural
from csaleads.core.unit_of_work import writes
from csaleads.notify.models import MessageKind
from csaleads.slips import list_queries, queries, service


def list_slips_in_hand(person_id: int, area_id: int) -> list[Matter]:
    """What is hidden of theirs and goes to no colleague. It is in nobody's way: the coordinator can correct it."""
    count = list_queries.count_to_correct(person_id, area_id)
    if not count:
        return []
    it = "it" if count == 1 else "them"
    return [
        Matter(
            f"{plural(count, 'text')} hidden, because something in {it} could identify somebody",
            becomes="They can take it out until they leave. After that you do, in their place.",
            path="/slips",
            must_go=False,
        )
    ]


@handing_over.subscribe_hidden
@writes
def tell_who_corrects(actor: Viewer, request_ids: Collection[UUID], to_id: int) -> None:
    """Whoever took over hidden records with words in them hears of each that waits to be corrected: a reference, no more."""
    for slip in list_queries.list_to_correct(request_ids):
        if to_id in queries.author_ids_of(slip):
            service.tell(slip, [to_id], MessageKind.SLIP_TO_CORRECT)


in_hand.register_check(list_slips_in_hand)
