"""The whole loop: worker asks and books, lead runs the clinic, records and signs, worker takes away, manager reviews."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys import stories
from tests.journeys.hands import Pointer
from tests.journeys.server import RunningService

SignIn = Callable[..., Page]


def tell(sign_in: SignIn, service: RunningService, hands: type[Pointer], *, scripts: bool = True) -> None:
    """Tell the loop in Northmere with `hands`, ending with a search for typed words where they must not be."""
    worker = hands(sign_in("worker@northmere.example", scripts=scripts))
    lead = hands(sign_in("lead@northmere.example", scripts=scripts))

    reference = stories.ask(worker, stories.take_first_slot)
    running_order = stories.let_the_clinic_begin(service, reference)

    lead.page.goto(running_order)
    lead.sees(reference)
    lead.sees(stories.KNOWN)
    lead.press(f"Attended – {reference}")
    lead.press(f"Start the record – {reference}")
    stories.write_and_sign(lead)

    colleague = hands(sign_in("lead2@northmere.example", scripts=scripts))
    stories.look_at_what_was_kept(colleague, reference)

    stories.take_away(worker, reference)
    stories.downloads_hold(worker.page, reference)

    manager = hands(sign_in("manager@northmere.example", scripts=scripts))
    manager.follow("Uptake")
    manager.sees("Consultations signed")
    assert reference not in manager.page.content()

    stories.typed_words_are_nowhere(service)
