"""People whom their place in a sentence or on a form sets apart, whatever word their name is.

"the bloke off the barges, Tinker, who", "calling himself Hornet", "Auntie Thumbelina", "children Ivo, Elvis, baby Zed",
"Other names: Bee, S.O.P.", "Tam y post", "Subject: KD - tonight", "Mr T".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts, may_hold

_FILE = "set_apart.txt"
_T = r"[A-Z][^\W\d_A-Z][^\W\d_]{0,12}(?:['’-][A-Z]?[^\W\d_]{1,12})?"
_PERSONS = phrase_group(_FILE, "person")
_PERSON = f"(?:{either(_PERSONS)})"
_APPOSED = LedPattern(
    re.compile(
        rf"\b{_PERSON}(?P<between>(?: [a-z][\w'’-]*){{0,5}}), (?P<name>{_T}),(?= (?:who|whose|\"|said|says|is|was|has|had|merely|"
        r"because|he|she|they|and|gave|came|lives|works|drives|told|calls|pays|keeps|likes|wants|took|sent|did|does|turned|at|on|in|to|from)|\s?\")"
    ),
    _PERSONS,
)
_BEFORE_PERSON = re.compile(
    rf"(?<![\w'’.-])(?P<name>{_T}(?: {_T})?), (?:the|our|a|his|her|their|my|mum's|dad's) (?:[a-z'-]+ ){{0,2}}{_PERSON}"
    r"(?=[,.;:)\n]|$| (?:who|of|at|from|in|on|upstairs|downstairs|across)\b)"
)
_CALLINGS = phrase_group(_FILE, "calling")
_CALLING = LedPattern(
    re.compile(rf"\b(?i:{either(_CALLINGS)}) [\"“]?(?P<name>{_T}(?: {_T})?|[A-Z](?=[.,;\"”)\n]|$))", 0),
    _CALLINGS,
)
_WHOM_CALLED = LedPattern(
    re.compile(
        rf"\b{_PERSON}(?: [a-z]+)? (?:whom? |that )?(?:she|he|they|we|I|everyone|everybody|the children|the "
        rf"kids|the boys|the girls) "
        rf"(?:only |just |all |always )?(?:calls?|called|knows? as|knew as) [\"“]?(?P<name>{_T})(?=[\"”,.;:)\n]|"
        rf"$| (?:and|who|from|at|is|was))"
    ),
    _PERSONS,
)
_TITLES = phrase_group(_FILE, "title")
_TITLED = LedPattern(
    re.compile(
        rf"\b(?:{either(sorted({*_TITLES, *(t.capitalize() for t in _TITLES)}, key=len, reverse=True))}) (?P<name>{_T})(?![\w-])"
    ),
    _TITLES,
)
_CAPITAL_TITLES = phrase_group(_FILE, "title with a capital")
_CAPITAL_TITLED = LedPattern(
    re.compile(
        rf"\b(?:{either(sorted((t.capitalize() for t in _CAPITAL_TITLES), key=len, reverse=True))}) (?P<name>{_T})(?![\w-])"
    ),
    _CAPITAL_TITLES,
)
_TITLE_AFTER = re.compile(
    rf"(?<![\w'’-])(?P<name>{_T})[ -](?:{either(phrase_group(_FILE, 'title after'))})(?![\w'’-])"
)
_AFTER_TITLES = frozenset(phrase_group(_FILE, "title after"))
_CHILDREN = phrase_group(_FILE, "children")
_ITEM = (
    rf"(?:(?:baby|twins?|little|big|and|&|\+|plus|half-brother|half-sister|the baby|also) )*{_T}(?:,? "
    rf"\(?\d{{1,2}}(?:\s?(?:yrs?|yo|mths?|wks?|m|y))?\)?)?"
)
_ROW = LedPattern(
    re.compile(
        rf"\b(?i:{either(_CHILDREN)})(?::| are| is| include| -| –| =|,|[ .…]{{3,12}})? ?(?P<list>{_ITEM}(?:(?:, "
        rf"?|; ?| and | & | ?\+ ?| / ){_ITEM}){{1,8}})"
    ),
    _CHILDREN,
)
_NAME = re.compile(_T)
_AGED_ROW = re.compile(
    rf"(?<![\w'’-]){_T} \(\d{{1,2}}(?:\s?(?:yrs?|yo|mths?|m|y))?\)(?:(?:,|;|,? and|,? &| \+) {_T} "
    rf"\(\d{{1,2}}(?:\s?(?:yrs?|yo|mths?|m|y))?\)){{1,7}}"
)
_WORD_AND = re.compile(
    rf"(?<![\w'’-])(?P<one>{_T})(?P<joint>,? (?:and|&)|,| \+) (?P<other>{_T})(?![\w'’-]| [A-Z])"
)
_FORM_NAME = re.compile(
    r"(?:^|\n)[^\n:–|]{0,24}?\b(?i:(?:first|last|other|given|fore|sur|middle|known|full|family|preferred|pet|previous|former|nick|alias|"
    r"birth|maiden|street|chosen|also known)[ -]?(?:names?|as)(?:\(s\)|/s)?)(?: "
    r"?\([^)\n]{0,24}\))?[^\n\w]{0,12}?\s?(?:[:–—|=-]|\.{3,}|…+|\?)+ ?"
    r"(?P<list>[A-Z][^\n]{0,60})"
)
_FORM_ITEM = re.compile(rf"{_T}|(?:[A-Z]\.){{2,4}}")
_NAME_WORDS = frozenset(
    ("name", "names", "surname", "forename", "surnames", "forenames", "nickname", "alias", "as")
)
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
"""Names of people too, where a form asks for one."""
_SUBJECT = re.compile(
    r"(?:^|\n)(?:Subject|Subj|Re|RE)\s?: ?(?:(?:RE|FW|FWD|Re|Fw|Fwd): ?)*(?P<name>[A-Z]{2,3})(?= [–-] | ?\n|$|"
    r",? (?:again|tonight|update|today)\b)"
)
_MISTER = re.compile(
    r"(?<![\w.])(?:Mr|Mrs|Ms|Miss|Sir|Coach|Auntie|Aunty|Uncle) (?P<name>[G-W])(?![\w.'’&-])(?!\. ?[A-Z])"
)
_LETTERED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Judge|Sir|Coach|Auntie|Aunty|Uncle|Child|Person|Witness) ([A-Z])(?![\w.'’&-])"
)
_MISTERS = frozenset(("mr", "mrs", "ms", "miss", "sir", "coach", "auntie", "aunty", "uncle"))
_IRISH = re.compile(r"(?<![\w'’-])O['’][A-Z][a-z]{2,}(?:-[A-Z][a-z]+)?(?![\w-])")
_SECOND_PARTS = "|".join(sorted(part.capitalize() for part in word_group("second parts of a given name")))
_DOUBLE = re.compile(rf"(?<![\w'’-])[A-Z][a-z]{{2,9}}-(?:{_SECOND_PARTS})(?: [A-Z](?![\w'’-]))?(?![\w-])")
_TRADE = re.compile(
    rf"(?<![\w'’-])(?P<name>{_T}(?: {_T})?) (?:(?:the|y|yr) (?:post|milk|bread|coal|bus|van|fish|shop|taxi|"
    rf"paper|meat|oil|farm|garage|"
    r"bakery|butcher|chips|pub|boats?|bins?|ponies|dogs?|siop|llaeth|glo|cig|bara)|Drws Nesa|Next Door)(?![\w-]| [A-Z])"
)
_HEADS = frozenset(("subject", "subj", "re"))
_TRADES = frozenset(phrase_group(_FILE, "trade"))
_REAL_NAME = re.compile(
    r"(?<![\w'’-])(?P<name>[^\W\d_][\w'’-]{2,13}) \((?:real|full|proper|actual|legal|birth) name"
)
_OWN = re.compile(
    rf"(?<=[a-z,;] )(?P<name>[A-Z][a-z]{{2,12}})['’]s (?:{either(phrase_group(_FILE, 'own'))})\b"
)
_NEVER_AGED = word_group("always roles") | frozenset(phrase_group(_FILE, "never"))
_NEVER = (
    word_group("function words")
    | word_group("nobody called")
    | word_group("always roles")
    | word_group("not after a title")
    | word_group("no name told")
    | frozenset(phrase_group(_FILE, "never"))
)
_PLURAL = re.compile(r"(?:ings|ions|ers|ists|ments|ity|ing|tion|ment|ness)$")


def find(text: str, masked: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """(start, end) of each in `text`, whose words begin at `words`; `masked` is it without names that are nobody's."""
    for pattern in (_APPOSED, _CALLING, _WHOM_CALLED):
        for found in pattern.finditer(text, words):
            if len(found["name"]) == 1 or _may_be(found["name"], lists):
                yield found.span("name")
    yield from _titled(text, words, lists)
    yield from _in_rows(text, masked, words, lists)
    yield from _on_forms(text, words, lists)
    for shape in (_IRISH, _DOUBLE) if "-" in text or "O'" in text else ():
        for found in shape.finditer(text):
            yield found.span()
    yield from _by_deed(text, words, lists)


