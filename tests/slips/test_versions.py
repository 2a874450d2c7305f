"""A version for learning that could identify somebody: reported by its number, hidden with its record, wiped with its words."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, HeldForm, Person
from csaleads.advice.models import RequestForAdvice
from csaleads.audit.models import AuditEvent
from csaleads.consultations.models import Consultation
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.encryption import Screened, seal_text
from csaleads.core.errors import HiddenNow, NotAllowed, NotFound
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.home.sharing_queries import list_open_versions
from csaleads.notify.models import Message, MessageKind, OutboxRow
from csaleads.sharing import list_queries, queries, reading, reading_queries, reviewing
from csaleads.sharing import service as sharing
from csaleads.sharing.list_queries import SharedFilter
from csaleads.sharing.models import (
    LearningReview,
    LearningVersion,
    Outcome,
    Question,
    SharingState,
    StopReason,
)
from csaleads.slips import carrying, service
from csaleads.slips.models import Slip, SlipKind, SlipState
from tests.factories import Factory
from tests.page_client import PageClient, read

WORD = "zebraword"
ROLES = {"asker": Role.SOCIAL_WORKER, "coordinator": Role.COORDINATOR, "their_coordinator": Role.COORDINATOR}


@dataclass
class Learning:
    """A record that is shared, its people, and the words of its version."""

    make: Factory
    new_client: Any
    area: Area
    far: Area
    people: dict[str, Person]
    reference: str
    number: str

    def actor(self, part: str) -> Viewer:
        area = self.far if part.startswith("their_") else self.area
        return self.make.viewer(self.people[part], area, ROLES.get(part, Role.PRACTICE_LEAD))

    def browser(self, part: str) -> PageClient:
        client: PageClient = self.new_client()
        return client.sign_in(self.people[part])

    def open(self, part: str) -> None:
        actor = self.actor(part)
        with unit_of_work():
            reading.open_to_read(actor, number=self.number)

    def report(self, part: str = "reader") -> Any:
        actor = self.actor(part)
        with unit_of_work():
            return service.report_learning(actor, number=self.number, kind=SlipKind.PLACE)

    def correct(self, slip_id: Any, part: str = "lead", *, only_learning: bool = False, **texts: str) -> None:
        actor, version = self.actor(part), db.session.get_one(Slip, slip_id).version
        roll_back()
        with unit_of_work():
            service.correct(
                actor, slip_id=slip_id, texts=texts, version=version, is_only_in_learning=only_learning
            )

    def decide(self, slip_id: Any, verb: str) -> None:
        actor = self.actor("coordinator")
        with unit_of_work():
            getattr(service, verb)(actor, slip_id=slip_id)

    def version(self) -> LearningVersion | None:
        found = db.session.scalar(select(LearningVersion).execution_options(populate_existing=True))
        roll_back()
        return found


@pytest.fixture
def shared(app: Flask, make: Factory, new_client: Any) -> Learning:
    area, far = make.area("Here"), make.area("There")
    people = {
        "asker": make.worker(area),
        "lead": make.lead(area),
        "reviewer": make.lead(area),
        "reader": make.lead(area),
        "coordinator": make.coordinator(area),
        "their_lead": make.lead(far),
        "their_coordinator": make.coordinator(far),
    }
    request = make.request(area, people["asker"])
    record = make.consultation(request, people["lead"], advice="Meet Child A.")
    with unit_of_work():
        kept = db.session.get_one(Consultation, record.id)
        kept.signed_at, kept.state = kept.held_at, kept.state.SIGNED
    version = make.learning_version(record, state=SharingState.SHARED, advice=f"Meet them in {WORD}.")
    with unit_of_work():
        db.session.add(
            LearningReview(
                learning_version_id=version.id,
                version=1,
                reviewer_id=people["reviewer"].id,
                reviewed_at=clock.now(),
                outcome=Outcome.CONFIRMED,
                what_to_change=Screened(""),
            )
        )
    return Learning(make, new_client, area, far, people, request.reference, version.number)


def told(kind: MessageKind) -> set[int]:
    ids = set(db.session.scalars(select(Message.person_id).where(Message.kind == kind)))
    roll_back()
    return ids


def test_two_clicks_hide_it_and_the_reader_never_sees_the_reference(shared: Learning) -> None:
    reader = shared.browser("reader")
    page = reader.post_page(f"/shared-records/{shared.number}/open")
    assert WORD in page.main

    asked = reader.get_page(page.href("Report something that identifies somebody"))
    sent = reader.post(f"/shared-records/{shared.number}/report", data={"kind": "place"})
    thanked = reader.get_page(sent.location)
    again = reader.get_page(f"/shared-records/{shared.number}")

    assert asked.h1 == "Report something that identifies somebody"
    assert "Thank you. It is hidden now" in thanked.main
    assert again.h1 == "This record is hidden while something in it is being corrected"
    for seen in (page, asked, thanked, again):
        assert shared.reference not in seen.response.get_data(as_text=True)
    for seen in (asked, thanked, again):
        assert WORD not in seen.response.get_data(as_text=True)
    people = shared.people
    assert told(MessageKind.SLIP_TO_CORRECT) == {people["asker"].id, people["lead"].id}
    assert told(MessageKind.SLIP_REPORTED) == {people["coordinator"].id}
    facts = {str(facts) for facts in db.session.scalars(select(OutboxRow.facts))}
    assert facts == {str({"reference": shared.reference})}, "no mail holds number and reference"


def test_its_record_and_request_are_hidden_with_it(shared: Learning) -> None:
    slip_id = shared.report()

    request = db.session.scalars(select(RequestForAdvice)).one()
    record = db.session.scalars(select(Consultation)).one()
    slip = db.session.get_one(Slip, slip_id)
    assert request.hidden_at is not None and record.hidden_at is not None
    assert (slip.request_id, slip.seen_in_learning, slip.kind) == (request.id, True, SlipKind.PLACE)
    roll_back()
    version = shared.version()
    assert version is not None
    assert version.hidden_at is not None
    assert version.state is SharingState.SHARED


def test_the_trail_tells_of_it_and_not_who_reported(shared: Learning) -> None:
    version = shared.version()
    assert version is not None
    slip_id = shared.report()
    shared.correct(slip_id, record_advice="Meet the child.")
    shared.decide(slip_id, "purge")

    events = list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)))

    about_it = [(event.verb, event.actor_id) for event in events if event.subject_id == version.id.hex]
    coordinator_id = shared.people["coordinator"].id
    assert about_it == [
        ("hide_learning_version", 0),
        ("show_learning_version", 0),
        ("stop_sharing", coordinator_id),
        ("wipe_learning_version", coordinator_id),
    ]
    assert shared.people["reader"].id not in {event.actor_id for event in events if "slip" in event.verb}
    assert WORD not in str([event.details for event in events])


def test_somebody_of_another_area_cannot_report_it_nor_see_that_it_is_hidden(shared: Learning) -> None:
    for part in ("their_lead", "their_coordinator", "asker"):
        with pytest.raises(NotFound):
            shared.report(part)
        roll_back()
    shared.report()

    for part in ("their_lead", "their_coordinator", "asker"):
        browser = shared.browser(part)
        for page in ("", "/report", "/report/thank-you"):
            browser.get_page(f"/shared-records/{shared.number}{page}", status=404)


def test_one_that_is_not_with_others_cannot_be_reported_by_its_number(shared: Learning) -> None:
    with unit_of_work():
        sharing.take_back_sharing(shared.actor("lead"), reference=shared.reference)

    for part in ("reader", "reviewer", "coordinator"):
        with pytest.raises(NotFound):
            shared.report(part)
        roll_back()


def test_while_hidden_its_lead_its_reviewer_and_the_coordinator_read_it_and_nobody_else(
    shared: Learning,
) -> None:
    shared.open("reader")
    shared.report()
    address = f"/shared-records/{shared.number}"

    for part in ("reviewer", "coordinator"):
        browser = shared.browser(part)
        assert WORD not in browser.get_page(address).main, "opened first, which is in the trail"
        page = browser.post_page(f"{address}/open")
        assert WORD in page.main
        assert "Hidden since" in page.main
    assert WORD in shared.browser("lead").get_page(address).main
    with pytest.raises(HiddenNow):
        shared.open("reader")
    roll_back()
    assert WORD not in shared.browser("reader").get_page(address).response.get_data(as_text=True)


def test_the_words_of_a_hidden_version_open_nowhere_else(shared: Learning) -> None:
    shared.report()
    version = db.session.scalars(select(LearningVersion)).one()

    with pytest.raises(HiddenNow):
        queries.texts_of(version)


def test_while_hidden_it_is_on_no_list_and_everything_done_to_it_waits(shared: Learning) -> None:
    shared.open("reader")
    shared.report()
    reader, lead, coordinator = (shared.actor(part) for part in ("reader", "lead", "coordinator"))

    assert list_queries.list_shared(reader, SharedFilter(), page=1).rows == []
    assert [row.is_hidden for row in list_queries.list_own(lead, page=1).rows] == [True]
    assert list_open_versions(reader) == []
    roll_back()
    for act in (
        lambda: sharing.take_back_sharing(lead, reference=shared.reference),
        lambda: sharing.prepare_version(lead, reference=shared.reference),
        lambda: sharing.stop_as_coordinator(
            coordinator, number=shared.number, reason=StopReason.NO_LONGER_RIGHT
        ),
        lambda: reading_queries.get_own(lead, shared.reference, with_texts=True),
        lambda: reading_queries.get_to_stop(coordinator, shared.number),
    ):
        with pytest.raises(HiddenNow), unit_of_work():
            act()


def test_a_review_that_was_being_written_is_given_back_and_not_kept(shared: Learning) -> None:
    with unit_of_work():
        version = db.session.scalars(select(LearningVersion)).one()
        version.state, version.shared_at, version.proposed_at = SharingState.PROPOSED, None, clock.now()
    shared.open("reader")
    reader = shared.browser("reader")
    address = f"/shared-records/{shared.number}/review"
    typed = reader.get_page(address).form_values() | dict.fromkeys((q.value for q in Question), "no")
    assert reader.get_page(address).href("Report something that identifies somebody")
    shared.report("coordinator")

    answer = reader.post(
        address, data=typed | {"step": "send-back", "what_to_change": "Say several siblings."}
    )

    assert "Say several siblings." in read(answer, 409).main
    with pytest.raises(HiddenNow), unit_of_work():
        reviewing.confirm(
            shared.actor("reader"), number=shared.number, version=1, answers=dict.fromkeys(Question, False)
        )
    roll_back()
    kept = select(func.count()).select_from(LearningReview)
    assert db.session.scalar(kept) == 1


def test_reported_twice_or_from_both_sides_it_is_one_slip(shared: Learning) -> None:
    first = shared.report("reader")

    assert shared.report("coordinator") == first
    with unit_of_work():
        again = service.report(shared.actor("asker"), reference=shared.reference)
    assert again == first


def test_a_record_that_is_reported_hides_its_version_too(shared: Learning) -> None:
    with unit_of_work():
        service.report(shared.actor("asker"), reference=shared.reference)

    with pytest.raises(HiddenNow):
        reading_queries.get_to_read(shared.actor("reader"), shared.number)
    roll_back()
    page = shared.browser("reader").get_page(f"/shared-records/{shared.number}")
    assert page.h1 == "This record is hidden while something in it is being corrected"


def test_its_lead_and_the_coordinator_see_what_the_reader_saw_and_the_worker_does_not(
    shared: Learning,
) -> None:
    slip_id = shared.report()

    seen_by = ("asker", "lead", "coordinator")
    pages = {part: shared.browser(part).get_page(f"/slips/{slip_id}") for part in seen_by}

    for part in ("lead", "coordinator"):
        assert WORD in pages[part].main
        assert "In the version for learning" in pages[part].main
    assert "learning" not in pages["asker"].main
    assert WORD not in pages["asker"].main
    everything = " ".join(page.response.get_data(as_text=True) for page in pages.values())
    assert shared.number not in everything, "nobody is shown number and reference together"


def test_corrected_and_confirmed_it_is_shared_no_longer_and_wiped(shared: Learning) -> None:
    with unit_of_work():
        path = f"/shared-records/{shared.number}/review"
        sealed = seal_text("[]", "somewhere")
        db.session.add(
            HeldForm(person_id=shared.people["reader"].id, path=path, sealed=sealed, held_at=clock.now())
        )
    slip_id = shared.report()

    shared.correct(slip_id, record_advice="Meet the child.")
    assert shared.version() is not None, "until it is confirmed"
    shared.decide(slip_id, "purge")

    assert shared.version() is None
    assert db.session.scalar(select(func.count()).select_from(HeldForm)) == 0
    roll_back()
    assert shared.browser("reader").get("/shared-records/" + shared.number).status_code == 404
    own = shared.browser("lead").get_page(f"/records/{shared.reference}/sharing")
    assert "Prepare a version for learning" in own.main


def test_what_only_the_version_says_needs_no_change_of_the_record(shared: Learning) -> None:
    slip_id = shared.report()
    lead = shared.browser("lead")
    values = lead.get_page(f"/slips/{slip_id}").form_values()

    refused = lead.post_page(f"/slips/{slip_id}", values, status=422)
    lead.post_page(f"/slips/{slip_id}", values | {"only_in_learning": "1"})

    assert "say that it is only in the version for learning" in refused.errors[0]
    assert db.session.get_one(Slip, slip_id).state is SlipState.CORRECTED
    roll_back()
    shared.decide(slip_id, "purge")
    request = db.session.scalars(select(RequestForAdvice).execution_options(populate_existing=True)).one()
    assert (request.hidden_at, request.corrected_at) == (None, None)
    assert shared.version() is None


def test_nobody_but_its_lead_says_that_only_the_version_says_it(shared: Learning) -> None:
    slip_id = shared.report()

    for part in ("asker", "coordinator"):
        with pytest.raises(NotAllowed):
            shared.correct(slip_id, part, only_learning=True)
        roll_back()
        page = shared.browser(part).get_page(f"/slips/{slip_id}")
        assert not page.html.select("[name=only_in_learning]")


def test_without_a_version_there_is_nothing_to_leave_it_to(shared: Learning) -> None:
    with unit_of_work():
        record = db.session.scalars(select(Consultation)).one()
        sharing.wipe_version(shared.actor("lead"), record.id)
    with unit_of_work():
        slip_id = service.report(shared.actor("asker"), reference=shared.reference)

    with pytest.raises(service.NothingCorrected):
        shared.correct(slip_id, only_learning=True)


def test_a_report_that_was_mistaken_leaves_it_shared_as_it_was(shared: Learning) -> None:
    shared.open("reader")
    slip_id = shared.report()

    shared.decide(slip_id, "dismiss")

    view = reading_queries.get_to_read(shared.actor("reader"), shared.number)
    assert view.texts["advice"] == f"Meet them in {WORD}."


def test_words_corrected_before_it_was_dismissed_stop_the_version_that_still_has_them(
    shared: Learning,
) -> None:
    slip_id = shared.report()
    shared.correct(slip_id, record_advice="Meet the child.")
    shared.decide(slip_id, "send_back")

    shared.decide(slip_id, "dismiss")

    version = shared.version()
    assert version is not None
    assert (version.state, version.stopped_for) == (SharingState.STOPPED, StopReason.COULD_IDENTIFY)


def test_after_a_restore_it_is_hidden_again(shared: Learning) -> None:
    slip_id = shared.report()
    exported = io.StringIO()
    carrying.write_slips(exported)
    shared.decide(slip_id, "dismiss")
    with unit_of_work():
        db.session.delete(db.session.get_one(Slip, slip_id))  # an older backup does not know it

    result = carrying.hide_again(exported.getvalue().splitlines())

    assert result.hidden == 1
    version = shared.version()
    assert version is not None and version.hidden_at is not None
