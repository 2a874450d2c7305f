"""Names, places and numbers that are told and not written: in halves, by letters, by what to change, by a rhyme, as a riddle.

"the first half is Mar and then goes cella", "swap the B for an M in Bartin", "her name is the flower with thorns". What tells
is marked, where the text says that a name, a place or a number is told; a lesson in letters tells nobody.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.disguises.fragments import is_name, may_be_word
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group
from csaleads.anonymity.text.scanning import Said, WordStarts

_FILE = "pieces_told.txt"
_MAY_TELL = re.compile(
    r"anagram|jumble|every |between|shares? |whose name|name(?: is|:|'s|=| was| would be)"
    r"[,:]? (?:just |only |really )?(?:the|an?|what|like|same|another|one)"
    r" |half|part\b|bit\b|syllable|piece|letter|(?:begin|start|end|finish)(?:s|ing)"
    r"?\s|rhym|sounds?\s|\bas in\b|swap|chang|replac|"
    r"switch|drop|instead|in place|minus|without the|take |the \w+ (?:who|with|that|of|after|before)"
    r"|named after|same as|what (?:a|you)|"
    r" \+ |less|more|twice|times|dozen|\d ?[-.,/ ] ?\d|at the start|opposite|word for|for an? |number of|"
    r"of the bible|called after",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*|\.\.\.?[^.!?\n]+)*|(?<=[.!?])[^\n]+")
_PARTS = either(phrase_group(_FILE, "part"))
_LETTER = (
    r"(?:(?:capital |big |small |little |double[ -]|letter )*[\"']?(?-i:[A-Z]|"
    r"[b-hj-z](?=[\s,.;\"'])|[ai](?=[,.;\"']))[\"']?)"
)
_PIECE = r"[\"']?(?-i:[A-Z][\w'-]*|[a-z]{1,8})[\"']?"
_FIRST_PIECE = r"(?:[\"']\w{1,10}[\"']|(?-i:[A-Z])\w{0,9})"
_NAME = r"[\"']?(?-i:[A-Z][a-z]+)[\"']?"
_PLACE_OF = (
    r"(?:first|1st|second|2nd|third|3rd|fourth|fifth|last|final|middle|other|next|front|back|opening|closing)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|"
    r"sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]\w+|\d{1,2}(?:st|nd|rd|th)|last)"
)
_THEN = r"(?:,? ?(?:and |then |and then |next |followed by |plus |with |after that |finally |a |an |it |goes |comes )*)"
_STRUCTURED = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:the )?{_PLACE_OF} (?:{_PARTS})(?: (?:of|to) (?:it|his|her|the|their)(?: \w+)?)"
        rf"? ?(?:is|are|was|=|:|goes|being)? ?{_FIRST_PIECE}(?!\w).{{0,40}}?"
        rf"(?:{_PLACE_OF}|other|rest|then|and)(?: (?:{_PARTS}))?(?: (?:of (?:it|the \w+)))"
        rf"?,? ?(?:is|are|was|=|:|goes|comes|being)? ?{_PIECE}(?![\w])",
        rf"(?:begins?|starts?|opens?)(?:ing)? (?:with|in|off with) {_THEN}?{_LETTER}(?:{_THEN}{_LETTER})"
        rf"{{1,14}}(?:{_THEN}(?:ends?|finish(?:es)?)(?:ing)? (?:with|in) {_PIECE})?(?!\w)",
        rf"(?:begins?|starts?|opens?)(?:ing)? (?:with|in|like|as|off with)"
        rf" {_THEN}?{_PIECE}{_THEN}(?:ends?|finish(?:es)?|closes?|stops?)(?:ing)? (?:with|in|like|on|as)"
        rf" {_THEN}?{_PIECE}(?!\w)",
        rf"(?:the )?{_ORDINAL} letter(?: (?:of|in) the alphabet)?(?:{_THEN}(?:(?:the )?{_ORDINAL}(?: letter)"
        rf"?(?: of the alphabet)?|{_LETTER})(?!\w)){{1,14}}(?: of the alphabet)?",
        rf"(?<!\w)(?P<first>[A-Z]) (?:as in|for|like in) (?P=first)"
        rf"\w+(?:{_THEN}(?:{_LETTER} (?:as in|for|like in) \w+|{_LETTER}(?!\w))){{1,14}}",
        rf"(?:swap|change|replace|switch|exchange|trade)(?:ping|ing|d|ped)? (?:the |its |an? |out |in )"
        rf"*(?:{_PLACE_OF} (?:letter|vowel|bit)|vowel|{_LETTER})(?!\w).{{0,30}}?(?:for|with|to|into|by)"
        rf" (?:an? |the )*{_LETTER}(?!\w)(?:,? (?:in|of|on|at the \w+ of) {_NAME})?",
        rf"(?:take|start with|start from|think of|say|write|like|it's|its|is)"
        rf" {_NAME},?(?: and| then| but| only| just)"
        rf"* (?:drop|put|add|lose|leave|remove|cut|take|stick|change|swap|minus|without|with|less|replace)"
        rf"\b(?: (?:the|an?|off|out|on|away|of|in|its|place|instead|end|start|front|back|for|at|letter|last|"
        rf"first|two|three|letters|to|and|put|add|but)| [\"']?[A-Z]\w{{0,4}}[\"']?(?!\w)"
        rf"| [\"']?[a-z]{{1,4}}[\"']?(?=[.,;\"' ]|$)){{1,14}}",
        rf"take (?:the |an? )?[\"']?\w{{1,4}}[\"']? (?:off|from|out of|away from)"
        rf" {_NAME}(?:,? and (?:put|add|stick|give it|use) (?:an? |the )?{_LETTER})?(?!\w)",
        rf"{_NAME},? (?:with|but with) (?:an? |the ){_LETTER}(?!\w)(?: (?:instead|for|in place)(?: of)"
        rf"?(?: the| an?)? {_LETTER}| (?:at|on) the (?:front|start|end|back))?",
        rf"(?:rhymes|rhyming) with {_PIECE}(?:,? (?:but|and|only|with|starts?|starting|begins?|beginning|an?|"
        rf"the|it|in|on|front|[A-Z])(?!\w)){{0,9}}",
        rf"sounds? (?:just |exactly |a bit )?like {_NAME}(?:,? (?:but|and|only|with|starts?|starting|begins?|"
        rf"an?|the|[A-Z])(?!\w)){{0,8}}",
        rf"(?:\w+ )?letters?(?: long)?[:,]? ?{_LETTER}(?:, ?| - |-| ){_LETTER}(?:(?:, ?| - |-| |, and | and )"
        rf"{_LETTER}){{1,12}}(?!\w)",
        rf"{_PIECE} (?:at|in|on|for) the (?:start|front|beginning|head)(?:{_THEN}{_PIECE} (?:at|in|on|for)"
        rf" the (?:middle|centre|end|back|finish|tail)){{1,3}}",
        rf"(?:capital|big) [A-Z](?:{_THEN}(?:an? )*(?:(?:small |little |capital |big )*(?:double[ -])"
        rf"?[a-z](?:-double-[a-z])?(?!\w))){{2,12}}",
        rf"[a-z] (?:big|capital) [A-Z](?:{_THEN}(?:small |little )[a-z](?!\w)){{2,12}}",
        r"[\"']\w{2,12}[\"'] with (?:an? )?[\"']?\w{1,6}[\"']? (?:instead of|for|in place of|where)"
        r" (?:the )?[\"']?\w{1,6}[\"']?",
        rf"[\"']?\w{{3,12}}[\"']? (?:minus|without|less) the (?:{_PLACE_OF} (?:letter|bit)"
        rf"s?|[\"']\w{{1,5}}[\"']|[A-Z])(?!\w)",
    )
)
_SHORT = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:an? )?(?:anagram|jumble|mix) of {_PIECE}(?!\w)",
        r"(?:taking |take |reading |read )?every (?:other|second|third|2nd|3rd) letter (?:of|in|from) \w+",
        rf"the letters? (?:between|before|after|next to) {_LETTER}(?!\w)(?: and {_LETTER}(?!\w))?",
        r"(?:(?:the )?letters? )?(?:begins?|starts?) (?:with )?(?:the letters? )?[\"']?(?-i:[A-Z])"
        r"\w{0,4}[\"']?,? .{0,36}?(?:ends?|finish(?:es)?) (?:with |in )?(?:the letters? )"
        r"?[\"']?\w{1,5}(?!\w)",
        rf"{_NAME},? (?:but )?(?:with|without|minus|plus) (?:an?|the|no) {_LETTER}(?!\w).{{0,24}}?(?:and|but)"
        rf" (?:with |without |no |an? |the )*{_LETTER}(?!\w)",
        r"whose name (?:is|means|rhymes|begins|starts) [^.;\n]{4,60}",
        r"[A-Z][a-z]{0,7} ?- the (?:first|front) (?:bit|part|half) ?-.{0,16}?[a-z]{1,8}(?!\w)",
    )
)
_SHARED = re.compile(
    r"(?P<told>(?:that |which )?shares? (?:its|his|her|their|a) (?:sur|first )?names? with (?:a|an|the)"
    r" [^.;\n]{4,60})",
    re.I,
)
_GIVEN = re.compile(r"(?<!\w)(?:(?<=[,;:(\-] )[A-Z][a-z]+|\w(?:[ .-]\w){3,}|[A-Z]\w*[ -]\w+[A-Z]\w*)(?!\w)")
_CLUE = re.compile(
    r"\b(?:(?:sur|fore|nick|sir)?name|first name|last name|second name)(?: of (?:the|her|his) \w+)"
    r"?(?: is|:|'s|=| was| would be)[,:]? "
    r"(?P<told>(?:just |only |really )?(?:the|an?|what|like|same as|another word|one)(?: [a-z',-]+){0,6}? "
    r"(?:of|with|who|that|which|you|after|before|between|but|where|when|bakes|for|river|hill)\b[^.;:\n]{3,80})",
    re.I,
)
_NO_CLUE = re.compile(
    r"\b(?:list|lists|file|files|form|forms|register|secret|record|records|certificate|report|passport|"
    r"front|same one|wrong|problem|"
    r"mistake|database|system|letter ?head|only one|one thing|minutes|log|birth|system|spelling|spelled|"
    r"spelt|issue|reason|same name)\b",
    re.I,
)
_TELLS = r"(?:is|are|was|being|it's|its|=|:|called|named|say|means|be)"
_RIDDLE = re.compile(
    rf"(?:{_TELLS}[,:]? )(?P<told>(?:(?:just |really |only |exactly )"
    rf"?(?:the|an?|what|like|another|other|named|called|same|one|somebody|someone|after|half|twice|two|"
    rf"three|double|as|to)\b)"
    rf"[^;:\n]{{0,40}}?\b(?:{either(phrase_group(_FILE, 'riddle'))})(?:s|es)?\b[^.;\n]{{0,70}})",
    re.I,
)
_NAMED_AFTER = re.compile(r"\b(?P<told>(?:named|called) after (?:the|a|what)\b[^.;\n]{4,70})", re.I)
_SUM = re.compile(
    rf"(?:{_TELLS}[,:]? |: ?|\bat (?:number|no\.?) )"
    rf"(?P<told>[^.;\n]{{0,36}}\b(?:{either(phrase_group(_FILE, 'sum'))})\b[^.;\n]{{0,48}})",
    re.I,
)
_NUMBERED = re.compile(
    r"(?<![\w.,/-])(?:[1-9]|1\d|2[0-6])(?P<gap>[-./ ]|, ?| - )(?:[1-9]|1\d|2[0-6])(?:(?P=gap)"
    r"(?:[1-9]|1\d|2[0-6])){2,12}(?![\w/-]|\.\d)"
)
_HOUSE = re.compile(
    r"\b(?:house|door|flat) (?:number|no)\b|\bnumber of (?:the|his|her|our|my) (?:house|door|flat)"
    r"\b|\bnumber is\b|\bat (?:number|no\.?)(?! \d)\b",
    re.I,
)
_SUMMED = re.compile(r"(?<![\w+] )(?<![\w+])[A-Z][a-z]{0,5}(?: ?\+ ?[a-z]{1,6}){1,5}(?!\w| ?\+)")
_SEEN, _GIVEN_AFTER = 100, 24


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(phrase_group(_FILE, kind))})(?!\w)", re.I)


@cache
def _said() -> Said:
    return Said(phrase_group(_FILE, "told"))


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each passage of `text`, whose words begin at `words`, that tells, in a sentence that says what."""
    if not _said().is_in(text.lower(), words):
        return
    for found in _SENTENCE.finditer(text):
        start, end = found.span()
        if not _MAY_TELL.search(text, start, end):
            continue
        around = text[max(0, start - _SEEN) : end]
        if not _words("told").search(around) or _words("lesson").search(around):
            continue
        label = _label(text[start:end])
        for first, last in _passages(text, start, end, lists):
            yield Span(first, last, label)


