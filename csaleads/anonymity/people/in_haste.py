"""Names in small letters that haste writes: "kipping at mo's since", "livin at mandys no more", "chase it wi jan when shes back",
"love from tashy b xx".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "in_haste.txt"
_AT = ("at", "round", "from", "to", "outside", "near", "past")
_THEN = rf"(?= (?:{either(phrase_group(_FILE, 'then'))})(?![\w-])|[.,;!?\n]|$)"
_SURELY_THEN = rf"(?= (?:{either(phrase_group(_FILE, 'surely then'))})(?![\w-]))"
_OWN = LedPattern(
    re.compile(rf"\b(?:{'|'.join(_AT)}) (?P<name>[a-z]{{2,12}})['’]s(?![\w-]){_THEN}"),
    _AT,
)
_LIVING = phrase_group(_FILE, "living")
_OWN_BARE = LedPattern(
    re.compile(
        rf"\b(?P<living>(?:{either(_LIVING)}) (?:back |over |down |up |round |out )?)?(?:at|round|to|from) "
        rf"(?P<name>[a-z]{{2,12}})s(?![\w'’-])(?:(?P<surely>{_SURELY_THEN})|{_THEN})"
    ),
    (*_LIVING, "at", "round", "to", "from"),
)
_WITH = ("wi", "wiv", "wid", "wif", "wiff", "frae", "fae", "frm")
_BESIDE = LedPattern(
    re.compile(
        rf"(?<![\w/])(?:{'|'.join(_WITH)}) (?P<name>[a-z]{{2,12}})"
        rf"(?= (?:{either(phrase_group(_FILE, 'beside'))})(?![\w-])|[.,;!?)\n]|$)"
    ),
    _WITH,
)
_SOMEBODY = ("with", "by", "from", "to", "w", "wi", "wiv")
_WHEN = LedPattern(
    re.compile(
        rf"(?<![\w/])(?:{'|'.join(_SOMEBODY)}) (?P<name>jan|june|april|may|august|summer|autumn|dawn|eve|will|mark|"
        r"grant|bill|sue|pat)"
        r" (?:when|if|cos|coz|once|as|who|after|before|b4|while) (?:she|he|shes|hes|she['’]s|he['’]s|they|theyre)\b"
    ),
    _SOMEBODY,
)
_LOVE = ("love", "luv", "from", "cheers", "thanks", "thx", "ta", "soz", "nite", "bye")
_SIGNED = LedPattern(
    re.compile(
        r"\b(?P<lead>(?:love|luv)(?: from| frm| off|,)?|from|cheers,?|thanks,?|thx,?|ta,?|soz,?|nite,?|bye,?) "
        r"(?P<name>(?P<first>[a-z][a-z'-]{1,11})(?P<letter> [a-z])?)(?:,? |,|[.!]+ ?)[xX]{1,6}(?![\w'-])"
    ),
    _LOVE,
)
_FAMILY = frozenset(phrase_group(_FILE, "nobody's house"))
_PLURALS = frozenset(phrase_group(_FILE, "plural"))
_NO_SIGNER = frozenset(phrase_group(_FILE, "no signer"))
_SHORT = word_group("short forms that people are called by") | frozenset(
    ("mo", "tel", "flo", "caz", "daz", "baz")
)
_NICKNAMES = word_group("nicknames that are words")
_MONTHS = word_group("seasons and months")
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("no name told")
    | word_group("kin alone")
    | word_group("kin in a name")
    | word_group("not after a title")
)
_PLAIN = word_group("never small") - frozenset(
    ("mark", "dean", "guy", "dawn", "ray", "rob", "chase", "mason", "parker")
)


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    for found in _OWN.finditer(text, words):
        word = found["name"]
        may_be = word in _SHORT or word in _NICKNAMES or _is_given(word, lists)
        if may_be and word not in _NEVER and word not in _FAMILY and word not in _MONTHS:
            yield found.span("name")
    for found in _OWN_BARE.finditer(text, words):
        living, surely = bool(found["living"]), found["surely"] is not None
        if (living or surely) and _is_owner(found["name"], lists, surely=living and surely):
            yield found.span("name")
    for found in _BESIDE.finditer(text, words):
        word = found["name"]
        may_be = word in _SHORT or (_is_given(word, lists) and word not in _PLAIN)
        if may_be and word not in _NEVER:
            yield found.span("name")
    for found in _WHEN.finditer(text, words):
        yield found.span("name")
    for found in _SIGNED.finditer(text, words):
        if _may_sign(found["first"], lists, found["lead"], found["letter"]):
            yield found.span("name")


def _is_given(word: str, lists: Lexicon) -> bool:
    return (
        word in lists.first
        and word not in lists.field
        and (not lists.is_english(word) or word in lists.wordlike or word in lists.own_first)
    )


def _is_owner(word: str, lists: Lexicon, *, surely: bool) -> bool:
    """Whether "-s" makes it somebody's house and not several of a thing: "at carols", not "at games"."""
    if word in _NEVER or word in _FAMILY:
        return False
    if not surely and (word in _PLURALS or word in _MONTHS or word in _PLAIN):
        return False
    if f"{word}s" in lists.english and word not in lists.wordlike:
        return False
    if f"{word}s" in lists.field or f"{word}s" in lists.large_places:
        return False
    return _is_given(word, lists) and (word not in lists.short or word in _SHORT)


def _may_sign(word: str, lists: Lexicon, lead: str, letter: str | None) -> bool:
    if word in _NO_SIGNER:
        return False
    if lead.startswith(("love ", "luv ")) and lead.split()[-1] in ("from", "frm", "off"):
        return True
    if word in _NEVER or word in lists.field:
        return False
    if letter:
        return True
    return (word in _SHORT or _is_given(word, lists)) and (word not in _PLAIN or lead == "from")
