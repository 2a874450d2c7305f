"""Reflective groups: four to ten in each, sizes alike, areas spread over them or kept apart."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csaleads.programmes.afternoons.grouping import Learner, Mixing, TooFew, make_groups

learners = st.lists(st.sampled_from("NSW"), min_size=4, max_size=60).map(
    lambda areas: [Learner(number, area) for number, area in enumerate(areas)]
)


@given(learners, st.integers(4, 10), st.integers(0, 99))
def test_balanced_groups_hold_everybody_once_and_share_every_area(
    people: list[Learner], size: int, seed: int
) -> None:
    groups = make_groups(people, size=size, mixing=Mixing.BALANCED, seed=seed)

    assert sorted(person for group in groups for person in group) == [person.id for person in people]  # type: ignore[type-var]
    assert all(4 <= len(group) <= 10 for group in groups)
    assert max(map(len, groups)) - min(map(len, groups)) <= 1
    area_of = {person.id: person.area for person in people}
    for area in set(area_of.values()):
        counts = [Counter(area_of[person] for person in group)[area] for group in groups]
        assert max(counts) - min(counts) <= 1


@given(learners, st.integers(4, 10), st.integers(0, 99))
def test_groups_within_an_area_hold_no_other_or_say_which_area_is_too_small(
    people: list[Learner], size: int, seed: int
) -> None:
    counts = Counter(person.area for person in people)
    area_of = {person.id: person.area for person in people}

    if min(counts.values()) < 4:
        with pytest.raises(TooFew) as refused:
            make_groups(people, size=size, mixing=Mixing.WITHIN_AREA, seed=seed)
        assert counts[refused.value.area] == refused.value.count < 4  # type: ignore[index]
        return
    groups = make_groups(people, size=size, mixing=Mixing.WITHIN_AREA, seed=seed)

    assert all(4 <= len(group) <= 10 for group in groups)
    assert all(len({area_of[person] for person in group}) == 1 for group in groups)


def test_three_people_are_no_group() -> None:
    with pytest.raises(TooFew):
        make_groups([Learner(n, "N") for n in range(3)], size=5, mixing=Mixing.BALANCED, seed=1)


@pytest.mark.parametrize(
    ("people", "size", "expected"), [(20, 5, 4), (20, 10, 2), (11, 10, 2), (7, 4, 1), (22, 6, 4)]
)
def test_groups_are_near_the_size_asked_for(people: int, size: int, expected: int) -> None:
    groups = make_groups([Learner(n, "N") for n in range(people)], size=size, mixing=Mixing.BALANCED, seed=3)

    assert len(groups) == expected


def test_the_same_seed_makes_the_same_groups() -> None:
    people = [Learner(n, n % 2) for n in range(18)]

    assert make_groups(people, size=6, mixing=Mixing.BALANCED, seed=4) == make_groups(
        people, size=6, mixing=Mixing.BALANCED, seed=4
    )
