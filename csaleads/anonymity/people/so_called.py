"""Words that somebody is called, where a determiner, a title, a row of cases or an aside says that somebody is.

"some bloke called frost", "the lad they call Stretch wearing", "Pops is what the children call him", "mrs pound the head",
"a miss chance", "case one robin marsh", "the khan siblings", "Ffion Maddox (\\"Fi\\" to her nan)", "Aliases / Presh, Pee".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "so_called.txt"
_W = r"[^\W\d_][^\W\d_'’-]{2,13}"
_T = r"[A-Z][a-z'’-]{1,13}"
_SOMEBODY = "|".join(phrase_group(_FILE, "somebody"))
_DETERMINERS = (
    "some",
    "a",
    "an",
    "this",
    "that",
    "the",
    "another",
    "one",
    "her",
    "his",
    "their",
    "new",
    "old",
)
_CALLED = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_DETERMINERS)}) (?:[a-z]+ )?(?:{_SOMEBODY}),? (?:called|named|known as|goes by|nicknamed) "
        rf"(?P<name>{_W})(?=[.,;:)?!\"\n]|$| (?:who|from|at|and|in|with|question mark|full stop|comma|has|is|was|says|said|"
        r"picks?|lives?|round the|off the)\b)",
        re.I,
    ),
    _DETERMINERS,
)
_THEY_CALL = LedPattern(
    re.compile(
        rf"\b(?:{_SOMEBODY}) (?:whom? |that )?(?i:they|everyone|everybody|people|(?:the|her|his|other|all the|all) [a-z]+) "
        rf"(?:all |only |just |always )?(?:calls?|called|knows? as|knew as) \"?(?P<name>{_T})(?![\w-])"
    ),
    phrase_group(_FILE, "somebody"),
)
_BEFORE_WHAT = re.compile(r"(?<![\w'’-])[\"“]?(?P<name>[A-Za-z][a-z'-]{2,13})[\"”]?,? (?:is|was|being) $")
_WHAT_THEY_CALL = re.compile(
    r"(?:what|how) (?:[a-z]+ ){1,4}?(?:calls?|called|knows?|knew)(?! (?:it|this|that|these|those|for|on|in|a|an|the)\b)"
)
_TITLES = ("mr", "mrs", "ms", "dr", "mister", "missus")
_AFTER_TITLE = (
    r"(?=[.,;:)?!\n]|$|['’]s\b| (?:the|from|said|says|rang|is|was|has|who|at|and|will|wants?|told|asked|thinks|came|does|in|"
    r"from|to|about|re|emailed|called|phoned|of)\b)"
)
_TITLED = LedPattern(re.compile(rf"\b(?:{'|'.join(_TITLES)})\.? (?P<name>{_W}){_AFTER_TITLE}", re.I), _TITLES)
_MISS = re.compile(
    rf"\b(?:a|called|with|by|from|to|is|saw|told|named|teacher|tutor|worker|head|manager),? miss (?P<name>{_W})(?![\w'-])",
    re.I,
)
_NO_MISS = frozenset(phrase_group(_FILE, "missed"))
_TITLED_TWO = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join((*_TITLES, 'miss'))})\.? (?P<name>(?P<first>{_W}) (?P<last>{_W}))(?![\w-])", re.I
    ),
    (*_TITLES, "miss"),
)
_NUMBERS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_ROW = LedPattern(
    re.compile(
        rf"\b(?:case|child|family|visit|client|referral) {_NUMBERS},?:? (?:is |the )?(?P<name>(?P<first>{_W}) (?P<last>{_W}))"
        r"(?![\w-])",
        re.I,
    ),
    ("case", "child", "family", "visit", "client", "referral"),
)
_FAMILY = LedPattern(
    re.compile(
        rf"\b(?:the|re) (?P<name>{_W}) (?:siblings|sibs|family|household|brothers|sisters|kids|children|twins|case)\b"
    ),
    ("the", "re"),
)
_ASIDE = re.compile(rf"{_T} {_T},? \(\"(?P<name>{_T})\" (?:to|for|among|at|in) ")
_ALIASES = re.compile(
    r"(?:^|\n)[ \t>*•-]*(?i:alias(?:es)?|aka|a\.k\.a\.|nick ?names?|known as|street names?|also known as|pet names?|other names?)"
    r"(?: ?[:=/|–-] ?| {2,}|\t)(?P<list>[A-Z][\w'’-]+(?:(?:, ?| ?/ ?| and | or )[A-Z][\w'’-]+)*)(?=[ \t]*(?:\n|$|[.;(,]))"
)
_ITEM = re.compile(r"[A-Z][\w'’-]+")
_FORM_WORDS = frozenset(
    (
        "alias",
        "aliases",
        "aka",
        "nickname",
        "nicknames",
        "nick",
        "known",
        "street",
        "pet",
        "other",
        "also",
        "a",
    )
)
_DEEDS = phrase_group(_FILE, "deed")
_DOES = re.compile(
    rf"(?:^|\n|[.?!;] )(?P<name>{_T}) (?:(?:then|also|only|just|simply) )?(?:{'|'.join(_DEEDS)})(?![\w-])"
)
_PAIR = re.compile(
    r"(?<![\w.])[A-Z]\. [A-Z][a-z]{2,}(?:, [A-Z]\. [A-Z][a-z]{2,})*,? (?:and|&) (?P<name>[A-Z]\. [A-Z][a-z]{2,})(?![\w-])"
)
_IN_ROW = re.compile(rf"[;:\n] ?(?P<name>(?P<first>{_T}) (?P<last>{_T}))(?=, [A-Z]| \([A-Za-z]|; )")
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | word_group("no name told")
    | frozenset(phrase_group(_FILE, "called to"))
)
_NO_FAMILY = word_group("no family's name") | word_group("never small")
_ENDINGS = re.compile(r"(?:ing|ed|ly|ness|ful|ous|able|tion)$")
_DEED_WORDS = frozenset(_DEEDS)


def find(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:  # noqa: C901 - one branch for each way
    """(start, end) of each in `text`, whose words begin at `words`; `plainly` lacks capitals that say nothing."""
    for found in _CALLED.finditer(plainly, words):
        if _may_be(found["name"], lists) and not _ENDINGS.search(found["name"]):
            yield found.span("name")
    for found in _THEY_CALL.finditer(plainly, words):
        if fold(found["name"]) not in _NEVER:
            yield found.span("name")
    for start in (*words.get("what", ()), *words.get("how", ())):
        before = _BEFORE_WHAT.search(plainly, max(0, start - 24), start)
        shown = before["name"] if before and _WHAT_THEY_CALL.match(plainly, start) else ""
        if before and shown.istitle() and fold(shown) not in _NEVER:
            yield before.span("name")
    if '("' in plainly:
        for found in _ASIDE.finditer(plainly):
            if fold(found["name"]) not in _NEVER:
                yield found.span("name")
    for found in _ALIASES.finditer(text) if words.has_any(_FORM_WORDS) else ():
        for each in _ITEM.finditer(text, *found.span("list")):
            if fold(each.group()) not in _NEVER:
                yield each.span()
    for found in _IN_ROW.finditer(plainly) if "; " in plainly else ():
        first, last = fold(found["first"]), fold(found["last"])
        if (
            (first in lists.own_first or first in lists.wordlike)
            and last not in lists.field
            and (last in lists.last or not lists.is_english(last))
        ):
            yield found.span("name")
    yield from _opening(plainly, words, lists)


def here_only(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:  # noqa: C901 - one branch for each way
    """Names that are plain words, told by what stands before them: elsewhere in the text the word is a word."""
    for found in _TITLED.finditer(plainly, words):
        word = fold(found["name"])
        if _may_be(word, lists) and not _ENDINGS.search(word) and not found["name"].istitle():
            yield found.span("name")
    for found in _MISS.finditer(plainly) if "miss" in words else ():
        word = fold(found["name"])
        if (
            word not in _NEVER
            and word not in _NO_MISS
            and word not in lists.field
            and not _ENDINGS.search(word)
        ):
            yield found.span("name")
    for found in _TITLED_TWO.finditer(plainly, words):
        first, last = fold(found["first"]), fold(found["last"])
        if _is_first(first, lists) and _may_be_last(last, lists):
            yield found.span("name")
    for found in _ROW.finditer(plainly, words):
        first, last = fold(found["first"]), fold(found["last"])
        if _is_first(first, lists) and last in lists.last and last not in _NEVER and last not in lists.field:
            yield found.span("name")
    for found in _FAMILY.finditer(plainly, words):
        word = fold(found["name"])
        known = word in lists.last and word not in lists.field and word not in lists.short
        if known and word not in _NEVER and word not in _NO_FAMILY and word in _SURELY_FAMILIES:
            yield found.span("name")
    if ". " in text and text is plainly:
        for found in _PAIR.finditer(text):
            yield found.span("name")


def _opening(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Biddy signed consent with a cross": what only somebody does, at the head of a sentence."""
    if not words.has_any(_DEED_WORDS):
        return
    for found in _DOES.finditer(text):
        word = fold(found["name"])
        if _may_be(word, lists) and not word.endswith("s") and word not in _NO_SUBJECT:
            yield found.span("name")


_NO_SUBJECT = frozenset(phrase_group(_FILE, "no one person"))
_SURELY_FAMILIES = frozenset(phrase_group(_FILE, "family"))


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return not (word in _NEVER or word in lists.field or word in lists.short or word in lists.large_places)


def _is_first(word: str, lists: Lexicon) -> bool:
    return word in lists.first and word not in _NEVER and word not in lists.field and len(word) > 2


def _may_be_last(word: str, lists: Lexicon) -> bool:
    return (
        len(word) > 2
        and word not in _NEVER
        and word not in lists.field
        and word not in lists.short
        and not _ENDINGS.search(word)
        and (word in lists.last or word.endswith("s") or not lists.is_english(word))
    )
