"""What programs and sly hands wrap around letters and figures. Nobody in these sentences exists."""

import base64

import pytest

from csaleads.anonymity.service import screen
from csaleads.anonymity.text.normalise import plain


def found_in(text: str) -> list[tuple[str, str]]:
    return [(text[finding.start : finding.end], finding.label.value) for finding in screen(text)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ask =?utf-8?Q?Ren=C3=A9e_B?= now", "ask Renée B now"),
        ("=?UTF-8?B?Um9zYSBC?= wrote", "Rosa B wrote"),
        ("Zo=C3=AB can=92t come", "Zoë can't come"),
        ("?name=Tyrell%20Bogue&x=1", "?name=Tyrell Bogue&x=1"),
        ("Zo\\u00eb and Ren\\'ee", "Zoë and Renée"),
        ('"Rosa"+"lind" came', '"Rosalind" came'),
        ("[Ga](x)vin came", "Gavin came"),
        ("a lad called S*p*ike", "a lad called Spike"),
        ("(K)(y)(l)(e) did it", "Kyle did it"),
        ("4nine6 and zero7seven", "496 and 077"),
        ("SiobhÃ¡n and JosÃ©", "Siobhán and José"),
        ("it was \u202enairb\u202c there", "it was brian there"),
        ("ask \U0001f1f3\U0001f1ee\U0001f1f3\U0001f1e6 too", "ask NINA too"),
        ("&amp;#82;osa came", "Rosa came"),
        ("Ask k-e_n d.r|a for tea", "Ask kendra for tea"),
        ("reg. Y . D . 6 . 8 ... T O E", "reg. YD68 ... TOE"),
        ("С|а|r|о|l came", "Carol came"),
    ],
)
def test_the_letters_stay_and_the_wrapping_goes(typed: str, read: str) -> None:
    assert plain(typed).text == read


@pytest.mark.parametrize(
    "text",
    [
        "It scored =20 and x=30 of 50% each, 9% 20 of it.",
        '"Amy" + "Ben" are in; "no". "yes" he said.',
        "one2one work, a 24seven rota, the 17th, Year6, e.g. none4",
        "f*c*k is what he said, and sh*t*e",
        "child(ren) and parent(s), (s)he",
        "See [the plan](https://example.org/a.b) for it.",
        "\U0001f1f5\U0001f1f1 \U0001f1f7\U0001f1f4 on the poster",
    ],
)
def test_what_only_looks_wrapped_keeps_its_letters(text: str) -> None:
    shown = plain(text).text.replace(" ", "")

    assert shown.replace("121", "one2one").replace("247", "24seven") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "identifier", "label"),
    [
        ("Her name is ess ay em ar ay she says.", "ess ay em ar ay", "PERSON"),
        ("The plate: bee dee one nine, vee kay tee.", "bee dee one nine, vee kay tee", "VEHICLE"),
        ("It is G, then R, then A, then C, then I, then E.", "G, then R, then A, then C, then I, then E", "PERSON"),
        ("His name in numbers is 19-9-13-15-14.", "19-9-13-15-14", "PERSON"),
        ("She tapped -.- . -- .- .-.. to us.", "-.- . -- .- .-..", "PERSON"),
        ("In hex it says 4b 65 6d 61 6c there.", "4b 65 6d 61 6c", "PERSON"),
        ("Each letter is shifted by one: sbdifm did it.", "sbdifm", "PERSON"),
        ("In pig latin she wrote that ianday came.", "ianday", "PERSON"),
        ("The scan has Mar garet and a lodger.", "Mar garet", "PERSON"),
        ("Then Jaaaames ran.", "Jaaaames", "PERSON"),
        ("tylersmum rang at nine", "tylersmum", "PERSON"),
        ("Call zero7seven00 nine00 four-one-six today.", "zero7seven00 nine00 four-one-six", "PHONE"),
        ("Ring 07700, then 900, then 416 for her.", "07700, then 900, then 416", "PHONE"),
        ("It is nine nine nine, four three eight, zero nine six, and a last six.",
         "nine nine nine, four three eight, zero nine six, and a last six", "NHS_NUMBER"),
        ("Police gave it as thirty, oblique, double one nine four, oblique, twenty-five.",
         "thirty, oblique, double one nine four, oblique, twenty-five", "CASE_REF"),
        ("She was born on 4/iii/2014 at home.", "4/iii/2014", "DATE_OF_BIRTH"),
        ("He calls himself papa.bear there.", "papa.bear", "URL_HANDLE"),
        ("They met as little.moth.girl and talked.", "little.moth.girl", "URL_HANDLE"),
        ("The plate is MT/16/KXL on a van.", "MT/16/KXL", "VEHICLE"),
        ("Mail ines at sign harbourmail full stop example now.", "ines at sign harbourmail full stop example", "EMAIL"),
        ("It says Tho••s on the page.", "Tho••s", "PERSON"),
        ("He asked to be called J.-P. in the notes.", "J.-P.", "PERSON"),
        ("She says t.o'd drives.", "t.o'd", "PERSON"),
        ("F/J = stepfather. Later F / J rang.", "F / J", "PERSON"),
        ("On the sheet its LUCA S. HEMMINGTREE now.", "LUCA S. HEMMINGTREE", "PERSON"),
        ("Label: WOJCIK^HUBERT, ward round.", "WOJCIK^HUBERT", "PERSON"),
        ("The chat says Nat@sha Pr1ngley did.", "Nat@sha Pr1ngley", "PERSON"),
        ("Number is 0 (seven seven) 00 900 655 she says.", "0 (seven seven) 00 900 655", "PHONE"),
    ],
)  # fmt: skip
def test_what_is_in_code_or_torn_is_found_where_it_stands(text: str, identifier: str, label: str) -> None:
    assert (identifier, label) in found_in(text)


def test_words_in_base64_are_read_where_they_are_told() -> None:
    hidden = base64.b64encode(b"Rosalind Okafor").decode()

    assert found_in(f"In base64 it is {hidden} on the slip.") == [(hidden, "PERSON")]
    assert found_in("The build is Zm9vYmFyYmF6 today.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Scores 4, 4, 7, 3, 5 and weights 12-11-10-9 were noted.",
        "The board says A, B, C and D, one for each group.",
        "Use 000 000 0000 or 01234567890 as an example.",
        "A Latin class, the code of conduct, a post code lottery.",
        "Soooo good, nooo way, yeahhhh.",
        "2 x 3 x 40 and 4.v.2 are parts; 1... 2... 3... go.",
    ],
)
def test_what_only_looks_like_code_is_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_two_names_in_one_wrapped_word_are_one_finding() -> None:
    hidden = base64.b64encode(b"Rosalind, 07700 900123, and Tomasz").decode()
    found = screen(f"base64: {hidden} ends")

    assert [(each.start, each.end) for each in found] == [(8, 8 + len(hidden))]
