"""People who are mentioned by the way: "KT's mother DT denies it", "known to all as Mama Icy", "a Blue in nappies",
'"Ghost" and "T-Man" are just mates', 'an older lad "biscuit"', "Old Tom: just ring him", and who is named in an answer.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "in_passing.txt"
_T = r"[A-Z][a-z][\w'’-]{0,12}"
_KIN = phrase_group(_FILE, "kin")
_INITIALS = LedPattern(
    re.compile(
        rf"\b(?i:{either(_KIN)}),? \(?(?P<name>[A-Z]{{2}})\)?(?:,? "
        r"(?:(?:also|still|then|again|now|just|only|never|[a-z]+ly) )?"
        rf"(?:{either(phrase_group(_FILE, 'act'))})(?![\w'-])|'s (?!reg)[a-z]|[,;)](?= (?:who|and|he|she|they)\b))"
    ),
    _KIN,
)
_OWNED = re.compile(r"(?<![\w'-])[A-Z]{2}'s (?:[a-z-]+ )?$")
_BEFORE_A_NAME = sorted(
    {word.capitalize() for word in phrase_group(_FILE, "before a name")}, key=len, reverse=True
)
_WHOLE = rf"(?P<name>(?:{either(_BEFORE_A_NAME)}) {_T}(?: {_T})?)(?![\w-])"
_KNOWN = LedPattern(
    re.compile(
        r"\b(?:known(?: (?:to (?:all|everyone|everybody|us|most|the [a-z]+(?: [a-z]+)?|his [a-z]+|her [a-z]+|family|"
        r"friends|neighbours|locals)"
        r"(?: there| here)?|locally|online|only|best|always|mostly|simply|just|everywhere|in the family|on the [a-z]+|"
        r"round here|about town))?"
        r"(?: only| just| simply)? as|goes by|went by|(?:she|he|they) (?:answers?|answered) to|everyone calls (?:her|him)|"
        rf"everybody calls (?:her|him)|whom everyone calls) [\"“]?{_WHOLE}"
    ),
    ("known", "goes", "went", "she", "he", "they", "everyone", "everybody", "whom"),
)
_SMALL_CHILD = LedPattern(
    re.compile(
        rf"\b[Tt]here(?:'s| is| was|s) (?:also |only |now |even )?(?:an?|another|some) (?P<name>{_T}) "
        r"(?:(?:still |just |only )?in (?:nappies|reception|nursery|year \d+|year [a-z]+|pull-ups|(?:the )?(?:infants|juniors))"
        r"|still (?:crawling|breastfed|on (?:the )?(?:bottle|breast))|not yet (?:walking|at school|in school|one|two|three)"
        r"|under (?:one|two|three|five)|(?:aged|of) (?:about )?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d))\b"
    ),
    ("there", "theres"),
)
_IN_QUOTES = r"[\"“][\w'’-]{2,14}(?: [\w'’-]{1,14})?[\"”]"
_FELLOWS = re.compile(
    rf"(?P<list>{_IN_QUOTES}(?:(?:, | and |, and | & | or ){_IN_QUOTES}){{0,5}}) (?:are|is|were|was) "
    r"(?:all |both |just |only |really |good |his |her |their |my |some |old |a |an |the |one |of |new |best |nothing but ){0,4}"
    rf"(?:{either(phrase_group(_FILE, 'fellow'))})(?![\w-])",
    re.I,
)
_QUOTED = re.compile(r"[\"“](?P<name>[^\"“”]+)[\"”]")
_SOMEONE = phrase_group(_FILE, "someone")
_QUOTED_ONE = re.compile(
    r"(?<![\w'-])(?:an?|another|older|unknown|with|w|w/|and|&|\+|some|new|this|by|from|local) (?:an? |the )?(?:[a-z-]+ ){0,2}"
    rf"(?:{either(_SOMEONE)}),? [\"“](?P<name>[\w'’-]{{2,14}}(?: [\w'’-]{{1,14}})?)[\"”]"
    r"(?=[.,;:)\n]|$| (?:and|&|who|again|from|at|in|on|w|was|is)\b)",
    re.I,
)
_NO_NAME = frozenset(phrase_group(_FILE, "no name"))
_NOT_A_NAME = re.compile(r"(?:ed|ing|ly|n't|’t)$", re.I)
_HEADED = re.compile(
    rf"(?:^|(?<=[.!?] )|(?<=\n))(?:- |\* )?(?P<name>(?:{either(_BEFORE_A_NAME)}) {_T}): "
    r"(?=[^.\n]{0,60}\b(?:him|her|he|she|his|hers)\b)"
)
_TO_DO = re.compile(
    rf"(?:^|(?<=\n))(?:@ ?|for )?(?P<name>{_T}) ?[-–:] (?:pls |please |can (?:you|u) |could (?:you|u) )?"
    r"(?:call|ring|phone|text|email|e-mail|chase|message|tell|book|collect|contact)(?: back)? "
    r"(?:[A-Z]|the |mum|dad|him|her|back|them)"
)
_SPEAKS = r"[ \t]*(?:A|Ans|Answer|R|Child|YP|Witness|Reply)[:.] ?"
_ASKED = re.compile(
    r"(?:^|\n)[ \t]*[A-Z][\w ]{0,14}[:.] ?(?=[^\n]{0,120}\?)[^\n]{0,120}?"
    r"\b(?:who|whose|whom|Who|Whose|Whom|(?:his|her|their|whose) names?|"
    r"[Ww]hich (?:boy|girl|one|man|woman|lad|teacher|friend))\b"
    rf"[^\n]{{0,120}}\?[ \t]*\n{_SPEAKS}(?P<names>{_T}(?:(?:,| and|, and|,? then) {_T}){{0,5}})(?=[.,!]|[ \t]*(?:\n|$))"
)
_CAPITAL = re.compile(_T)
_NO_ANSWER = word_group("kin alone") | frozenset(
    (
        "me",
        "us",
        "we",
        "i",
        "him",
        "her",
        "them",
        "you",
        "myself",
        "himself",
        "herself",
        "both",
        "all",
        "no",
        "yes",
        "yeah",
        "just",
    )
)
_NOBODY = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("kin alone")
    | word_group("not after a title")
    | frozenset(
        (
            "nothing",
            "neither",
            "maybe",
            "dunno",
            "probably",
            "same",
            "like",
            "sort",
            "kind",
            "only",
            "sometimes",
        )
    )
)
_THINGS = frozenset(phrase_group(_FILE, "thing"))


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`."""
    yield from _initials(text, words, lists)
    for pattern in (_KNOWN, _SMALL_CHILD):
        for found in pattern.finditer(text, words):
            last = found["name"].split()[-1]
            if _may_be(last, lists) and last.lower() not in _THINGS:
                yield found.span("name")
    if '"' in text or "“" in text:
        yield from _in_quotes(text)
    for found in _HEADED.finditer(text) if ": " in text else ():
        last = fold(found["name"].split()[-1])
        if (
            _may_be(last, lists)
            and last not in _THINGS
            and (last in lists.first or not lists.is_english(last))
        ):
            yield found.span("name")
    for found in _TO_DO.finditer(text):
        if fold(found["name"]) in lists.first and _may_be(found["name"], lists):
            yield found.span("name")
    if "?" in text and "\n" in text:
        yield from _answers(text, lists)


