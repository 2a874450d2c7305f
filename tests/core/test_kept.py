"""What is kept is handed out again under the same key, and what nobody asks for is forgotten."""

from csaleads.core.kept import Kept


def test_a_thing_is_kept_under_its_key() -> None:
    kept: Kept[str] = Kept(2)

    assert kept.get("a") is None
    assert kept.keep("a", "first") == "first"
    assert kept.get("a") == "first"


def test_what_is_asked_for_outlives_what_is_not() -> None:
    kept: Kept[str] = Kept(2)
    kept.keep("asked", "still here")
    kept.keep("unasked", "gone")

    for number in range(10):
        assert kept.get("asked") == "still here"
        kept.keep(number, str(number))

    assert kept.get("unasked") is None


def test_no_more_than_two_generations_are_kept() -> None:
    kept: Kept[int] = Kept(10)

    for number in range(1000):
        kept.keep(number, number)

    assert sum(kept.get(number) is not None for number in range(1000)) <= 20
