"""People told by what is said of them in so many words: a badge, a friend, a name on a letter, a task that is given.

"his badge says PIPPA", "her dad's mate Chip has", "Big J said", "a man she calls moose", "Art to ring the school".
"""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold

_W = r"[^\W\d_][^\W\d_'’-]{1,13}"
_TITLE = r"[A-Z][a-z]{1,13}"
_END = (
    r"(?=[.,;:)!?\"\n]|$|['’]s\b| & | (?:has|is|was|had|said|says|told|who|and|at|from|in|on|gave|gives|does|did|comes|came|"
    r"lives|stays|took|takes|makes|made|sent|sends|wants)\b)"
)
_SHOWN_ON = leading_words("told outright shown on")
_BADGE = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_SHOWN_ON)})(?: (?:on|over|above|of) (?:the|his|her|their) [a-z]+)? "
        rf"(?:says?|said|reads?|reading|saying|shows?|showed|showing) \"?(?P<name>{_W})(?![\w-])",
        re.I,
    ),
    _SHOWN_ON,
)
_FRIENDS = leading_words("told outright friends")
_FRIEND = LedPattern(
    re.compile(rf"\b(?:{'|'.join(_FRIENDS)}),? \"?(?P<name>{_W})\"?{_END}", re.I),
    _FRIENDS,
)
_OF_SOMEBODY = re.compile(
    r"(?:['’]s|s['’]|\b(?:his|her|their|my|our|mums|dads|nans|a))"
    r"(?: (?:new|old|best|school|so-called|close|older|male|family))? $",
    re.I,
)
_BIG = LedPattern(
    re.compile(
        r"(?<![\w'-])(?:(?:Big|Lil'?|Mad|Fat) (?P<name>[B-HJ-NP-W])(?![\w'’.-])|"
        r"(?:big|lil) (?P<small>[b-hj-np-w])(?= (?:said|says|told|gave|has|is|was|sent|wants)\b))"
    ),
    ("big", "lil", "mad", "fat"),
)
_SIZES = frozenset(("big", "lil", "mad", "fat"))
_WHOM = (
    "man",
    "woman",
    "lad",
    "boy",
    "girl",
    "bloke",
    "male",
    "female",
    "guy",
    "fella",
    "someone",
    "somebody",
)
_CALLS = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_WHOM)}) (?:whom? |that )?(?:she|he|they|we|i|mum|dad|everyone|everybody|people) "
        r"(?:only |just |all |always )?(?:calls?|called|knows as|know as|knew as|refers to as) "
        rf"\"?(?P<name>{_W})\"?(?= (?:at|who|from|in|is|was|on|has|and|with)\b|[.,;)\n]|$)",
        re.I,
    ),
    _WHOM,
)
_AND_AS = LedPattern(
    re.compile(
        rf"\bknown (?:here )?as {_W}(?: {_W})?,? (?:and|or|&)(?: (?:also|sometimes|once|before))?(?: known)? as "
        rf"(?P<name>{_W})(?![\w-])",
        re.I,
    ),
    ("known",),
)
_ALSO = re.compile(
    r"(?:^|\n)[ \t>*•-]*(?i:known as|preferred names?|likes to be called|nicknames?|alias(?:es)?|aka|street names?|"
    r"(?:any )?other names?(?: used| known)?) ?[:=] ?"
    r"(?P<list>[A-Z][\w'’-]+(?:(?:, ?| ?/ ?| and | or )[A-Z][\w'’-]+)*)(?=[ \t]*(?:\n|$|[.;(,]))"
)
_ITEM = re.compile(r"[A-Z][\w'’-]+")
_IN_ROW = re.compile(
    rf"(?<![\w'-])(?P<given>{_TITLE}),? (?:and |& |or )?\"(?P<name>{_TITLE})\"(?=[,.;)\n]|$| and\b)"
)
_BIG_ONE = re.compile(rf"(?<![\w'-])(?:Big|Lil'?|Mad|Fat) (?P<name>{_TITLE})(?![\w-]| [A-Z])")
_NAME_WORDS = frozenset(("name", "names"))
_ON_A_FORM = re.compile(
    r"(?:^|\n)[^:\n]{0,20}\b[Nn]ames? (?:on|in|as|given|per|used)\b[^:\n]{0,30}: ?"
    r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3})(?=[ \t]*(?:\n|$|[,;(]))"
)
_SURNAME_LOUD = re.compile(
    r"(?<![\w'’-])(?P<name>(?P<first>[A-Z][a-z]{2,}) (?P<last>[A-Z]{4,}(?:-[A-Z]{3,})?))(?![\w-])"
)
_LOUD = re.compile(r"[a-z] [A-Z]{4}")
_BELONGINGS = leading_words("told outright belongings")
_ITS_OWNER = re.compile(rf" (?:new |own |old )?(?:{'|'.join(_BELONGINGS)})(?![\w-])")
_FAMILY = LedPattern(
    re.compile(
        r"\b(?:to|the|with|from|for|re|saw|visit|hv|by) (?:the )?(?P<name>[a-z]{3,13}) "
        r"(?:family|household|siblings|sibs|brothers|sisters)(?![\w-])"
    ),
    ("to", "the", "with", "from", "for", "re", "saw", "visit", "hv", "by"),
)
_NEVER_MANY = re.compile(r"[^aeiou]ys$")
"""No plural ends so: "rubys" is Ruby's."""
_FAMILY_WORDS = frozenset(("family", "household", "siblings", "sibs", "brothers", "sisters"))
_TASKS = leading_words("told outright tasks")
_TASK = re.compile(rf"to (?:{'|'.join(_TASKS)})(?![\w-])")
_TASKED = re.compile(rf"(?:^|\n|[.;!?] |[-*•–] )(?P<name>{_TITLE}) $")
_GAVE_NAMES = re.compile(
    r"\b(?:(?i:gave|giving|using|used|under)(?: the)?(?: false| different| other)? names?(?: of| as)?|[Ll]inks?:|"
    r"[Ll]inked (?:to|with)) (?P<list>[^\n.;]{0,70})"
)
_NAME_IS = re.compile(
    rf"\b(?:other|real|full|legal|proper|birth|actual|married|maiden|new|old|his|her|their) name(?: is|['’]s| was|:) \"?"
    rf"(?P<name>(?P<first>{_TITLE}) (?P<last>{_TITLE}(?:-{_TITLE})?))(?![\w-])"
)
_QUOTED = re.compile(rf"\"(?P<name>{_TITLE})\"")
_QUOTED_AND = re.compile(
    rf"\"(?P<name>{_TITLE})\",? (?:and|plus|with) (?:an?|another|two) (?:(?:adult|older|unknown|young|second) )?"
    r"(?:male|man|female|woman|lad|boy|girl)s?\b"
)
_STARTERS = word_group("function words")
_FEWEST = 3
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | word_group("no name told")
)
_NO_FAMILY = word_group("no family's name")
_NO_TASK = word_group("opens a task")
_NO_NICKNAME = re.compile(r"(?:ing|ed|ic|al|ive|ist|ous|ful|able|ness|ity|tion|ly|y)$")


