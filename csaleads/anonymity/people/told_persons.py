"""People whose name is a word or has no capital, told by what only people have, are or do to say who they are.

"hope's nan", "its tel from the club", "cheers, tor x", "mum = shell,", "tc frm debs at the club", "the khans are back".
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, lexicon, word_group, word_list
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_W = r"[^\W\d_][^\W\d_'’-]{1,13}"
_KIN = word_group("kin of a person")
_OWNED = re.compile(
    r"['’]s (?:(?:new|old|little|big|older|younger|own|real|step|foster) )?"
    rf"(?:{'|'.join(sorted(_KIN))})(?![\w'-])",
    re.I,
)
_OWNER = re.compile(rf"(?<![\w'’-]){_W}$")
_INTRODUCED = LedPattern(
    re.compile(
        rf"\b(?:it['’]?s|this is|i['’]?m|it is)(?: (?:only|just|me))?,? (?P<name>{_W}) "
        r"(?:from|here|again|calling|ringing|on behalf)\b",
        re.I,
    ),
    ("it", "its", "this", "i", "im"),
)
_HERE = re.compile(
    rf"(?:^|\n|[.!?,] |\b(?:hi|hiya|hello|hey) )(?P<name>{_W}) here(?:[,.:\n]| from\b| at\b| -)", re.I
)
_SIGNED = re.compile(
    r"(?:\b(?P<thanks>cheers|thanks|thank you|thx|thanx|ta|tnx|ty|regards|love|luv|bw|kr|brw|wishes|sincerely|yours|soon|later|"
    r"luck|best|care)\b"
    rf"[ ,.!-]{{1,3}}|[.?!)] |\n)(?P<name>{_W})(?P<kiss>,? ?x{{1,4}})?[ .!]*$",
    re.I,
)
_WAYS = word_list("ways to speak")
_SPOKEN_TO = LedPattern(
    re.compile(
        rf"\b(?:{either(sorted(_WAYS, key=len, reverse=True))})(?: back| in)? (?:from|frm|fr|to|w/|w|with) (?P<name>{_W})"
        r"(?= (?:at|from|frm|in|re|today|this|who|says|said|sys|asking|about|abt|2day|and|n|saying|last|on)\b"
        r"| \(|[,.;:(\n]| -|$)",
        re.I,
    ),
    _WAYS,
)
_MEETINGS = ("with", "told", "saw", "rang", "met", "text", "texted", "asked", "phoned")
_BESIDE = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_MEETINGS)}) (?P<name>{_W})"
        r"(?= (?:in|at|and|n|who|that|has|from|on|about|re|today|she|he)\b|[.,;)\n]|$)",
        re.I,
    ),
    _MEETINGS,
)
_AFRAID = LedPattern(
    re.compile(
        rf"\b(?:scared|afraid|frightened|terrified|wary|jealous|proud|fond|protective) of (?P<name>{_W})"
        r"(?=[.,;)!?\n]|$| (?:and|but|who|when|cos|bcos|because|so|n)\b)",
        re.I,
    ),
    ("scared", "afraid", "frightened", "terrified", "wary", "jealous", "proud", "fond", "protective"),
)
_FAMILY = LedPattern(
    re.compile(
        r"\bthe (?P<name>[a-z]{3,12}?)(?:e?s)"
        r"(?=\?| (?:are|were|have|had|want|wanted|say|said|live|lived|moved|(?:do|wo|did)n'?t|came|left|lot|case|kids|children)\b"
        r"|,? (?:at|from|next door)\b)"
    ),
    ("the",),
)
_FAMILIES = word_group("families that are words")
_NICKNAMES = word_group("nicknames that are words")
_CALLED_SHORT = word_group("short forms that people are called by") | frozenset(("tor", "mo", "caz", "vron"))
_ALSO_SHORT = frozenset(("jan", "ted", "mo", "jo"))
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | word_group("short forms that act")
)
_PLAIN = word_group("never small") | word_group("seasons and months")


@cache
def _of_role() -> LedPattern:
    """ "mum = shell,", "bf (spud)"."""
    roles = {
        word for kind, words in lexicon().cues.items() if kind not in ("title", "naming") for word in words
    }
    role = "|".join(sorted(map(re.escape, roles), key=len, reverse=True))
    return LedPattern(
        re.compile(
            rf"(?<![\w'-])(?:{role})(?: name)?(?: ?(?P<sign>=) ?|: ?| \()(?P<name>{_W})"
            r"(?=[.,;)\n]|$| \(| (?:works|lives|aged?|\d))",
            re.I,
        ),
        roles,
    )


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    yield from _owners(text, words, lists)
    yield from _signature(text, lists)
    yield from _said_to_be(text, words, lists)
    yield from _spoken_of(text, words, lists)
    for found in _FAMILY.finditer(text, words):
        if found["name"] in _FAMILIES:
            yield found.start("name"), found.end()


def _said_to_be(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "its tel from the club", "bev here", "mum = shell,"."""
    introduced = [*_INTRODUCED.finditer(text, words), *(_HERE.finditer(text) if "here" in words else ())]
    for found in introduced:
        if _may_be(found["name"], lists):
            yield found.span("name")
    for found in _of_role().finditer(text, words):
        if _may_be(found["name"], lists) and (found["sign"] or fold(found["name"]) not in _PLAIN):
            yield found.span("name")


