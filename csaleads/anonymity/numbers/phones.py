"""Telephone numbers: of this country and others, with any gaps, with letters for noughts, in words, or only the last figures."""

import re
from collections.abc import Iterator

import phonenumbers

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers.figures import is_placeholder
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, DIGITS, has_words, read_digits
from csaleads.anonymity.text.lexicon import word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_GAP = r"[ \-.()/_*~\n]"
_FIGURE = r"(?:\d|[OoIl](?=[OoIl]{0,3}\d)|(?<=\d)[OoIl]|(?<=\d[OoIl])[OoIl]|(?<=\d[OoIl]{2})[OoIl])"
"""A figure, or beside one a letter that looks like it."""
_PHONE = re.compile(
    r"(?<![^\W_])(?<![£$])(?:(?<!\d\.)|(?=0\d{4}))(?:(?<!/)|(?<=\d{11}/))(?:\(?\+\d{1,3}\)?|00\d{2}|\(?[0Oo])"
    rf"(?:{_GAP}{{0,3}}{_FIGURE}){{8,14}}(?![^\W_]|/(?!0\d{{9}}|\d{{1,3}}(?![\d/]))\d|-\d)"
    r"(?:/\d{1,4}(?![\d/])|\s?(?:ext|x|extension)\.? ?\d{1,5})?"
)
_TWO_FIGURES = re.compile(r"\d\D*\d")
_TIMES = re.compile(r"\d(?: \d\d)+|(\d{3})(?: \1)+")
"""Hours and minutes without their stops, or an emergency number said twice."""
_NINE_FIGURES = re.compile(r"\d{9}")
_NOUGHT_FIRST = re.compile(r"(?<!\w)0\d")
_GLUED = re.compile(
    r"(?:tel|mob|mobile|phone|ph|no|num|number|ring|call|text|t|m)[:.]?((?:0|\+44)\d{9,10})(?!\d)", re.I
)
_WORDS = sorted(word_group("telephones"), key=len, reverse=True)
_WORD = f"(?:{'|'.join(_WORDS)})"
_PHONE_WORD = re.compile(rf"\b{_WORD}\b[^.\n\d]{{0,22}}$|\b(?:on|at)\s$", re.I)
_ANY = re.compile(r"(?<![\w/+£$.,])\(?\+?\d[\d \-.()]{4,20}\d(?:x\d{1,5})?(?![\w/]|[,.]\d|%)")
_ENDING = LedPattern(
    re.compile(
        r"\blast (?:\d|two|three|four|five|six) (?:digits|numbers|figures)(?: are| is|:)? (?P<last>\d{2,6})\b|"
        rf"\b(?:(?:{_WORD}|it|one)(?: number| no\.?)?(?:,? (?:is|was|which|that))?|number)"
        r" (?:end(?:s|ing)?|finish(?:es|ing)?)(?: in| with)? (\d{2,6})\b",
        re.I,
    ),
    (*_WORDS, "it", "one", "last"),
)
_OTHERWISE = re.compile(
    r"\b(?:isbn|issn|ean|bar ?code)[\s\d.:\-]*$|"
    r"\b(?:chi|incident|inc|log|crime|urn|dbs|case|ref|reference|account|acc|hosp\w*|cad)"
    r"(?: (?:no|ref|number|id|num))?[\s.:#=]*$",
    re.I,
)
_NATIONAL_LENGTH = re.compile(r"0(?:\D{0,3}\d){10}(?= \d)")
_UNTIL = re.compile(r"\s?(?:ext|x)", re.I)
_NATIONAL = word_group("national telephone lines")

