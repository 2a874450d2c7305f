"""Lists of schools and surgeries as people have them: pasted, from a spreadsheet, from a public register, or broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csaleads.vocabulary.errors import ListUnreadable, WordProblem
from csaleads.vocabulary.models import Meaning
from csaleads.vocabulary.reading import MOST_LINES, decode, read_list


def names(text: str, default: Meaning = Meaning.SCHOOL) -> list[tuple[str, Meaning]]:
    return [tuple(word) for word in read_list(text, default=default).words]  # type: ignore[misc]


def test_pasted_lines_are_names_of_the_chosen_kind() -> None:
    assert names("Fernbridge  Primary\n\n Larkwood\nLarkwood\n") == [
        ("Fernbridge Primary", Meaning.SCHOOL),
        ("Larkwood", Meaning.SCHOOL),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_heading_says_where_the_name_and_the_kind_are(mark: str) -> None:
    rows = [
        ("URN", "EstablishmentName", "TypeOfEstablishment (name)"),
        ("1", "Fernbridge", "Academy converter"),
    ]
    rows.append(("2", "The Larkwood", "GP practice"))

    assert names("\n".join(mark.join(row) for row in rows), Meaning.PLACE) == [
        ("Fernbridge", Meaning.SCHOOL),
        ("The Larkwood", Meaning.HEALTH),
    ]


def test_quoted_commas_belong_to_the_name() -> None:
    assert names('name,type\n"Larkwood, the Annexe",nursery') == [("Larkwood, the Annexe", Meaning.SCHOOL)]


def test_lines_without_a_name_are_told_by_their_number() -> None:
    found = read_list("name\nFernbridge\n12\n...\nab\n", default=Meaning.SCHOOL)

    assert [word.written for word in found.words] == ["Fernbridge"]
    assert [(line.number, line.problem) for line in found.unread] == [
        (3, WordProblem.TOO_SHORT),
        (4, WordProblem.NO_LETTERS),
        (5, WordProblem.TOO_SHORT),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_is_read_as_spreadsheets_save_it(encoding: str) -> None:
    text = "Saint-Aubépin School"
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("content", [b"PK\x03\x04\x00\x00", b"\x00\x01\x02"])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(ListUnreadable, match="not_text"):
        decode(content)


def test_a_list_that_is_too_long_is_refused_whole() -> None:
    with pytest.raises(ListUnreadable, match="too_long"):
        read_list("Fernbridge\n" * (MOST_LINES + 1), default=Meaning.SCHOOL)


@given(st.text(max_size=400))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read_list(text, default=Meaning.PLACE)
    except ListUnreadable:
        return
    assert all(2 < len(word.written) <= 100 for word in found.words)
