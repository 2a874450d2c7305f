"""Authors that a text cites, told by how it cites them and not by who they are.

"Pell and colleagues", "Pell (2019) argues", "Pell and Marrow's study", "a chapter by Pell", "Pell and Marrow on how children
tell"; and in a paragraph that cites several, the surnames that stand alone. A word that is a first name only is no author.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.people.nobodies import is_author, is_well_known_author, small_authors
from csaleads.anonymity.people.reading import cited as cited_in_reading
from csaleads.anonymity.text.lexicon import Lexicon, fold, leading_words, word_group
from csaleads.anonymity.text.scanning import WordStarts, may_hold, word_starts

_NAME = r"(?:(?:van|von|de|di) (?:der |den )?)?[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?"
_ANOTHER = r"(?:(?: and|,) [A-Z][\w-]+ \(\d{4}\))*"
_JOIN = r"(?:, (?:and |then )?| and | & )"
_LIST = rf"(?P<names>{_NAME}(?:{_JOIN}{_NAME}){{0,5}})(?!\w)"
_ALONE = r"(?<![\w'’-])"
_COLLEAGUES = re.compile(
    rf"{_ALONE}{_LIST},? (?:et al\b|(?:and|with|&) (?:(?:her|his|their|other) )?(?:colleagues|co-?authors|co-?workers))"
    r"(?! (?:attend|visit|saw|met|rang|call|arriv|came|will|went|from (?:the )?(?:school|health|police|team)))"
)
_YEAR = re.compile(
    rf"{_ALONE}{_LIST} \((?:19[5-9]\d|20[0-4]\d)[a-z]?\)(?={_ANOTHER}(?P<verb> (?:(?:both|all|also) )?[a-z]+)?)"
)
_JOINED_ON = re.compile(rf"{_ALONE}{_LIST} on (?:how|what|why|whether|when|[a-z]+ing)\b")
_MEASURE = re.compile(
    rf"\b(?:[Tt]he|[Aa]|with|using|by) {_LIST} (?:scales?|inventory|inventories|questionnaire|typology|continuum|checklist)\b"
)
_SMALL = r"(?:a|an|the|of|and|to|in|as|for|with|on|who|from|is|was)"
_QUOTED = re.compile(
    rf"\b(?:quot|cit)(?:es|ed|ing|e) (?:from )?{_LIST}(?: on (?:how|what|why|whether|when|[a-z]+ing)\b|[.,;:] |$)"
)
_READ = re.compile(rf"{_ALONE}{_LIST} (?:is|are|was|were) (?:also )?(?:cited|quoted)\b")
TOPIC = (
    r"(?:young people|children|adolescents|families|how|why|what|whether|when|exploitation|abuse|harm|trauma|attachment|"
    r"shame|consent|language|power|gender|race|disability|boys and|girls and|disclosure|memory|grooming|neglect)"
)
_PRAISED = re.compile(
    rf"{_ALONE}{_LIST} (?:is|are) (?:(?:still|long|sadly|now) )?(?:out of print|essential reading|worth reading|a classic|"
    rf"(?:very |really |so )?(?:good|excellent|brilliant|useful|strong|interesting) on {TOPIC}\b)"
)
_PRAISE = re.compile(
    r" (?:is|are) (?:[a-z]+ ){0,2}(?:out of print|essential reading|worth reading|a classic|on )"
)
_YEAR_BARE = re.compile(rf"{_ALONE}{_LIST} (?:19[5-9]\d|20[0-4]\d)(?=[,;.)]| and [A-Z])")
_ARGUE = re.compile(
    rf"{_ALONE}{_LIST} (?:both |all )?(?:describe|argue|suggest|estimate|define|propose|conclude|distinguish|theorise)d?\b"
)
_BOOK_BY = re.compile(rf"(?<![.?!] )\b[A-Z][\w'’]+(?: {_SMALL}| [A-Z][\w'’]+){{3,}} by {_LIST}")
_MODEL = re.compile(
    rf"\b[Tt]he {_LIST} (?:model|cycle|theory|framework|method|criteria|study|studies|hypothesis)\b"
)
_PER = re.compile(
    rf"\b(?:[Pp]er|[Cc]f\.?|[Pp]ace|[Ff]ollowing|[Ss]ee|[Ss]ee also|[Aa]ccording to|[Dd]rawing on) {_LIST},? (?:and|&) others\b"
)
_AND_OTHERS = re.compile(
    rf"{_ALONE}{_LIST},? (?:and|&) others (?:describe|argue|suggest|show|have (?:shown|argued|written|described))\b"
)
_CREDITED = re.compile(
    rf"{_ALONE}{_LIST} (?:gave us|taught us|remind us|reminded us|have taught us|have shown|have (?:long )?argued|coined|"
    r"have (?:been )?(?:said|saying|written|writing|arguing|warned|warning|telling us)"
    r"(?: this| that| it| so| about [a-z]+)? for (?:[a-z]+ )?(?:years|decades))\b"
)
_CREDITS = frozenset(
    ("gave", "taught", "remind", "reminded", "coined", "shown", "argued", "years", "decades")
)
_WOULD_SAY = re.compile(
    rf"{_ALONE}(?P<name>{_NAME}) (?:would (?:say|call|ask|remind|add|argue|have said)|reminds us|puts it|"
    r"taught us|gave us|coined)\b"
)
_SAYS = frozenset(("would", "reminds", "puts", "taught", "gave", "coined"))
_CITING = (
    (_COLLEAGUES, 1, frozenset(("colleagues", "et", "co", "coauthors", "coworkers")), None),
    (_PER, 1, frozenset(("others",)), None),
    (_AND_OTHERS, 1, frozenset(("others",)), None),
    (_CREDITED, 2, _CREDITS, None),
    (_JOINED_ON, 2, None, re.compile(r"and [A-Z][\w-]+ on \w")),
    (
        _QUOTED,
        1,
        frozenset(leading_words("cited citing")),
        None,
    ),
    (_PRAISED, 1, None, _PRAISE),
    (_READ, 1, frozenset(("cited", "quoted")), None),
    (
        _ARGUE,
        2,
        frozenset(
            f"{verb}{ending}"
            for verb in [
                "describe",
                "argue",
                "suggest",
                "estimate",
                "define",
                "propose",
                "conclude",
                "distinguish",
                "theorise",
            ]
            for ending in ("", "d")
        ),
        None,
    ),
    (_BOOK_BY, 2, None, re.compile(r" by [A-Z][\w-]+ (?:and|&) [A-Z]")),
)
"""Ways to cite, how many names it takes to be sure, and the words or the pattern that a text must have to be worth trying."""
_WORK_WORDS = frozenset(leading_words("cited work words"))
_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d")
_A_YEAR = re.compile(r" (?:19|20)\d\d\b")
_PART = re.compile(_NAME)
_WORDS = re.compile(r"[A-Z][\w-]+")
_CITED = re.compile(r"[A-Z][a-zà-ÿ]+(?:[A-Z][a-zà-ÿ]+)?(?:-[A-Z][a-zà-ÿ]+)?")
_TITLE_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|pc|dc|ds|di|sgt|uncle|aunt|auntie|mum|dad|nurse)\.? $", re.I
)
_CAPITAL_BESIDE = re.compile(r"[A-Z][\w'-]+ $")
_READING_LIST = 3
"""So many cited authors make a reading list of a paragraph."""


@cache
def _works() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "Pell and Marrow's study", "the Pell scale"; "a chapter by Pell"."""
    sure, open_ = (
        "|".join(sorted(word_group(kind))) for kind in ("works that are cited", "works of any kind")
    )
    between = r"(?:[a-z-]+ ){0,2}"
    owned = re.compile(
        rf"{_ALONE}{_LIST}['’]s? {between}(?:(?P<sure>{sure})|(?P<open>{open_}))\b(?! (?:at|in|for) (?:school|class|home))"
    )
    by = "(?:set out |written |described |developed |edited |drawn up )?(?:by|after|from|of)"
    written = re.compile(
        rf"\b(?:(?P<sure>(?i:{sure}))|(?P<open>(?i:{open_}))) {by} (?P<given>[A-Z][a-z]+ )?{_LIST}(?!['’]s|-)"
    )
    return owned, written


