"""Numbers that are written loosely or that other countries and offices give: postcodes mistyped or read out letter by
letter, marks with letters that look like figures, telephones with odd gaps, codes after any "number" or "code".
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, read_digits
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_FIGURE = re.compile(r"\d")
_AREAS = word_group("postcode areas")
_UNITS = frozenset(
    (
        "ST",
        "ND",
        "RD",
        "TH",
        "AM",
        "PM",
        "KG",
        "MG",
        "ML",
        "CM",
        "KM",
        "MM",
        "HR",
        "YR",
        "PT",
        "GB",
        "MB",
        "TB",
        "YO",
    )
)
_ANY_LETTERS = re.compile(r"(?<![\w/])[A-Z]{1,2}\d[A-Z\d]? (?:\d ?[A-Z]{2}|\d[A-Z] [A-Z])(?![\w/])")
_SMALL = re.compile(
    r"(?<![\w/])[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?![\w/])|(?<![\w/])[a-z]{2}\d[a-z\d]?\d(?:rd|nd|th|"
    r"st)(?![\w/])"
)
_SMALL_WORDS = frozenset(
    ("am", "pm", "of", "to", "is", "in", "on", "at", "as", "or", "so", "no", "we", "he", "yr", "mg", "ml")
)
_LIKE_FIGURES = re.compile(
    r"(?<![\w/])(?P<area>[A-Z]{1,2}?)(?P<out>[\dIOl]{1,2})[A-Z]? (?P<in>[\dIOl])(?P<end>[A-Z]{2})(?![\w/])",
    re.I,
)
_NOT_ALONE = {"o", "double", "treble", "triple", "hundred", "nil"}
_NUMBER_WORD = f"(?:{'|'.join(sorted(DIGIT_WORDS - _NOT_ALONE, key=len, reverse=True))})"
_READ = LedPattern(
    re.compile(
        rf"(?<![\w'])(?P<area>[a-z](?:,? [a-z])?),? "
        rf"(?P<out>(?:\d{{1,2}}|{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD})?)(?:,? [a-z](?=,? \d))?)"
        rf",? (?P<in>\d|{_NUMBER_WORD}),? (?P<end>[a-z],? ?[a-z]|double [a-z])(?![\w'])",
        re.I,
    ),
    (*"abcdefghijklmnopqrstuvwxyz",),
)
_TWICE = re.compile(r"DOUBLE(.)")
_CODE_SHAPE = re.compile(r"([A-Z]{1,2})\d{1,2}[A-Z]?\d[A-Z]{2}")

_LIKE_A_MARK = re.compile(
    r"(?<![\w/])(?:[A-Z]{2} ?(?=[\dIOSZ]{0,1}\d)(?=\d{0,1}[IOSZ])[\dIOSZ]{2} ?(?P<end>[A-Z]{3})|"
    r"[a-z]{2} (?=[\dioszl]{0,1}\d)(?=\d{0,1}[ioszl])[\dioszl]{2} (?P<small>[a-z]{3}))(?![\w/])"
)
_APART_MARK = re.compile(r"(?<![\w/])[A-HJ-NPR-Y] \d{2,3} [A-HJ-PR-Y]{3}(?![\w/])", re.I)
_PART_MARK = re.compile(
    r"(?<![\w/])(?=[A-Z\d? ]*\d)(?=[A-Z\d ]*\?)[A-Z?]{2}[\d?]{2} ?[A-Z?]{2,3}(?!\w)", re.I
)
_MARK_ENDS = re.compile(
    r"\b(?:ends|ending|finish\w*|starts|starting|begins)(?: in| with)? (?P<end>[a-z]{3}|[A-Z]{3})(?!\w)"
)
_VEHICLES = word_group("vehicles")
_A_WORD = re.compile(r"[a-z']+")

_GAPPED_PHONE = re.compile(
    r"(?<![\w/;:])\(?0\d{2,4}\)?(?P<gap>[/;:|,]|\.\.|--| - |"
    r" / )\d{3}(?P=gap)?\d{0,3}(?P=gap)\d{3,4}(?![\w/;:])"
)
_PARTED_PHONE = re.compile(r"(?<!\w)0\d{3,4} ?\d{3} ?\([a-z ]{2,14}\) ?\d{3,4}(?!\w)")
_SAID_PHONE = re.compile(
    r"(?<!\w)0\d{1,5}(?:(?:,? ?\(?(?:and |and then |then |that's |space|gap|dash|followed by |pause|"
    r"comma)\)?,? ?|,? |\.\.\. ?| ?[*=+>#] ?)\d{2,6}){1,5}(?!\w)"
)
_SAID_BETWEEN = re.compile(r"[a-z(,*=+>#]|\.\.\.")
_NATIONAL = word_group("national telephone lines")
_LOCAL_PHONE = re.compile(
    r"(?<![\w£$.,/-])(?P<number>\d{3} \d{3,4}|\d{6,7})(?= (?:local|landline|home|work|evenings|daytime)\b"
    r"| \((?:local|landline|home|work)\))"
)

_CODE_WORDS = (
    "code",
    "number",
    "numbers",
    "no",
    "ref",
    "id",
    "file",
    "account",
    "mrn",
    "card",
    "badge",
    "certificate",
    "cert",
    "licence",
    "ubrn",
    "urn",
)
_CODED = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_CODE_WORDS)})\b(?:\.|:|,? (?:is|was))?[ :#(]{{1,2}}"
        r"(?P<value>\d{2,4}(?:[ \-]\d{2,4}){1,4}(?: \d)?(?![\d/.:])|(?:[A-Z]{2,5} (?=\d[\d/-]{3})|"
        r"\d{4}(?= \d{4} \d{4}) \d{4} (?=\d{4}))?"
        r"(?=[A-Z\d/.-]*\d{3})[A-Z\d]{1,6}(?:[-/.][A-Z\d]{1,10}){0,3}[A-Z\d]{0,14})(?![\w/]|[.-]\d)",
        re.I,
    ),
    _CODE_WORDS,
)
_WORD_BEFORE = re.compile(r"([a-z']+) $", re.I)
_NOT_A_CASE = word_group("numbers of no case")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/.]\d\d(?:\d\d)?)?")
_A_DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?")
_SHAPES = re.compile(
    r"(?<![\w/£.-])(?:"
    r"[A-Z] \d{2,3}(?: \d{2,3}){2}(?: \d{1,3})?"  # of a hospital
    r"|[A-Z] \d{3} \d{3} \d"  # of a library
    r"|\d{2}[ -]\d{6}[ -]\d{6}(?:[ -]\d)?"  # of a telephone itself
    r"|\d{5}-\d{7}-\d"  # an identity card of Pakistan
    r"|\d{6}-\d{4}"  # of Denmark or Sweden
    r"|[XYZ]-?\d{7}-?[A-Z]|\d{8}-[A-Z]"  # of Spain
    r"|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]"  # of Italy
    r"|[IVX]{1,4} [A-Z][A-Za-z]{0,4} \d{1,5}/\d{2,4}"  # a court file of Poland
    r"|\d{1,3} [A-Z]{1,3} \d{1,5}/\d{2,4}"  # of Germany
    r"|\d{2} [A-Z][A-Z\d] \d{4,6} \d{2}"  # of the police, to the prosecutor
    r"|[A-Z]{1,4}/(?:\d{4,8}|(?:\d\d|(?:19|20)\d\d)/\d{3,6})"
    r")(?![\w/]|[.-]\d)",
    re.I,
)
_TAGS = ("inc", "ref", "crime", "log", "evt", "occ", "case", "cad", "comp", "cust", "mis", "int")
_SMALL_TAGGED = LedPattern(
    re.compile(rf"(?<![\w/])(?:{'|'.join(_TAGS)})[/#-]\d{{3,9}}(?![\w/]|[.-]\d)", re.I), _TAGS
)
_WATCHDOGS = ("lgsco", "lgo", "phso", "ombudsman", "ico", "pals", "cqc", "ofsted", "iopc")
_WATCHDOG = LedPattern(
    re.compile(
        rf"\b(?:{'|'.join(_WATCHDOGS)})\b(?: (?:ref|no|case|complaint))*[ .:#]{{1,3}}"
        r"(?P<value>\d{2,3}(?: \d{3}){2})(?!\w| \d)",
        re.I,
    ),
    _WATCHDOGS,
)
_WIDE_NINO = re.compile(r"(?<!\w)[A-Z]{2}(?: [-/] | )(?:\d{2} [-/] ){3}[A-D](?!\w)", re.I)
_WORDED_HANDLE = re.compile(
    r"(?<![\w.])[a-z\d]{2,20}(?:(?: ?\(| ?\[| )(?:underscore|dot|under score)"
    r"(?:\) ?|\] ?| |(?=[,.;]|$))[a-z\d]{0,20}){1,5}(?!\w)",
    re.I,
)
_CASH_TAG = re.compile(r"(?<!\w)[£$][A-Za-z][\w.]{3,24}(?<!\.)(?!\w)")
_NO_HANDLE_BEGINS = frozenset(
    ("an", "a", "the", "no", "with", "without", "used", "one", "two", "use", "using", "and", "or")
)
_FILE_END = re.compile(r"\.(?:mp4|mp3|mov|gif|exe|png|jpe?g)")
_PAPERS = frozenset(phrase_group("within_names.txt", "idle")) | frozenset(
    phrase_group("within_names.txt", "of a person")
)
_FILE_LIKE = re.compile(r"(?<![\w./\\-])(?P<stem>[a-z]{8,24})\.(?:mp4|mp3|mov|gif|exe|png|jpe?g)(?!\w)")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Each of them in `text`, whose words begin at `words`."""
    lists = lexicon()
    if _FIGURE.search(text):
        yield from _postcodes(text)
        yield from _phones(text)
        yield from _references(text, words)
    if not words.keys().isdisjoint(DIGIT_WORDS) or _FIGURE.search(text):
        yield from _read_codes(text, words)
    yield from _marks(text, words, lists)
    yield from _handles(text, words, lists)


