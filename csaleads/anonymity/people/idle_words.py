"""Words that bear a name and are months, seasons, shortened words, letters of a list, figures of a delusion, things given a name,
cakes and tins: "whether April would be too soon", "dom violence", "h) … i) … j) …", "says he is Napoleon".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import either, phrase_group
from csaleads.anonymity.text.scanning import WordStarts

_FILE = "idle_words.txt"
_SEASON = "(?:spring|summer|autumn|winter)"
_SEASONS = re.compile(
    rf"\b(?P<name>Summer|Autumn|Winter|Spring)"
    rf"(?=,? (?:(?:and|or|then|into|through|to) )?(?:the |half of |most of |all of )?{_SEASON}\b)"
)
_SEASON_WORDS = frozenset(("spring", "summer", "autumn", "winter"))
_TOO_SOON = re.compile(
    r"\b(?P<name>April|May|June|August|Easter) "
    r"(?=(?:would|might|may|could|will) be (?:much |far |a bit )?too soon\b)"
)
_SHORTENED = re.compile(
    r"(?<!told )(?<!with )(?<!from )(?<!asked )(?<!to )\b(?P<name>dom)(?=\.? (?:violence|viol|vio|abuse|abus|viol\.)\b)",
    re.I,
)
_LETTER = re.compile(r"(?<![\w'’.-])(?P<name>[a-zA-Z])(?=\) )")
_FEWEST_LETTERS = 4
_CLAIMED = re.compile(
    r"\b(?:says|said|thinks|thought|believes|believed|claims|claimed|insists|insisted|convinced|certain|adamant)(?: that)? "
    rf"(?:he|she|they|i)(?: is|['’]s| was| are|m|['’]m| am) (?P<name>{either(phrase_group(_FILE, 'claimed'))})(?![\w'’-]| [A-Z])",
    re.I,
)
_CLAIMED_WORDS = frozenset(phrase_group(_FILE, "claimed"))
_GIVEN = re.compile(
    rf"\b(?:{either(phrase_group(_FILE, 'thing with a name'))})(?:,| that is| which is)? (?:named|called|christened|nicknamed) "
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?![\w-])"
)
_GIVEN_WORDS = frozenset(("named", "called", "christened", "nicknamed"))
_EATEN = re.compile(
    r"\b(?:ate|eat|eats|eaten|eating|baked|bake|slices? of|pieces? of|bite of|scoffed|nibbled|iced)"
    rf"(?: [a-z]+)? (?:my|a|an|another|some|last|whole|warm|homemade) (?P<name>{either(phrase_group(_FILE, 'cake'))})"
    r"(?![\w'’-]| (?:Road|Street|Lane|House|Park|[A-Z]))"
)
_CAKES = frozenset(phrase_group(_FILE, "cake"))
_TINS = re.compile(
    r"\b(?:the|some|few|empty|more|of|old|his|her|their|many|crushed|\d) "
    r"(?P<name>Stella|Carling|Foster's|Carlsberg|Corona|Tyskie|Lech|Heineken|Guinness)"
    r"(?= (?:Artois|cans?|tins?|bottles?|empties)\b)"
)
_TINS_WORDS = frozenset(("artois", "can", "cans", "tin", "tins", "bottle", "bottles", "empties"))
_AIR_FRYER = re.compile(
    r"\b(?:air ?fryers?|blenders?|ice cream maker|slow cooker|kettle|hoover|vacuum|toaster|mixer|multi ?cooker),? (?:a )?"
    rf"(?P<name>{either(phrase_group(_FILE, 'maker'))})(?![\w'’-])"
)
_MACHINES = frozenset(
    (
        "air",
        "airfryer",
        "blender",
        "blenders",
        "ice",
        "slow",
        "kettle",
        "hoover",
        "vacuum",
        "toaster",
        "mixer",
    )
)


def nobody(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for pattern, needed in _ASKED:
        if words.has_any(needed):
            for found in pattern.finditer(text):
                yield found.span("name")
    letters = list(_LETTER.finditer(text)) if ") " in text else []
    if len(letters) >= _FEWEST_LETTERS and _run_on("".join(found["name"].lower() for found in letters)):
        for found in letters:
            yield found.span("name")


def _run_on(letters: str) -> bool:
    """Whether letters count on from "a", as before the entries of a list."""
    return letters in "abcdefghijklmnopqrstuvwxyz" and letters[0] == "a"


_ASKED = (
    (_SEASONS, _SEASON_WORDS),
    (_TOO_SOON, frozenset(("soon",))),
    (_SHORTENED, frozenset(("dom",))),
    (_CLAIMED, _CLAIMED_WORDS),
    (_GIVEN, _GIVEN_WORDS),
    (_EATEN, _CAKES),
    (_TINS, _TINS_WORDS),
    (_AIR_FRYER, _MACHINES),
)
"""The patterns, each with words of which a text must hold one to be worth trying."""
