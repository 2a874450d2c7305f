"""Names that are words, told by the clause they stand in or joined to a name. Both sides of each; nobody here exists."""

import pytest

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.people import joined_to_names
from csaleads.anonymity.people.names_in_clauses import find
from csaleads.anonymity.service import screen
from csaleads.anonymity.text.lexicon import lexicon
from csaleads.anonymity.text.scanning import word_starts


def people_in(text: str) -> list[str]:
    return [text[each.start : each.end] for each in screen(text) if each.label is Label.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i can do till 9, can will take over?", "will"),
        ("could mark pick him up at 3?", "mark"),
        ("will hope be at the meeting?", "hope"),
        ("is dawn on shift tonight?", "dawn"),
        ("ask if bill will cover sat, can bill ring me", "bill"),
        ("his support worker prudence is talking to him", "prudence"),
        ("her key worker patience was on leave", "patience"),
        ("the nursery nurse ivy said he bites", "ivy"),
        ("his foster carer hazel is off sick", "hazel"),
        ("Bluebell lifted her jumper and showed the bruise.", "Bluebell"),
        ("No marks. Poppy bit her brother and ran upstairs.", "Poppy"),
        ("Tiger hugged his nan and would not let go.", "Tiger"),
        ("Angel whispered that he hits her.", "Angel"),
        ("Seren alert, smiling, feeding well.", "Seren"),
        ("Bear unsettled, crying on and off.", "Bear"),
        ("Willow asleep on arrival, woke for bottle.", "Willow"),
        ("flo nappy full, no wipes in house", "flo"),
        ("dot bottle at 10, slept 2 hrs", "dot"),
        ("mo working nights, no change", "mo"),
        ("gus on nights this wk", "gus"),
        ("Jun-Jun, 8, and Bing, 11, seen at school", "Bing"),
        ("Bo, 4, and Ting, 7, were in the bath.", "Ting"),
        ("Baby is Rihanna Stoica, born at home.", "Rihanna Stoica"),
        ("The mother is Beyonce Marku and she is 22.", "Beyonce Marku"),
        ("Ring me on the usual number when you can. Fi", "Fi"),
        ("I will chase it tomorrow and write it up.\nBex", "Bex"),
        ("rv w sid n flo at nans", "flo"),
        ("mo + yusra seen at home", "mo"),
        ("seen with ayaan & rain at nans", "rain"),
        ("ayaan/rain both seen at sch", "rain"),
        ("elijah n will both home", "will"),
        ("u ok hun Fi: not rly", "Fi"),
        ("what time u in Kel: 4 ish", "Kel"),
    ],
)
def test_the_clause_tells_a_name(text: str, name: str) -> None:
    assert any(name in each.split() or name == each for each in people_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "can mark be given late? will art help? could hope be enough? can patience help?",
        "will may be too late? can may come sooner?",
        "is cash in? is art on today? is faith important?",
        "his support worker will ring. her key worker may be late. the nurse can come.",
        "his social worker hopes to come; the midwife is with mum; the carer said so.",
        "Rain hit the windows. Snow lay on the road. Dragon ate the knight. Bear sat on the bed. Ward settled, tad upset.",
        "milk bottle half full, cash meds",
        "Hope faded. Cash ran out. Rain fell on and off. Chance ran through it all.",
        "Joy and laughter. Music played on. Dawn broke and Summer came.",
        "Mum tearful, Dad quiet. Baby asleep, cot clean. House quiet, twins asleep.",
        "Presentation alert, affect flat. Sleep unsettled, appetite good. Child settled.",
        "blue inhaler, rose milk, may nappy sizes, will feed on demand, mark bruise on map",
        "fa left early. mo working nights, mgm helps",
        "baby nappy full, twins bath done, nan poorly",
        "Year 7, 8 and Year 9, 10. Maths, 8, and English, 7. Monday, 8, and Friday, 11.",
        "Elvis Costello and Diana Ross played, Adele Adkins sang.",
        "Rihanna Concert, Messi Shirt. She likes Rihanna and Beyonce.",
        "Nothing more to add to this at all. Yes",
        "what the Plan: call school; next Step: write it up; see Flo: no reply",
        "I will write it up as soon as I can. Ta",
    ],
)
def test_verbs_things_and_offices_are_no_names(text: str) -> None:
    assert list(find(text, text, text, word_starts(text), lexicon())) == []


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("sid n flo at nans", ["flo"]),
        ("sid + will both in", ["will"]),
        ("sid/blue/rose seen", ["blue", "rose"]),
        ("sid & mum out, sid", []),
        ("sid + will ring back", []),
        ("sid + hope to see school", []),
        ("sid & art club", []),
        ("sid n may be moved", []),
        ("sid + camhs, sid & school", []),
    ],
)
def test_a_sign_joins_names_and_no_verbs(text: str, joined: list[str]) -> None:
    spans = [Span(0, 3, Label.PERSON)]
    assert [text[start:end] for start, end in joined_to_names.find(text, spans, lexicon())] == joined
