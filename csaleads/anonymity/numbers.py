"""NHS and National Insurance numbers, passports, telephones, postcodes, references, plates, links.

Where a checksum exists it decides; elsewhere the word before the number does.
"""

import re
from collections.abc import Iterator

import phonenumbers

from csaleads.anonymity.findings import Label, Span

_EMAIL = re.compile(
    r"[\w.+'-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}(?:(?:\.|\[dot\]|\(dot\))[\w-]{1,63}){1,5}"
)
_SPELT_EMAIL = re.compile(
    r"\b\w{2,30}(?: dot \w{1,30}){0,2} at \w{2,30}(?: dot \w{2,12}){1,3}\b|\b[\w.]{2,40} at [\w-]{2,30}(?: dot \w{2,12}){1,3}\b",
    re.I,
)
_LINK = re.compile(
    (
        r"(?:https?://|www\.)[^\s<>\"']{3,200}|(?<![\w@.])[a-z0-9-]{2,40}\.(?:co\.uk|org\.uk|gov\.uk|"
        r"ac\.uk|com|org|net|info|io|me|tv|gg|ly|biz|example)\b(?:/[^\s<>\"']{0,200})?"
    ),
    re.I,
)
_AT_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z0-9_][\w.\-]{1,40}(?<![.\-])")
_PLATFORM = (
    r"(?:snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|twitter|facebook|fb|kik|telegram|xbox|"
    r"psn|roblox|steam|twitch|"
    r"youtube|wizz|yubo|tumblr|reddit|skype|minecraft|fortnite|vinted|onlyfans|omegle|signal|"
    r"bereal|tinder|grindr)"
)
_NAMED_HANDLE = re.compile(
    rf"\b(?:{_PLATFORM}(?: account| name| user(?: ?name)?| handle| id| profile| tag)?|user ?name|"
    rf"handle|gamer ?tag|screen ?name|profile name|account name|alias)"
    r"(?: is| was| called| named| as|"
    r" under)?[\s:=,\-]*[\"'(]*((?=[\w.#\-]*[\d_.#])[A-Za-z0-9_][\w.#\-]{2,40}(?<![.\-]))",
    re.I,
)
_ODD_HANDLE = re.compile(
    r"(?<![\w@./])(?=[\w.]*[a-z])(?:[A-Za-z]+_+\w*[A-Za-z0-9]\w*|[a-z]{3,}\d{2,}|"
    r"(?:[a-z]+\.)+[a-z]*\d+)(?![\w@/-]|\.\w)"
)
_DISCORD = re.compile(r"\b[\w.]{2,32}#\d{4}\b")

_NHS = re.compile(r"(?<![\w/])\d{3}[ \-.]?\d{3}[ \-.]?\d{4}(?![\w/]|-\d)")
_NHS_WORD = re.compile(r"\bn\.?h\.?s\b[^.\n]{0,16}$", re.I)
_NINO = re.compile(
    r"(?<!\w)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \-]?\d{2}[ \-]?\d{2}[ \-]?\d{2}[ \-]?[A-D]?(?!\w)", re.I
)
_NINO_WORD = re.compile(r"\b(?:n\.?i\.?n?o?|national insurance)\b[^.\n]{0,18}$", re.I)
_PASSPORT = re.compile(
    (
        r"\bpassports?(?: (?:no|num|number|ref|is|was|"
        r"id))*[\s.:#=,(]*((?:[A-Z]{2} )?[A-Z]{0,3}\d[\d ]{5,10}\d|[A-Z]{1,3} ?\d{5,9})"
    ),
    re.I,
)
_POSTCODE = re.compile(
    r"(?<![\w/])(?:GIR ?0AA|[A-PR-UWYZ][A-HJ-Y]?\d[\dA-HJKMNPR-Y]?\s{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![\w/])",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\w/])(?:\(?\+\d{1,3}\)?|00\d{2}|\(?0)[\d \-.()]{7,16}\d(?![\w/])(?:\s?(?:ext|x)\.? ?\d{1,5})?"
)
_PHONE_WORD = re.compile(
    (
        r"\b(?:tel|telephone|phone|desk|office|messages?|line|dial|mobile|mob|ring|call|text|number|fax|cell|landline|whatsapp|"
        r"contact(?:able)?|on|at)\b[^.\n]{0,22}$"
    ),
    re.I,
)
_ANY_DIGITS = re.compile(r"(?<![\w/+])\(?\+?\d[\d \-.()/x]{5,20}\d(?![\w/])")

