"""Reflective groups as pages: made, dealt, swapped between members, reminded of, and what happens when somebody goes."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from csaleads.access.permissions import Role
from csaleads.access.viewer import Viewer
from csaleads.accounts.models import Area, Person
from csaleads.core import clock
from csaleads.core.database import db
from csaleads.core.errors import InvalidChoice, NotFound, WrongState
from csaleads.core.unit_of_work import unit_of_work
from csaleads.notify.models import MessageKind, OutboxRow
from csaleads.notify.service import OutboxFacts, is_still_true
from csaleads.programmes import queries, service
from csaleads.programmes.afternoons import group_queries, group_service, turn_queries, turn_service
from csaleads.programmes.afternoons.grouping import Mixing, TooFew
from csaleads.programmes.cohorts import own_queries
from csaleads.programmes.members import service as member_service
from csaleads.programmes.models import (
    CohortMember,
    CohortState,
    LearningDay,
    MemberState,
    PresenterTurn,
    SwapState,
    TurnSwap,
)
from tests.clinics.test_contention import all_at_once
from tests.factories import Factory
from tests.page_client import PageClient
from tests.statements import count_statements

FIRST = date(2027, 3, 17)


class Stage:
    """A running cohort of one area with members, days, and a coordinator."""

    def __init__(self, make: Factory, members: int = 5, days: int = 5) -> None:
        self.make = make
        self.area: Area = make.area("Northmere")
        self.coordinator: Person = make.coordinator(self.area)
        self.cohort = make.cohort(self.area, name="Spring", state=CohortState.RUNNING)
        self.people = [make.worker(self.area, name=f"Member {letter}") for letter in "ABCDEFGHIJ"[:members]]
        self.members: list[CohortMember] = [
            make.member(self.cohort, self.area, person) for person in self.people
        ]
        self.topics = [make.topic(f"Topic {number}") for number in range(1, days + 1)]
        self.days: list[LearningDay] = [
            make.day(self.cohort, FIRST + timedelta(weeks=2 * place), topic)
            for place, topic in enumerate(self.topics)
        ]

    def viewer(self, person: Person, role: Role = Role.SOCIAL_WORKER) -> Viewer:
        return self.make.viewer(person, self.area, role)

    @property
    def as_coordinator(self) -> Viewer:
        return self.viewer(self.coordinator, Role.COORDINATOR)

    def make_groups(self, size: int = 5, mixing: Mixing = Mixing.BALANCED) -> None:
        with unit_of_work():
            group_service.make_all_groups(
                self.as_coordinator, cohort_id=self.cohort.id, size=size, mixing=mixing
            )

    def deal(self) -> None:
        with unit_of_work():
            group_service.deal_rotas(self.as_coordinator, cohort_id=self.cohort.id)

    def wish(self, place: int, topics: list[Any] = [], away: list[int] = []) -> list[int]:  # noqa: B006 - read only
        with unit_of_work():
            return turn_service.say_wishes(
                self.viewer(self.people[place]), cohort_id=self.cohort.id, topic_ids=topics, away_ids=away
            )

    @property
    def groups(self) -> list[group_queries.GroupView]:
        found = group_queries.all_groups(self.cohort.id)
        db.session.rollback()
        return found

    def turn_of(self, place: int) -> group_queries.TurnView:
        member_id = self.members[place].id
        return next(t for group in self.groups for t in group.turns if t.member_id == member_id)


@pytest.fixture
def stage(make: Factory) -> Stage:
    return Stage(make)


def test_groups_are_made_and_the_rota_dealt_and_shown(client: PageClient, stage: Stage) -> None:
    client.sign_in(stage.coordinator)
    page = client.get_page(client.get_page(f"/cohorts/{stage.cohort.id}").href("See the groups"))
    assert "There are no groups yet" in page.main
    address = page.href("Make the groups")
    assert client.post_page(address, {"size": "3", "mixing": "balanced"}, status=422).errors

    page = client.post_page(address, {"size": "5", "mixing": "balanced"})
    assert ("1 group is made" in page.text, "rota not dealt yet" in page.main) == (True, True)
    page = client.post_page(f"/cohorts/{stage.cohort.id}/groups/deal")
    assert "The rota is dealt for 1 group" in page.text
    rota = client.get_page(page.href("Group 1"))
    rows = rota.rows()
    assert len(rows) == 5
    assert all(sum(person.full_name in row for row in rows) == 1 for person in stage.people)

    by_person = client.get_page(rota.href("By person")).rows()
    assert [row.split(" Northmere")[0] for row in by_person] == [p.full_name for p in stage.people]
    assert all("2027" in row for row in by_person)


def test_wishes_and_absences_decide_who_presents_when(stage: Stage) -> None:
    stage.make_groups()
    for place in range(5):
        stage.wish(place, [stage.topics[4 - place].id])
    stage.deal()

    (group,) = stage.groups
    expected = {(stage.days[4 - place].id, stage.members[place].id) for place in range(5)}
    assert set(group.pairs) == expected


def test_a_day_on_which_nobody_can_needs_a_reserve_case_and_says_so(client: PageClient, stage: Stage) -> None:
    stage.make_groups()
    for place in range(5):
        stage.wish(place, away=[stage.days[2].id])
    stage.deal()

    (group,) = stage.groups
    page = client.sign_in(stage.coordinator).get_page(f"/cohorts/{stage.cohort.id}/groups/{group.id}")

    assert "Nobody can: reserve case" in page.rows()[2]
    assert "Nobody can present on 14 Apr 2027: take a reserve case" in page.main


def test_being_away_on_ones_own_turn_is_pointed_out_to_both(client: PageClient, stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    turn = stage.turn_of(0)
    client.sign_in(stage.people[0])
    wishes = client.get_page("/my-learning").href("Say what you would bring")

    page = client.post_page(wishes, {"away_ids": str(turn.day_id)})

    assert "Swap that turn with somebody of your group" in page.text
    assert "You present You are away" in page.main
    (group,) = stage.groups
    seen = client.sign_in(stage.coordinator).get_page(f"/cohorts/{stage.cohort.id}/groups/{group.id}")
    assert "Away" in seen.main


def test_of_a_day_that_is_over_no_swap_is_asked_for(stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    turn = stage.turn_of(0)
    assert stage.wish(0, away=[turn.day_id]) == [turn.day_id]

    with clock.at(clock.from_local(FIRST + timedelta(weeks=20), time(9))):
        assert stage.wish(0, away=[turn.day_id]) == []


def test_it_says_for_whom_no_topic_fits(client: PageClient, stage: Stage) -> None:
    other = stage.make.topic("Never taught")
    stage.make_groups()
    stage.wish(0, [other.id])
    stage.deal()

    page = client.sign_in(stage.coordinator).get_page(f"/cohorts/{stage.cohort.id}/groups")

    assert "No day with a topic they asked for: Member A" in page.main


def test_two_members_swap_when_the_other_agrees(new_client: Any, stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    mine, theirs = stage.turn_of(0), stage.turn_of(1)
    asker, asked, stranger = (new_client().sign_in(stage.people[place]) for place in range(3))

    form = f"/turns/{mine.id}/swap"
    assert asker.post_page(form, {}, status=422).errors == ["Select whose turn you would take"]
    page = asker.post_page(form, {"with_turn_id": str(theirs.id)})
    assert "You asked Member B to swap" in page.main
    assert (
        "asked somebody to take this turn already"
        in asker.post_page(form, {"with_turn_id": str(theirs.id)}).text
    )
    assert "Member A asks to swap with you" in asked.get_page("/my-learning").main
    swap_id = db.session.scalar(select(TurnSwap.id))
    db.session.rollback()
    stranger.post_page(f"/swaps/{swap_id}/answer", {"verb": "agree"}, status=404)
    asker.post_page(f"/swaps/{swap_id}/answer", {"verb": "agree"}, status=404)
    page = asked.post_page(f"/swaps/{swap_id}/answer", {"verb": "agree"})
    assert "You have swapped" in page.text
    assert "answered already" in asked.post_page(f"/swaps/{swap_id}/answer", {"verb": "agree"}).text

    assert (stage.turn_of(0).day_id, stage.turn_of(1).day_id) == (theirs.day_id, mine.day_id)
    kinds = list(db.session.scalars(select(OutboxRow.kind).order_by(OutboxRow.id)))
    assert kinds == [MessageKind.SWAP_ASKED, MessageKind.SWAP_ANSWERED]


def test_a_swap_is_overtaken_when_one_of_the_turns_has_changed(stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    mine, theirs = stage.turn_of(0), stage.turn_of(1)
    with unit_of_work():
        turn_service.ask_to_swap(stage.viewer(stage.people[0]), turn_id=mine.id, with_turn_id=theirs.id)
    swap_id = db.session.scalar(select(TurnSwap.id))
    db.session.rollback()
    stage.wish(1, away=[mine.day_id])

    with pytest.raises(WrongState) as refused, unit_of_work():
        turn_service.answer_swap(stage.viewer(stage.people[1]), swap_id=swap_id, verb="agree")

    assert refused.value.state == "overtaken"
    assert stage.turn_of(0).day_id == mine.day_id


def test_a_question_about_a_turn_that_is_past_ends_in_the_night(
    app: Flask, client: PageClient, stage: Stage
) -> None:
    stage.make_groups()
    stage.deal()
    mine, theirs = stage.turn_of(0), stage.turn_of(1)
    first = min(day.held_on for day in stage.days if day.id in (mine.day_id, theirs.day_id))
    stage.make.swap(mine, theirs)

    for days, is_asked in ((0, True), (1, False)):
        with clock.at(clock.from_local(first + timedelta(days=days), time(2))):
            app.test_cli_runner().invoke(args=["programmes", "tidy"])
            page = client.sign_in(stage.people[1]).get_page("/my-learning")
        assert ("Member A asks to swap with you" in page.main) is is_asked


@pytest.mark.parametrize("verb", ["cancel", "finish"])
def test_nobody_is_asked_to_swap_once_the_cohort_is_over(
    client: PageClient, make: Factory, verb: str
) -> None:
    stage = Stage(make)
    stage.make_groups()
    stage.deal()
    mine, theirs = stage.turn_of(0), stage.turn_of(1)
    with unit_of_work():
        turn_service.ask_to_swap(stage.viewer(stage.people[0]), turn_id=mine.id, with_turn_id=theirs.id)
    client.sign_in(stage.people[1])
    assert "Member A asks to swap with you" in client.get_page("/my-learning").main

    with clock.at(clock.from_local(stage.days[-1].held_on, time(18))):
        with unit_of_work():
            service.move_cohort(stage.as_coordinator, cohort_id=stage.cohort.id, verb=verb)
        client.sign_in(stage.people[1])
        assert "asks to swap" not in client.get_page("/my-learning").main


def test_the_cohort_is_locked_before_the_question(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where turns are dealt anew: two who lock in two orders wait for each other."""
    stage.make_groups()
    stage.deal()
    mine, theirs = stage.turn_of(0), stage.turn_of(1)
    swap = stage.make.swap(mine, theirs)
    locked: list[str] = []

    def noting(name: str, act: Any) -> Any:
        return lambda *arguments: (locked.append(name), act(*arguments))[1]

    monkeypatch.setattr(queries, "lock_cohort", noting("cohort", queries.lock_cohort))
    monkeypatch.setattr(turn_queries, "lock_swap", noting("question", turn_queries.lock_swap))
    with unit_of_work():
        turn_service.answer_swap(stage.viewer(stage.people[1]), swap_id=swap.id, verb="agree")

    assert locked == ["cohort", "question"]


