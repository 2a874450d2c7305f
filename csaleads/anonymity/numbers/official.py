"""NHS and National Insurance numbers, passports and postcodes; with telephones, references, plates and links every number
or machine address that points at somebody.

Where a checksum exists it decides; elsewhere the word before the number does.
"""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.numbers import (
    any_shape,
    bookings,
    grouped,
    of_operations,
    phones,
    plates,
    read_out,
    references,
)
from csaleads.anonymity.numbers import loose as loose_numbers
from csaleads.anonymity.numbers import of_logs as log_numbers
from csaleads.anonymity.numbers import of_offices as office_numbers
from csaleads.anonymity.numbers.figures import has_nhs_checksum
from csaleads.anonymity.online import channels, links, named_users, net_names, told_accounts, told_handles
from csaleads.anonymity.text.lexicon import lexicon, word_group
from csaleads.anonymity.text.scanning import WordStarts

_FIGURE = re.compile(r"\d")
_STAR_BETWEEN = re.compile(r"(?<=\d)\*(?=[A-Za-z\d])|(?<=[A-Z])\*(?=\d)")
_NHS_GAP = r"[ \-./_*]{0,3}"
_NHS = re.compile(rf"(?<![\d/£])\d{{3}}{_NHS_GAP}\d{{3}}{_NHS_GAP}\d{{4}}(?![\d/]|[-.]\d)")
_TEN_FIGURES = re.compile(r"(?<![\d/£])\d(?:[ \-./_*]{0,3}\n? ?\d){9}(?![\d/]|[-.]\d)")
_NHS_BEFORE = re.compile(r"\bn\.?h\.?s\.? (?:number|no|num)\b|\bchi number\b", re.I)
_NHS_WORD = re.compile(r"n\.?h\.?s\.?[^.\n\d]{0,24}\W*$", re.I)

_NINO = re.compile(
    r"(?<!\w)[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z][ \-./]{0,2}"
    r"\d{2}[ \-./]?\d{2}[ \-./]?\d{2}(?:[ \-./]{0,2}[A-DFM])?(?!\w)"
    r"|(?<!\w)[A-CEGHJ-PQR-TW-Z][A-CEGHJ-NPQR-TW-Z][ \-./]?\d{3}[ \-./]\d{3}[ \-./]?[A-D](?!\w)",
    re.I,
)
_NINO_WORD = re.compile(r"\b(?:n\.?i\.?n?o?|national insurance)\b\.?[^.\n]{0,18}$", re.I)

_CALLED_NINO = re.compile(r"\b(?:ni|nino|national insurance)\b(?: (?:number|num|no)\b)?", re.I)
_LOOSE_NINO = re.compile(r"(?<!\w)[A-Z][ \-.]?[A-Z](?:[ \-./]{0,2}\d){6}[ \-./]{0,2}[A-D](?!\w)", re.I)
_LONGEST_NINO = 40
_PASSPORT_WORD = re.compile(r"\b(?:passports?|pass ports?|p'ports?|ppts?|pp no|travel documents?)\b", re.I)
_WORD_BEFORE_FIGURES = r"(?:is|was|no|of|and|are|for|nhs|her|his|now|on|to|mum|dad|ref|tel)\b"
_PASSPORT = re.compile(
    r"(?<![\w/£])(?:"
    r"\d{2}[A-Z]{2}\d{5}|[A-Z]{1,3} ?\d{5,9}[A-Z]?"
    rf"|(?!{_WORD_BEFORE_FIGURES})[A-Z]{{2,3}} \d{{3}} \d{{3}} \d{{3,4}}"
    r"|(?-i:[A-Z]{1,3}) \d{2,4}(?: \d{2,5}){1,3}"
    r"|\d{3} \d{3} \d{3}|\d{2} \d{3} \d{4}|\d{8,10}|[A-Z]{2} \d{3} ?\d{4}"
    r"|\d(?:[ \-./_]{1,3}\d){8}|\d{3}(?:[\-./_]\d{3}){2}"
    r"|(?=(?:[A-Z]*\d){3})(?=\d*[A-Z])[A-Z\d]{9}"
    r")(?![\w/]|-\d)",
    re.I,
)
_MANY_FIGURES = re.compile(r"\d{5}|(?:[A-Z]*\d[A-Z]*){4}", re.I)
_OTHER_NUMBER = re.compile(
    r"\b(?:tel|phone|mob|mobile|ring|call|nhs|nino|ni|national insurance|ref|reference|crime|brp|visa|arc|ho|home office|"
    r"urn|hosp\w*|mosaic|lcs|postcode|reg|nicop|id card)\b",
    re.I,
)

