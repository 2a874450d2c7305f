"""The figures, worked out by hand for notes that are small enough for it."""

import pytest

from benchmarks.anonymity.build import Note, Span, read_markup
from benchmarks.anonymity.score import BadAnswer, Score, Share, merged, score, written_form


def a_note(marked: str, name: str = "n") -> Note:
    text, spans, optional = read_markup(marked)
    return Note(name, "identified" if spans else "clean", "careful", text, spans, optional)


def answering(marked: str, *answers: tuple[str, str]) -> Score:
    """The score of one note, the answers given as words of it and their label."""
    note = a_note(marked)
    spans = [Span(note.text.index(words), note.text.index(words) + len(words), tag) for words, tag in answers]
    return score([note], {"n": spans})


def test_all_found_and_nothing_else_is_a_hundred_per_cent() -> None:
    result = answering("{PERSON|Bo} rang on {DATE|3 May}.", ("Bo", "PERSON"), ("3 May", "DATE"))

    assert (result.direct, result.quasi, result.precision) == (100, 100, 100)
    assert result.notes_without_leak == Share(1, 1)
    assert (result.misses, result.alarms) == ([], [])


def test_nothing_found_is_none_of_it() -> None:
    result = answering("{PERSON|Bo} rang on {DATE|3 May}.")

    assert (result.direct, result.quasi, result.precision) == (0, 0, None)
    assert result.notes_without_leak == Share(0, 1)
    assert [(each.label, each.words) for each in result.misses] == [("PERSON", "Bo"), ("DATE", "3 May")]


@pytest.mark.parametrize(("words", "is_found"), [("Pell", True), ("Pel", False)])
def test_half_of_the_characters_find_a_span(words: str, is_found: bool) -> None:
    result = answering("{PERSON|Ann Pell} rang.", (words, "PERSON"))

    assert result.labels["PERSON"] == Share(int(is_found), 1)


def test_two_answers_may_find_a_span_together() -> None:
    result = answering("{PERSON|Ann Pellow} rang.", ("Ann", "PERSON"), ("low", "PERSON"))

    assert result.labels["PERSON"] == Share(1, 1)


def test_a_span_is_found_under_any_label_and_the_label_is_counted_apart() -> None:
    result = answering("{PHONE|07700 900123}", ("07700 900123", "CASE_REF"))

    assert result.labels["PHONE"] == Share(1, 1)
    assert result.labelled_right["PHONE"] == Share(0, 1)


def test_precision_counts_letters_and_digits_only() -> None:
    result = answering("{PERSON|Bo} saw a red, red car.", ("Bo", "PERSON"), ("a red, red", "PERSON"))

    assert result.precision == pytest.approx(100 * 2 / 9)


def test_what_is_optional_counts_for_nothing() -> None:
    marked = "{PERSON|Bo} left {?|Leeds}."

    named, silent = (
        answering(marked, ("Bo", "PERSON"), ("Leeds", "X")),
        answering(marked, ("Bo", "PERSON")),
    )

    assert named.precision == silent.precision == 100
    assert named.misses == silent.misses == []


def test_a_quasi_identifier_that_is_missed_is_no_direct_leak() -> None:
    result = answering("{PERSON|Bo} rang on {DATE|3 May}.", ("Bo", "PERSON"))

    assert result.notes_without_leak == Share(1, 1)


def test_a_note_with_quasi_identifiers_alone_cannot_leak_directly() -> None:
    assert answering("Seen on {DATE|3 May}.").notes_without_leak == Share(0, 0)


def test_alarms_are_counted_in_notes_that_identify_nobody() -> None:
    result = answering(
        "Mum rang the Met on Easter Monday about it again today.", ("Mum", "X"), ("Easter", "X")
    )

    assert result.clean_words == 11
    assert result.alarms_per_1000 == pytest.approx(1000 * 2 / 11)
    assert [each.words for each in result.alarms] == ["Mum", "Easter"]


def test_an_alarm_beside_a_finding_lowers_precision_and_is_not_counted_twice() -> None:
    result = answering("{PERSON|Bo} told Mum.", ("Bo", "PERSON"), ("Mum", "PERSON"))

    assert (result.alarms, result.alarms_per_1000) == ([], None)
    assert result.precision == pytest.approx(40)


def test_answers_that_touch_are_one_alarm() -> None:
    spans = [Span(4, 6, "b"), Span(0, 4, "a"), Span(9, 12, "c"), Span(20, 22, "d")]

    assert merged(spans, neutral={20, 21}) == [Span(0, 6, "a"), Span(9, 12, "c")]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ann", "single"), ("Ann Pell", "full"), ("ann", "lower case"), ("ann pell", "lower case"), ("ANN", "capitals"),
        ("A.P.", "initials"), ("m.k.", "initials"), ("AP", "initials"), ("E", "initials"), ("Jo", "single"),
        ("王小明", "single"), ("Élodie", "single"), ("Bernice\nAdlington", "full"),
    ],
)  # fmt: skip
def test_names_are_told_apart_by_how_they_are_written(name: str, form: str) -> None:
    assert written_form(name) == form


@pytest.mark.parametrize("span", [Span(-1, 2, "X"), Span(2, 2, "X"), Span(3, 9, "X")])
def test_an_answer_outside_its_note_is_refused(span: Span) -> None:
    with pytest.raises(BadAnswer):
        score([a_note("Mum rang")], {"n": [span]})


def test_an_answer_that_is_missing_is_refused() -> None:
    with pytest.raises(BadAnswer):
        score([a_note("Mum rang")], {})
