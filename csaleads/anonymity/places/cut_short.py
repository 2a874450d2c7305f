"""Places whose kind is cut short, rare or left out.

"tern valley gen", "at the Legion", "the former Crown and Anchor", "flat over Pizza Galaxy", "The Lodge at Ferriby Hey",
"sandy bay caravan pk", "said 'THE BEECHES'", "lower heys", "on bail to the lodge station approach".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FILE = "places_cut_short.txt"
_W = r"[a-z][a-z'’-]{2,13}"
_T = r"[A-Z][\w'’-]+"
_LEADS = r"(?:at|@|to|from|in|of|near|nr|on|off|via|outside|behind|past|round|by|bkd|booked|thinks|says|said|called|and|is)"
_AT = re.compile(rf"\b{_LEADS} (?:the )?$", re.I)
_HOSPITAL = re.compile(
    rf"(?<![\w'’-])(?P<name>(?:(?P<more>{_W}) )?(?P<own>{_W}) (?:gen|ante[ -]?natal|post[ -]?natal|maternity|matty|"
    r"infirm|inf|cottage hosp|"
    r"comm hosp|gynae|paeds|nicu|scbu|hosp|a ?& ?e|a and e|mat unit|birth centre))"
    r"(?=[.,;:)?!\n]|$| (?:\d|@|at|on|for|with|w|re|and|&|today|2day|tomoz|tmrw|dr|who|since|last|this|"
    r"(?:mon|tue|tues|wed|weds|thu|thur|"
    r"thurs|fri|sat|sun)\b))",
    re.I,
)
_HOSPITALS = frozenset(
    (
        "gen",
        "antenatal",
        "ante",
        "postnatal",
        "post",
        "maternity",
        "matty",
        "infirm",
        "inf",
        "hosp",
        "gynae",
        "paeds",
        "nicu",
        "scbu",
        "mat",
        "birth",
        "a",
    )
)
_CLUBS = phrase_group(_FILE, "club by its kind")
_CLUB = re.compile(
    rf"\b(?:at|in|of|outside|behind|near|by|from|to|down|opposite|above|over|past|round) (?:[Tt]he|[Oo]ur) "
    rf"(?P<name>{either(_CLUBS)})"
    r"(?![\w'’-]| [A-Z]| of\b)"
)
_CLUB_WORDS = frozenset(word.lower() for club in _CLUBS for word in re.findall(r"\w+", club)[:1])
_FORMER = re.compile(
    rf"\b(?:former|old|disused|closed|empty|derelict|boarded-up|converted) "
    rf"(?P<name>(?P<first>{_T}) (?:and|&) (?P<last>{_T}))(?![\w-])"
)
_FORMER_WORDS = frozenset(("former", "old", "disused", "closed", "empty", "derelict", "boarded", "converted"))
_OVER = re.compile(
    rf"\b(?:flats?|bedsit|rooms?|maisonette|lives?|living|lived|stay(?:s|ing|ed)|sleeps|sleeping|squat|digs) "
    rf"(?:is |that is )?(?:over|above|"
    rf"on top of|upstairs from) (?:the )?(?P<name>{_T}(?: (?:and |& |of )?{_T}){{0,3}})"
)
_OVER_WORDS = frozenset(("over", "above", "top", "upstairs"))
_HOUSE_AT = re.compile(
    rf"(?<![\w'’-])(?P<name>[Tt]he (?:{either(phrase_group(_FILE, 'house'))}) (?:at|in|on) {_T}(?: {_T}){{0,2}})(?![\w'’-])"
)
_HOUSES = frozenset(word.lower() for word in phrase_group(_FILE, "house"))
_NAMED_AFTER_TREES = re.compile(
    rf"(?<![\w-])(?P<name>the (?:{either(phrase_group(_FILE, 'trees'))}))(?=['\"’”.,;)\n]|$)", re.I
)
_TREES = frozenset(phrase_group(_FILE, "trees"))
_QUOTE = re.compile(
    r"(?:said|says|answered|replied|wrote|called|is|at|it was|school|home|to|from):? ?[\"'“‘]$", re.I
)
_KIND = re.compile(
    rf"(?<![\w'’-])(?P<name>(?:{_W} (?:(?:of|the) )*)?(?P<own>{_W}) "
    rf"(?:caravan (?:pk|prk|pks|site|park)|hol(?:iday)? (?:pk|park|camp)|"
    r"trailer park|tabernacle|gospel hall|gurdwara|mandir|masjid|synagogue|citadel|meeting house))(?![\w'’-])",
    re.I,
)
_KINDS = frozenset(
    (
        "caravan",
        "hol",
        "holiday",
        "trailer",
        "tabernacle",
        "gospel",
        "gurdwara",
        "mandir",
        "masjid",
        "synagogue",
        "citadel",
        "meeting",
    )
)
_UPPER = LedPattern(
    re.compile(
        r"\b(?:lower|upper|nether|higher|hither) (?P<own>[a-z]{4,12})"
        r"(?=[.,;:)\n]|$| (?:nobody|no one|est|estate|again|and|with|where|at)\b)",
        re.I,
    ),
    ("lower", "upper", "nether", "higher", "hither"),
)
_HAMLET = re.compile(r"(?:heys?|royds?|clough|thwaite|holme|shaws?|croft|wick|stead)$")
_APPROACH = re.compile(
    rf"\b(?:to|at|from|of|on) (?P<name>(?:the (?:{either(word.lower() for word in phrase_group(_FILE, 'house'))}),? )?"
    r"(?:station|church|mill|priory|castle|abbey|dock|harbour|chapel|bridge|manor|quarry|hospital|school|college|ferry|market) "
    r"approach)(?![\w-])",
    re.I,
)
_FARMS = re.compile(rf"(?<![\w'’-])(?P<name>(?:{either(phrase_group(_FILE, 'farm'))}) Farm)s?(?![\w'’-])")
_LOCK = re.compile(
    r"(?<![\w'’-])(?P<name>[A-Z][a-z-]{2,}(?:['’]s|s['’]) "
    r"(?:Lock|Locks|Basin|Staithe|Cut|Jetty|Pier|Slip|Hard|Tabernacle))(?![\w'’-])"
)
_LOCKS = frozenset(
    ("lock", "locks", "basin", "staithe", "cut", "jetty", "pier", "slip", "hard", "tabernacle")
)
_NEVER = (
    word_group("function words")
    | word_group("no name of a place")
    | frozenset(phrase_group(_FILE, "no own name"))
)
_GENERAL = frozenset(phrase_group("places_told.txt", "no own place"))


def find(paragraph: str, text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, a paragraph without names that are nobody's, whose words begin at `words`; `plainly` lacks capitals
    where they say nothing.
    """
    for start, end, label in _found(text, plainly, words, lists):
        if "\x01" not in text[start:end]:
            yield Span(start, end, label)
    if words.has_any(_TREES):
        for found in _NAMED_AFTER_TREES.finditer(paragraph):
            if _QUOTE.search(paragraph, max(0, found.start() - 12), found.start()):
                yield Span(*found.span("name"), Label.SMALL_PLACE)