_FULL_CODE = r"(?:GIR ?0AA|[A-PR-UWYZ][A-HJ-Y]?\d[\dA-HJKMNPR-Y]?"
_POSTCODE = re.compile(
    rf"(?:(?<![^\W_])|(?<=\dpc))(?<!/){_FULL_CODE}[ \-.]{{0,2}}\d[ABD-HJLNP-UW-Z]{{2}})(?![^\W_]|/)", re.I
)
_BROKEN_CODE = re.compile(rf"(?<![\w/]){_FULL_CODE}\s{{0,2}}\n\s?\d[ABD-HJLNP-UW-Z]{{2}})(?![\w/])")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)$", re.I)
_CALLED_CODE = re.compile(
    r"(?:\b(?:post ?code|pc|p/code|postal code)"
    r"(?: (?:is|was|area|district|starts?|begins?|starting|beginning|with|of))*[:=\s]{0,3})"
    r"((?:[A-Z]{1,2}\d[A-Z\d]?)(?:(?: ?|[,;/_] ?| ?[(\[])[\dOo][A-Z\d.]{2,3}[)\]]?)?)(?![\w])",
    re.I,
)
_SPOILT_CODE = re.compile(
    r"(?<![\w/])[A-PR-UWYZ][A-HJ-Y]?\d[\dA-HJKMNPR-Y]? "
    r"(?:\d[A-Z][O0]|\d[O0][A-Z]|[O0][A-Z]{2}|\d[O0]{2}|\d[A-Z]\.[A-Z])(?![\w/])"
)
_LAST_CODE = re.compile(r"(?<=[a-z], )[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w/])")
"""At the end of an address an area that there is not, as a slip of the keys makes it: "Mill Lane, QB3 9TD"."""
_PARTED_CODE = re.compile(
    r"(?<![\w/])(?P<area>[A-Z]{2})\(?\d[\dA-Z]?\)?(?:, ?|[/_]| ?[(\[]|(?<=\)) ?)(?P<end>\d[ABD-HJLNP-UW-Z]{2})[)\]]?(?![\w/])",
    re.I,
)
_LETTER_AND_FIGURE = re.compile(r"[A-Z]\d")
_DISTRICT = re.compile(
    r"\b(?:in|to|from|near|around|the|of) ((?-i:[A-Z]{1,2})\d{1,2}[A-Z]?)"
    r"(?= area\b| postcode\b| district\b|[.,;)\n]|$| (?:and|with|by|since|now)\b)"
    r"|(?<![\w/])([A-Z]{1,2}\d{1,2}[A-Z]?)(?= (?:area|postcode|district)\b)"
)
_AREAS = word_group("postcode areas")


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every number or machine address in `text` that points at somebody; its words begin at `words`."""
    if "*" in text:
        text = _STAR_BETWEEN.sub("-", text)
    yield from links.find(text, words)
    yield from net_names.find(text, words, lexicon())
    yield from channels.find(text, words)
    yield from told_handles.find(text, words)
    yield from named_users.find(text, words)
    yield from told_accounts.find(text, words, lexicon())
    yield from bookings.find(text, words)
    yield from of_operations.find(text, words)
    yield from grouped.find(text, words)
    yield from phones.find(text, words)
    yield from read_out.find(text, words)
    yield from log_numbers.find(text, words)
    yield from plates.find(text, words)
    yield from loose_numbers.find(text, words)
    if _FIGURE.search(text):
        yield from _registered(text)
        yield from _postcodes(text)
        yield from references.find(text, words)
        yield from office_numbers.find(text, words, lexicon())
        yield from any_shape.find(text, words, lexicon())


def _registered(text: str) -> Iterator[Span]:
    for found in _NHS.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        said = _NHS_WORD.search(text[max(0, found.start() - 34) : found.start()])
        alone = not (
            text[found.start() - 1 : found.start()].isalpha() or text[found.end() : found.end() + 1].isalpha()
        )
        spoken_of = found.group()[3] == " " and _NHS_BEFORE.search(text, 0, found.start())
        if said or (alone and digits[0] not in "0" and (has_nhs_checksum(digits) or spoken_of)):
            yield Span(found.start(), found.end(), Label.NHS_NUMBER)
    for found in _TEN_FIGURES.finditer(text):
        if _NHS_WORD.search(text[max(0, found.start() - 34) : found.start()]):
            yield Span(found.start(), found.end(), Label.NHS_NUMBER)
    for found in _NINO.finditer(text):
        shown = found.group()
        if (
            shown[-1].isalpha() and shown[:2].upper() != "QQ" and not _is_a_word_and_day(shown)
        ) or _NINO_WORD.search(text[max(0, found.start() - 30) : found.start()]):
            yield Span(found.start(), found.end(), Label.NINO)
    yield from _called_nino(text)
    yield from _passports(text)


def _called_nino(text: str) -> Iterator[Span]:
    """ "NI no. QQ 1 2 34 5 6 C": with any gaps, since it is called so."""
    for word in _CALLED_NINO.finditer(text):
        if found := _LOOSE_NINO.search(text, word.end(), word.end() + _LONGEST_NINO):
            yield Span(*found.span(), Label.NINO)


def _is_a_word_and_day(shown: str) -> bool:
    """ "On 10/09/25 a", "on 120 450 a"."""
    loose = "/" in shown or len(re.findall(r"\d+", shown)) == 2
    return loose and shown[2] == " " and lexicon().is_english(shown[:2].lower())


def _passports(text: str) -> Iterator[Span]:
    """Numbers of their shape after the word, to the end of its sentence or list, until another kind of number is named."""
    for word in _PASSPORT_WORD.finditer(text):
        reach = min(len(text), word.end() + 160)
        stop = re.search(r"\n\s*\n|[a-z)]\. [A-Z][a-z]+ (?![A-Z]{0,3}\d)", text[word.end() : reach])
        end = word.end() + stop.start() + 1 if stop else reach
        last = word.end()
        for found in _PASSPORT.finditer(text, word.end(), end):
            if _OTHER_NUMBER.search(text, last, found.start()):
                break
            if _MANY_FIGURES.search(re.sub(r"[\W_]", "", found.group())):
                yield Span(found.start(), found.end(), Label.PASSPORT)
                last = found.end()


def _is_teased(shown: str) -> bool:
    """Whether it is a word with figures for letters: "cr33ps", "n00dz"."""
    word = shown.lower().translate(_TEASED)
    plain = (word, word.removesuffix("z") + "s")
    return (
        shown.islower()
        and " " not in shown
        and (shown[1] == "0" or any(map(lexicon().is_english, (*plain, plain[1][:-1]))))
    )


_TEASED = str.maketrans("0134578", "oieastb")


def _postcodes(text: str) -> Iterator[Span]:
    for found in _POSTCODE.finditer(text):
        shown = found.group()
        if not shown.isupper() and (_ORDINAL.search(shown) or _is_teased(shown)):
            continue
        yield Span(found.start(), found.end(), Label.POSTCODE)
    for pattern in (_BROKEN_CODE, _SPOILT_CODE, _LAST_CODE) if "\n" in text else (_SPOILT_CODE, _LAST_CODE):
        for found in pattern.finditer(text):
            yield Span(found.start(), found.end(), Label.POSTCODE)
    yield from _called_codes(text)
    yield from _districts(text)


def _called_codes(text: str) -> Iterator[Span]:
    """ "postcode ZZ9", "ZZ9, 1QQ"."""
    for found in _PARTED_CODE.finditer(text):
        if found["area"].lower() in _AREAS and not _ORDINAL.search(found["end"]):
            yield Span(*found.span(), Label.POSTCODE)
    for found in _CALLED_CODE.finditer(text):
        if any(c.isdigit() for c in found.group(1)):
            yield Span(found.start(1), found.end(1), Label.POSTCODE)


def _districts(text: str) -> Iterator[Span]:
    """ "in ZZ9", "the ZZ9 area"."""
    for found in _DISTRICT.finditer(text) if _LETTER_AND_FIGURE.search(text) else ():
        group = found.lastindex or 1
        letters = re.match(r"[A-Z]+", found.group(group))[0]  # type: ignore[index]
        named = re.match(r" (?:area|postcode|district)", text[found.end() : found.end() + 10])
        if letters.lower() in _AREAS and (len(letters) == 2 or named):
            yield Span(*found.span(group), Label.POSTCODE)
