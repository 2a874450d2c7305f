"""A corpus that is typed again holds the same findings, each where its words now stand."""

import unicodedata

import pytest

from benchmarks.anonymity.build import Note, Span, read_corpus, read_markup
from benchmarks.anonymity.retype import STYLES, retype

NOTES = [note for note in read_corpus() if note.kind != "adversarial"]


def typed_again(marked: str, style: str) -> tuple[str, list[str]]:
    text, spans, optional = read_markup(marked)
    note = retype(Note("n", "identified", "careful", text, spans, optional), style)
    return note.text, [note.text[each.start : each.end] for each in (*note.spans, *note.optional)]


def plain(words: str) -> str:
    """Only what no style changes: letters and digits, no case, no accents. A dotless i has no capital of its own."""
    folded = unicodedata.normalize("NFKD", words.replace("ı", "i").casefold())
    return "".join(each for each in folded if each.isalnum())


@pytest.mark.parametrize(
    ("style", "text", "marked"),
    [
        ("lower case", 'zoë said "no" to ann\'s dad, in leeds.', ["zoë", "ann", "leeds"]),
        ("capitals", 'ZOË SAID "NO" TO ANN\'S DAD, IN LEEDS.', ["ZOË", "ANN", "LEEDS"]),
        ("no punctuation", "Zoë said no to Ann's dad in Leeds", ["Zoë", "Ann", "Leeds"]),
        ("decomposed accents", 'Zoe\u0308 said "no" to Ann\'s dad, in Leeds.', ["Zoe\u0308", "Ann", "Leeds"]),
    ],
)
def test_every_span_moves_with_its_words(style: str, text: str, marked: list[str]) -> None:
    given = '{PERSON|Zoë} said "no" to {PERSON|Ann}\'s dad, in {?|Leeds}.'

    assert typed_again(given, style) == (text, marked)


def test_pasted_text_has_curly_quotes_and_spaces_that_do_not_break() -> None:
    text, marked = typed_again(
        '"No," said {PERSON|Ann O\'Dea}. "Not in my mum\'s house, not at all."', "pasted (curly, NBSP)"
    )

    assert text.replace("\u00a0", " ") == "“No,” said Ann O’Dea. “Not in my mum’s house, not at all.”"
    assert "\u00a0" in text
    assert marked[0].replace("\u00a0", " ") == "Ann O’Dea"


def test_a_letter_that_becomes_two_moves_what_follows() -> None:
    assert typed_again("Frau Weiß and {PERSON|Bo}", "capitals") == ("FRAU WEISS AND BO", ["BO"])


def test_stops_within_what_is_marked_stay() -> None:
    text, marked = typed_again(
        "Seen (3/2), by {PERSON|T.K.}, {EMAIL|a.b@example.com}:fine.", "no punctuation"
    )

    assert text == "Seen 3/2 by T.K. a.b@example.com fine"
    assert marked == ["T.K.", "a.b@example.com"]


@pytest.mark.parametrize("style", sorted(STYLES))
def test_the_corpus_keeps_its_findings(style: str) -> None:
    for note in NOTES:
        again = retype(note, style)
        assert [each.label for each in again.spans] == [each.label for each in note.spans]
        if style == "mistyped names":
            continue
        for before, after in zip(note.spans, again.spans, strict=True):
            assert plain(again.text[after.start : after.end]) == plain(note.text[before.start : before.end])


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_style_changes_much_of_the_corpus_and_the_same_way_every_time(style: str) -> None:
    first = [retype(note, style) for note in NOTES]

    assert first == [retype(note, style) for note in NOTES]
    assert sum(one.text != note.text for one, note in zip(first, NOTES, strict=True)) >= 5


def test_slips_stay_within_names_and_change_a_letter_or_two() -> None:
    changed = 0
    for note in NOTES:
        again = retype(note, "mistyped names")
        for before, after in zip(note.spans, again.spans, strict=True):
            words, typed = note.text[before.start : before.end], again.text[after.start : after.end]
            assert abs(len(words) - len(typed)) <= 1
            changed += words != typed
            assert words == typed or before.label == "PERSON"
        assert without_spans(again) == without_spans(note)
    assert changed >= 100


def test_characters_that_nobody_sees_stand_inside_names_too() -> None:
    inside = [
        note.text[span.start : span.end]
        for note in (retype(each, "zero-width characters") for each in NOTES)
        for span in note.spans
        if "\u200b" in note.text[span.start : span.end]
    ]

    assert len(inside) >= 50


def without_spans(note: Note) -> str:
    inside = {position for span in note.spans for position in range(span.start, span.end)}
    return "".join(each for position, each in enumerate(note.text) if position not in inside)


def test_a_note_without_findings_stays_without() -> None:
    note = Note("n", "clean", "careful", "Mum rang.", (), (Span(0, 3, ""),))

    assert retype(note, "capitals").spans == ()