def _initials(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Two letters behind a word for kin or a worker; short forms of other things only where the other is in initials too."""
    for found in _INITIALS.finditer(text, words):
        letters = fold(found["name"])
        owned = _OWNED.search(text, max(0, found.start() - 24), found.start())
        if letters not in lists.field and (owned or letters not in lists.short):
            yield found.span("name")


def _in_quotes(text: str) -> Iterator[tuple[int, int]]:
    """Nicknames in quotes that are said to be somebody's friends, or that follow a word for somebody."""
    for found in _FELLOWS.finditer(text):
        for each in _QUOTED.finditer(text, *found.span("list")):
            if _may_be_quoted(each["name"]):
                yield each.span("name")
    for found in _QUOTED_ONE.finditer(text):
        if _may_be_quoted(found["name"]):
            yield found.span("name")


def _may_be_quoted(shown: str) -> bool:
    parts = shown.lower().split()
    return (
        shown.lower() not in _NO_NAME
        and parts[0] not in _NOBODY
        and not any(part in _NO_NAME or part in _NOBODY or _NOT_A_NAME.search(part) for part in parts[-1:])
    )


def _answers(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Who is named when it is asked who, and wherever that name stands again within a sentence."""
    names = set()
    for found in _ASKED.finditer(text):
        for each in _CAPITAL.finditer(text, *found.span("names")):
            if _may_answer(each.group(), lists):
                names.add(each.group())
                yield each.span()
    for name in names:
        for found in re.finditer(rf"(?<=[a-z,] ){re.escape(name)}(?![\w-])", text):
            yield found.span()


def _may_answer(shown: str, lists: Lexicon) -> bool:
    """ "Will." is a name where it is asked who, "Nan." and "Me." are none."""
    word = fold(shown)
    if word in _NO_ANSWER:
        return False
    return _may_be(shown, lists) or (word in lists.wordlike and word in lists.first)


def _may_be(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return (
        word not in _NOBODY
        and word not in lists.large_places
        and not (word in lists.field and word not in lists.first)
    )