def _postcodes(text: str) -> Iterator[Span]:
    for found in _ANY_LETTERS.finditer(text):
        letters = re.sub(r"\d.*", "", found.group())
        is_split = found.group().count(" ") > 1
        if found.group()[-2:] not in _UNITS and (not is_split or letters.lower() in _AREAS):
            yield Span(*found.span(), Label.POSTCODE)
    for found in _SMALL.finditer(text):
        shown = found.group()
        area = re.sub(r"\d.*", "", shown)
        plain = shown[-2:].upper() in _UNITS and len(area) == 1
        if area in _AREAS and not plain and shown[-2:] not in _SMALL_WORDS:
            yield Span(*found.span(), Label.POSTCODE)
    for found in _LIKE_FIGURES.finditer(text):
        figures = found["out"] + found["in"]
        if (
            not figures.isdigit()
            and _FIGURE.search(found["out"])
            and (found.group().isupper() or found.group().replace("I", "").islower() or "l" in figures)
            and found["end"].lower() not in _SMALL_WORDS
            and _FIGURE.search(figures)
            and found["end"].upper() not in _UNITS
            and found["area"].lower() in _AREAS
        ):
            yield Span(*found.span(), Label.POSTCODE)


def _read_codes(text: str, words: WordStarts) -> Iterator[Span]:
    """ "t n twenty one, four b d"."""
    for found in _READ.finditer(text, words):
        area = re.sub(r"\W", "", found["area"]).upper()
        out, end = found["out"], _TWICE.sub(r"\1\1", re.sub(r"\W", "", found["end"]).upper())
        letter = out[-1] if re.search(r"\W[a-z]$", out, re.I) else ""
        number = re.sub(r"^(\d)0(\d)$", r"\1\2", read_digits(out))  # "twenty one"
        read = f"{area}{number}{letter.upper()}{read_digits(found['in'])}{end}"
        if _CODE_SHAPE.fullmatch(read) and area.lower() in _AREAS:
            yield Span(*found.span(), Label.POSTCODE)


