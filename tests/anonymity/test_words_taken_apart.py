"""Letters and syllables: what spells a name is one, what spells an ordinary word is none; and short forms, brands and toys."""

import pytest

from csaleads.anonymity.service import screen


def found_in(text: str) -> list[str]:
    return [text[found.start : found.end] for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She would only say it is K, e, r, s, l, o, with an o.", "K, e, r, s, l, o"),
        ("nerraD is how he signs.", "nerraD"),
        ("evetS ramloC in the game, she says that is her uncle.", "evetS ramloC"),
        ("It is t / o / b / y on the drawing.", "t / o / b / y"),
        ("Faith is her elder daughter and Joy the younger.", "Joy"),
        ("May is the grandmother and lives upstairs.", "May"),
        ("Sarah-Jane will keep the Murrays until transfer.", "Murrays"),
        ("We only called him Bigs. His sister came.", "Bigs"),
        ("sign off rubys cla review by friday", "rubys"),
        ("duty note, rob not picking up, tried twice", "rob"),
        ("her friend says she has a bf called t, white audi", "t"),
        ("It is for J M W and nobody else.", "J M W"),
    ],
)
def test_names_are_found_by_how_they_are_spelt_and_told(text: str, name: str) -> None:
    assert name in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "We spelt H, O, M, E in playdough.",
        "Foam letters on the bath: p, a, n, t, s.",
        "Letters on the card: A, B, C, D, E.",
        "We clapped them out, el-bow, shoul-der, bot-tom, and he laughed.",
        "T.R.U.S.T. is on the wall in the family room.",
        "a/c/d/e in the answer key, 1-b 2-c 3-a",
        "how u close a c&f on the system w/out it going back",
        "CP visit 10 wkg days ok. seen yp alone in the car.",
        "He is RUI and the conditions lapse at midnight.",
        "The Philomena Protocol form is done. Philomena work to be repeated.",
        "- Bed, cot, gate ordered\n- Grant chased\n- Bond paid",
        "printer jammed again, toner ordered",
        "Lunch was from Pret, then a Kit Kat.",
        "There were condoms (Durex) in the bag.",
        "To pack: pants, inhaler, Rabbit. Rabbit is NOT to be washed.",
        "Reid technique is not used here.",
        "Next session is on race: Bernard, Davis and Marsh, the adultification papers.",
        "Re B, Re H-N and Re A were cited.",
        "C S E and C C E are not the same, F G M is neither.",
        "N F A for now. D S L told, D B S pending, G P written to.",
        "The I R O agreed and M.O.T. is due.",
        "SW to chase. HV to weigh.",
    ],
)
def test_ordinary_words_short_forms_and_things_are_nobody(text: str) -> None:
    assert found_in(text) == []
