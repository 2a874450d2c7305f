"""The corpus is what docs/anonymity-corpus.md promises: marked right, large enough, and fictional where it can be checked."""

import json
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.anonymity import build
from benchmarks.anonymity.build import BadMarkup, Note, Span, read_corpus, read_markup, read_rows
from benchmarks.anonymity.score import written_form

NOTES = read_corpus()
ORDINARY_TOO = ("will", "june")  # names that stand in the same note as what they also mean
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def written(label: str, *, kinds: tuple[str, ...] = ("identified",)) -> list[str]:
    """What the corpus marks with this label."""
    return [
        note.text[span.start : span.end]
        for note in NOTES
        if note.kind in kinds
        for span in note.spans
        if span.label == label
    ]


def test_spans_are_where_the_marks_were() -> None:
    marked = "Dr {PERSON|Obi} saw {?|Leeds} and {PERSON|Ja{U+200B}de}'s {SCHOOL|St Ann's}."

    text, spans, optional = read_markup(marked)

    assert text == "Dr Obi saw Leeds and Ja\u200bde's St Ann's."
    assert [(text[each.start : each.end], each.label) for each in spans] == [
        ("Obi", "PERSON"),
        ("Ja\u200bde", "PERSON"),
        ("St Ann's", "ORG_SCHOOL"),
    ]
    assert [text[each.start : each.end] for each in optional] == ["Leeds"]


def test_braces_that_mark_nothing_stay() -> None:
    text, spans, _ = read_markup('{"child": "{PERSON|Bo}"}')

    assert (text, spans) == ('{"child": "Bo"}', (Span(11, 13, "PERSON"),))


@pytest.mark.parametrize("marked", ["{NAME|Bo}", "{PERSON|Bo", "{PERSON|}", "{U+20ZZ}"])
def test_a_mark_that_is_wrong_is_refused(marked: str) -> None:
    with pytest.raises(BadMarkup):
        read_markup(marked)


@pytest.mark.parametrize("header", ["clean careful", "identified careful", "other careful"])
def test_a_note_is_of_the_kind_that_its_header_says(header: str, tmp_path: Path) -> None:
    words = "{PERSON|Bo} rang." if header.startswith("clean") else "Mum rang."
    (tmp_path / "a.txt").write_text(f"=== {header}\n{words}\n", encoding="utf-8")

    with pytest.raises(BadMarkup):
        read_corpus(tmp_path)


def test_there_are_enough_notes_and_half_have_findings() -> None:
    kinds = Counter(note.kind for note in NOTES)

    assert kinds["identified"] >= 150
    assert kinds["clean"] >= 150
    assert 0.4 <= kinds["identified"] / (kinds["identified"] + kinds["clean"]) <= 0.6
    assert kinds["adversarial"] >= 40
    assert len({note.style for note in NOTES}) >= 20


def test_no_note_stands_there_twice() -> None:
    assert max(Counter(note.id for note in NOTES).values()) == 1
    assert max(Counter(note.text for note in NOTES).values()) == 1
    openings = Counter(note.text[:24] for note in NOTES if note.kind != "adversarial")
    assert max(openings.values()) <= 2, openings.most_common(3)


@pytest.mark.parametrize("label", sorted(set(build.LABELS.values())))
def test_every_label_occurs_often(label: str) -> None:
    assert len(written(label, kinds=("identified", "adversarial"))) >= 25


def test_few_names_occur_in_more_than_one_note() -> None:
    where: dict[tuple[str, str], set[str]] = {}
    for note in NOTES:
        examination = note.id.partition("_")[0] if note.id.startswith(("second_", "third_")) else "first"
        for span in note.spans:
            if span.label == "PERSON":
                name = note.text[span.start : span.end].lower()
                where.setdefault((examination, name), set()).add(note.id)

    repeated = [name for name, notes in where.items() if len(notes) > 1]

    assert len(where) >= 600
    assert len(repeated) <= len(where) / 10


