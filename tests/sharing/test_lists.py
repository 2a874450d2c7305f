"""The lists: scoped to their viewer, filtered from the address, and no slower for being longer."""

from typing import Any

import pytest

from csaleads.core.unit_of_work import roll_back
from csaleads.sharing import list_queries
from csaleads.sharing.broadening import AgeGroup, ConcernGroup, StageGroup
from csaleads.sharing.list_queries import SharedFilter
from csaleads.sharing.models import SharingState
from tests.conftest import NOON
from tests.consultations.conftest import Scene
from tests.factories import Factory
from tests.page_client import Page, PageClient
from tests.statements import count_statements


def add(
    make: Factory, scene: Scene, count: int, state: SharingState = SharingState.SHARED, **columns: Any
) -> None:
    for _ in range(count):
        record = make.consultation(make.request(scene.area, scene.worker), scene.lead, signed_at=NOON)
        make.learning_version(record, state=state, **columns)


def shown(page: Page) -> int:
    return len(page.rows("main table tbody tr"))


def test_a_filter_finds_the_broader_groups_that_hold_the_band(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    add(make, scene, 1, age_group=AgeGroup.PRIMARY_SCHOOL_AGE, concern=ConcernGroup.ONLINE)
    add(make, scene, 1, age_group=AgeGroup.FROM_8_TO_10, stage=StageGroup.UP_TO_SECTION_47)
    add(make, scene, 1, age_group=AgeGroup.SECONDARY_SCHOOL_AGE, concern=ConcernGroup.ONLINE)
    lead = client.sign_in(scene.stranger)

    assert shown(lead.get_page("/shared-records")) == 3
    assert shown(lead.get_page("/shared-records?age_band=8_to_10")) == 2
    assert shown(lead.get_page("/shared-records?age_band=5_to_7")) == 1
    assert shown(lead.get_page("/shared-records?concern=peer_on_peer")) == 1
    assert shown(lead.get_page("/shared-records?stage=early_help")) == 3
    assert shown(lead.get_page("/shared-records?stage=looked_after&age_band=8_to_10")) == 1
    assert shown(lead.get_page("/shared-records?age_band=nonsense&concern=x&page=-1")) == 3
    assert "Nothing that is shared fits" in lead.get_page("/shared-records?age_band=under_5").main


def test_only_what_is_shared_with_the_own_area_is_listed(
    scene: Scene, make: Factory, new_client: Any
) -> None:
    for state in (SharingState.DRAFT, SharingState.PROPOSED, SharingState.RETURNED, SharingState.TAKEN_BACK):
        add(make, scene, 1, state)
    add(make, scene, 2)

    assert shown(new_client().sign_in(scene.coordinator).get_page("/shared-records")) == 2
    far = new_client().sign_in(scene.far_lead).get_page("/shared-records")
    assert "Nothing is shared yet" in far.main


def test_what_waits_is_listed_for_those_who_may_review_it(
    scene: Scene, make: Factory, new_client: Any
) -> None:
    add(make, scene, 1, SharingState.PROPOSED)

    for person, count in (
        (scene.stranger, 1),
        (scene.coordinator, 1),
        (scene.co_lead, 1),  # this record is of no clinic of theirs
        (scene.lead, 0),
        (scene.far_lead, 0),
    ):
        assert shown(new_client().sign_in(person).get_page("/shared-records/to-review")) == count


def test_the_clinics_other_lead_is_not_asked(scene: Scene, make: Factory, new_client: Any) -> None:
    record = make.consultation(scene.request, scene.lead, clinic_id=scene.clinic.id, signed_at=NOON)
    make.learning_version(record, state=SharingState.PROPOSED)

    assert shown(new_client().sign_in(scene.co_lead).get_page("/shared-records/to-review")) == 0
    assert shown(new_client().sign_in(scene.stranger).get_page("/shared-records/to-review")) == 1


def test_a_lead_who_asked_themself_is_not_asked_to_review_it(
    scene: Scene, make: Factory, client: PageClient
) -> None:
    request = make.request(scene.area, scene.stranger)
    record = make.consultation(request, scene.lead, signed_at=NOON)
    make.learning_version(record, state=SharingState.PROPOSED)

    assert shown(client.sign_in(scene.stranger).get_page("/shared-records/to-review")) == 0


def test_a_lead_sees_their_own_in_every_state(scene: Scene, make: Factory, new_client: Any) -> None:
    for state in (SharingState.DRAFT, SharingState.PROPOSED, SharingState.RETURNED, SharingState.SHARED):
        add(make, scene, 1, state)

    assert shown(new_client().sign_in(scene.lead).get_page("/shared-records/yours")) == 4
    assert shown(new_client().sign_in(scene.stranger).get_page("/shared-records/yours")) == 0


def test_long_lists_have_pages(scene: Scene, make: Factory, client: PageClient) -> None:
    add(make, scene, 51)
    lead = client.sign_in(scene.stranger)

    assert shown(lead.get_page("/shared-records")) == 50
    assert shown(lead.get_page("/shared-records?page=2")) == 1
    assert "There is nothing on this page" in lead.get_page("/shared-records?page=9").main


@pytest.mark.parametrize(
    ("path", "state", "part"),
    [
        ("/shared-records", SharingState.SHARED, "stranger"),
        ("/shared-records/to-review", SharingState.PROPOSED, "stranger"),
        ("/shared-records/yours", SharingState.SHARED, "lead"),
        ("/", SharingState.PROPOSED, "stranger"),
        ("/", SharingState.RETURNED, "lead"),
    ],
)
def test_twice_the_rows_ask_the_same_of_the_database(
    scene: Scene, make: Factory, client: PageClient, path: str, state: SharingState, part: str
) -> None:
    browser = client.sign_in(getattr(scene, part))
    counts = []
    for _ in range(2):
        add(make, scene, 6, state)
        browser.get_page(path)
        with count_statements() as statements:
            browser.get_page(path)
        counts.append(statements.count)

    assert counts[0] == counts[1]


def test_lists_load_no_word(scene: Scene, make: Factory) -> None:
    add(make, scene, 2)
    viewer = scene.actor("stranger")
    roll_back()

    with count_statements() as statements:
        list_queries.list_shared(viewer, SharedFilter(), page=1)

    assert statements.count == 2
    assert "_sealed" not in str(statements)