_COMMA = re.compile(r"[,.] ?")
_WHOLE = re.compile(r"(?:0\d{9,10}|(?:00)?440?\d{10})")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every telephone number in `text`, whose words begin at `words`. Helplines of national bodies lead to nobody."""
    if _TWO_FIGURES.search(text):
        yield from _in_figures(text, words)
    said = sum(len(words[word]) for word in words.keys() & DIGIT_WORDS)
    if said >= 2 or (said and _NOUGHT_FIRST.search(text)):
        for found in DIGITS.finditer(text):
            for start in (0, *(comma.end() for comma in _COMMA.finditer(found.group()))):
                shown = found.group()[start:]
                if has_words(shown) and _WHOLE.fullmatch(read_digits(shown)):
                    yield Span(found.start() + start, found.end(), Label.PHONE)
                    break


def _in_figures(text: str, words: WordStarts) -> Iterator[Span]:
    for found in _PHONE.finditer(text):
        for shown in _readings(found.group()):
            if _is_phone(text, found.start(), shown):
                yield Span(found.start(), found.start() + len(shown), Label.PHONE)
                break
    if _NINE_FIGURES.search(text):
        for found in _GLUED.finditer(text):
            yield Span(found.start(1), found.end(1), Label.PHONE)
    for found in _ANY.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if 6 <= len(digits) <= 15 and _is_called(text, found, digits):
            yield Span(found.start(), found.end(), Label.PHONE)
    for found in _ENDING.finditer(text, words):
        yield Span(*found.span(found.lastindex or 1), Label.PHONE)


def _readings(shown: str) -> Iterator[str]:
    """All of it, what stands on its first line, and its first sentence: the next may begin with a number."""
    yield shown
    for end in ("\n", ". "):
        if end in shown:
            yield shown.partition(end)[0].rstrip()
    national = _NATIONAL_LENGTH.match(shown)
    if national:
        yield national.group()


def _is_phone(text: str, start: int, shown: str) -> bool:
    number = _UNTIL.split(shown)[0]
    digits = re.sub(
        r"\D", "", re.sub(r"/\d{1,4}$", "", number).translate({79: "0", 111: "0", 73: "1", 108: "1"})
    )
    return (
        sum(c.isdigit() for c in number) >= 6
        and "\n\n" not in number
        and _could_ring(number, digits)
        and not _OTHERWISE.search(text[max(0, start - 24) : start])
    )


def _is_called(text: str, found: re.Match[str], digits: str) -> bool:
    """Whether a word before a number says that it rings."""
    before = text[max(0, found.start() - 30) : found.start()]
    if re.search(
        r"^\d{1,2}([ .\-])\d{1,2}\1(?:19|20)?\d\d$|^(?:19|20)\d\d-\d{1,4}\b", found.group()
    ) and not digits.startswith("0"):
        return False
    word = _PHONE_WORD.search(before)
    if digits in _NATIONAL or is_placeholder(digits):
        return False
    if not word or re.search(
        r"(?i)\b(?:chi|incident|inc|urn|dbs|ref|reference|crime|case|id|nhs|hosp\w*|passport|card|account|log)\b",
        word.group() + before[-30:],
    ):
        return False
    plain = found.group().strip("()")
    if _TIMES.fullmatch(plain):
        return False
    if re.fullmatch(r"(?i)(?:on|at)\s", word.group()):
        return (len(digits) >= 9 or bool(re.fullmatch(r"\d{2}(?:-\d\d){3}", plain))) and not re.fullmatch(
            r"(?:19|20)\d{6}|\d{1,2}-\d{1,2}-\d{4}", plain
        )
    return (
        (len(digits) >= 8 and re.search(r"\D", plain) is not None)
        or len(digits) >= 7
        or bool(
            re.search(r"(?i)\b(?:tel|telephone|phone|desk|landline|dial|ring|fax|mob|mobile)\b", word.group())
        )
    )


def _could_ring(shown: str, digits: str) -> bool:
    if not 9 <= len(digits) <= 15 or is_placeholder(digits):
        return False
    if digits.startswith("0") and not digits.startswith("00"):
        return 10 <= len(digits) <= 11 and digits not in _NATIONAL
    try:
        return phonenumbers.is_possible_number(
            phonenumbers.parse("+" + digits.removeprefix("00"), "GB")
        ) or digits.startswith("440")
    except phonenumbers.NumberParseException:
        return False
