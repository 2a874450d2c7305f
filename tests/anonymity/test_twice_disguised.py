"""Disguises of one kind within those of another; and what only looks so."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        ("the postcode is S A 1 2 ; 4 W D she said", "POSTCODE", "S A 1 2 ; 4 W D"),
        ("post it to n-G-1-1  4-b-R today", "POSTCODE", "n-G-1-1  4-b-R"),
        ("it is C F 2 4 . . 3 A J now", "POSTCODE", "C F 2 4 . . 3 A J"),
        ("his van is L-T-six-four (space) K V D he says", "VEHICLE", "L-T-six-four (space) K V D"),
        ("a red Fiesta, MА6l  TRW outside", "VEHICLE", "MА6l  TRW"),
        ("the band says 9 9 9 - one nine seven - 8 3 6 4. I saw it", "NHS_NUMBER", "9 9 9 - one nine seven - 8 3 6 4"),
        ("her reg, KF fifty-nine, double-you ess jay.", "VEHICLE", "KF fifty-nine, double-you ess jay"),
        ("after ten, oh seven seven double oh, nine hundred, two one six. I wait", "PHONE",
         "oh seven seven double oh, nine hundred, two one six"),
        ("Nine, B-I-R-C-H Crescent, she wrote", "ADDRESS", "Nine, B-I-R-C-H Crescent"),
        ("my surname is O/g/u/n/d/e/l/e there", "PERSON", "O/g/u/n/d/e/l/e"),
        ("its 1 7 A s h / f i e l d, come", "LOCATION_SMALL", "1 7 A s h / f i e l d"),
        ("М@riа said it", "PERSON", "М@riа"),
        ("his mate D@niel Br@y said", "PERSON", "D@niel Br@y"),
        ("it was d*m*n*c again", "PERSON", "d*m*n*c"),
        ("ask g*rh*rd or m*rt*n", "PERSON", "g*rh*rd"),
        ("he is at Br££zewood H!gh now", "ORG_SCHOOL", "Br££zewood H!gh"),
        ("she is at L***field Pr1mary now", "ORG_SCHOOL", "L***field Pr1mary"),
        ("18:05 its Je\n18:05 ro\n18:06 me", "PERSON", "Je\n18:05 ro\n18:06 me"),
        ("Kid: my name is Sa\nKid: man\nKid: tha", "PERSON", "Sa\nKid: man\nKid: tha"),
        ("born 7even / 0ct / twenty-eleven", "DATE_OF_BIRTH", "7even / 0ct / twenty-eleven"),
        ("born 4our / Nov / twenty-thirteen", "DATE_OF_BIRTH", "4our / Nov / twenty-thirteen"),
        ("MY NAME IS N a  di  ne. HELP", "PERSON", "N a  di  ne"),
        ("she went on the twelfth of dis month", "DATE", "the twelfth of dis month"),
        ("M.i.l.a H 0 l t is here", "LOCATION_SMALL", "M.i.l.a H 0 l t"),
        ("ask D4v1d 0Br13n about it", "PERSON", "D4v1d 0Br13n"),
    ],
)  # fmt: skip
def test_what_is_disguised_twice_is_found(text: str, label: str, shown: str) -> None:
    assert (label, shown) in labelled(text)


@pytest.mark.parametrize(
    "text",
    [
        "He called her a b*tch, a sl*t and a c*nt. F*ck*ng h*ll, b*ll*cks, B****cks, Mother****er.",
        "1 + 2 = 3, 4 - 1 = 3, 5 x 5; 1, 2, 3, 4, 5, 6, 7. a) 1 b) 2 c) 3 d) 4",
        "W E E K L Y   P L A N\nT A S K S / N O T E S\nA G E N D A",
        "£4.99, €5, 3 for ££7, £1O, 2@£3, sale ££ and €€",
        "if a\\b: x = y*z; d = {'k': v[i]}; ~~struck~~ words, C:\\temp\\notes, and\\or",
        "18:02 ok\n18:03 no\n18:04 see you\n18:05 at ten\n18:06 k",
        "Mum: hi\nMe: ok\nMum: no",
        "The chi1d was 0k and p1ayed we11 fr0m ten. G00d w0rk.",
        "Y/n/a, M/F, A/B/C/D/E/F boxes, T/F",
        "thirty and one more, twenty 4 packs, sixty and a half",
        "S-T-O-P and W-A-I-T on the wall.",
        "out num ber one was full, up to ten of them",
    ],
)
def test_what_only_looks_so_is_nobody(text: str) -> None:
    assert labelled(text) == []
