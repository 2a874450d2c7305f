"""Names that somebody wishes, spells or is known by: "wants to be called olive", "spells it "Win"", "known to all there as Pet",
"older lad "Smokes" in", "call him "Daddy T"", "Wing-Sum "Vivi" Lau", "Hung interpreted" beside "Van Hung".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_W = r"[^\W\d_][^\W\d_'’-]{1,13}"
_TITLE = r"[A-Z][a-z]{1,13}"
_QUOTE = '["“”]'
_WISHES = (
    *(
        "wants",
        "want",
        "wanted",
        "wishes",
        "wished",
        "likes",
        "liked",
        "prefers",
        "preferred",
        "asks",
        "asked",
        "asking",
    ),
    *(
        "insists",
        "insisted",
        "loves",
        "hates",
        "choosing",
        "chose",
        "chooses",
        "would",
        "happy",
        "now",
        "please",
    ),
)
_WISHED = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_WISHES)})(?: (?:like|prefer|wish|on|for|him|her|them|us|me|staff|everyone)){{0,2}} "
        rf"(?:to be|to get|being|getting|be|is) (?:called|known as|referred to as|addressed as) {_QUOTE}?(?P<name>{_W})(?![\w-])",
        re.I,
    ),
    _WISHES,
)
_NAMED = frozenset(("called", "known", "referred", "addressed"))
_SPELLINGS = ("spells", "spell", "spelt", "spelled", "writes", "pronounced", "pronounces", "says", "said")
_SPELT = LedPattern(
    re.compile(
        rf"\b(?:spells?|spelt|spelled|writes|pronounced|pronounces|says|said)(?: (?:it|his name|her name|their name|the name))?"
        rf"(?: as| like)? {_QUOTE}(?P<name>{_TITLE}){_QUOTE}(?=[.,;:)\n]|$| (?:and|but|not|on|in|with|like)\b)",
        re.I,
    ),
    _SPELLINGS,
)
_OF_A_NAME = re.compile(r"\b(?:spel|pronounc)|\b(?:it|name) (?:as |like )?[\"“]", re.I)
_KNOWN = LedPattern(
    re.compile(
        rf"\b[Kk]nown (?:to|by|at|in|on|among|across|round|around|locally|everywhere)\b[^.,;:\n\"]{{2,44}}? as "
        rf"{_QUOTE}?(?P<name>{_TITLE}){_QUOTE}?(?=[.,;)\n]|$)"
    ),
    ("known",),
)
_WHO = (
    *(
        "lad",
        "man",
        "male",
        "bloke",
        "guy",
        "boy",
        "girl",
        "woman",
        "female",
        "friend",
        "mate",
        "dealer",
        "driver",
        "youth",
    ),
    *(
        "runner",
        "elder",
        "boyfriend",
        "girlfriend",
        "bf",
        "gf",
        "yp",
        "teen",
        "teenager",
        "adult",
        "fella",
        "associate",
    ),
)
_QUOTED = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_WHO)}),? {_QUOTE}(?P<name>{_TITLE}){_QUOTE}"
        r"(?=[,.)]|$| (?:in|is|was|who|and|with|on|has|had|from|at|outside|driving|drives|lives|came|gave|picked|sells|runs)\b)"
    ),
    _WHO,
)
_SAYING = re.compile(
    r"\b(?:t[eo]ll(?:s|ing)?|told|sa(?:y|ys|id|ying)|ask(?:s|ed)?|shout\w*|repl\w+|answer\w*)\b[^.;\n]*$",
    re.I,
)
_ELDERS = (
    *(
        "daddy",
        "papa",
        "mama",
        "uncle",
        "auntie",
        "aunty",
        "nanny",
        "nana",
        "granny",
        "nan",
        "nanna",
        "grandad",
        "gran",
    ),
)
_ELDER = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(elder.title() for elder in _ELDERS)}) (?P<name>[C-HJ-WZ])(?![\w'’.&/-]| [A-Z]\b)(?! and [A-Z]\b)"
    ),
    _ELDERS,
)
_BETWEEN = re.compile(
    rf"(?<![\w'’.-])(?P<name>(?P<first>[A-Z][\w'’-]+) {_QUOTE}{_TITLE}{_QUOTE} (?P<last>[A-Z][\w'’-]+))(?![\w-])"
)
_DEED = re.compile(
    r"(?:^|[.!?\n] )(?P<name>[A-Z][a-z]{2,13}) (?=[a-z]{3,}ed\b(?! (?:up|out|off|on|by|down)\b))"
)
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("no name told")
    | word_group("always roles")
    | frozenset(
        (
            "unknown",
            "stop",
            "help",
            "sorry",
            "no",
            "yes",
            "mr",
            "mrs",
            "miss",
            "officer",
            "man",
            "boy",
            "girl",
            "baby",
            "disabled",
        )
    )
)

_NO_PET_NAME = (
    word_group("kin before a name")
    | word_group("kin of a person")
    | frozenset(
        (
            "child",
            "subject",
            "victim",
            "perpetrator",
            "suspect",
            "offender",
            "prevent",
            "family",
            "mother",
            "father",
            "claimant",
        )
    )
)


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each word in `text`, whose words begin at `words`, that is told to be somebody's name."""
    for found in _WISHED.finditer(text, words) if words.has_any(_NAMED) else ():
        if _may_be(found["name"], lists) and (found["name"][0].isupper() or _is_a_name(found["name"], lists)):
            yield found.span("name")
    for found in _KNOWN.finditer(text, words):
        word = fold(found["name"])
        if word not in _NEVER and word not in _NO_PET_NAME and word not in lists.large_places:
            yield found.span("name")
    if '"' not in text and "“" not in text:
        return
    for found in _SPELT.finditer(text, words):
        if _OF_A_NAME.search(found.group()) and _may_be(found["name"], lists):
            yield found.span("name")
    for found in _QUOTED.finditer(text, words):
        if _may_be(found["name"], lists) and not _SAYING.search(
            text, max(0, found.start() - 40), found.start()
        ):
            yield found.span("name")


def here_only(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of names that say nothing of the same word elsewhere."""
    for found in _ELDER.finditer(text, words):
        yield found.span("name")
    for found in _BETWEEN.finditer(text) if '"' in text or "“" in text else ():
        parts = [fold(part) for part in (found["first"], found["last"])]
        named = any(part in lists.first or part in lists.last or not lists.is_english(part) for part in parts)
        if named and not any(
            part in lists.field or part in _NEVER or part in lists.large_places for part in parts
        ):
            yield found.span("name")
    for found in _DEED.finditer(text):
        name = found["name"]
        if len(words.get(name.lower(), ())) > 1 and lists.is_english(fold(name)) and _is_borne(text, name):
            yield found.span("name")


def _is_borne(text: str, name: str) -> bool:
    """Whether it ends a name in full elsewhere: "Nguyen Van Hung"."""
    return bool(re.search(rf"(?<![\w'’.-])[A-Z][a-z'’-]+ [A-Z][a-z'’-]+ {name}(?![\w'’-]| [A-Z])", text))


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return not (
        word in _NEVER
        or word in lists.field
        or word in lists.large_places
        or (word in lists.short and not shown.istitle())
    )


def _is_a_name(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return word in lists.first or word in lists.wordlike or not lists.is_english(word)
