"""Numbers of cases, crimes, courts, logs, hospitals, immigration and record systems.

What a number belongs to is told by the words before it (data/number_words.txt); some shapes speak for themselves.
"""

import re
from collections.abc import Iterator
from functools import cache

from csaleads.anonymity.days.figured import is_solid
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import is_placeholder
from csaleads.anonymity.text.lexicon import either, fold, lexicon, phrase_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_GROUPS_AFTER = (
    r"(?: (?-i:[A-Z]{2,4})(?: \d{4}){3,5}(?: \d{2})?"  # of an account abroad
    r"| \d{3,4}(?= \d{3,4}\b)(?: \d{3,4}){1,3}(?: \d{2})?"
    r"| \d{4,6}(?![\d/:]|\.\d)"
    r"| (?-i:\d{1,2}[A-Z]{3}\d{0,4}))"
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*"
_SOLID_DAY = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:20)?[0-4]\d"
_DAY = (
    rf"(?:{_SOLID_DAY}(?!\d)"
    r"|\d{1,2}(?P<stroke>[/.\-])\d{1,2}(?:(?P=stroke)\d{2,4})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? ?{_MONTH}(?: ?(?:20)?[0-4]\d(?!\d))?)"
)
"""A day as it is written after the number that a log gave it: "482 of 140925", "88 of 3-2", "12 of 7oct"."""
_DAY_AFTER = rf"(?: of {_DAY})"
_VALUE = (
    r"(?P<value>(?:(?-i:[A-Z]{1,5})[ /\-.]?)?(?=[A-Z0-9/\-.]{0,22}\d)[A-Z0-9](?:[A-Z0-9/\-]|\.(?=[A-Z0-9])){0,28}"
    rf"{_GROUPS_AFTER}?){_DAY_AFTER}?(?![\w]|\.\d)"
)
_TYPE = r"(?:ref(?:erence)?s?|no|nos|num|number|numbers|id|code|#|certificate no|cert no|cert|certificate)"
_LINK = r"(?:[\s.:#=,(\"']| is | was |\bour |\bthe )"
_LETTER_AND_MANY = re.compile(r"[A-Z]\d{4}", re.I)
_UNIT = re.compile(
    r" ?(?:hours?|hrs?|min(?:ute)?s?|weeks?|days?|months?|years?|yrs?|yo|children|kids|people|times|sessions?|pages?|"
    r"pm|am|%|mg|ml|kg|km|miles|images|photos?|photographs|messages|texts|videos|files|pounds|steps|calls|visits|"
    r"boys|girls|of (?:them|us|these|those))\b",
    re.I,
)
_NUMBERED = (
    "WT|RM|SOA|CJA|MCA|DA|KCSIE|KS|COVID|PS|AIM|SDQ|CO|H1N|A|B|M|F|ICD|DSM|GCP|G|C|D|WISC|CA|PLO|HA|V|Y|YR|S|SS|S\\.|"
    "TIER|TYPE|LEVEL|CAT|BAND|STAGE|PHASE|GRADE|ART"
)
_YEAR = r"(?:19|20)\d\d"
_ORDINARY = re.compile(
    rf"(?:{_NUMBERED})[-.]?\d{{1,4}}[A-Z]?|MP\d{{1,2}}"
    rf"|{_YEAR}(?:[/\-](?:19|20)?\d\d)?"
    r"|\d{1,2}[/\-.]\d{1,2}[/\-.](?:(?:19|20)\d\d|\d{2,3})|\d{1,3}-\d{1,3}|\d{1,2}/\d{1,2}"
    rf"|{_YEAR}-\d\d-\d\d"
    r"|\d{1,2}[.:]\d\d|\d+\.\d{1,3}|\d{1,2}(?:\.\d{1,2}){2,3}"
    r"|\d{1,3}(?:ST|ND|RD|TH|S|YO|AM|PM|HRS|K|M|MG|ML|CM|KG|G|X)?|\d{4}HRS",
    re.I,
)
_SHAPES = re.compile(
    r"(?<![\w/£$€@.])(?:"
    r"[A-Z]{1,3}-\d{2,6}/\d{1,2}-\d{4}"
    r"|[A-Z]{1,6}[-/]?\d{4,}[A-Z0-9/\-]{0,12}"
    r"|[A-Z]{1,6}(?:[-/][A-Z0-9]{2,8}){1,4}"
    r"|[A-Z]{2,6}[/-]\d[/-]\d{3,6}(?:[/-]\d{2,4})?"
    r"|\d{1,2}/[A-Z]{1,3}/\d{3,6}(?:/\d{2})?"
    r"|[A-Z]{2,4}/\d{3,6}/[A-Z]{2,4}"
    r"|\d{3,6}/\d{2}/[A-Z]{1,4}"
    r"|[A-Z]{1,4}/[A-Za-z]{1,4}/(?:[A-Za-z]{1,5}[./-]?)?\d{3,7}(?:[-/.]\d{1,4})?"
    r"|[345]x[345](?:x[345])?[/-]\d{2,6}(?:[/-]\d{2,4})?"  # of an intelligence report
    r"|(?!NO|TEL|EST|EXT|FAX|MOB)[A-Z]{2,4}\.(?!(?:19|20)\d\d\b)\d{4,7}(?:\.\d{2,7})?"  # of a solicitor
    r"|[A-Z]{2}\d{2}[A-Z]\d{4,6}"  # a family court
    r"|\d{2,5}[A-Z]{1,3}\d{3,}"
    r"|\d{1,4}[A-Z]{0,2}[/\-]\d{4,}(?:[/\-][A-Z0-9]{1,6}){0,2}"
    r"|\d{6,}[/\-]\d{2,4}|\d{7,20}"
    r"|[A-Z]\d{6,9}[A-Z]?"
    r"|[A-Z]\d{4}[A-Z]{2}"  # a prison
    r"|(?=[A-Z9]{5})[A-Z]{2,5}9{0,3} ?\d{6} ?[A-Z9]{2}[A-Z0-9]{3}(?: \d{2})?"  # a driving licence
    r"|[A-Z]{2} \d{2} ?[CDFJPZ] ?\d{4,6}"  # a family court, apart
    r"|(?=[A-Z0-9/]{0,24}[A-Z])(?=[A-Z0-9/]{0,20}\d{3})[A-Z0-9]{1,8}(?:/[A-Z0-9]{1,10}){2,4}"
    r"|[A-Z]{1,4}\d{2}[/-]\d{4,8}"  # of an office that puts the year first
    r"|\d{2}[A-Z]{2}\d{5,9}"
    r"|\d{4}-\d{4}-\d{4}-\d{4}"
    r"|[A-Z]{1,4}/[A-Z]{1,4}/\d{2,6}(?:/\d{2,4})?"
    r"|[A-Z]{2,4}/\d{1,3}"  # an exhibit
    r"|[A-Z]{2,6}/\d{2,6}/\d{1,3}"  # a box or a bundle
    r"|\d{4} \d{4} \d{4} \d{4}"
    r")(?![\w/]|\.\d)"
)
_TAGS = frozenset(("sen", "int", "inc", "mig", "ref", "prop", "exh", "occ"))
_FIVE_FIGURES = re.compile(r"-\d{5}")
_SMALL_SHAPES = re.compile(
    r"(?<![\w/£@.-])(?:[a-z]{1,6}-\d{3,}(?:[-/][a-z0-9]{1,6}){0,3}|\d{1,4}[a-z]{1,2}/\d{3,}(?:/\d{2,4})?|[a-z]{1,4}/[a-z]{1,4}/\d{2,6}(?:/\d{2,4})?|\d{1,4}[a-z]{1,3}/\d{2,6}[a-z]{0,2}/\d{2,4}|"
    r"[a-z]{2}\d{2}[a-z]\d{4,6}|[a-z]{1,3}\d{6,13}[a-z]?|[a-z]{2,5}/\d{2,6}/(?:\d{2,6}|[a-z]{2,4})|[a-z]{1,3}-\d{2,6}/\d{1,2}-\d{4}|[a-z]\d{4}[a-z]{2}|[a-z]{2,5}/(?:19|20)\d\d/\d{1,5})(?![\w/]|\.\d)"
)
_HOURS = re.compile(r"(?:[01]\d|2[0-3])[0-5][05]-(?:[01]\d|2[0-3])[0-5][05]")
_OF_NOBODY = re.compile(r"(?:192\.168|10|127)(?:\.\d{1,3}){2,3}")
_SURE_SMALL = re.compile(
    r"(?!dob)[a-z]{2,5}/\d{2,6}/(?:\d{2,6}|[a-z]{2,4})|(?!covid)[a-z]{2,6}-\d{5,}|[a-z]{2,5}/(?:19|20)\d\d/\d{1,5}"
)
_ADDRESS = re.compile(r"(?<![\w.])(?!192\.168|10\.|127\.)(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")
_LOG_OF = re.compile(rf"(?<![\w/])\d{{1,5}} of {_DAY}(?!\w)", re.I)
_CALLED_NUMBER = re.compile(r"(?<![\w/])n[or]\. ?(?!(?:19|20)\d\d\b)(\d{4,9})(?![\w/]| ?h(?:ou)?rs)", re.I)
_NEXT = re.compile(r"(?:,| and|,? &)? (\d{2,8}|[A-Z]{0,3}[\d/\-]{4,20})(?![\w/]|\.\d)", re.I)
_EXHIBIT_MARK = re.compile(
    r"\b(?:exhibit(?:s|ed|ing)?\b[^\n]{0,60}?|(?:body ?maps?|sketch(?:es)?|photo(?:graph)?s?|drawings?|discs?|recordings?)"
    r"(?: (?:ref|no))?:? )(?<![\w/])([a-z]{2,4}/\d{1,3})(?![\w/])",
    re.I,
)
_EXHIBIT = re.compile(
    r"(?i)\b(?:exhibit(?:s|ed|ing)?|exhs?|produced as|seized as|items?|marked|bag(?:ged)? as)\b[^\n]*$"
)
_VERSION = re.compile(
    r"(?i)\b(?:(?:build|version|v|error|code|model)[ .]?|(?:isbn|ean|bar ?code)[ \-\d:]{0,8})$"
)
_OF_NO_CASE = re.compile(
    r"(?i)\b(?:budget(?: line| code)?|invoice|purchase order|po|grant agreement|tender|cost (?:code|centre)|cost-centre|"
    r"ledger|policy|procedure|circular|pages?|paragraph|para|section|annex|appendix|form|iso|bs|en|room|ext|extension|"
    r"statutory instrument|s\.?i\.?)(?: (?:no|number|line|code))?[ .:]{1,2}(?:\d{1,4}/\d{1,4}(?:,| and| or) )?$"
)