def test_of_many_answers_at_once_one_counts(app: Flask, stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    mine, theirs = stage.turn_of(0), stage.turn_of(1)
    asker, asked = stage.viewer(stage.people[0]), stage.viewer(stage.people[1])
    with unit_of_work():
        turn_service.ask_to_swap(asker, turn_id=mine.id, with_turn_id=theirs.id)
    swap_id = db.session.scalar(select(TurnSwap.id))
    db.session.rollback()

    ends = all_at_once(
        app,
        [lambda: turn_service.answer_swap(asked, swap_id=swap_id, verb="agree") for _ in range(3)]
        + [lambda: turn_service.answer_swap(asker, swap_id=swap_id, verb="withdraw") for _ in range(2)],
    )

    assert ends == {"done": 1, "WrongState": 4}
    state = db.session.get_one(TurnSwap, swap_id).state
    has_swapped = stage.turn_of(0).day_id == theirs.day_id
    assert has_swapped is (state is SwapState.AGREED)


def test_nobody_swaps_what_is_not_theirs_or_with_another_group(make: Factory) -> None:
    stage = Stage(make, members=10)
    stage.make_groups(size=5)
    stage.deal()
    first, second = stage.groups
    own, other_group = first.turns[0], second.turns[0]
    person = next(m for m in first.members if m.member_id == own.member_id)
    actor = stage.viewer(next(p for p in stage.people if p.id == person.person_id))

    with pytest.raises(NotFound), unit_of_work():
        turn_service.ask_to_swap(actor, turn_id=other_group.id, with_turn_id=own.id)
    with pytest.raises(InvalidChoice), unit_of_work():
        turn_service.ask_to_swap(actor, turn_id=own.id, with_turn_id=other_group.id)


def test_presenters_are_reminded_twice_and_never_more_often(app: Flask, stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    day = stage.days[0]
    presenter = next(t.member_id for g in stage.groups for t in g.turns if t.day_id == day.id)

    told = []
    for days_before in (20, 14, 10, 2, 1):
        moment = clock.from_local(day.held_on - timedelta(days=days_before), time(8))
        with clock.at(moment):
            result = app.test_cli_runner().invoke(args=["programmes", "remind"])
            again = app.test_cli_runner().invoke(args=["programmes", "remind"])
        told.append(int(result.output.split()[0]))
        assert again.output.startswith("0 ")

    assert told == [0, 1, 0, 1, 0]
    person_id = db.session.get_one(CohortMember, presenter).person_id
    rows = db.session.execute(select(OutboxRow.person_id, OutboxRow.kind, OutboxRow.path)).all()
    assert [tuple(row) for row in rows] == [(person_id, MessageKind.TURN_SOON, "/my-learning")] * 2


def test_a_reminder_is_not_sent_after_a_swap_a_move_or_the_end(stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    turn = stage.turn_of(0)
    day = next(day for day in stage.days if day.id == turn.day_id)

    def mail(person: Person, at: datetime) -> OutboxFacts:
        facts = {"turn_id": turn.id, "starts_at": at.isoformat()}
        return OutboxFacts(person.id, MessageKind.TURN_SOON, facts, "/my-learning", clock.now())

    starts_at = clock.from_local(day.held_on, time(9, 30))
    assert is_still_true(mail(stage.people[0], starts_at))
    assert not is_still_true(mail(stage.people[1], starts_at))
    assert not is_still_true(mail(stage.people[0], starts_at + timedelta(days=1)))
    with unit_of_work():
        member_service.move_member(
            stage.as_coordinator, cohort_id=stage.cohort.id, member_id=turn.member_id, verb="leave"
        )
    assert not is_still_true(mail(stage.people[0], starts_at))


def test_whoever_leaves_is_out_of_the_group_and_a_successor_takes_the_turns(stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    left, replaced = stage.turn_of(0), stage.turn_of(1)
    new = stage.make.member(stage.cohort, stage.area, stage.make.worker(stage.area), state=MemberState.AGREED)
    stage.wish(1, [stage.topics[0].id], [stage.days[4].id])
    actor, cohort_id = stage.as_coordinator, stage.cohort.id

    with unit_of_work():
        member_service.move_member(actor, cohort_id=cohort_id, member_id=left.member_id, verb="leave")
    with unit_of_work():
        member_service.replace_member(
            actor, cohort_id=cohort_id, member_id=replaced.member_id, successor_id=new.id
        )

    (group,) = stage.groups
    ids = {member.member_id for member in group.members}
    assert (left.member_id in ids, replaced.member_id in ids, new.id in ids) == (False, False, True)
    assert (replaced.day_id, new.id) in group.pairs
    assert left.day_id not in {turn.day_id for turn in group.turns}
    assert turn_queries.wishes_of(replaced.member_id) == ([], [])
    db.session.rollback()


def test_whoever_comes_later_joins_the_smallest_group(client: PageClient, stage: Stage) -> None:
    stage.make_groups()
    late = stage.make.member(stage.cohort, stage.area, stage.make.worker(stage.area, name="Late Comer"))
    client.sign_in(stage.coordinator)
    assert "Late Comer" in client.get_page(f"/cohorts/{stage.cohort.id}/groups").main

    page = client.post_page(f"/cohorts/{stage.cohort.id}/groups/place/{late.id}")

    assert "They are in group 1" in page.text
    assert "6 members" in page.main
    again = client.post_page(f"/cohorts/{stage.cohort.id}/groups/place/{late.id}")
    assert "They are in a group already" in again.text
    nobody = stage.make.member(
        stage.cohort, stage.area, stage.make.worker(stage.area), state=MemberState.NOMINATED
    )
    client.post_page(f"/cohorts/{stage.cohort.id}/groups/place/{nobody.id}", status=404)


def test_groups_within_an_area_name_the_area_that_is_too_small(make: Factory) -> None:
    stage = Stage(make, members=4)
    other = make.area("Southholt")
    cohort = make.cohort(stage.area, other)
    for person in stage.people:
        make.member(cohort, stage.area, person)
    make.member(cohort, other, make.worker(other))
    programme = make.viewer(make.person(None, Role.PROGRAMME_TEAM), None, Role.PROGRAMME_TEAM)

    with pytest.raises(TooFew) as few, unit_of_work():
        group_service.make_all_groups(programme, cohort_id=cohort.id, size=5, mixing=Mixing.WITHIN_AREA)
    with unit_of_work():
        group_service.make_all_groups(programme, cohort_id=cohort.id, size=5, mixing=Mixing.BALANCED)

    assert (few.value.area, few.value.count) == (other.id, 1)
    (group,) = group_queries.list_groups(programme, queries.get_cohort(programme, cohort.id))
    assert len(group.members) == 5


def test_who_sees_a_group(make: Factory) -> None:
    stage = Stage(make, members=10)
    stage.make_groups(size=5)
    first, second = stage.groups
    member = next(person for person in stage.people if person.id in first.person_ids)
    facilitator = make.lead(stage.area)
    with unit_of_work():
        group_service.set_facilitator(
            stage.as_coordinator, cohort_id=stage.cohort.id, group_id=second.id, person_id=facilitator.id
        )

    def seen(viewer: Viewer) -> list[int]:
        cohort = queries.get_cohort(viewer, stage.cohort.id)
        return [group.id for group in group_queries.list_groups(viewer, cohort)]

    assert seen(stage.as_coordinator) == [first.id, second.id]
    assert seen(stage.viewer(member)) == [first.id]
    assert seen(stage.viewer(facilitator, Role.PRACTICE_LEAD)) == [second.id]
    assert seen(stage.viewer(make.worker(stage.area))) == []
    with pytest.raises(InvalidChoice), unit_of_work():
        group_service.set_facilitator(
            stage.as_coordinator, cohort_id=stage.cohort.id, group_id=second.id, person_id=member.id
        )


def test_dealing_again_keeps_what_is_past(stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    past = {turn for group in stage.groups for turn in group.turns if turn.day_id == stage.days[0].id}

    with clock.at(clock.from_local(stage.days[0].held_on + timedelta(days=1), time(9))):
        stage.deal()

    assert past <= {turn for group in stage.groups for turn in group.turns}


def test_dealing_without_days_or_groups_says_what_is_missing(client: PageClient, stage: Stage) -> None:
    client.sign_in(stage.coordinator)
    address = f"/cohorts/{stage.cohort.id}/groups/deal"
    assert "Make the groups first" in client.post_page(address).text

    stage.make_groups()
    with unit_of_work():
        for table in ("learning_day_topics", "learning_days"):
            db.session.execute(db.metadata.tables[table].delete())

    assert "Plan days to come first" in client.post_page(address).text
    assert db.session.scalar(select(func.count()).select_from(PresenterTurn)) == 0


def test_groups_are_five_statements_however_many(make: Factory) -> None:
    stage = Stage(make, members=4)
    stage.make_groups(size=4)
    stage.deal()
    viewer = stage.as_coordinator
    cohort = queries.get_cohort(viewer, stage.cohort.id)
    group_queries.list_groups(viewer, cohort)

    with count_statements() as few:
        group_queries.list_groups(viewer, cohort)
    for _ in range(8):
        make.member(stage.cohort, stage.area, make.worker(stage.area))
    stage.make_groups(size=4)
    stage.deal()
    with count_statements() as many:
        groups = group_queries.list_groups(viewer, cohort)

    assert few.count == many.count == 5
    assert len(groups) == 3


def test_own_parts_are_shown_with_days_and_turns(client: PageClient, stage: Stage) -> None:
    stage.make_groups()
    stage.deal()
    turn = stage.turn_of(0)

    page = client.sign_in(stage.people[0]).get_page("/my-learning")

    assert "Your next day: Wednesday 17 March 2027" in page.main
    assert sum("You present" in row for row in page.rows()) == 1
    assert page.href("Swap") == f"/turns/{turn.id}/swap"
    assert [part.cohort_name for part in own_queries.list_own_parts(stage.viewer(stage.people[0]))] == [
        "Spring"
    ]
    assert "You take part in no cohort" in client.sign_in(stage.coordinator).get_page("/my-learning").main
