"""Makes up what identifies somebody: names of many cultures, schools, surgeries, places, dates, numbers. Nothing is real."""

import random
import re
from functools import cache
from pathlib import Path

from csaleads.anonymity.text.lexicon import fold, lexicon, read_lines

FOLDER = Path(__file__).parent
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Weds Thurs Fri".split())  # noqa: SIM905
_ONSETS = tuple("b br ch d dr f fl g gr h j k kh l m n p r s sh st t th tr v w y z".split())  # noqa: SIM905
_VOWELS = tuple("a e i o u ai ee ia ou ea".split())  # noqa: SIM905
_CODAS = ("", "", "", "n", "l", "r", "s", "m", "sh", "k", "th", "ne", "ra", "ta", "ya")


def lines_of(file: str) -> list[str]:
    """Lines of a file of this folder without its remarks."""
    lines = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def _parts(kind: str) -> tuple[str, ...]:
    for line in lines_of("parts.txt"):
        name, _, parts = line.partition(": ")
        if name == kind:
            return tuple(parts.split("|") if "|" in parts else parts.split())
    raise KeyError(kind)


@cache
def _names() -> dict[str, tuple[str, ...]]:
    lists = lexicon()
    own = [line.partition(": ")[2] if ": " in line else line for line in read_lines("first_names_more.txt")]
    surnames = sorted(lists.last)
    return {
        "traditions": tuple(own),
        "first": tuple(sorted(word for word in lists.first if len(word) > 2 and not lists.is_english(word))),
        "wordlike": tuple(sorted(word for word in lists.wordlike if len(word) > 2)),
        "last": tuple(word for word in surnames if len(word) > 2 and not lists.is_english(word)),
        "worded last": tuple(word for word in surnames if len(word) > 3 and lists.is_english(word)),
    }


def first_name(dice: random.Random) -> str:
    """A given name, a pet form, or something that no list holds."""
    names, throw = _names(), dice.random()
    if throw < 0.45:
        return dice.choice(dice.choice(names["traditions"]).split())
    if throw < 0.68:
        return dice.choice(names["first"]).title()
    if throw < 0.84:
        return dice.choice(names["wordlike"]).title()
    if throw < 0.9:
        return _from_abroad("given", dice)
    if throw < 0.94:
        return _made_up(dice)
    return pet_form(dice.choice(dice.choice(names["traditions"]).split()), dice)


def last_name(dice: random.Random) -> str:
    names, throw = _names(), dice.random()
    if throw < 0.4:
        return dice.choice(names["last"]).title()
    if throw < 0.55:
        return dice.choice(names["worded last"]).title()
    if throw < 0.7:
        return _from_abroad("family", dice)
    if throw < 0.83:
        return village(dice, plain=True)
    if throw < 0.87:
        return f"{dice.choice(['O', 'Mc', 'Mac'])}{dice.choice(names['last']).title()}".replace("O", "O'", 1)
    if throw < 0.90:
        return f"{dice.choice(names['last']).title()}-{dice.choice(names['worded last']).title()}"
    return _made_up(dice)


def pet_form(name: str, dice: random.Random) -> str:
    """ "Kez", "Dannyboy", "Jojo" of a name."""
    stem = name[: dice.choice([2, 3, 3, 4])]
    return stem + dice.choice(["", "z", "zza", "y", "ie", "o", "s", stem.lower() if len(stem) < 3 else "i"])


def _from_abroad(kind: str, dice: random.Random) -> str:
    """A name that no list holds, put together as one tradition does: "Borislavenko", "Thorgrimsdottir", "Adewumi"."""
    starts, ends = dice.choice(_parts(f"{kind} names abroad")).split(" / ")
    return (dice.choice(starts.split()) + dice.choice(ends.split())).replace("_", " ")


def _made_up(dice: random.Random) -> str:
    syllables = dice.choice([1, 2, 2, 2, 3, 3])
    return "".join(
        dice.choice(_ONSETS) + dice.choice(_VOWELS) + dice.choice(_CODAS) for _ in range(syllables)
    ).title()


def village(dice: random.Random, *, plain: bool = False) -> str:
    throw = dice.random()
    if throw < 0.08:
        return dice.choice(_parts("welsh") + _parts("scots")).replace("+", "").title()
    name = dice.choice(_parts("village start")) + dice.choice(_parts("village end"))
    if plain or throw < 0.6:
        return name
    if throw < 0.8:
        return f"{dice.choice(_parts('village before'))} {name}"
    return f"{name} {dice.choice(_parts('village after'))}"


def _proper(dice: random.Random) -> str:
    """What a school, surgery or estate may be named after."""
    throw = dice.random()
    if throw < 0.35:
        return village(dice)
    if throw < 0.55:
        return dice.choice(_parts("word")) + dice.choice(_parts("word end"))
    if throw < 0.7:
        return f"{dice.choice(_parts('word'))} {dice.choice(_parts('street type')[:12])}"
    if throw < 0.8:
        return dice.choice(_parts("word"))
    if throw < 0.9:
        return f"St {dice.choice(_parts('saint'))}'s"
    return f"{last_name(dice)}{dice.choice(['', ' Park', ' Lane'])}"