@cache
def _patterns() -> tuple[tuple[LedPattern, int], ...]:
    """(pattern, fewest figures) for each kind of word."""
    number = rf"(?:{_LINK}{{1,3}}{_TYPE}(?![a-z]))"
    return (
        (_led("thing", rf"{number}{{0,3}}{_LINK}{{1,4}}"), 3),
        (
            _led(
                "system",
                rf"(?: (?:case|file|enquiry|matter|application))?{number}{{0,3}}(?:{_LINK}|[/\-]){{1,4}}",
            ),
            3,
        ),
        (_led("labelled", rf"{number}{{1,3}}{_LINK}{{1,4}}"), 2),
        (_led("labelled", rf"{_LINK}{{1,3}}"), 5),
    )


def _led(kind: str, link: str) -> LedPattern:
    words = phrase_group("number_words.txt", kind)
    return LedPattern(re.compile(rf"(?<![\w/])(?:{either(words)})\b{link}{_VALUE}", re.I), words)


def is_number_word(word: str) -> bool:
    """Whether `word` says what the number after it is."""
    return any(fold(word) in phrase_group("number_words.txt", kind) for kind in ("system", "thing"))


def find(text: str, words: WordStarts) -> Iterator[Span]:  # noqa: C901 - one branch for each kind of reference
    """Every reference in `text`, whose words begin at `words`."""
    for pattern, fewest in _patterns():
        for found in pattern.finditer(text, words):
            if _OF_NO_CASE.search(text, max(0, found.start() - 12), found.start("value")):
                continue
            if _is_reference(text, found, fewest):
                yield Span(*_inner(found), Label.CASE_REF)
                if re.search(r"(?i)\b(?:numbers|nos|refs|references|ids)\b", found.group()):
                    yield from _listed(text, found.end())
    for found in _SHAPES.finditer(text):
        shown = found.group()
        figures = sum(letter.isdigit() for letter in shown)
        before = text[max(0, found.start() - 14) : found.start()]
        if (
            (
                figures >= 3
                or (
                    shown.startswith("EX")
                    and not _is_plain(fold(re.split("[-/]", shown)[1:][0] if len(shown) > 6 else ""))
                )
                or (
                    re.fullmatch(r"[A-Z]{2,4}/\d{1,3}", shown)
                    and _EXHIBIT.search(text[max(0, found.start() - 60) : found.start()])
                )
            )
            and not _ORDINARY.fullmatch(shown)
            and not _HOURS.fullmatch(shown)
            and not _VERSION.search(before)
            and (shown[1] == "x" or not _OF_NO_CASE.search(text, max(0, found.start() - 30), found.start()))
            and not is_solid(text, *found.span())
            and not is_placeholder(shown)
        ):
            yield Span(found.start(), found.end(), Label.CASE_REF)
    for found in _SMALL_SHAPES.finditer(text):
        letters = re.findall(r"[a-z]+", found.group())
        if (
            letters
            and (
                _SURE_SMALL.fullmatch(found.group())
                or _FIVE_FIGURES.search(found.group())
                or not any(_is_plain(part) for part in letters)
            )
            and not _ORDINARY.fullmatch(found.group())
        ):
            yield Span(found.start(), found.end(), Label.CASE_REF)
    for shape in (_ADDRESS, _LOG_OF, _CALLED_NUMBER, _EXHIBIT_MARK):
        for found in shape.finditer(text):
            yield Span(*found.span(found.lastindex or 0), Label.CASE_REF)


