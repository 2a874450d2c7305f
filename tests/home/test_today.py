"""Today: what needs each role now, with one next step each, at a price that does not grow."""

from datetime import date, timedelta

import pytest

from csaleads.access.permissions import AREA_ROLES, Role
from csaleads.accounts.models import LineManagement, LinkPurpose, SingleUseLink
from csaleads.advice.models import RequestState
from csaleads.clinics.models import ClinicState
from csaleads.consultations.models import Action, OwnerRole
from csaleads.core.database import db
from csaleads.core.unit_of_work import unit_of_work
from csaleads.programmes.models import MemberState
from tests.conftest import NOON
from tests.factories import LONG_AGO, Factory
from tests.page_client import Page, PageClient
from tests.statements import count_statements

DAY = timedelta(days=1)


def needs(page: Page) -> list[str]:
    return [" ".join(card.get_text(" ").split()) for card in page.html.select(".csa-need")]


def coming(page: Page) -> str:
    return " ".join(" ".join(item.get_text(" ").split()) for item in page.html.select(".csa-coming li"))


def test_signed_out_the_first_page_is_sign_in(client: PageClient) -> None:
    response = client.get("/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in")


def test_a_worker_with_nothing_to_do_is_offered_to_ask(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.worker(make.area(), name="Amara Okafor")).get_page("/")

    assert page.h1 == "Hello Amara"
    assert "Nothing needs you today" in page.main
    assert page.one("main .csa-empty a")["href"] == "/ask"


def test_a_worker_sees_each_next_step(client: PageClient, make: Factory) -> None:
    area = make.area()
    worker, lead = make.worker(area), make.lead(area)
    make.request(area, worker, reference="DRA-FTT", state=RequestState.DRAFT, submitted_at=None)
    make.request(area, worker, reference="CHO-OSE")
    soon = make.clinic(area, [lead], starts_at=NOON + 7 * DAY)
    make.booking(make.request(area, worker, reference="LAT-ERR"), make.slots_of(soon)[0])
    today = make.clinic(area, [lead], starts_at=NOON + timedelta(hours=2))
    make.booking(make.request(area, worker, reference="TOD-AYY"), make.slots_of(today)[0])
    make.consultation(make.request(area, worker, reference="REA-DYY"), lead, signed_at=NOON - DAY)
    read = {"signed_at": NOON - DAY, "read_by_worker_at": NOON}
    make.consultation(make.request(area, worker, reference="CON-FID"), lead, **read)

    page = client.sign_in(worker).get_page("/")

    shown = needs(page)
    assert len(shown) == 5
    assert "Talk about TOD-AYY today at 2pm" in shown[0]
    assert "Your advice on REA-DYY is ready" in shown[1]
    assert "Choose a time for CHO-OSE" in shown[2]
    assert "Finish your request" in shown[3]
    assert "How confident are you now about CON-FID" in shown[4]
    assert "Your slot for LAT-ERR" in coming(page)
    assert page.href("Choose a time") == "/requests/CHO-OSE/slots"


def test_actions_that_are_due_are_urgent_once_late(client: PageClient, make: Factory) -> None:
    area = make.area()
    worker, lead = make.worker(area), make.lead(area)
    request = make.request(area, worker, reference="ACT-ION")
    record = make.consultation(
        request, lead, signed_at=NOON - 9 * DAY, read_by_worker_at=NOON - 8 * DAY, feedback_at=NOON - 8 * DAY
    )
    due = {"consultation_id": record.id, "owner_role": OwnerRole.SOCIAL_WORKER}
    with unit_of_work():
        db.session.add(Action(position=1, due_on=date(2026, 11, 17), **due))
        db.session.add(Action(position=2, due_on=date(2026, 11, 19), **due))
        db.session.add(Action(position=3, due_on=date(2027, 1, 19), **due))
        db.session.add(Action(position=4, due_on=date(2026, 11, 1), done_at=NOON, **due))

    (card,) = needs(client.sign_in(worker).get_page("/"))

    assert "2 actions to do on ACT-ION" in card
    assert "Overdue. The first was due on Tuesday 17 November 2026" in card


def test_many_of_a_kind_become_one_card(client: PageClient, make: Factory) -> None:
    area = make.area()
    worker = make.worker(area)
    for _ in range(5):
        make.request(area, worker)

    (card,) = needs(client.sign_in(worker).get_page("/"))

    assert "Choose a time for 5 requests" in card


