"""The list of records: scoped to its viewer, filtered from the address, and no slower for being longer."""

from datetime import timedelta

from csaleads.access.permissions import Role
from csaleads.accounts.models import RoleInArea
from csaleads.consultations.content import ActionEntry, RecordContent
from csaleads.consultations.models import OwnerRole
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.unit_of_work import roll_back, unit_of_work
from csaleads.practice.models import Concern
from tests.conftest import NOON
from tests.consultations.conftest import REFERENCE, Scene
from tests.factories import Factory
from tests.page_client import Page, PageClient
from tests.statements import count_statements


def add(make: Factory, scene: Scene, count: int, **columns: object) -> None:
    for number in range(count):
        request = make.request(scene.area, scene.worker)
        held = NOON - timedelta(days=number)
        make.consultation(request, scene.lead, held_at=held, **{"signed_at": held} | columns)


def references(page: Page) -> list[str]:
    return [row.split()[0] for row in page.rows("main table:last-of-type tbody tr")]


def test_a_lead_sees_drafts_first_and_nobody_elses(scene: Scene, make: Factory, client: PageClient) -> None:
    add(make, scene, 2)
    request = make.request(scene.area, scene.worker)
    make.consultation(request, scene.stranger, signed_at=NOON)
    scene.open()

    page = client.sign_in(scene.lead).get_page("/records")

    assert page.h1 == "Your records"
    assert references(page)[0] == REFERENCE
    assert len(references(page)) == 3
    assert request.reference not in page.main


def test_a_worker_sees_their_own_signed_ones(scene: Scene, make: Factory, client: PageClient) -> None:
    add(make, scene, 1)
    make.consultation(make.request(scene.area, scene.other_worker), scene.lead, signed_at=NOON)
    scene.open()

    page = client.sign_in(scene.worker).get_page("/records")

    assert page.h1 == "Records of your requests"
    assert len(references(page)) == 1
    assert REFERENCE not in page.main


def test_an_empty_list_says_the_next_step(scene: Scene, client: PageClient) -> None:
    page = client.sign_in(scene.stranger).get_page("/records")

    assert "A record begins from the running order" in page.main


def test_filters_narrow_and_odd_ones_do_nothing(scene: Scene, make: Factory, client: PageClient) -> None:
    add(make, scene, 2)
    scene.open()
    online = make.request(scene.area, scene.worker, concern=Concern.ONLINE, reference="X4F-7RT")
    make.consultation(online, scene.lead, held_at=NOON - timedelta(days=60), signed_at=NOON)
    lead = client.sign_in(scene.lead)

    assert references(lead.get_page("/records?state=draft")) == [REFERENCE]
    assert references(lead.get_page("/records?concern=online")) == ["X4F-7RT"]
    assert references(lead.get_page("/records?month=2026-09")) == ["X4F-7RT"]
    assert references(lead.get_page("/records?reference=x4f7")) == ["X4F-7RT"]
    assert len(references(lead.get_page("/records?reference=%25"))) == 4  # no letter or number: no filter
    assert len(references(lead.get_page("/records?state=nonsense&month=2026-99&concern=x&page=-1"))) == 4
    assert "No record fits" in lead.get_page("/records?reference=QQQ").main


def test_a_draft_of_five_working_days_is_marked(scene: Scene, client: PageClient) -> None:
    scene.open()
    with clock.at(NOON + timedelta(days=6)):
        assert "working days old" not in client.sign_in(scene.lead).get_page("/records").main
    with clock.at(NOON + timedelta(days=7)):
        assert "5 working days old" in client.sign_in(scene.lead).get_page("/records").main


def test_the_other_lead_finds_the_draft_until_it_is_signed(scene: Scene, client: PageClient) -> None:
    scene.open()
    colleague = client.sign_in(scene.co_lead)

    assert REFERENCE in colleague.get_page("/records").main
    scene.save()
    scene.sign()
    assert REFERENCE not in colleague.get_page("/records").main


def test_a_lead_who_asked_sees_that_record_from_the_other_side(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    request = make.request(scene.area, scene.lead)
    make.consultation(request, scene.stranger, signed_at=NOON)

    page = client.sign_in(scene.lead).get_page("/records?of=asked")

    assert references(page) == [request.reference]


def test_a_role_that_ended_ends_the_list(scene: Scene, make: Factory, client: PageClient) -> None:
    add(make, scene, 1)
    make.role(scene.lead, scene.other_area, Role.PRACTICE_LEAD)
    with unit_of_work():
        row = db.session.query(RoleInArea).filter_by(person_id=scene.lead.id, area_id=scene.area.id).one()
        row.ends_on = clock.today() - timedelta(days=1)

    assert "You have no records yet" in client.sign_in(scene.lead).get_page("/records").main


def test_twice_the_rows_ask_no_more_of_the_database(scene: Scene, make: Factory, client: PageClient) -> None:
    add(make, scene, 25)
    scene.open()
    lead = client.sign_in(scene.lead)
    lead.get("/records")
    roll_back()
    with count_statements() as few:
        lead.get("/records")
    roll_back()
    add(make, scene, 25)
    with count_statements() as many:
        page = lead.get("/records")

    assert many.count == few.count, str(many)
    assert many.count <= 6, str(many)
    assert len(page.data) <= 80_000


def test_a_record_with_more_rows_asks_no_more(scene: Scene, client: PageClient) -> None:
    scene.open()
    counts = []
    lead = client.sign_in(scene.lead)
    for rows in (1, 12):
        actions = tuple(ActionEntry(f"do {n}", OwnerRole.SOCIAL_WORKER) for n in range(rows))
        scene.save(RecordContent({"advice": "a"}, actions=actions))
        lead.get(f"/records/{REFERENCE}/edit")
        roll_back()
        with count_statements() as seen:
            lead.get(f"/records/{REFERENCE}/edit")
        counts.append(seen.count)

    assert counts[0] == counts[1]
