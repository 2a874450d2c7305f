"""Who belongs: by role, by the code, with the name that they wish; who moderates; and what ends with the role."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts import leaving, role_ends
from csaleads.accounts.models import Area, Person, RoleInArea
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotAllowed, NotFound, WrongState
from csaleads.core.unit_of_work import begin_writing, unit_of_work
from csaleads.network import (
    members_service,
    membership_queries,
    moderators_service,
    people_queries,
    service,
)
from csaleads.network.membership_queries import Sought
from csaleads.network.models import (
    ConductAcceptance,
    DirectoryEntry,
    MailRhythm,
    NetworkMember,
    NetworkModerator,
    Restriction,
    RestrictionKind,
)
from csaleads.network.name_queries import name_mark
from csaleads.network.queries import find_standing
from csaleads.notify.models import Message
from tests.learning.conftest import Cast
from tests.page_client import PageClient
from tests.statements import count_statements

HELD, SUSPENDED = RestrictionKind.HELD, RestrictionKind.SUSPENDED
ENTERED = ("lead", "other_lead", "their_lead", "programme")


@pytest.fixture
def network(cast: Cast) -> Cast:
    cast.make.agreed(*(cast.person[part] for part in ENTERED))
    return cast


def act(verb: Any, actor: Viewer, **told: Any) -> Any:
    with unit_of_work():
        return verb(actor, **told)


def end_role(cast: Cast, part: str = "lead") -> None:
    with unit_of_work():
        leaving.close_in_area(cast.actor("coordinator"), person_id=cast.person[part].id, area_id=cast.here.id)


# Entering


def test_agreeing_twice_is_agreeing_once(cast: Cast) -> None:
    cast.make.code()

    for _ in range(2):
        act(members_service.agree, cast.actor("lead"), number=1)

    assert db.session.scalars(select(ConductAcceptance.number)).all() == [1]
    assert find_standing(cast.actor("lead")).may_enter


def test_an_older_version_is_not_agreed_to_any_more(cast: Cast) -> None:
    cast.make.code()
    cast.make.code(2)

    with pytest.raises(WrongState):
        act(members_service.agree, cast.actor("lead"), number=1)
    with pytest.raises(NotFound):
        act(members_service.agree, cast.actor("lead"), number=3)
    with pytest.raises(NotFound):
        act(members_service.agree, cast.actor("coordinator"), number=2)


def test_a_page_that_is_out_of_date_shows_the_newer_code(cast: Cast, client: PageClient) -> None:
    cast.make.code()
    values = client.sign_in(cast.person["lead"]).get_page("/network/code").form_values()
    cast.make.code(2, words_html="<p>Zebra crossing</p>")

    page = client.post_page("/network/code", values | {"agrees": "1"})

    assert "Zebra crossing" in page.main
    assert not find_standing(cast.actor("lead")).has_agreed


def test_whoever_agrees_anew_stays_a_member_since_then(network: Cast) -> None:
    before = find_standing(network.actor("lead")).joined_at
    network.make.code(2)

    with clock.at(clock.now() + timedelta(days=3)):
        act(members_service.agree, network.actor("lead"), number=2)
        after = find_standing(network.actor("lead"))

    assert (after.joined_at, after.accepted_number) == (before, 2)


def test_one_chooses_mails_and_the_name_that_stays(network: Cast, client: PageClient) -> None:
    client.sign_in(network.person["lead"])
    values = client.get_page("/network/part").form_values()

    client.post_page("/network/part", values | {"mail_rhythm": "weekly", "hides_name_when_gone": "1"})

    member = db.session.get_one(NetworkMember, network.person["lead"].id)
    assert (member.mail_rhythm, member.hides_name_when_gone) == (MailRhythm.WEEKLY, True)
    assert find_standing(network.actor("lead")).mail_rhythm is MailRhythm.WEEKLY
    assert find_standing(network.actor("other_lead")).mail_rhythm is MailRhythm.DAILY


def test_whoever_reads_is_counted_anew(network: Cast) -> None:
    act(members_service.note_reading, network.actor("lead"))

    assert find_standing(network.actor("lead")).read_version == 1
    assert find_standing(network.actor("other_lead")).read_version == 0


# Names


def name_of(cast: Cast, viewer: str, part: str = "lead") -> tuple[str, str, bool]:
    person_id = cast.person[part].id
    found = people_queries.list_names(cast.actor(viewer), [person_id, 99_999])
    assert set(found) == {person_id}
    return found[person_id][1:]


@pytest.mark.parametrize(
    ("entry", "seen"),
    [
        ({"shows_area": True}, "Northmere"),
        ({"shows_area": False}, ""),
        ({"shows_area": True, "is_listed": False}, ""),
    ],
)
def test_areas_stand_beside_names_where_that_is_wished(network: Cast, entry: Any, seen: str) -> None:
    network.make.directory_entry(network.person["lead"], **entry)

    assert name_of(network, "their_lead")[1] == seen
    assert name_of(network, "programme")[1] == "Northmere"
    network.make.moderator(network.person["their_lead"], network.person["programme"])
    assert name_of(network, "their_lead")[1] == "Northmere"


@pytest.mark.parametrize(("is_wished", "seen"), [(True, "Former Practice Lead"), (False, "Wren Zephyr")])
def test_whoever_left_is_called_as_they_wished(network: Cast, is_wished: bool, seen: str) -> None:
    leaver = network.make.lead(network.here, name="Wren Zephyr")
    network.make.agreed(leaver, hides_name_when_gone=is_wished)
    network.person["leaver"] = leaver
    before = name_of(network, "their_lead", "leaver")

    end_role(network, "leaver")

    assert before == ("Wren Zephyr", "", True)
    assert name_of(network, "their_lead", "leaver") == (seen, "", False)
    assert name_of(network, "programme", "leaver")[0] == "Wren Zephyr"


def test_whoever_never_was_a_lead_is_a_former_member(network: Cast) -> None:
    network.person["leaver"] = network.make.person(None, Role.PROGRAMME_TEAM, left_on=clock.today())
    network.make.agreed(network.person["leaver"], hides_name_when_gone=True)

    assert name_of(network, "lead", "leaver") == ("Former member", "", False)


def test_names_are_for_members(network: Cast) -> None:
    with pytest.raises(NotFound):
        people_queries.list_names(network.actor("coordinator"), [network.person["lead"].id])
    with pytest.raises(NotFound):
        people_queries.find_by_names(network.actor("coordinator"), ["Person 1"])


def test_many_names_are_one_statement(network: Cast) -> None:
    viewer = network.actor("lead")
    ids = [person.id for person in network.person.values()]

    with count_statements() as told:
        people_queries.list_names(viewer, ids)
        people_queries.find_by_names(viewer, [person.full_name for person in network.person.values()])

    assert told.count == 2


def seen_on_a_page(app: Flask, viewer: Viewer, ids: list[int]) -> tuple[int, dict[int, Any]]:
    """(how many statements it took, who is called what) where a page is read."""
    with app.test_request_context(), count_statements(knows_names=True) as told:
        find_standing(viewer)
        names = dict(people_queries.list_names(viewer, ids))
    return told.count, names


def test_names_that_are_known_are_not_asked_for_again(app: Flask, network: Cast) -> None:
    viewer = network.actor("lead")
    ids = [person.id for person in network.person.values()]
    direct = people_queries.list_names(viewer, ids)
    db.session.rollback()

    (first, names), (second, again) = seen_on_a_page(app, viewer, ids), seen_on_a_page(app, viewer, ids)

    assert (first, second) == (2, 1)
    assert names == again == direct


def test_what_somebody_is_called_follows_every_change(app: Flask, network: Cast) -> None:
    lead, area = network.person["lead"], network.here
    start = name_of(network, "their_lead", "lead")

    def told_after(change: Any) -> Any:
        with unit_of_work():
            change()
        direct = name_of(network, "their_lead", "lead")
        db.session.rollback()
        assert seen_on_a_page(app, network.actor("their_lead"), [lead.id])[1][lead.id][1:] == direct
        return direct

    def get(model: Any, key: Any) -> Any:
        return db.session.get_one(model, key)

    assert start == (lead.full_name, "", True)
    assert told_after(lambda: setattr(get(Person, lead.id), "full_name", "Wren Pebble")) == (
        "Wren Pebble",
        "",
        True,
    )
    shown = {"person_id": lead.id, "is_listed": True, "shows_area": True, "changed_at": clock.now()}
    assert told_after(lambda: db.session.merge(DirectoryEntry(**shown))) == ("Wren Pebble", area.name, True)
    assert told_after(lambda: setattr(get(Area, area.id), "name", "Pebble Bay")) == (
        "Wren Pebble",
        "Pebble Bay",
        True,
    )
    ended = (
        update(RoleInArea)
        .where(RoleInArea.person_id == lead.id)
        .values(ends_on=clock.today() - timedelta(days=1))
    )
    early = (
        update(RoleInArea)
        .where(RoleInArea.person_id == lead.id)
        .values(starts_on=clock.today() - timedelta(days=9))
    )
    assert told_after(lambda: (db.session.execute(early), db.session.execute(ended))) == (
        "Wren Pebble",
        "",
        False,
    )
    assert (
        told_after(lambda: setattr(get(NetworkMember, lead.id), "hides_name_when_gone", True))[0]
        == "Former Practice Lead"
    )
    assert name_of(network, "programme", "lead")[0] == "Wren Pebble"  # moderators see who it was


def test_a_name_that_was_not_kept_is_told_to_nobody(network: Cast) -> None:
    lead = network.person["lead"]
    before = name_of(network, "their_lead", "lead")

    with pytest.raises(ZeroDivisionError), unit_of_work():
        begin_writing()
        db.session.get_one(Person, lead.id).full_name = "Wren Pebble"
        db.session.flush()
        assert name_of(network, "their_lead", "lead")[0] == "Wren Pebble"
        1 / 0  # noqa: B018 - what fails half-way

    assert name_of(network, "their_lead", "lead") == before


def test_reading_leaves_the_mark_of_names(network: Cast) -> None:
    before = name_mark.find()

    act(members_service.note_reading, network.actor("lead"))
    with unit_of_work():
        db.session.get_one(Person, network.person["lead"].id).password_set_at = clock.now()

    assert before is not None
    assert name_mark.find() == before


def test_a_mention_means_the_one_member_of_that_name(network: Cast) -> None:
    wren = network.make.lead(network.here, name="Éva Zephyr")
    twins = [network.make.lead(network.here, name="Robin Zephyr") for _ in range(2)]
    network.make.agreed(wren, *twins)
    network.make.lead(network.here, name="Not Entered")
    network.make.worker(network.here, name="Not Lead")

    asked = ["éva  zephyr", "Éva Zephyr", "Robin Zephyr", "Not Entered", "Not Lead", "Nobody"]

    found = people_queries.find_by_names(network.actor("lead"), asked)

    assert found == {"éva  zephyr": wren.id, "Éva Zephyr": wren.id} or (
        db.engine.dialect.name == "sqlite" and found == {"Éva Zephyr": wren.id}
    )


@pytest.mark.parametrize(
    ("entry", "takes"),
    [({}, True), ({"takes_private_questions": False}, False), ({"is_listed": False}, False)],
)
def test_private_questions_go_to_those_who_take_them(network: Cast, entry: Any, takes: bool) -> None:
    network.make.directory_entry(network.person["lead"], **entry)

    assert people_queries.takes_private_questions(network.person["lead"].id) is takes
    assert not people_queries.takes_private_questions(network.person["other_lead"].id)


# Moderators


def test_a_member_is_named_told_and_ended(network: Cast, client: PageClient) -> None:
    lead = network.person["lead"]
    client.sign_in(network.person["programme"])
    address = f"/network/membership/people/{lead.id}/moderator"

    assert "Name as a moderator" in client.get_page(address).main
    page = client.post_page(address)

    assert lead.full_name in page.rows("section table tbody tr")[0]
    assert find_standing(network.actor("lead")).is_moderator
    client.post_page(f"{address}/end")
    assert not find_standing(network.actor("lead")).is_moderator
    kinds = db.session.scalars(select(Message.kind).where(Message.person_id == lead.id)).all()
    assert [kind.value for kind in kinds] == ["moderator_named", "moderator_ended"]


def test_naming_twice_names_once(network: Cast, client: PageClient) -> None:
    told = {"person_id": network.person["lead"].id}
    act(moderators_service.name, network.actor("programme"), **told)

    with pytest.raises(WrongState):
        act(moderators_service.name, network.actor("programme"), **told)

    assert len(db.session.scalars(select(NetworkModerator)).all()) == 1
    act(moderators_service.end, network.actor("programme"), **told)
    with pytest.raises(WrongState):
        act(moderators_service.end, network.actor("programme"), **told)


@pytest.mark.parametrize(
    ("actor", "named", "refused"),
    [
        ("lead", "other_lead", NotFound),
        ("coordinator", "other_lead", NotFound),
        ("programme", "coordinator", NotFound),
        ("programme", "programme", WrongState),
    ],
)
def test_only_the_programme_team_names_and_only_members(
    network: Cast, actor: str, named: str, refused: Any
) -> None:
    with pytest.raises(refused):
        act(moderators_service.name, network.actor(actor), person_id=network.person[named].id)


def test_whoever_has_not_agreed_is_not_named(network: Cast) -> None:
    newcomer = network.make.lead(network.here)

    with pytest.raises(NotFound):
        act(moderators_service.name, network.actor("programme"), person_id=newcomer.id)


def test_what_ends_with_the_role(network: Cast) -> None:
    lead = network.person["lead"]
    network.make.directory_entry(lead)
    network.make.moderator(lead, network.person["programme"])
    network.make.restriction(lead, HELD)

    end_role(network)

    assert not db.session.get_one(DirectoryEntry, lead.id).is_listed
    assert db.session.scalars(select(NetworkModerator.until)).one() is not None
    assert db.session.scalars(select(Restriction.lifted_at)).one() is None
    assert db.session.get(NetworkMember, lead.id) is not None
    version = db.session.get_one(DirectoryEntry, lead.id).version
    with unit_of_work():
        role_ends.announce_end(
            network.actor("coordinator"), person_id=lead.id, area_id=network.here.id, role=Role.PRACTICE_LEAD
        )
    assert db.session.get_one(DirectoryEntry, lead.id).version == version


def test_whoever_leads_elsewhere_stays(network: Cast) -> None:
    lead = network.person["lead"]
    network.make.role(lead, network.there, Role.PRACTICE_LEAD)
    network.make.directory_entry(lead)
    network.make.moderator(lead, network.person["programme"])

    end_role(network)

    assert db.session.get_one(DirectoryEntry, lead.id).is_listed
    assert db.session.scalars(select(NetworkModerator.until)).one() is None


# Restrictions


def test_a_moderator_suspends_and_lifts(network: Cast) -> None:
    lead = network.person["lead"]
    network.make.moderator(network.person["their_lead"], network.person["programme"])
    moderator = network.actor("their_lead")

    laid = act(service.restrict, moderator, person_id=lead.id, kind=SUSPENDED, until=None)
    with pytest.raises(WrongState):
        act(service.restrict, moderator, person_id=lead.id, kind=SUSPENDED, until=None)

    assert find_standing(network.actor("lead")).is_suspended
    act(service.lift, moderator, restriction_id=laid)
    assert not find_standing(network.actor("lead")).is_suspended
    with pytest.raises(WrongState):
        act(service.lift, moderator, restriction_id=laid)


@pytest.mark.parametrize(
    ("actor", "person", "refused"),
    [
        ("other_lead", "lead", NotFound),
        ("their_lead", "their_lead", NotAllowed),
        ("their_lead", "programme", NotAllowed),
        ("their_lead", "coordinator", NotFound),
    ],
)
def test_who_lays_what_on_whom(network: Cast, actor: str, person: str, refused: Any) -> None:
    network.make.moderator(network.person["their_lead"], network.person["programme"])

    with pytest.raises(refused):
        act(
            service.restrict,
            network.actor(actor),
            person_id=network.person[person].id,
            kind=HELD,
            until=None,
        )


def test_nobody_lifts_what_was_laid_on_them_nor_ends_it_yesterday(network: Cast) -> None:
    their_lead = network.person["their_lead"]
    network.make.moderator(their_lead, network.person["programme"])
    laid = network.make.restriction(their_lead, HELD)

    with pytest.raises(NotAllowed):
        act(service.lift, network.actor("their_lead"), restriction_id=laid.id)
    with pytest.raises(InvalidChoice):
        act(
            service.restrict,
            network.actor("programme"),
            person_id=network.person["lead"].id,
            kind=HELD,
            until=clock.now(),
        )


# For the programme team


def test_counts_by_area_tell_who_belongs_who_agreed_and_who_is_listed(network: Cast) -> None:
    network.make.lead(network.here)
    network.make.directory_entry(network.person["lead"])
    network.make.code(2)
    act(members_service.agree, network.actor("their_lead"), number=2)

    counts = membership_queries.count_by_area(network.actor("programme"))

    assert [tuple(count) for count in counts] == [
        ("Northmere", 3, 0, 1),
        ("Southholt", 1, 1, 0),
        ("Programme team", 1, 0, 0),
    ]
    with pytest.raises(NotFound):
        membership_queries.count_by_area(network.actor("lead"))


@pytest.mark.parametrize(
    ("sought", "parts"),
    [
        ({}, {"lead", "other_lead", "their_lead", "programme", "newcomer"}),
        ({"state": "entered"}, {"lead", "other_lead", "their_lead", "programme"}),
        ({"state": "missing"}, {"newcomer"}),
        ({"state": "named"}, {"their_lead"}),
        ({"area": "there"}, {"their_lead"}),
        ({"q": "newcom"}, {"newcomer"}),
    ],
)
def test_members_are_found_by_name_area_and_state(network: Cast, sought: Any, parts: set[str]) -> None:
    network.person["newcomer"] = network.make.lead(network.here, name="Newcomer Zephyr")
    network.make.moderator(network.person["their_lead"], network.person["programme"])
    asked = Sought(
        sought.get("q", ""), network.there.id if "area" in sought else None, sought.get("state", "")
    )

    page = membership_queries.list_members(network.actor("programme"), asked, page=1)

    assert {line.person_id for line in page.rows} == {network.person[part].id for part in parts}
    assert page.total_count == len(parts)


def test_twice_the_members_are_the_same_statements_for_the_programme_team(
    network: Cast, client: PageClient
) -> None:
    client.sign_in(network.person["programme"])
    for address in ("/network/membership", "/network/membership/people"):
        counts = []
        for _ in range(2):
            for _ in range(3):
                person = network.make.lead(network.make.area())
                network.make.agreed(person)
                network.make.moderator(person, network.person["programme"])
            client.get_page(address)
            with count_statements() as told:
                client.get_page(address)
            counts.append(told.count)

        assert counts[0] == counts[1] <= 10
