"""Names and numbers that somebody hides, or that a program has wrapped up. Nobody in these sentences exists."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[tuple[str, str]]:
    return [(text[finding.start : finding.end], finding.label.value) for finding in screen(text)]


@pytest.mark.parametrize(
    ("text", "identifier", "label"),
    [
        ("He wrote K e n d r i c k on the wall.", "K e n d r i c k", "PERSON"),
        ("Her friend is L.o.t.t.i.e, from the park.", "L.o.t.t.i.e", "PERSON"),
        ("Next to it stood B/e/t/h in red.", "B/e/t/h", "PERSON"),
        ("Seen on 0 3 / 1 1 / 2 0 2 5 at home.", "0 3 / 1 1 / 2 0 2 5", "DATE"),
        ("The postcode is N G 7 - 2 B X now.", "N G 7 - 2 B X", "POSTCODE"),
        ("Mum's tel is 0 7 7 0 0 - 9 0 0 - 1 2 3 till six.", "0 7 7 0 0 - 9 0 0 - 1 2 3", "PHONE"),
        ("In the chat it says that K4yl4 did it.", "K4yl4", "PERSON"),
        ("B3n lets him in.", "B3n", "PERSON"),
        ("Em*ly drew the house.", "Em*ly", "PERSON"),
        ("He typed Con.nor so that the filter lets it pass.", "Con.nor", "PERSON"),
        ("He types backwards: divad did it.", "divad", "PERSON"),
        ("R🔥H🔥Y🔥S is what she writes.", "R🔥H🔥Y🔥S", "PERSON"),
        ("She signs as 𝓛𝓮𝔁𝓲 there.", "𝓛𝓮𝔁𝓲", "PERSON"),
        ("He is ʀʏᴀɴ online.", "ʀʏᴀɴ", "PERSON"),
        ("The mother signs मीना शर्मा under it.", "मीना शर्मा", "PERSON"),
        ("His name is 陳美玲 on the form.", "陳美玲", "PERSON"),
        ("Signed <b>R</b>hiannon in pink.", "R</b>hiannon", "PERSON"),
        ("The cell says Sin&eacute;ad and no more.", "Sin&eacute;ad", "PERSON"),
        ("Born: d.o.b. 04&#47;09&#47;2012 says the form.", "04&#47;09&#47;2012", "DATE_OF_BIRTH"),
        ("Please open plan-BethanReesmore.pdf first.", "plan-BethanReesmore", "PERSON"),
        ("It is in /cases/zielinski/plan.odt now.", "zielinski", "PERSON"),
        ("We met on the 9th\nMay at school.", "the 9th\nMay", "DATE"),
        ("The car's reg is Foxtrot Papa one eight Xray Zulu Delta.", "Foxtrot Papa one eight Xray Zulu Delta", "VEHICLE"),
        ("Passport: five three one, double two eight, four oh one.", "five three one, double two eight, four oh one", "PASSPORT"),
        ("It is spelt S for sugar, H, A, N, I, A.", "S for sugar, H, A, N, I, A", "PERSON"),
        ("The date was l4/O3/2O25 on the slip.", "l4/O3/2O25", "DATE"),
    ],
)  # fmt: skip
def test_what_is_hidden_is_found_where_it_stands(text: str, identifier: str, label: str) -> None:
    assert (identifier, label) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "<ul><li>ok</li><li>done</li></ul><table><tr><th>Date</th><td>home visit</td></tr></table>",
        "C-S-A is what the training calls it, C.S.E. when there is exchange. R.S.V.P. by Friday.",
        "He called her a sl*g and a b***h, and S**t happens, said his nan.",
        "She put Y E S, then L O V E on the chart, and g o o d  d a y under it.",
        "w0rk is sl0w 2day, th3 pl4n is 0k, see u l8r. any1 in at 5am?",
        "#SaferInternetDay and #WorkingTogether are on the poster.",
        '{"worker_role": "practice lead", "risk_level": "low", "reviewed": true}',
        "It is on www.nspcc.org.uk and gov.uk; Childline is tel: 0800 1111.",
        "safety_plan_v3.docx, recording.mp3 and case-summary (2).docx: which is the latest?",
        'Police say that her account "lacked detail", and his account "changed" twice.',
        "Level, civic and radar read the same backwards, he says.",
    ],
)
def test_what_only_looks_hidden_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_a_name_online_that_ends_like_a_note_is_found_where_a_network_is_named() -> None:
    assert found_in("He writes on snap as lily.12 at night.") == [("lily.12", "URL_HANDLE")]
    assert found_in("It is in the strategy.1 The board agreed.") == []


def test_a_word_with_its_letters_apart_is_marked_from_its_first_letter_to_its_last() -> None:
    text = "The male H.a.r.d.w.i.c.k came back."

    assert [shown for shown, _ in found_in(text)] == ["H.a.r.d.w.i.c.k"]