def _spoken_of(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "tc frm debs at the club", "with tel in town", "scared of florin."."""
    for found in _SPOKEN_TO.finditer(text, words):
        if _may_be(found["name"], lists) and fold(found["name"]) not in _PLAIN:
            yield found.span("name")
    for found in _BESIDE.finditer(text, words):
        word = fold(found["name"])
        if word in _CALLED_SHORT and (word in lists.short or word in _ALSO_SHORT):
            yield found.span("name")
    for found in _AFRAID.finditer(text, words):
        word = fold(found["name"])
        is_plain = word in _PLAIN or (lists.is_english(word) and word not in lists.own_first)
        if not is_plain and _may_be(found["name"], lists):
            yield found.span("name")


def _owners(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "hope's nan", "will's bedroom"; not "her friend's mum"."""
    if not words.has_any(_KIN) or not ("'s " in text or "’s " in text):
        return
    for found in _OWNED.finditer(text):
        before = _OWNER.search(text, max(0, found.start() - 15), found.start())
        if not before:
            continue
        word = fold(before.group())
        named = (
            word in lists.wordlike
            or word in _NICKNAMES
            or (word in lists.first and not lists.is_english(word))
        )
        if named and word not in lists.field and word not in _NEVER and word not in lists.short:
            yield before.span()


def _signature(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """The name at the very end, after thanks or before kisses: "cheers tel", "Anyone sees it, 999. Tor x"."""
    end = text.rstrip()
    found = _SIGNED.search(end, max(0, len(end) - 40))
    if not found or not (found["thanks"] or found["kiss"]):
        return
    if _may_be(found["name"], lists) and not (
        found["thanks"] and found["thanks"].lower() in ("soon", "later") and not found["kiss"]
    ):
        yield found.span("name")


def _may_be(shown: str, lists: Lexicon) -> bool:
    """Whether a word in such a place is a name: listed as one, a nickname, or nothing that English, the field or haste has."""
    word = fold(shown)
    if word in _CALLED_SHORT and (word not in lists.english or shown.istitle() or len(word) == 3):
        return word not in lists.field
    if (
        len(word) < 3
        or word in _NEVER
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
    ):
        return False
    if word in lists.wordlike or word in _NICKNAMES:
        return True
    if lists.is_english(word):
        return shown.istitle() and word in lists.own_first
    return word in lists.first or word in lists.last or shown.istitle()