def test_spans_lie_within_their_note_and_beside_each_other() -> None:
    for note in NOTES:
        spans = sorted((*note.spans, *note.optional), key=lambda each: each.start)
        assert all(0 <= each.start < each.end <= len(note.text) for each in spans), note.id
        assert all(one.end <= other.start for one, other in pairwise(spans)), note.id


def test_spans_of_ordinary_notes_have_no_space_or_stop_at_their_edges() -> None:
    for note in NOTES:
        for span in note.spans:
            words = note.text[span.start : span.end]
            if note.kind == "identified":
                assert words == words.strip(' ,;:!?"\n'), f"{note.id}: {words!r}"


def test_a_long_name_that_is_marked_once_is_marked_wherever_it_stands() -> None:
    unmarked = []
    for note in NOTES:
        if note.kind != "identified" or note.style == "names that are words":
            continue
        marked = {
            position for span in (*note.spans, *note.optional) for position in range(span.start, span.end)
        }
        names = {
            note.text[span.start : span.end]
            for span in note.spans
            if span.label == "PERSON" and span.end - span.start > 3
        }
        for name in names:
            if name.lower() in ORDINARY_TOO:
                continue
            for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", note.text):
                if not marked & set(range(*found.span())):
                    unmarked.append(f"{note.id}: {name}")

    assert unmarked == []


def test_nhs_numbers_have_their_check_digit_and_are_kept_for_tests() -> None:
    for number in written("NHS_NUMBER", kinds=("identified", "adversarial")):
        digits = [int(each) for each in number if each.isdecimal()]
        if not digits:
            continue  # read aloud
        check = (11 - sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11) % 11
        assert len(digits) == 10, number
        assert digits[:3] == [9, 9, 9], number
        assert digits[9] == check, number


def test_national_insurance_numbers_have_a_prefix_that_is_issued() -> None:
    shape = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]")

    for number in written("NINO", kinds=("identified", "adversarial")):
        assert shape.fullmatch(re.sub(r"[\W_]", "", number).upper()), number


def test_telephone_numbers_are_those_kept_for_drama() -> None:
    kept = re.compile(
        r"07700900\d{3}|01632960\d{3}|02079460\d{3}|0(?:113|114|115|116|117|118|121|131|141|151|161)4960\d{3}"
        r"|01914980\d{3}|02896496\d{3}|02920180\d{3}|0808157\d{4}|03069990\d{3}"
    )

    for number in written("PHONE"):
        digits = re.sub(r"\D", "", number)
        if not digits:
            continue  # read aloud
        assert kept.fullmatch(re.sub(r"^(?:00)?44", "0", digits)), number


def test_mail_goes_to_domains_kept_for_examples() -> None:
    for address in written("EMAIL"):
        assert "@" in address
        assert "example" in address.lower().split("@")[1].split("."), address


def test_most_forms_in_which_names_are_written_occur() -> None:
    names = written("PERSON")

    forms = Counter(written_form(name) for name in names)
    assert forms["lower case"] >= 100
    assert min(forms[form] for form in ("capitals", "full", "initials", "single")) >= 25
    assert sum(not name.isascii() for name in names) >= 12


def test_adversarial_notes_hide_what_they_name() -> None:
    hidden = "".join(note.text for note in NOTES if note.kind == "adversarial")
    scripts = {unicodedata.name(each, "").split()[0] for each in hidden if each.isalpha()}

    assert set(INVISIBLE) <= set(hidden)
    assert {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "CJK", "FULLWIDTH"} <= scripts


def test_rows_come_back_as_they_were_written(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    chosen = [*NOTES[:5], *(note for note in NOTES if note.optional)]

    rows.write_text("".join(json.dumps(note.as_json()) + "\n" for note in chosen), encoding="utf-8")

    assert read_rows(rows) == chosen


def test_rows_from_elsewhere_need_no_kind(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": 7, "text": "Bo", "spans": [{"start": 0, "end": 2, "label": "PERSON"}]}\n')

    assert read_rows(rows) == [Note("7", "identified", "", "Bo", (Span(0, 2, "PERSON"),))]
