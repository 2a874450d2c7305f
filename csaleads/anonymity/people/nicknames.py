"""Names that are words, where the text says outright whose they are: in quotes beside a name, in a signature, in a family.

"Ernest Pye, \"Gaffer\"", "we called her the Vulture", "Bunty, Birdie and Bee are sisters", "Tabs, short for Tabitha".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text import uncased
from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold, word_starts

_TITLE = r"[A-Z][a-z'-]{1,12}"
_BESIDE_A_NAME = re.compile(
    rf"(?<!\. ){_TITLE} {_TITLE},? \(?\"(?P<name>{_TITLE}(?: {_TITLE})?)\"(?=[),.;:\n]| \(|$)"
)
_QUOTED_IN_LIST = re.compile(
    r"\b(?:associates?|nominals?|peers|mates|friends|contacts|names given|also named|people mentioned|aliases)(?: \w+)?: ?"
    r"(?P<list>[^\n.;]{0,80})",
    re.I,
)
_QUOTED = re.compile(rf"\"(?P<name>{_TITLE})\"")
_CALLED_TWO = LedPattern(
    re.compile(
        r"\b(?:uncle|auntie|aunt|man|woman|boy|girl|lad|lass|bloke|guy|friend|mate|neighbour|lodger|male|female|dealer"
        r"|somebody|someone|"
        rf"(?:call(?:s|ed)?|knows?|knew) (?:him|her|them))\"? (?:called |named |known as "
        rf"|as )?\"?(?P<name>{_TITLE} {_TITLE})\b(?! {_TITLE})"
    ),
    leading_words("nicknames called two"),
)
_CALLED_ONE = LedPattern(
    re.compile(
        rf"\b(?:call(?:s|ed|ing)?|knows?|knew) (?:him|her|them)(?: as)? \"?(?P<name>{_TITLE})\"?"
        r"(?=[.,;)\n]|$| (?:and|but|who|because|since|at|in|on|from|when|or|not)\b)"
    ),
    ["call", "calls", "called", "calling", "know", "knows", "knew"],
)
_THE = LedPattern(
    re.compile(
        rf"\bcall(?:s|ed|ing)? (?:him|her|them|the [a-z]+) \"?(?:(?i:the) )\"?(?P<name>{_TITLE})\b(?! {_TITLE})"
    ),
    ["call", "calls", "called", "calling"],
)
_RHYMED = re.compile(rf"(?P<given>[A-Z](?<![\w'-].)[a-z'-]{{1,12}}) the (?P<what>{_TITLE})\b(?! {_TITLE})")
_KINSHIP = LedPattern(
    re.compile(
        rf"(?<![\w'-])(?:Uncle|Auntie|Aunty|Nanny|Cousin) (?!Says|Said|Told|Asked|Rang|Mc|Sam\b)(?P<name>{_TITLE})(?![\w'-])"
    ),
    ["uncle", "auntie", "aunty", "nanny", "cousin"],
)
_SHORT_FOR = re.compile(
    rf"(?<![\w'-])(?P<name>{_TITLE})(?:,? \(?| is )(?:short|shortened|a pet name|the pet name|pet name) (?:for|of"
    rf"|from) (?P<long>{_TITLE})\b"
)
_QUOTED_DOES = re.compile(
    rf"\"(?P<name>{_TITLE})\" (?:sold|sells|gave|gives|bought|buys|picks|picked|drove|drives|hit|sent|sends|lives|takes|took|"
    r"texts|texted|rang|pays|paid)\b"
)
_HAILED = re.compile(
    rf"\"(?:yo|hey|hi|hiya|oi|alright|aite|ello|hello|ey|safe),? (?P<name>{_TITLE}),? (?:its|it's|its only"
    rf"|this is) (?P<own>{_TITLE}|[A-Z])\b"
)
_FAMILY = re.compile(
    rf"(?<![\w'-])(?P<list>{_TITLE}(?:, {_TITLE})*,? and {_TITLE}) (?:are|were) (?:all |both |full |half |the |her |his "
    rf"|their )*"
    r"(?:sisters|brothers|siblings|twins|triplets|cousins|half-sisters|half-brothers|half-siblings|step-?sisters"
    r"|step-?brothers|stepsiblings)\b"
)
_INTRODUCED = LedPattern(
    re.compile(
        r"\b(?:daughters|sons|sisters|brothers|girls|boys|twins|triplets|siblings|children|grandchildren|nieces|nephews)"
        rf"(?: are| were|,? called|,? named|:| -) ?(?P<list>{_TITLE}(?: {_TITLE})?(?:, {_TITLE}(?: {_TITLE})?)*,? (?:and"
        rf"|&) {_TITLE}(?: {_TITLE})?"
        rf"|{_TITLE}(?: {_TITLE})?(?:, {_TITLE}(?: {_TITLE})?){{2,}})"
    ),
    leading_words("nicknames introduced"),
)
_GATHERED = re.compile(
    r"(?:^|\n|[.;] ?)[ \t]*(?:people|present|attend(?:ees|ing|ed)|in attendance|in the room|on the call|online|apologies"
    r"|invited|here|there)"
    r"(?: from)?: ?(?P<list>[^\n.;:]{3,200})",
    re.I,
)
_ITEM = re.compile(rf"(?:^|, | and | & )(?P<name>{_TITLE})(?=,| \(| from | and | & |$|\.)")
_SIGNED = LedPattern(
    re.compile(
        r"\b(?:Yours (?:faithfully|sincerely|truly|ever|gratefully|respectfully|in haste)|(?:[Ww]ith )?(?:[Kk]ind|[Ww]arm"
        r"|[Bb]est|[Kk]indest|[Ww]armest) (?:[Rr]egards|[Ww]ishes))"
        rf"(?: comma)?,?[ \n]+(?P<name>{_TITLE}(?: (?:[A-Z]\.? )?{_TITLE}(?:-{_TITLE})?)?)(?=[ ,.(\n]|$)"
    ),
    leading_words("nicknames signed"),
)
_SIGNED_AS = LedPattern(
    re.compile(
        rf"\b[Yy]ours,? (?:an?|your|the) [^\n.]{{3,40}}?[ ,]*[,\n ][ \n]*(?P<name>{_TITLE})(?: {_TITLE})?\s*$"
    ),
    ["yours"],
)
_PROBLEM = re.compile(
    r"(?<![\w'-])(?P<name>(?P<given>[a-z]{2,12}) (?P<last>[a-z]{3,14})),? \(?(?:cautioned|convicted|arrested|charged"
    r"|bailed|sentenced|remanded|registered sex|rso\b|"
    r"on licence|on bail|nfa'?d|acquitted|released|interviewed under|served \d|aged? \d|dob\b|d\.o\.b)",
    re.I,
)
_PROBLEM_WORD = re.compile(
    r", \(?(?:caut|conv|arr|char|bail|sent|rem|reg|rso|on |nfa|acq|rel|int|serv|age|dob|d\.o|\d)|\w \((?:aged? |dob|rso|on )",
    re.I,
)
_POLICE_WORDS = frozenset(leading_words("nicknames police words"))
_FAMILY_WORDS = frozenset(leading_words("nicknames family words"))
_STARTERS = word_group("function words")
_NOBODY = word_group("nobody called")
_KIN_WORDS = word_group("kin in a name") | frozenset(("mama", "papa", "nan", "sir", "miss"))
_ROLES = word_group("always roles")
_NOT_AFTER_TITLE = word_group("not after a title")
_SHORT_AND_NAMES = word_group("short forms that people are called by")


def told_in(
    text: str, lists: Lexicon, *, loud: bool, words: WordStarts | None = None
) -> Iterator[tuple[int, int]]:
    """(start, end) of every such name in `text`, whose words begin at `words`.

    Where capitals say nothing, only of those that need none.
    """
    words = word_starts(text) if words is None else words
    yield from _known_to_police(text, words, lists)
    yield from uncased.told_in(text, lists)
    if loud:
        return
    if '"' in text:
        yield from _quoted(text, lists)
    yield from _called(text, words, lists)
    for found in _RHYMED.finditer(text):
        if fold(found["given"]) in lists.first and _may_be_called(found["what"], lists):
            yield found.span()
    for found in _SHORT_FOR.finditer(text) if "short" in text or "pet name" in text else ():
        if fold(found["long"]) in lists.first or not lists.is_english(fold(found["long"])):
            yield found.span("name")
            yield found.span("long")
    yield from _listed(text, words, lists)


def _called(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "called him Bigs", "call him the Wolf", "Uncle Chip", "Yours sincerely, Hilda"."""
    for pattern in (_CALLED_TWO, _CALLED_ONE, _THE, _KINSHIP, _SIGNED, _SIGNED_AS):
        for found in pattern.finditer(text, words):
            if pattern is _CALLED_ONE and fold(found["name"]) in _KIN_WORDS:
                continue
            if all(_may_be_called(word, lists) for word in found["name"].split()):
                yield found.span("name")