def _phones(text: str) -> Iterator[Span]:
    for pattern in (_GAPPED_PHONE, _PARTED_PHONE, _SAID_PHONE):
        for found in pattern.finditer(text):
            figures = re.sub(r"\D", "", found.group())
            is_plain = pattern is _SAID_PHONE and not _SAID_BETWEEN.search(found.group())
            if 10 <= len(figures) <= 11 and figures not in _NATIONAL and not is_plain:
                yield Span(*found.span(), Label.PHONE)
    for found in _LOCAL_PHONE.finditer(text):
        yield Span(*found.span("number"), Label.PHONE)


def _references(text: str, words: WordStarts) -> Iterator[Span]:
    for found in (*_SHAPES.finditer(text), *_SMALL_TAGGED.finditer(text, words)):
        yield Span(*found.span(), Label.CASE_REF)
    for found in _WATCHDOG.finditer(text, words):
        yield Span(*found.span("value"), Label.CASE_REF)
    for found in _WIDE_NINO.finditer(text) if " - " in text or " / " in text else ():
        yield Span(*found.span(), Label.NINO)
    for found in _CODED.finditer(text, words):
        before = _WORD_BEFORE.search(text, max(0, found.start() - 20), found.start())
        if _is_of_somebody(found["value"], fold(before.group(1)) if before else ""):
            yield Span(*found.span("value"), Label.CASE_REF)