def find(
    text: str, masked: str, plainly: str, words: WordStarts, lists: Lexicon
) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`.

    `masked` is it without names that are nobody's, `plainly` that without capitals that say nothing.
    """
    yield from _whoever_else(text, words, lists)
    for pattern, may_be in _LED:
        for found in pattern.finditer(plainly, words):
            if may_be(found["name"], lists):
                yield found.span("name")
    yield from _friends(plainly, words, lists)
    yield from _by_capitals(plainly, words, lists)
    for found in _FAMILY.finditer(plainly, words) if may_hold(words, _FAMILY_WORDS) else ():
        if _is_family(found["name"], lists):
            yield found.span("name")
    yield from _owners(plainly, words, lists)


def by_size(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Big J", "Big Col": what stands before the name is part of it here, and no name elsewhere."""
    if not words.has_any(_SIZES):
        return
    for found in _BIG.finditer(text, words):
        if found["name"] != "C":
            yield found.span()
    for found in _BIG_ONE.finditer(text):
        if _is_strange(fold(found["name"]), lists):
            yield found.span()


def _friends(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "her dad's mate Chip has"."""
    for found in _FRIEND.finditer(text, words):
        if _OF_SOMEBODY.search(text, max(0, found.start() - 22), found.start()) and _is_friend(
            found["name"], lists
        ):
            yield found.span("name")


def _owners(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "jaydens phone": without the apostrophe."""
    for word, starts in words.items():
        name = word[:-1]
        if word[-1] != "s" or len(name) < _FEWEST or name not in lists.first:
            continue
        never_many = _NEVER_MANY.search(word)
        if never_many or (_is_strange(name, lists) and not lists.is_english(word)):
            for start in starts:
                end = start + len(word)
                if text[start:end].islower() and _ITS_OWNER.match(text, end):
                    yield start, end - 1


def _by_capitals(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Name on letter: Ivo BRANT", "Art to ring the school", "gave names Ivo and "Chip"."""
    for start in words.get("to", ()):
        found = _TASK.match(text, start) and _TASKED.search(text, max(0, start - 20), start)
        word = fold(found["name"]) if found else ""
        known = word in lists.wordlike or word in lists.own_first
        if found and known and word not in _NO_TASK and word not in lists.field:
            yield found.span("name")
    for found in _ON_A_FORM.finditer(text) if ":" in text and may_hold(words, _NAME_WORDS) else ():
        parts = [fold(word) for word in found["name"].split()]
        if all(_may_be(word, lists) for word in parts) and not all(map(lists.is_english, parts)):
            yield found.span("name")
    for found in _ALSO.finditer(text) if ":" in text or "=" in text else ():
        for each in _ITEM.finditer(text, *found.span("list")):
            if _may_be(each.group(), lists):
                yield each.span()
    for found in _SURNAME_LOUD.finditer(text) if _LOUD.search(text) else ():
        first, last = fold(found["first"]), fold(found["last"])
        if first in lists.first and last in lists.last and _is_strange(last, lists) and first not in _NEVER:
            yield found.span("name")


def _whoever_else(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Names told to be somebody's, whoever else has them: "her real name is Mary Poppins", "gave names Ivo and "Batman"."""
    for found in _NAME_IS.finditer(text) if "name" in words else ():
        first, last = fold(found["first"]), fold(found["last"])
        if first in lists.first and first not in _NEVER and last not in _NEVER:
            yield found.span("name")
    if '"' in text:
        lists_of_names = [found.span("list") for found in _GAVE_NAMES.finditer(text)]
        listed = [each for span in lists_of_names for each in _QUOTED.finditer(text, *span)]
        listed += [
            each
            for each in _IN_ROW.finditer(text)
            if fold(each["given"]) in lists.own_first and _is_strange(fold(each["given"]), lists)
        ]
        for found in (*listed, *_QUOTED_AND.finditer(text)):
            word = fold(found["name"])
            if _may_be(word, lists) or (word in lists.field and not lists.is_english(word)):
                yield found.span("name")


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return (
        not (word in _NEVER or word in lists.field or word in lists.short or word in lists.large_places)
        and len(word) > 2
    )


def _is_strange(word: str, lists: Lexicon) -> bool:
    """Whether neither English, the field nor the map has `word`."""
    return not (
        lists.is_english(word) or word in lists.field or word in lists.short or word in lists.large_places
    )


def _is_listed(shown: str, lists: Lexicon) -> bool:
    """Whether a list of names has it, and nothing else more than that."""
    word = fold(shown)
    named = word in lists.wordlike or word in lists.own_first or word in lists.first or word in lists.last
    return named and _may_be(shown, lists) and (not lists.is_english(word) or not shown.islower())


def _is_friend(shown: str, lists: Lexicon) -> bool:
    """A capital in the midst of a sentence tells a name; without it a list has to."""
    return _may_be(shown, lists) if shown.istitle() else _is_listed(shown, lists)


def _is_called(shown: str, lists: Lexicon) -> bool:
    return _may_be(shown, lists) and not (shown.islower() and _NO_NICKNAME.search(shown))


def _is_also(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return _may_be(shown, lists) and (word in lists.last or word in lists.first or not lists.is_english(word))


def _is_family(word: str, lists: Lexicon) -> bool:
    if word in _NO_FAMILY or word in lists.short or word in lists.large_places or word in _STARTERS:
        return False
    if word in lists.field or lists.is_english(word):
        return word in lists.wordlike
    return word in lists.last


_LED: tuple[tuple[LedPattern, Callable[[str, Lexicon], bool]], ...] = (
    (_BADGE, _is_listed),
    (_CALLS, _is_called),
    (_AND_AS, _is_also),
)
"""Each pattern with what tells whether its word is a name."""
