"""Names, numbers and days that are said aloud or cut short: in Welsh figures, with strokes, in words, as old registers write."""

import pytest

from csaleads.anonymity.service import screen


def labelled(text: str) -> list[tuple[str, str]]:
    return [(found.label.value, text[found.start : found.end]) for found in screen(text)]


@pytest.mark.parametrize(
    ("text", "label", "shown"),
    [
        (
            "Ring her on dim saith saith dim dim, naw dim dim, un dau tri.",
            "PHONE",
            "dim saith saith dim dim, naw dim dim, un dau tri",
        ),
        (
            "her number: sero saith saith sero sero naw sero sero pedwar pump chwech",
            "PHONE",
            "sero saith saith",
        ),
        ("ganwyd ef ar y pedwerydd ar ddeg o Fawrth", "DATE_OF_BIRTH", "pedwerydd ar ddeg o Fawrth"),
        (
            "d.o.b. pymtheg Mehefin dwy fil ac un deg tri",
            "DATE_OF_BIRTH",
            "pymtheg Mehefin dwy fil ac un deg tri",
        ),
        (
            "The health number is 999, stroke, 417, stroke, 2036.",
            "NHS_NUMBER",
            "999, stroke, 417, stroke, 2036",
        ),
        ("The crime number is 51 stroke 88204 stroke 24.", "CASE_REF", "51 stroke 88204 stroke 24"),
        ("Court number ZW slash 24 slash C slash 00931.", "CASE_REF", "ZW slash 24 slash C slash 00931"),
        (
            "hosp no H four four, nought six, one nine two",
            "CASE_REF",
            "H four four, nought six, one nine two",
        ),
        ("pol exh MTD/7, bagged", "CASE_REF", "MTD/7"),
        ("mails from kezbear (at) example (full stop) net", "EMAIL", "kezbear (at) example (full stop) net"),
        (
            "it is kez full stop morris at example full stop org",
            "EMAIL",
            "kez full stop morris at example full stop org",
        ),
        (
            "username he gave was the word badger, underscore, then 7 7, on Discord",
            "URL_HANDLE",
            "the word badger, underscore, then 7 7",
        ),
        ("gamertag dark wolf all one word, then 77", "URL_HANDLE", "dark wolf all one word, then 77"),
        (
            "user name capital k, e, z, underscore, one one",
            "URL_HANDLE",
            "capital k, e, z, underscore, one one",
        ),
        ("he was signed in as momo_41 on the tablet", "URL_HANDLE", "momo_41"),
        ("M.3.g is how she signs.", "PERSON", "M.3.g"),
        ("J-4-k-3 is his tag.", "PERSON", "J-4-k-3"),
        ("The baby, H* A* R* P* E* R*, slept.", "PERSON", "H* A* R* P* E* R"),
        ("her name is s!o!p!h!i!e", "PERSON", "s!o!p!h!i!e"),
        ("The old book has Jn° Thos. Ap Huw and his wife.", "PERSON", "Jn° Thos. Ap Huw"),
        ("In it she is Eliz'th; he is Wm Baxter.", "PERSON", "Eliz'th"),
        ("Absent: OYELARAN, T.; KRZEMINSKI, B.; MAHONEY, Declan", "PERSON", "KRZEMINSKI, B."),
        ("Next visit Thursday\n18 April, he was cheerful.", "DATE", "Thursday\n18 April"),
        ("dob 14/03/\n2012 on the form", "DATE_OF_BIRTH", "14/03/\n2012"),
        ("R#u#b#y and D/4/v/1/d were there.", "PERSON", "D/4/v/1/d"),
        (
            "It is at number nine, in the row they call Tin Town.",
            "ADDRESS",
            "number nine, in the row they call Tin Town",
        ),
        ("He stays on the estate everybody calls The Warren.", "LOCATION_SMALL", "The Warren"),
        ("He lives at number twelve, the High Street.", "ADDRESS", "twelve, the High Street"),
        ("Yours of the 14th ult. reached us.", "DATE", "14th ult"),
        ("Her birthday is the day after Christmas, 2010.", "DATE_OF_BIRTH", "the day after Christmas, 2010"),
        ("She was born on Bonfire Night, twenty eleven.", "DATE_OF_BIRTH", "Bonfire Night, twenty eleven"),
    ],
)
def test_what_is_said_aloud_is_found(text: str, label: str, shown: str) -> None:
    found = labelled(text)

    assert any(kind == label and shown in each for kind, each in found), found


@pytest.mark.parametrize(
    "text",
    [
        "She counts un dau tri pedwar pump in the bath.",
        "Un, dau, tri, un, dau, tri, she sang.",
        "A two stroke engine and a four stroke mower.",
        "Breast stroke, back stroke, 25 metres each.",
        "He pays either cash slash card.",
        "Her username is all lower case. Her password is one word.",
        "The user name must be all one word with no spaces.",
        "The login needs an underscore.",
        "The user name is on the sticker, all one word.",
        "He logged in as administrator. Log in as guest.",
        "Form. Then he left, full stop.",
        "PAPERS, A. TABLES, B. GROUPS, C.",
        "On Thursday\n12 of us went.",
        "It was Christmas 2010 when they moved.",
        "N\\A and Y\\N boxes, and\\or",
        "The meeting they call Strategy was quiet, the game they call Tag was not.",
        "The 3rd instance of it, the 4th instalment.",
    ],
)
def test_ordinary_words_like_these_are_nobodys(text: str) -> None:
    assert labelled(text) == []