def _titled(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Auntie Thumbelina", "Ate Liezel", "Mehmet abi", "Mr T"."""
    for pattern in (_TITLED, _CAPITAL_TITLED):
        for found in pattern.finditer(text, words):
            word = fold(found["name"])
            of_field = pattern is _TITLED and word in lists.field and word not in _NEVER
            if (of_field or _may_be(found["name"], lists)) and not _PLURAL.search(found["name"]):
                yield found.span("name")
    if words.has_any(_AFTER_TITLES):
        for found in _TITLE_AFTER.finditer(text):
            word = fold(found["name"])
            if _may_be(found["name"], lists) and (word in lists.first or not lists.is_english(word)):
                yield found.span("name")
    if (
        words.has_any(_MISTERS) and len(set(_LETTERED.findall(text))) == 1
    ):  # several stand for people in a judgment
        for found in _MISTER.finditer(text):
            yield found.span("name")


def _in_rows(text: str, masked: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "children Ivo, Elvis, baby Zed"; "Given (8), Trust (5)"; "Emre and Can."."""
    rows = [found.span("list") for found in _ROW.finditer(text, words)]
    rows += [found.span() for found in _AGED_ROW.finditer(text)] if "(" in text else []
    for span in rows:
        named = [each for each in _NAME.finditer(text, *span) if each.group() not in _JOINTS]
        known = sum("\x01" in masked[slice(*each.span())] for each in named)
        aged = "(" in text[span[0] : span[1]]
        if (
            all(_may_be(each.group(), lists, aged=aged) for each in named)
            and 3 * known <= len(named)
            and not _YEAR.match(text, span[1])
        ):
            for each in named:
                yield each.span()
    for found in _WORD_AND.finditer(masked) if " and " in text or " & " in text or " + " in text else ():
        yield from _companion(text, found, lists)


_YEAR = re.compile(
    r",? (?:and [A-Z][a-z]+ )?\((?:19|20)\d\d|,? et al\b|, (?:and )?[A-Z][a-z]+(?:,| and) [A-Z]"
)
_SEASONS = word_group("seasons and months")
_JOINTS = frozenset(("And", "Also"))


def _companion(text: str, found: re.Match[str], lists: Lexicon) -> Iterator[tuple[int, int]]:
    """What stands beside a sure name and is in the list of names that are words: "Jaxon and Summer", "Emre and Can."."""
    one, other = fold(found["one"]), fold(found["other"])
    for sure, doubtful, part in ((one, other, "other"), (other, one, "one")):
        if (
            sure in lists.first
            and not lists.is_english(sure)
            and sure not in lists.field
            and sure not in lists.large_places
            and (doubtful in lists.wordlike or (doubtful in lists.first and doubtful not in lists.field))
            and not (part == "one" and _opens(text, found.start()) and doubtful in _NEVER)
            and not (part == "other" and _GOES_ON.match(text, found.end()) and doubtful in _NEVER)
            and not _TERM.match(text, found.end(part))
            and not (found["joint"] == "," and doubtful in _SEASONS)
        ):
            yield found.span(part)


_GOES_ON = re.compile(r" (?:you|we|I|she|he|they|somebody|someone|anyone|not|be|the)\b|\?")
_TERM = re.compile(r",? (?:\d{4}|term|holidays?|half|break|Term|Holidays?)\b")


def _opens(text: str, start: int) -> bool:
    return text[:start].rstrip(" \"'(")[-1:] in ("", ".", "?", "!", ":", "\n")


def _on_forms(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    if may_hold(words, _NAME_WORDS):
        for found in _FORM_NAME.finditer(text):
            items = list(_FORM_ITEM.finditer(text, *found.span("list")))
            rest = _FORM_ITEM.sub("", found["list"])
            if re.search(r"[A-Za-z]{3}", rest) or len(items) > 5:
                items = items[:1] if re.match(rf"{_T}(?: {_T})?(?:[,;(/]|\s*$)", found["list"]) else []
            for each in items:
                word = fold(each.group())
                if each.group()[1] == "." or word in _WEEKDAYS or _may_be(each.group(), lists):
                    yield each.span()
    for found in _SUBJECT.finditer(text) if words.has_any(_HEADS) else ():
        letters = fold(found["name"])
        if letters not in lists.short and letters not in lists.field and not lists.is_english(letters):
            yield found.span("name")


def _by_deed(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    for found in _TRADE.finditer(text) if words.has_any(_TRADES) else ():
        if _may_be(found["name"].split()[0], lists) and not _opens_sentence_plainly(text, found, lists):
            yield found.span()
    if "name" in words:
        for found in _REAL_NAME.finditer(text):
            word = fold(found["name"])
            if word not in _NEVER and word not in lists.field:
                yield found.span("name")
    for found in _OWN.finditer(text) if "'s " in text or "’s " in text else ():
        word = fold(found["name"])
        if _may_be(found["name"], lists) and lists.is_english(word) and word not in lists.field:
            yield found.span("name")
    for found in _BEFORE_PERSON.finditer(text) if words.has_any(_PERSON_WORDS) else ():
        parts = found["name"].split()
        first = fold(parts[0])
        within = len(parts) == 2 and not _opens(text, found.start())
        known = (
            within
            or first in lists.first
            or fold(parts[-1]) in lists.last
            or not all(lists.is_english(fold(p)) for p in parts)
        )
        if (
            known
            and all(_may_be(part, lists) for part in parts)
            and not (len(parts) == 1 and lists.is_english(first))
        ):
            yield found.span("name")


_PERSON_WORDS = frozenset(word for phrase in _PERSONS for word in phrase.split()[:1])


def _opens_sentence_plainly(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    return _opens(text, found.start()) and lists.is_english(fold(found["name"].split()[0]))


def _may_be(shown: str, lists: Lexicon, *, aged: bool = False) -> bool:
    """Whether each word may be what somebody is called: no word of the field, the map, the calendar or grammar.

    With an age behind it, it may be one of grammar: "Given (8), Trust (5)".
    """
    return all(
        not (
            word in (_NEVER_AGED if aged else _NEVER)
            or (word in lists.field and word not in lists.wordlike)
            or word in lists.large_places
            or (word in lists.short and part.isupper())
        )
        for part in shown.split()
        for word in (fold(part),)
    )