def authors(text: str, lists: Lexicon, words: WordStarts | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of the names in `text`, whose words begin at `words`, that are cited."""
    words = word_starts(text) if words is None else words
    cited = set(_cited_outright(text, lists, words)) | set(cited_in_reading(text, words, lists))
    if not cited:
        return
    names = {fold(text[start:end]) for start, end in cited}
    are_many = len(names) >= _READING_LIST
    for found in _CITED.finditer(text):
        start, end = found.span()
        word = fold(found.group())
        if _TITLE_BEFORE.search(text, max(0, start - 9), start) or text[start - 1 : start].isalnum():
            continue
        if (
            (start, end) in cited
            or word in names
            or (are_many and _is_author_among_authors(text, found, lists))
        ):
            yield start, end


def _cited_outright(text: str, lists: Lexicon, words: WordStarts) -> Iterator[tuple[int, int]]:
    for pattern, fewest, needed, sign in _CITING:
        may_be = bool(sign.search(text)) if sign else may_hold(words, needed or frozenset())
        for found in pattern.finditer(text) if may_be else ():
            yield from _surnames(text, found, lists, fewest=fewest)
    yield from _saying(text, words)
    yield from _dated(text, lists)
    if may_hold(words, _any_work()):
        yield from _of_works(text, lists)
    if may_hold(words, small_authors()):
        yield from _beside_well_known(text, lists)
    if not may_hold(words, _WORK_WORDS):
        return
    for found in _MODEL.finditer(text):
        yield from _surnames(text, found, lists, fewest=1)
    for found in _MEASURE.finditer(text):
        for part in _PART.finditer(text, *found.span("names")):
            yield part.span()


def _saying(text: str, words: WordStarts) -> Iterator[tuple[int, int]]:
    """ "Munro would say": an author whom everybody knows."""
    may_be = may_hold(words, _SAYS) and may_hold(words, small_authors())
    for found in _WOULD_SAY.finditer(text) if may_be else ():
        if is_well_known_author(found["name"]):
            yield found.span("name")


def _dated(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Pell (2019) argues", "Pell 2019, Marrow 2020": a year beside a name may also be that of a birth."""
    for found in _YEAR.finditer(text) if _IN_BRACKETS.search(text) else ():
        says = (found["verb"] or "").split()[-1:]
        is_author = bool(says) and says[0] in word_group("what authors do")
        yield from _surnames(text, found, lists, fewest=1 if is_author else 2)
    bare = list(_YEAR_BARE.finditer(text)) if _A_YEAR.search(text) and _theory().search(text) else []
    for found in bare if len(bare) > 1 else ():
        if not any(lists.is_english(fold(word)) for word in _WORDS.findall(found["names"])):
            yield from _surnames(text, found, lists, fewest=1)


def _of_works(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Pell and Marrow's study", "a chapter by Judith Pell"."""
    is_theory = bool(_theory().search(text))
    owned, written = _works()
    for found in owned.finditer(text):
        yield from _surnames(text, found, lists, fewest=1 if is_theory or _is_known(found) else 2)
    for found in written.finditer(text):
        if found["sure"] or is_theory or _is_known(found):
            yield from _surnames(text, found, lists, fewest=1)
            if found["given"] and fold(found["given"].strip()) in lists.first:
                yield found.start("given"), found.end("given") - 1


@cache
def _any_work() -> frozenset[str]:
    """The words with which a work is named."""
    words = word_group("works that are cited") | word_group("works of any kind")
    return frozenset(word.partition("-")[0] for word in words)


def _is_known(found: re.Match[str]) -> bool:
    return is_well_known_author(found["names"].split()[0])


@cache
def _theory() -> re.Pattern[str]:
    """Words of somebody who speaks of reading, of measures or of theory."""
    return re.compile(rf"\b(?:{'|'.join(sorted(word_group('speaks of theory')))})\b", re.I)


def _surnames(text: str, found: re.Match[str], lists: Lexicon, *, fewest: int) -> Iterator[tuple[int, int]]:
    """The names of `found`, where they are enough and none can be a first name only."""
    start = found.start("names")
    parts = [(start + each.start(), start + each.end()) for each in _PART.finditer(found["names"])]
    if len(parts) < fewest or _TITLE_BEFORE.search(text, max(0, start - 9), start):
        return
    unknown = [text[first:last] for first, last in parts if not is_well_known_author(text[first:last])]
    words = [fold(shown) for shown in unknown]
    if any(word in lists.first and word not in lists.last for word in words):
        return
    if words and len(words) == len(parts) and all(_is_child(word, lists) for word in words):
        return
    yield from parts


def _is_child(word: str, lists: Lexicon) -> bool:
    """Whether children are called so more than authors are."""
    return word in lists.own_first and not is_well_known_author(word.capitalize())


@cache
def _coordinated() -> re.Pattern[str]:
    joined = rf"(?:{_JOIN}| with | to |, then |; )"
    return re.compile(rf"{_ALONE}{_NAME}(?:{joined}{_NAME})+(?!\w)")


def _beside_well_known(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Freud, Pell and Marrow": surnames in one list with an author whom everybody knows."""
    if not any(is_well_known_author(found.group()) for found in _CITED.finditer(text)):
        return
    for found in _coordinated().finditer(text):
        parts = [
            (found.start() + each.start(), found.start() + each.end())
            for each in _PART.finditer(found.group())
        ]
        if not any(is_well_known_author(text[start:end]) for start, end in parts):
            continue
        for start, end in parts:
            word = fold(text[start:end])
            strange = not _is_child(word, lists) and not (word in lists.first and word not in lists.last)
            if strange or is_author(text[start:end]):
                yield start, end


def _is_author_among_authors(text: str, found: re.Match[str], lists: Lexicon) -> bool:
    """Whether a surname stands alone, as one cited does."""
    word = fold(found.group())
    if _CAPITAL_BESIDE.search(text, max(0, found.start() - 20), found.start()) or re.match(
        r" [A-Z]", text[found.end() :]
    ):
        return False
    return (
        not _is_child(word, lists)
        and not lists.is_english(word)
        and (word in lists.last or word not in lists.first)
    )