def _is_plain(part: str) -> bool:
    """Whether letters in a number are a word or a unit: "covid-2020", "20000mg"."""
    lists = lexicon()
    return (
        len(part) > 2 and part not in _TAGS and (lists.is_english(part) or part in lists.field)
    ) or part in ("st", "nd", "rd", "th", "pm", "am", "yr", "mg", "ml", "kg", "km", "hrs")


def _listed(text: str, end: int) -> Iterator[Span]:
    """ "log numbers 221, 348 and 502"."""
    while found := _NEXT.match(text, end):
        yield Span(*found.span(1), Label.CASE_REF)
        end = found.end()


def _inner(found: re.Match[str]) -> tuple[int, int]:
    shown = found["value"].rstrip(" /-.")
    return found.start("value"), found.end() if found.end() > found.end("value") else found.start(
        "value"
    ) + len(shown)


def _is_reference(text: str, found: re.Match[str], fewest: int) -> bool:
    shown = found["value"]
    figures = sum(letter.isdigit() for letter in shown)
    mixed = figures and any(letter.isalpha() for letter in shown)
    if " of " in found.group()[len(found.group()) - 16 :] and figures:
        return True
    if mixed and found.group().lower().startswith("exhibit"):
        return len(shown) < 9 and not _ORDINARY.fullmatch(shown)
    joined = mixed or "-" in shown or "/" in shown
    if figures < (2 if joined and fewest < 5 else 4 if joined else fewest):
        return False
    if _is_word(shown) or _UNIT.match(text, found.end()) or "£" in found.group():
        return False
    if found.group().startswith("pulse ") or _HOURS.fullmatch(shown):
        return False
    if _OF_NOBODY.fullmatch(shown):
        return False
    if re.search(r"(?i)\b(?:exhibit|badge|sort code|marac ref\w*)\b", found.group()):
        return True
    bare = re.sub(r"[ ].*", "", shown)
    if re.fullmatch(
        r"(?:19[3-9]|20[0-4])\d(?:[/\-](?:19|20)?\d\d)?", shown
    ):  # a year, unless it is called a number
        return bool(re.search(rf"(?i)\b{_TYPE}\W{{1,3}}$", found.group()[: -len(shown)])) and "/" not in shown
    ordinary = _ORDINARY.fullmatch(shown)
    return not ordinary or (
        fewest <= 3 and (len(bare) >= 3 if bare.isdigit() else _LETTER_AND_MANY.fullmatch(bare) is not None)
    )


def _is_word(shown: str) -> bool:
    """Whether the letters before the figures are an ordinary word: "until 2031", "REPORT 5190"."""
    letters = re.match(r"[A-Za-z]{4,}[ \-]", shown)
    return bool(letters) and lexicon().is_english(fold(letters.group().strip(" -")))  # type: ignore[union-attr]
