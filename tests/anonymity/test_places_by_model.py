"""Places as the model reads them, beside the rules: what it adds, what it doubts, and that the rules stand without it."""

from collections.abc import Sequence

import pytest

from csaleads.anonymity import keeping
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.places import listed as listed_places
from csaleads.anonymity.places import sensing
from csaleads.anonymity.places import spelt as spelt_places
from csaleads.anonymity.service import screen
from csaleads.anonymity.text import model
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.model import Opinion


class Said(Opinion):
    """An opinion that is given: the chance of a small place for each word named, nothing for the others."""

    def __init__(self, text: str, chances: dict[str, float]) -> None:
        super().__init__(text)
        self.said = [
            (text.index(word), text.index(word) + len(word), chance) for word, chance in chances.items()
        ]

    def words(self, labels: Sequence[Label], least: float) -> list[tuple[int, int, tuple[float, ...]]]:  # type: ignore[override]
        at = labels.index(Label.SMALL_PLACE)
        return [
            (start, end, tuple(chance if each == at else 0.0 for each in range(len(labels))))
            for start, end, chance in sorted(self.said)
            if chance >= least
        ]

    def most(self, start: int, end: int) -> float:
        return max((chance for first, last, chance in self.said if first < end and last > start), default=0.0)


def sensed(text: str, chances: dict[str, float], rules: list[Span] | None = None) -> list[tuple[str, Label]]:
    found = sensing.find(text, text, Said(text, chances), lexicon(), rules or [], small=False)
    return [(text[span.start : span.end], span.label) for span in found]


def test_likely_words_side_by_side_are_one_place() -> None:
    text = "she hides round Thringle Sluice when he is home"

    assert sensed(text, {"Thringle": 0.7, "Sluice": 0.8}) == [("Thringle Sluice", Label.SMALL_PLACE)]
    assert sensed(text, {"Thringle": 0.05, "Sluice": 0.05}) == []


def test_a_place_is_called_as_the_rules_call_it() -> None:
    text = "he is at Thringle Sluice now"

    assert sensed(text, {"Thringle": 0.7, "Sluice": 0.8}, [Span(9, 17, Label.SCHOOL)]) == [
        ("Thringle Sluice", Label.SCHOOL)
    ]


def test_less_is_asked_where_a_place_is_asked_for() -> None:
    assert sensed("school is Thringle", {"Thringle": 0.2}) == [("Thringle", Label.SMALL_PLACE)]
    assert sensed("she likes Thringle", {"Thringle": 0.2}) == []


@pytest.mark.parametrize("text", ["a graze on the inner thigh", "we met in the large hall", "home at 5am"])
def test_ordinary_words_are_no_place_however_likely(text: str) -> None:
    assert sensed(text, dict.fromkeys(text.split()[-2:], 0.7)) == []


def test_a_rule_that_the_model_finds_absurd_is_not_believed() -> None:
    text = "He wears Marble Island."
    span = Span(9, 22, Label.SMALL_PLACE)

    assert list(sensing.believed([span], text, Said(text, {}), lexicon())) == []
    assert list(sensing.believed([span], text, Said(text, {"Island": 0.4}), lexicon())) == [span]


def test_a_house_by_its_number_needs_no_model() -> None:
    text = "next door at number 16"
    span = Span(13, 22, Label.ADDRESS)

    assert list(sensing.believed([span], text, Said(text, {}), lexicon())) == [span]


def test_without_the_model_the_rules_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "reader", lambda: None)
    keeping.forget()

    found = [(each.start, each.end) for each in screen("They live at 14 Thring Street.")]
    keeping.forget()

    assert found == [(13, 29)]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Setting: Tiny Turtles", "Tiny Turtles"),
        ("- Clubs: Thringley Otters", "Thringley Otters"),
        ("Address: Ivydene, Station Rd", "Ivydene, Station Rd"),
        ("- Cuckoo Lane: reading age 5", "Cuckoo Lane"),
        ("* The Grange: no shows x 4", "The Grange"),
        ("School: Not known", None),
        ("School: Settled", None),
        ("Placement: At Risk", None),
        ("- Next steps: call the school", None),
        ("- Safety Plan: agreed", None),
    ],
)
def test_an_answer_in_a_form_and_the_head_of_a_line_are_places_if_they_are_names(
    line: str, place: str | None
) -> None:
    found = [line[span.start : span.end] for span in listed_places.find(line, line, lexicon())]

    assert found == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("in the red lion all day", "the red lion"),
        ("kids at holy family", "holy family"),
        ("seen at the QMC", "the QMC"),
        ("scout leader, 4th thringle", "4th thringle"),
        ("taken to high street surgery", "high street surgery"),
        ("Thringley, a big estate", "Thringley"),
        ("a red lion in the story", None),
        ("the 4th lesson", None),
        ("on the high street", None),
        ("Kelly, the school nurse", None),
    ],
)
def test_names_that_many_places_have_are_sure_by_themselves(text: str, place: str | None) -> None:
    found = [text[span.start : span.end] for span in spelt_places.known(text, text)]

    assert found == ([place] if place else [])