_REF_WORD = (
    r"(?:ref(?:erence)?s?|crime|case|court|urn|cad|log|lado|hosp(?:ital)?|incident|custody|"
    r"occurrence|pnc|upn|uln|ceop|claim|file|police|"
    r"home office|immigration|visa|arc|asylum|system|mosaic|lcs|liquid ?logic|ehm|carefirst|"
    r"care ?director|frameworki|azeus|eclipse|emis|"
    r"systmone|rio|mrn|patient|unit|ward|ofsted|charity|claimant|licen[cs]e|membership|employee|"
    r"staff|warrant|badge|collar|prison|prisoner|"
    r"ll|op|niche|athena|connect|storm|nrm|datix|steis|icr|account|policy|order|referral|intake|"
    r"contact|event|school|pupil|student|client|"
    r"service user|person|social care|id|cr|sw|cin|cp|lac)"
)
_REFERENCE = re.compile(
    rf"\b(?:{_REF_WORD}(?: (?:ref(?:erence)?|no|num|number|id|code|#))?|(?:serial|id) ?(?:no|"
    rf"number)|no|number|num)\b(?: is| was)?[\s.:#=\-]{{0,4}}"
    r"((?:[A-Z]{2,6}[ /\-])?(?=[A-Z0-9/\-]*\d[A-Z0-9/\-]*\d[A-Z0-9/\-]*\d)[A-Z0-9][A-Z0-9/\-]{2,24}[A-Z0-9](?: "
    r"of \d\d/\d\d/\d{2,4})?)(?!\w)",
    re.I,
)
_TAGGED = re.compile(
    (
        r"(?<!\w)(?:URN|CAD|LADO|CEOP|UPN|CRN|PNC|MIG|CRIS|LOG|INC|NRM|MRN|HO|ICN|CHI|"
        r"ARC)[ :/#\-]{1,2}(?=[A-Z0-9/\-]*\d\d)[A-Z0-9][A-Z0-9/\-]{2,24}(?<![/\-])"
    ),
    re.I,
)
_MIXED = re.compile(
    r"(?<![\w/£$€@])(?:[A-Z]{1,6}[-/]?\d{4,}[A-Z0-9/\-]{0,12}|"
    r"[A-Z]{1,6}(?:[-/][A-Z0-9]{2,8}){1,4}|[A-Z]{2}\d{2}[A-Z]\d{4,6}|\d{2,5}[A-Z]{1,3}\d{3,}|"
    r"\d{1,4}[A-Z]{0,2}[/\-]\d{4,}(?:[/\-][A-Z0-9]{1,5}){0,2}|\d{6,}[/\-]\d{2,4}|\d{7,20}|"
    r"[A-Z]\d{6,9}[A-Z]?)(?![\w/])"
)
_NOT_REFERENCE = re.compile(r"(?:KS|COVID|PS|AIM|SDQ|CO|H1N|MP|A|B|M)-?\d{1,3}", re.I)

_PLATE = re.compile(
    r"(?<![\w/])(?:[A-Z]{2} ?\d{2} ?[A-Z]{3}|[A-HJ-NP-TV-Y]\d{1,3} ?[A-HJ-PR-Y]{3}|"
    r"[A-HJ-PR-Y]{3} ?\d{1,3}[A-HJ-NP-TV-Y])(?![\w/])"
)
_PLATE_LOWER = re.compile(r"(?<![\w/])[a-z]{2}\d{2} ?[a-z]{3}(?![\w/])")
_PLATE_OLD_LOWER = re.compile(r"(?<![\w/])(?:[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,3}[a-z])(?![\w/])")
_PLATE_WORD = re.compile(
    r"\b(?:reg(?:istration)?|plate|vrm|vrn|car|van|vehicle|drives?|driving)\b[^.\n]{0,30}$", re.I
)
_PLATE_ANY = re.compile(
    (
        r"\b(?:reg(?:istration)?|plates?|vrm|vrn)(?: (?:no|number|plate|mark|is|was|"
        r"outside))*[\s.:#=]*((?=[A-Z ]*\d)[A-Z0-9]{1,4} ?[A-Z0-9]{1,4})(?!\w)"
    ),
    re.I,
)


def find(text: str) -> Iterator[Span]:
    """Every number or machine address in `text` that points at somebody."""
    yield from _links(text)
    if not any(letter.isdigit() for letter in text):
        return
    yield from _registered(text)
    yield from _phones(text)
    yield from _references(text)
    yield from _plates(text)


def _spans(pattern: re.Pattern[str], text: str, label: Label) -> Iterator[Span]:
    group = 1 if pattern.groups else 0
    for found in pattern.finditer(text):
        yield Span(found.start(group), found.end(group), label)