def test_a_lead_sees_clinics_records_and_the_queue(client: PageClient, make: Factory) -> None:
    area = make.area()
    worker, lead = make.worker(area), make.lead(area)
    today = make.clinic(area, [lead], starts_at=NOON + timedelta(hours=1))
    make.clinic(area, [lead], starts_at=NOON + 7 * DAY)
    make.clinic(area, [lead], starts_at=NOON + 14 * DAY, state=ClinicState.DRAFT, published_at=None)
    make.clinic(area, [lead], starts_at=NOON - 2 * DAY)
    make.consultation(make.request(area, worker, reference="OLD-REC"), lead, held_at=NOON - 9 * DAY)
    make.request(area, worker, state=RequestState.QUEUED, submitted_at=NOON - 2 * DAY)
    make.request(area, worker, reference="TAK-ENN", state=RequestState.ACCEPTED, lead_id=lead.id)

    page = client.sign_in(lead).get_page("/")

    shown = needs(page)
    assert "Sign your record of OLD-REC" in shown[0]
    assert "Overdue. 7 working days ago" in shown[0]
    assert "Your clinic is today at 1pm" in shown[1]
    assert "Answer TAK-ENN" in shown[2]
    assert "1 request is waiting" in shown[3]
    assert "The oldest has waited 2 working days" in shown[3]
    assert "Close your clinic of Monday 16 November 2026" in shown[4]
    assert "Publish your clinic of Wednesday 2 December 2026" in shown[5]
    assert "Your clinic: running order" in coming(page)
    assert page.href("Open the running order") == f"/clinics/{today.id}/running-order"


def test_a_manager_hears_of_quiet_leads_and_unsigned_records(client: PageClient, make: Factory) -> None:
    area = make.area()
    worker = make.worker(area)
    quiet, busy = make.lead(area, name="Quiet Quentin"), make.lead(area, name="Busy Bea")
    other = make.lead(area, name="Other Olu")
    manager = make.manager(area, [quiet, busy])
    make.consultation(make.request(area, worker), busy, held_at=NOON - 5 * DAY)
    make.consultation(make.request(area, worker), other, held_at=NOON - 5 * DAY)

    page = client.sign_in(manager).get_page("/")

    (card,) = needs(page)
    assert "Quiet Quentin has had no clinic or consultation for 60 days" in card
    assert "Olu" not in page.text
    assert "1 record not yet signed" in " ".join(page.one(".csa-tile").get_text(" ").split())


def test_a_coordinator_hears_what_the_area_lacks(client: PageClient, make: Factory) -> None:
    area, elsewhere = make.area("Northmere"), make.area("Southholt")
    coordinator, lead = make.coordinator(area), make.lead(area)
    invited = make.person(area, Role.SOCIAL_WORKER, joined_at=None)
    for place, person in ((area, invited), (elsewhere, make.person(elsewhere, joined_at=None))):
        with unit_of_work():
            db.session.add(
                SingleUseLink(
                    purpose=LinkPurpose.INVITATION,
                    token_hash=bytes([place.id % 250]) * 32,
                    person_id=person.id,
                    area_id=place.id,
                    made_at=NOON,
                    expires_at=NOON + 7 * DAY,
                )
            )
    make.request(area, invited, state=RequestState.QUEUED, submitted_at=NOON - 10 * DAY)

    shown = needs(client.sign_in(coordinator).get_page("/"))

    assert len(shown) == 4
    assert "1 request is waiting for a lead" in shown[0]
    assert "No clinic is open in December 2026" in shown[1]
    assert "1 lead without a line manager" in shown[2]
    assert "1 invitation not taken up" in shown[3]

    make.clinic(area, [lead], starts_at=NOON + 20 * DAY)
    with unit_of_work():
        db.session.add(
            LineManagement(area_id=area.id, manager_id=coordinator.id, person_id=lead.id, starts_on=LONG_AGO)
        )

    assert len(needs(client.get_page("/"))) == 2


def test_the_programme_team_hears_of_areas_without_clinics(client: PageClient, make: Factory) -> None:
    quiet, busy = make.area("Quietshire"), make.area("Busyshire")
    make.clinic(busy, [make.lead(busy)])

    (card,) = needs(client.sign_in(make.person(None, Role.PROGRAMME_TEAM)).get_page("/"))

    assert "1 area has no clinic planned" in card
    assert quiet.name in card
    assert "Busyshire" not in card