def school(dice: random.Random) -> str:
    throw = dice.random()
    if throw < 0.16:
        return dice.choice(_parts("nursery")) + dice.choice(["", " Nursery", " Day Nursery", " Pre-school"])
    if throw < 0.24:
        return f"St {dice.choice(_parts('saint'))}'s"
    if throw < 0.34:
        return dice.choice(["The ", ""]) + _proper(dice)
    if throw < 0.38:
        return f"Ysgol {dice.choice(_parts('welsh')).replace('+', '').title()}"
    return f"{_proper(dice)} {dice.choice(_parts('school type'))}"


def surgery(dice: random.Random) -> str:
    throw = dice.random()
    if throw < 0.12:
        return f"Dr {last_name(dice)}'s"
    if throw < 0.25:
        return f"The {dice.choice(_parts('word'))}s" if throw < 0.18 else _proper(dice)
    return f"{_proper(dice)} {dice.choice(_parts('health type'))}"


def place(dice: random.Random) -> str:
    if dice.random() < 0.45:
        return village(dice)
    return f"{_proper(dice)} {dice.choice(_parts('place type'))}"


def address(dice: random.Random) -> str:
    throw = dice.random()
    start = (
        last_name(dice)
        if throw < 0.3
        else dice.choice(_parts("street word") if throw < 0.7 else _parts("village start"))
    )
    street = f"{start} {dice.choice(_parts('street type'))}"
    number = f"{dice.randint(1, 240)}{dice.choice(['', '', '', 'a', 'B'])}"
    return dice.choice(
        [
            f"{number} {street}",
            f"{number} {street}",
            f"{number}, {street}",
            f"Flat {dice.randint(1, 40)}, {number} {street}",
            f"{dice.choice(_parts('house'))}, {street}",
            street,
            f"no {number} {street}",
            f"{number} {start}",
        ]
    )


def date(dice: random.Random) -> str:
    day, month, year = dice.randint(1, 28), dice.randint(1, 12), dice.randint(2004, 2026)
    ordinal = f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
    name = _MONTHS[month - 1]
    short = name[:3]
    weekday = dice.choice(_DAYS)
    shapes = (
        f"{day} {name} {year}", f"{day}/{month}/{year % 100:02}", f"{day:02}/{month:02}/{year}",
        f"{day}.{month}.{year % 100:02}", f"{ordinal} {name}", f"{ordinal} of {name}", f"{name} {ordinal}",
        f"{name} {day}", f"{weekday} {ordinal} {name}", f"{day}/{month}", f"{weekday} {day}/{month}",
        f"{ordinal} {short}", f"{day} {short} {year % 100:02}", f"{weekday} {ordinal}", f"the {ordinal}",
        f"{year}-{month:02}-{day:02}", f"{day} {short}", f"{day}-{month:02}-{year}", f"{weekday} {day} {name}",
    )  # fmt: skip
    return dice.choice(shapes)


def like(text: str, dice: random.Random) -> str:
    """`text` with other digits, and other letters in the pieces that hold digits or are in capitals."""

    def other(found: re.Match[str]) -> str:
        word = found.group()
        if not (any(c.isdigit() for c in word) or word.isupper()):
            return word
        return "".join(
            dice.choice("0123456789")
            if c.isdigit()
            else dice.choice("ABCDEFGHJKLMNPRSTUVWXYZ")
            if c.isupper()
            else c
            for c in word
        )

    return re.sub(r"\w+", other, text)


def slip(word: str, dice: random.Random) -> str:
    """`word` with two letters swapped, one left out, doubled or changed."""
    if len(word) < 4:
        return word
    at = dice.randrange(1, len(word) - 1)
    a, b = word[at], word[at + 1]
    return dice.choice(
        [
            word[:at] + b + a + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + dice.choice("aeioulnrst") + word[at + 1 :],
        ]
    )


def nobody(line: str, dice: random.Random) -> str:
    """A line of nobody.txt with names, letters and words put in that identify nobody there."""
    makers = {
        "N": lambda: dice.choice([last_name, last_name, first_name])(dice),
        "U": lambda: "".join(
            dice.choice("ABCDEFGHILMNOPRSTVWY") for _ in range(dice.choice([2, 2, 3, 3, 4, 5]))
        ),
        "K": lambda: dice.choice(_parts("kin")),
        "W": lambda: _made_up(dice).lower(),
    }
    small = dice.random() < 0.3
    told = re.sub(r"<([NUKW])>", lambda found: makers[found.group(1)](), line)
    return told.lower() if small else told


def key(word: str) -> str:
    """The spelling by which two mentions are of the same person."""
    return fold(word)