def _label(sentence: str) -> Label:
    """What is told: the last that the sentence names."""
    if _words("school").search(sentence):
        return Label.SCHOOL
    return Label.ADDRESS if _words("place").search(sentence) or _HOUSE.search(sentence) else Label.PERSON


def _passages(text: str, start: int, end: int, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for pattern in (*_STRUCTURED, *_SHORT):
        for found in pattern.finditer(text, start, end):
            yield found.span()
    yield from _riddles(text, start, end, lists)
    yield from _reckoned(text, start, end, lists)


def _riddles(text: str, start: int, end: int, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """What a name is said to be or to be after, where it does not stand there too."""
    for found in _CLUE.finditer(text, start, end):
        if not _NO_CLUE.search(found["told"]) and not _is_given(text, *found.span("told"), lists):
            yield found.span("told")
    if said := _words("told").search(text, start, end):
        for riddle in (_RIDDLE, _NAMED_AFTER, _SHARED):
            for found in riddle.finditer(text, said.start(), end):
                if not _is_given(text, *found.span("told"), lists):
                    yield found.span("told")


def _reckoned(text: str, start: int, end: int, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Numbers that are to be worked out, and names that are added up or stand in numbers for letters."""
    for found in _SUM.finditer(text, start, end) if _HOUSE.search(text, start, end) else ():
        if _HOUSE.search(text, start, found.start("told")):
            yield found.span("told")
    for found in _SUMMED.finditer(text, start, end):
        if is_name(fold(re.sub(r"[ +]", "", found.group())), lists):
            yield found.span()
    for found in _NUMBERED.finditer(text, start, end):
        word = "".join(chr(96 + int(each)) for each in re.findall(r"\d+", found.group()))
        if is_name(fold(word), lists) or (may_be_word(word) and "alphabet" in text[start:end].lower()):
            yield found.span()


def _is_given(text: str, start: int, end: int, lists: Lexicon) -> bool:
    """Whether the name stands there too, or its letters do, so that no riddle keeps it."""
    for found in _GIVEN.finditer(text, start, min(len(text), end + _GIVEN_AFTER)):
        word = fold(found.group())
        if not word.isalpha() or ((word in lists.first or word in lists.last) and found.start() > start):
            return True
    return False
