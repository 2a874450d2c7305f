"""What the model of names learns from: it can be read, it is told anew truly, and none of it is in the corpus."""

import random
import re
from pathlib import Path

import pytest

from benchmarks.anonymity import build
from benchmarks.anonymity.build import Note, read_corpus, read_markup
from benchmarks.anonymity.train import invent
from benchmarks.anonymity.train.samples import (
    ALL_LABELS,
    EXAMINES_STILL,
    IGNORED,
    as_sample,
    draw,
    material,
    whole_notes,
)
from benchmarks.anonymity.train.vary import Chances, retell, segments, with_others
from csaleads.anonymity.text import written
from csaleads.anonymity.text.model import VOCABULARY
from csaleads.anonymity.text.pieces import Vocabulary

LATER = Path(build.__file__).parent / "later"
AS_TYPED = Chances(0, 0, 0, 0, 0, 0, 0, 0, 0)


def parts_of(marked: str) -> list[tuple[str, str]]:
    text, spans, optional = read_markup(marked)
    return segments(Note("", "", "", text, spans, optional))


def test_every_piece_of_the_material_can_be_read() -> None:
    source = material()

    assert len(source.fragments) > 300
    assert all(any(label for _, label in parts) for parts in source.fragments)
    assert not any("{" in line or "<" in line for line in source.plain)
    assert source.notes and source.stories and source.nobody


def test_nothing_is_learnt_from_the_corpus_that_examines() -> None:
    examined = {line.strip() for note in read_corpus() for line in re.split(r"\n|(?<=[.?!]) ", note.text)}
    notes = ("".join(text for text, _ in parts) for parts in material().notes)
    kept_back = (note.text for note in whole_notes()[1])
    pieces = ("".join(text for text, _ in parts) for parts in material().fragments)
    learnt = {
        line.strip()
        for text in (*notes, *kept_back, *pieces, *material().plain)
        for line in re.split(r"\n|(?<=[.?!]) ", text)
    }

    assert not {line for line in examined & learnt if len(line) > 30}


def test_examinations_are_learnt_from_once_read_and_the_last_are_not() -> None:
    learnt = [note for half in whole_notes() for note in half]
    names = {note.id.partition("_")[0] for note in read_corpus(LATER)}

    assert {name for name in names if any(note.id.startswith(name) for note in learnt)} == names - {
        name.rstrip("_") for name in EXAMINES_STILL
    }
    assert not any(note.kind == "adversarial" for note in learnt)


def test_everybody_gets_another_name_and_keeps_it() -> None:
    parts = parts_of(
        "{PERSON|Leanne} rang. {PERSON|leanne} said that {PERSON|Tom Ashby} knows {PERSON|Leanne}."
    )
    told = [with_others(parts, random.Random(seed)) for seed in range(20)]

    for each in told:
        first, again, other, last = (text for text, label in each if label == "PERSON")
        assert first == last and first.lower() == again and again.islower()
        assert len(other.split()) >= 2
    assert len({each[0][0] for each in told}) > 10


def test_initials_stay_initials_and_dates_stay_dates() -> None:
    told = with_others(
        parts_of("{PERSON|A.K.} (9) was seen on {DATE|3 May}. {PERSON|A.K.} drew."), random.Random(1)
    )
    (first, _), _, (day, label), _, (again, _), _ = told

    assert re.fullmatch(r"[A-Z]\.[A-Z]\.", first) and first == again
    assert label == "DATE" and any(c.isdigit() for c in day)


@pytest.mark.parametrize("chances", [Chances(lower=1), Chances(lower=0, capitals=1, lower_names=0)])
def test_labels_survive_however_it_is_typed(chances: Chances) -> None:
    parts = parts_of("Mum rang {PERSON|Joy} about {SCHOOL|Oak Primary}. Will she come?")

    told = retell(parts, random.Random(4), chances)

    assert [label for _, label in told] == ["", "PERSON", "", "ORG_SCHOOL", ""]


def test_pieces_of_words_carry_the_labels_of_what_they_stand_in() -> None:
    vocabulary = Vocabulary(VOCABULARY)
    sample = as_sample(parts_of("re {PERSON|Joy} in {?|Leeds}"), vocabulary)

    assert len(sample.ids) == len(sample.kinds) == len(sample.labels)
    assert [ALL_LABELS[label] if label != IGNORED else "?" for label in sample.labels][1:3] == ["O", "PERSON"]
    assert sample.labels[-2:] == [IGNORED, IGNORED]


def test_windows_fit_the_network() -> None:
    vocabulary, source, dice = Vocabulary(VOCABULARY), material(), random.Random(2)

    for _ in range(60):
        sample = draw(source, vocabulary, dice)
        assert len(sample.ids) <= 128
        assert max(sample.kinds) < written.KINDS


def test_names_that_identify_nobody_are_put_into_their_lines() -> None:
    told = invent.nobody("<N> et al. on <U>, his <K> said <W>", random.Random(3))

    assert "<" not in told


def test_the_licence_of_every_list_is_told() -> None:
    for path in Path(invent.__file__).parent.glob("*.txt"):
        if path.name != "requirements.txt":
            assert "# licence:" in path.read_text(encoding="utf-8").partition("\n\n")[0][:400]