def test_an_auditor_sees_how_much_happened(client: PageClient, make: Factory) -> None:
    page = client.sign_in(make.person(None, Role.AUDITOR)).get_page("/")

    assert "events in the audit trail" in page.main
    assert page.href("events in the audit trail") == "/audit"


def test_nobody_hears_of_another_areas_business(client: PageClient, make: Factory) -> None:
    area, elsewhere = make.area(), make.area()
    worker, lead = make.worker(elsewhere), make.lead(elsewhere)
    make.request(elsewhere, worker, state=RequestState.QUEUED)
    make.consultation(make.request(elsewhere, worker), lead)
    make.clinic(elsewhere, [lead])
    person = make.person(area, Role.PRACTICE_LEAD, Role.LINE_MANAGER)

    page = client.sign_in(person).get_page("/")

    assert needs(page) == []
    assert coming(page) == "Mon 30 Nov The CPD year ends 0 of 2 pieces, none with peer reflection yet"


def test_somebody_with_every_role_has_one_home_at_a_price_that_does_not_grow(
    client: PageClient, make: Factory
) -> None:
    area = make.area()
    person = make.person(area, *Role)
    worker = make.worker(area)
    client.sign_in(person)

    def more() -> None:
        lead = make.lead(area)
        for _ in range(6):
            make.request(area, person)
            make.request(area, worker, state=RequestState.QUEUED)
            make.consultation(make.request(area, person), lead, signed_at=NOON)
            make.consultation(make.request(area, worker), person)
            make.clinic(area, [person])
        with unit_of_work():
            db.session.add(
                LineManagement(area_id=area.id, manager_id=person.id, person_id=lead.id, starts_on=LONG_AGO)
            )

    more()
    with count_statements() as few:
        client.get_page("/")
    more()
    with count_statements() as many:
        page = client.get_page("/")

    assert few.count == many.count <= 17, many  # every card of every role; one role alone needs at most 8
    assert len(page.html.select("h1")) == 1
    assert len(page.response.data) < 80_000


@pytest.mark.parametrize("role", AREA_ROLES)
def test_nothing_of_a_case_is_on_the_page(client: PageClient, make: Factory, role: Role) -> None:
    area = make.area()
    person = make.person(area, role)
    lead = make.lead(area)
    make.consultation(
        make.request(area, person, worrying="xylophoneword"), lead, signed_at=NOON, advice="xylophoneword"
    )
    make.request(area, person, known="xylophoneword", state=RequestState.QUEUED)

    assert "xylophoneword" not in client.sign_in(person).get_page("/").text


def test_a_member_sees_the_next_day_and_the_next_turn(client: PageClient, make: Factory) -> None:
    area = make.area()
    person, other = make.worker(area), make.worker(area, name="Robin Vale")
    cohort = make.cohort(area)
    member, colleague = (make.member(cohort, area, each) for each in (person, other))
    group = make.group(cohort, member, colleague)
    days = [make.day(cohort, NOON.date() + timedelta(days=ahead)) for ahead in (5, 12, 33)]
    turn = make.turn(group, days[1], member)
    make.swap(make.turn(group, days[2], colleague), turn)
    client.sign_in(person)

    page = client.get_page("/")

    assert "You present in your group on Monday 30 November 2026" in page.main
    assert "Robin Vale asks to swap turns with you" in page.main
    assert "Learning day" in page.main
    stranger = client.sign_in(make.worker(area)).get_page("/").main
    assert "Learning day" not in stranger
    assert "present" not in stranger


def test_a_manager_agrees_time_and_a_coordinator_gives_places(client: PageClient, make: Factory) -> None:
    area = make.area()
    person, waiting = make.worker(area, name="Robin Vale"), make.worker(area)
    manager, coordinator = make.manager(area, of=[person]), make.coordinator(area)
    cohort = make.cohort(area, name="Spring")
    make.member(cohort, area, person, state=MemberState.NOMINATED)
    make.member(cohort, area, waiting, state=MemberState.AGREED)

    assert "Agree time for Robin Vale" in client.sign_in(manager).get_page("/").main
    assert "Robin Vale" not in client.sign_in(make.manager(area)).get_page("/").main
    assert "1 person waits for a place in Spring" in client.sign_in(coordinator).get_page("/").main