def _may_be_called(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return not (
        word in _STARTERS
        or word in _NOBODY
        or word in _ROLES
        or word in lists.large_places
        or word in _NOT_AFTER_TITLE
        or (word in lists.field and word not in lists.first and word not in ("mama", "papa"))
    )


def _quoted(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for found in _BESIDE_A_NAME.finditer(text):
        before = found.group().split('"')[0].strip(' ,("').split()
        if any(fold(word) in lists.first or fold(word) in lists.last for word in before):
            yield found.span("name")
    met = [
        each
        for found in _QUOTED_IN_LIST.finditer(text)
        for each in _QUOTED.finditer(text, *found.span("list"))
    ]
    for found in (*met, *_QUOTED_DOES.finditer(text)):
        if _may_be_called(found["name"], lists):
            yield found.span("name")
    for found in _HAILED.finditer(text):
        for part in ("name", "own"):
            if fold(found[part]) not in _NOBODY or len(found[part]) == 1:
                yield found.span(part)


def _listed(text: str, starts: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    families = _FAMILY.finditer(text) if may_hold(starts, _FAMILY_WORDS) else ()
    for some, is_family in ((families, True), (_INTRODUCED.finditer(text, starts), False)):
        for found in some:
            words = list(re.finditer(r"[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?", found["list"]))
            plain = [fold(each.group().split()[-1]) for each in words]
            known = sum(word in lists.first or word in lists.wordlike for word in plain)
            if is_family or 2 * known >= len(plain):
                for each, word in zip(words, plain, strict=True):
                    if word not in _STARTERS and (word not in lists.field or not is_family):
                        yield found.start("list") + each.start(), found.start("list") + each.end()
    for found in _GATHERED.finditer(text) if ":" in text else ():
        for each in _ITEM.finditer(found["list"]):
            word = fold(each["name"])
            if word in _SHORT_AND_NAMES or (word in lists.wordlike and _may_be_called(word, lists)):
                yield found.start("list") + each.start("name"), found.start("list") + each.end("name")


def _known_to_police(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "dean wragg, cautioned for": a given name and a word that is none, without capitals."""
    may_be = may_hold(words, _POLICE_WORDS) and _PROBLEM_WORD.search(text)
    for found in _PROBLEM.finditer(text) if may_be else ():
        given, last = fold(found["given"]), fold(found["last"])
        strange = last in lists.last or not (
            lists.is_english(last) or last in lists.field or last in lists.short
        )
        if given in lists.first and given not in lists.short and strange and given not in _STARTERS:
            yield found.span("name")