def _is_of_somebody(value: str, what: str) -> bool:
    """Whether a number of that kind is given to one person or case: not a year, a day or the number of a page."""
    head = fold(value.partition(" ")[0])
    if " " in value and (lexicon().is_english(head) or head in lexicon().field):
        return False
    figures = sum(map(str.isdigit, value))
    fewest = 3 if any(map(str.isalpha, value)) else 6
    return (
        figures >= fewest
        and what not in _NOT_A_CASE
        and not _YEAR.fullmatch(value)
        and not _A_DAY.fullmatch(value)
    )


def _marks(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    for found in _LIKE_A_MARK.finditer(text) if _FIGURE.search(text) else ():
        if not lists.is_english(fold(found["end"] or found["small"])):
            yield Span(*found.span(), Label.VEHICLE)
    if not words.has_any(_VEHICLES):
        return
    for pattern in (_APART_MARK, _PART_MARK):
        for found in pattern.finditer(text):
            end = fold(found.group()[-3:])
            if not (lists.is_english(end) or end in lists.short) and _near_vehicle(text, found.start()):
                yield Span(*found.span(), Label.VEHICLE)
    for found in _MARK_ENDS.finditer(text):
        end = fold(found["end"])
        if not (lists.is_english(end) or end in lists.field or end in lists.short) and _near_vehicle(
            text, found.start()
        ):
            yield Span(*found.span("end"), Label.VEHICLE)


def _near_vehicle(text: str, start: int) -> bool:
    return not _VEHICLES.isdisjoint(_A_WORD.findall(text[max(0, start - 60) : start + 40].lower()))


def _handles(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    if "underscore" in words or "(dot)" in text:
        for found in _WORDED_HANDLE.finditer(text):
            first = fold(found.group()).split(" ")[0]
            if "under" in found.group().lower() and first not in _NO_HANDLE_BEGINS:
                yield Span(*found.span(), Label.URL_HANDLE)
    if "£" in text or "$" in text:
        for found in _CASH_TAG.finditer(text):
            yield Span(*found.span(), Label.URL_HANDLE)
    for found in _FILE_LIKE.finditer(text) if _FILE_END.search(text) else ():
        stem = found["stem"]
        if not (lists.is_english(stem) or stem in lists.field or stem in _PAPERS):
            yield Span(*found.span(), Label.URL_HANDLE)
