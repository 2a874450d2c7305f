"""The presenter rota: everybody on a day that fits where it can be, no day without somebody who could come, evenly otherwise."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csaleads.programmes.afternoons.rota import Day, Presenter, Rota, can_come, can_swap, deal, fits

TOPICS = "ABCDE"
topics = st.frozensets(st.sampled_from(TOPICS), max_size=3)


@st.composite
def groups(draw: st.DrawFn) -> tuple[list[Presenter], list[Day], int]:
    days = [Day(f"day{n}", draw(topics)) for n in range(draw(st.integers(1, 10)))]
    away = st.frozensets(st.sampled_from([day.id for day in days]), max_size=len(days))
    members = [Presenter(n, draw(topics), draw(away)) for n in range(draw(st.integers(4, 10)))]
    return members, days, draw(st.integers(0, 1000))


@given(groups())
@settings(deadline=None, max_examples=300)
def test_everybody_presents_on_a_day_that_fits_if_there_is_one_on_which_they_come(
    group: tuple[list[Presenter], list[Day], int],
) -> None:
    members, days, seed = group
    by_id = {day.id: day for day in days}

    rota = deal(members, days, seed=seed)

    for member in members:
        own = [by_id[day] for day in rota.days_of(member.id)]
        comes = [day for day in days if can_come(member, day)]
        assert all(can_come(member, day) for day in own)
        assert bool(own) == bool(comes)
        assert any(fits(member, day) for day in own) == any(fits(member, day) for day in comes)
        assert (member.id in rota.without_turn) == (not comes)
        assert (member.id in rota.without_fit) == (bool(comes) and not any(fits(member, d) for d in comes))


@given(groups())
@settings(deadline=None, max_examples=300)
def test_a_day_is_empty_only_if_nobody_can_come(group: tuple[list[Presenter], list[Day], int]) -> None:
    members, days, seed = group

    rota = deal(members, days, seed=seed)

    for day in days:
        somebody_comes = any(can_come(member, day) for member in members)
        assert bool(rota.presenters_on(day.id)) == somebody_comes
        assert (day.id in rota.empty_days) == (not somebody_comes)
    assert len(set(rota.turns)) == len(rota.turns)


@given(st.integers(4, 10), st.integers(1, 12), st.integers(0, 1000))
@settings(deadline=None)
def test_where_everybody_can_and_everything_fits_turns_are_even(
    count: int, day_count: int, seed: int
) -> None:
    members, days = [Presenter(n) for n in range(count)], [Day(n) for n in range(day_count)]

    rota = deal(members, days, seed=seed)

    each_member = Counter(member for _, member in rota.turns)
    each_day = Counter(day for day, _ in rota.turns)
    assert len(rota.turns) == max(count, day_count)
    assert max(each_member.values()) - min(each_member[m.id] for m in members) <= 1
    assert max(each_day.values()) - min(each_day[d.id] for d in days) <= 1


@given(groups())
@settings(deadline=None)
def test_the_same_seed_deals_the_same(group: tuple[list[Presenter], list[Day], int]) -> None:
    members, days, seed = group

    assert deal(members, days, seed=seed) == deal(members, days, seed=seed)


@given(groups())
@settings(deadline=None)
def test_nobody_presents_again_before_a_day_needs_it(group: tuple[list[Presenter], list[Day], int]) -> None:
    members, days, seed = group

    rota = deal(members, days, seed=seed)

    alone = Counter(day for day, _ in rota.turns)
    turns_of = Counter(member for _, member in rota.turns)
    for day, member in rota.turns:  # a second turn is there for a day that would be empty otherwise
        if alone[day] > 1 and turns_of[member] > 1:
            others = [d for d in rota.days_of(member) if d != day]
            assert any(alone[other] == 1 for other in others)


def test_another_seed_may_deal_otherwise() -> None:
    members, days = [Presenter(n) for n in range(6)], [Day(n) for n in range(10)]

    assert len({deal(members, days, seed=seed).turns for seed in range(20)}) > 1


def test_a_wish_decides_between_days() -> None:
    days = [Day(1, frozenset("A")), Day(2, frozenset("B")), Day(3, frozenset("C")), Day(4, frozenset("D"))]
    members = [Presenter(letter, frozenset(letter)) for letter in "DCBA"]

    rota = deal(members, days, seed=7)

    assert rota == Rota(((1, "A"), (2, "B"), (3, "C"), (4, "D")))


def test_it_says_plainly_for_whom_it_cannot_be_met() -> None:
    days = [Day(1, frozenset("A")), Day(2, frozenset("B"))]
    members = [
        Presenter("wants Z", frozenset("Z")),
        Presenter("never there", away=frozenset({1, 2})),
        Presenter("first", away=frozenset({2})),
        Presenter("first too", away=frozenset({2})),
    ]

    rota = deal(members, days, seed=1)

    assert (rota.without_fit, rota.without_turn, rota.empty_days) == (("wants Z",), ("never there",), ())
    assert rota.presenters_on(2) == ["wants Z"]


@pytest.mark.parametrize("count", [0, 3, 11])
def test_a_group_of_another_size_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="four to ten"):
        deal([Presenter(n) for n in range(count)], [Day(1)], seed=1)


@pytest.mark.parametrize(
    ("one", "other", "turns", "allowed"),
    [
        ((1, Presenter("a")), (2, Presenter("b")), [(1, "a"), (2, "b")], True),
        ((1, Presenter("a", away=frozenset({2}))), (2, Presenter("b")), [(1, "a"), (2, "b")], False),
        ((1, Presenter("a")), (2, Presenter("b", away=frozenset({1}))), [(1, "a"), (2, "b")], False),
        ((1, Presenter("a")), (2, Presenter("b")), [(1, "a"), (2, "b"), (2, "a")], False),
        ((1, Presenter("a")), (2, Presenter("b")), [(1, "a"), (2, "b"), (1, "b")], False),
        ((1, Presenter("a")), (1, Presenter("b")), [(1, "a"), (1, "b")], False),
        ((1, Presenter("a")), (2, Presenter("a")), [(1, "a"), (2, "a")], False),
    ],
)
def test_two_swap_where_both_can_come_and_neither_presents_there(
    one: tuple[int, Presenter], other: tuple[int, Presenter], turns: list[tuple[int, str]], allowed: bool
) -> None:
    assert can_swap(one, other, turns) is allowed