def _links(text: str) -> Iterator[Span]:
    if "@" in text or "at" in text:
        yield from (
            _spans(_EMAIL, text, Label.EMAIL) if "@" in text or "[at]" in text or "(at)" in text else ()
        )
        yield from _spans(_AT_HANDLE, text, Label.URL_HANDLE)
    for found in _LINK.finditer(text):
        yield Span(found.start(), found.start() + len(found.group().rstrip(".,;:)!?")), Label.URL_HANDLE)
    yield from _spans(_SPELT_EMAIL, text, Label.EMAIL)
    yield from _spans(_NAMED_HANDLE, text, Label.URL_HANDLE)
    yield from _spans(_ODD_HANDLE, text, Label.URL_HANDLE)
    for found in _DISCORD.finditer(text):
        start = found.start()
        before = re.search(r"discord[:\s]{1,3}$", text[max(0, start - 12) : start], re.I)
        yield Span(start - len(before.group()) if before else start, found.end(), Label.URL_HANDLE)


def _registered(text: str) -> Iterator[Span]:
    for found in _NHS.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if (is_nhs_number(digits) and digits[0] != "0") or _NHS_WORD.search(
            text[max(0, found.start() - 30) : found.start()]
        ):
            yield Span(found.start(), found.end(), Label.NHS_NUMBER)
    for found in _NINO.finditer(text):
        shown = found.group()
        if shown[-1].isalpha() or _NINO_WORD.search(text[max(0, found.start() - 30) : found.start()]):
            yield Span(found.start(), found.end(), Label.NINO)
    yield from _spans(_PASSPORT, text, Label.PASSPORT)
    for found in _POSTCODE.finditer(text):
        if "\n" not in found.group():
            yield Span(found.start(), found.end(), Label.POSTCODE)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits keep the NHS checksum (modulus 11, NHS Data Dictionary)."""
    check = 11 - sum(int(digit) * (10 - i) for i, digit in enumerate(digits[:9])) % 11
    return check != 10 and check % 11 == int(digits[9])


def _phones(text: str) -> Iterator[Span]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.split(r"\s?(?:ext|x)", found.group())[0])
        if 9 <= len(digits) <= 15 and _could_ring(found.group(), digits):
            yield Span(found.start(), found.end(), Label.PHONE)
    for found in _ANY_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if (
            7 <= len(digits) <= 15
            and _PHONE_WORD.search(text[max(0, found.start() - 30) : found.start()])
            and "/" not in found.group()
        ):
            yield Span(found.start(), found.end(), Label.PHONE)


def _could_ring(shown: str, digits: str) -> bool:
    if digits.startswith("0") and 10 <= len(digits) <= 11:
        return True
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(shown, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _references(text: str) -> Iterator[Span]:
    for pattern in (_REFERENCE, _TAGGED, _MIXED):
        group = 1 if pattern.groups else 0
        for found in pattern.finditer(text):
            shown = found.group(group)
            if sum(letter.isdigit() for letter in shown) >= 3 and not _is_ordinary(shown):
                yield Span(found.start(group), found.end(group), Label.CASE_REF)


def _is_ordinary(shown: str) -> bool:
    """A year, a span of years, a date or a school stage."""
    return bool(
        _NOT_REFERENCE.fullmatch(shown)
        or re.fullmatch(
            (
                r"(?:19|20)\d\d(?:[/\-](?:(?:19|20)?\d\d))?|\d{1,2}[/\-.]\d{1,2}[/\-.]\d{2,4}|\d{1,3}-\d{1,3}|"
                r"(?:19|20)\d\d-\d\d-\d\d"
            ),
            shown,
        )
    )


def _plates(text: str) -> Iterator[Span]:
    for found in _PLATE.finditer(text):
        shown = found.group()
        current = re.fullmatch(r"[A-Z]{2} ?\d{2} ?[A-Z]{3}", shown)
        if (
            current
            or len(shown.replace(" ", "")) >= 6
            or _PLATE_WORD.search(text[max(0, found.start() - 40) : found.start()])
        ):
            yield Span(found.start(), found.end(), Label.VEHICLE)
    for found in _PLATE_LOWER.finditer(text):
        if " " not in found.group() or _PLATE_WORD.search(text[max(0, found.start() - 40) : found.start()]):
            yield Span(found.start(), found.end(), Label.VEHICLE)
    for found in _PLATE_OLD_LOWER.finditer(text):
        if _PLATE_WORD.search(text[max(0, found.start() - 40) : found.start()]):
            yield Span(found.start(), found.end(), Label.VEHICLE)
    for found in _PLATE_ANY.finditer(text):
        if re.search(r"[A-Za-z]", found.group(1)) and sum(c.isdigit() for c in found.group(1)) >= 1:
            yield Span(found.start(1), found.end(1), Label.VEHICLE)