def _found(text: str, plainly: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:  # noqa: C901 - one branch for each kind of place
    if words.has_any(_HOSPITALS):
        for found in _HOSPITAL.finditer(plainly):
            if span := _led(found, plainly, lists):
                yield *span, Label.HEALTH
    if words.has_any(_KINDS):
        for found in _KIND.finditer(plainly):
            if _may_name(found["own"], lists):
                yield _start_of(found, lists), found.end("name"), Label.SMALL_PLACE
    for pattern, needed in _PLAIN:
        for found in pattern.finditer(plainly) if words.has_any(needed) else ():
            yield *found.span("name"), Label.SMALL_PLACE
    yield from _former_and_over(plainly, words, lists)
    for found in _UPPER.finditer(plainly, words):
        word = fold(found["own"])
        if not (
            (lists.is_english(word) and not _HAMLET.search(word))
            or word in lists.field
            or word in lists.short
            or word in lists.large_places
        ):
            yield *found.span(), Label.SMALL_PLACE
    if "approach" in words:
        for found in _APPROACH.finditer(plainly):
            yield *found.span("name"), Label.ADDRESS


def _former_and_over(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int, Label]]:
    """ "the former Crown and Anchor", "a flat over Pizza Galaxy"."""
    if words.has_any(_FORMER_WORDS):
        for found in _FORMER.finditer(text):
            if not {fold(found["first"]), fold(found["last"])} & (lists.first - lists.english):
                yield *found.span("name"), Label.SMALL_PLACE
    if words.has_any(_OVER_WORDS):
        for found in _OVER.finditer(text):
            if fold(found["name"].split()[0]) not in _NEVER:
                yield *found.span("name"), Label.SMALL_PLACE


_PLAIN = (
    (_CLUB, _CLUB_WORDS),
    (_HOUSE_AT, _HOUSES),
    (_FARMS, frozenset(("farm", "farms"))),
    (_LOCK, _LOCKS),
)


def _led(found: re.Match[str], text: str, lists: Lexicon) -> tuple[int, int] | None:
    """A hospital cut short, where a place may stand: "scan at rosewood ante natal", not "second gen"."""
    if not _may_name(found["own"], lists):
        return None
    start = _start_of(found, lists)
    return (start, found.end("name")) if _AT.search(text, max(0, start - 12), start) else None


def _start_of(found: re.Match[str], lists: Lexicon) -> int:
    """Where the name begins: without a word before it that is none of it."""
    first = found["name"].split()[0]
    own = first == found["own"] or (_may_name(first, lists) and fold(first) not in _BEFORE_NAMES)
    return found.start("name") if own else found.start("own")


_BEFORE_NAMES = frozenset(phrase_group(_FILE, "before a name"))


def _may_name(shown: str, lists: Lexicon) -> bool:
    word = fold(shown)
    return not (
        word in _NEVER
        or word in _GENERAL
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
    )
