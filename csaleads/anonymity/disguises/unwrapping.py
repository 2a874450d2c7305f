"""What programs and sly hands wrap around letters, and the letters that stay.

"Ren=C3=A9e", "Tyrell%20B", "Zo\\u00eb", '"Prin"+"cess"', "[Ga](x)vin", "S*p*ike", "(K)(y)(l)(e)", "4nine6". Each gives the
changes to make, as in respelling.py.
"""

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.numbers.spoken import DIGIT_WORDS, FIGURE_WORDS, read_digits
from csaleads.anonymity.text.lexicon import fold, lexicon, word_group

_ENCODED_WORD = re.compile(r"=\?[\w-]{2,20}\?(?P<how>[qQbB])\?(?P<said>[^?\s]{1,200})\?=")
_SURELY_PRINTABLE = re.compile(
    r"=[CDE][0-9A-F]=[89AB][0-9A-F]|=3D|[a-z]=\r?\n[a-z]|=20\r?\n|[A-Za-z]=9[1-7][a-z]|=2E"
)
_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+|=\r?\n")
_PERCENT = re.compile(r"(?<=[A-Za-z0-9=/&])(?:%[0-9A-Fa-f]{2})+(?=[A-Za-z0-9])")
_PLUS = re.compile(r"(?<=[?&])\w{1,20}=[A-Za-z]{2,20}(?:\+[A-Za-z]{2,20}){1,3}(?![\w+])")
_ESCAPED = re.compile(
    r"\\u(?P<four>[0-9a-fA-F]{4})|\\x(?P<two>[0-9a-fA-F]{2})|(?<=[A-Za-z])\\[\"'^~=]\{?(?P<accented>[A-Za-z])"
    r"\}?"
)
_STROKE_WITHIN = re.compile(
    r"(?<![\w\\/:])(?P<left>[A-Za-z][a-z]{1,9})\\(?!u[0-9a-f]{4})[a-z]{2,10}(?:'s)?(?![\w\\/.])"
)
_CODED = re.compile(r"(?<![\w/+=.@%-])[A-Za-z0-9+/]{8,400}(?P<end>={0,2})(?![\w+/=])")
_CONCATENATED = re.compile(r"(?<=[^\W\d_])(?P<quote>[\"'])(?:\s?(?:\+|&|\|\|)\s?|\.)(?P=quote)(?=[^\W\d_])")
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_LINKED = re.compile(r"\[(?P<shown>[^\W\d_]{1,20})\]\((?:#[\w-]{0,20}|[a-z0-9]{0,2})\)")
_STARS_WITHIN = re.compile(r"(?<![\w*])[^\W\d_]*(?:\*[^\W\d_]+\*[^\W\d_]*)+(?![\w*])")
_STARS_ANYWHERE = re.compile(r"(?<![\w*#+])[^\W\d_]+(?:[*#+]{1,2}[^\W\d_]+){1,10}(?![\w*#+])")
_EACH_BRACKETED = re.compile(
    r"(?<![\w)\]}>])(?:[(\[{<][^\W\d_][)"
    r"\]}>] ?){3,20}(?!\w)|(?<![\w\"'])(?:(?P<quote>[\"'])[^\W\d_](?P=quote)[ ,+]{0,2}){3,20}"
)
_BRACKET_WITHIN = re.compile(r"(?<!\w)[^\W\d_]*(?:[(\[{][^\W\d_]{1,4}[)\]}][^\W\d_]*)+(?!\w)")
_ONE_BRACKETED = re.compile(r"[(\[{<\"'][^\W\d_][)\]}>\"']")
_WITHIN = re.compile(
    r"[(\[{](?<=[^\W\d_].)[^\W\d_]{1,4}[)\]}]|[(\[{][^\W\d_]{1,4}[)\]}](?:[^\W\d_]|[(\[{][^\W\d_]{1,4}[)\]}])"
)
_MAY_BE_MISREAD = re.compile(r"[01](?<=[A-Za-z].)[A-Za-z01']")
_MISREAD = re.compile(r"(?<![\w@./-])[A-Za-z]+[01][A-Za-z01]*(?<=[A-Za-z])(?:'s)?(?![\w@/-])")
_SEAM = re.compile(r"\d[zotfsenhZOTFSENH]|[eortxnhEORTXNH]\d")
_REST_OF_WORD = re.compile(r"[^\W_]*")
_STUCK = re.compile(rf"(?:\d|{'|'.join(FIGURE_WORDS)})+", re.I)
_RUDE = word_group("rude words")
_ACCENTS = {'"': "\u0308", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304"}


def encoded_words(text: str) -> Iterator[Edit]:
    """ "=?utf-8?Q?Ren=C3=A9e_L?=" of a mail's head, without what holds it."""
    if "=?" not in text:
        return
    for found in _ENCODED_WORD.finditer(text):
        if found["how"] in "bB":
            if said := _decoded(found["said"]):
                yield *found.span(), said
            continue
        start, end = found.span("said")
        yield found.start(), start, ""
        for at in range(start, end):
            if text[at] == "_":
                yield at, at + 1, " "
        yield end, found.end(), ""


def quoted_printable(text: str) -> Iterator[Edit]:
    """ "Ren=C3=A9e", "can=92t", and the "=" at the end of a line."""
    if "=" not in text or not _SURELY_PRINTABLE.search(text):
        return
    for found in _PRINTABLE.finditer(text):
        shown = found.group()
        if shown[1] in "\r\n":
            yield *found.span(), ""
        else:
            yield *found.span(), _characters(bytes.fromhex(shown.replace("=", "")))


def percents(text: str) -> Iterator[Edit]:
    """ "?name=Tyrell%20B", "?q=Tyrell+B"."""
    if "%" in text:
        for found in _PERCENT.finditer(text):
            yield *found.span(), _characters(bytes.fromhex(found.group().replace("%", "")))


def pluses(text: str) -> Iterator[Edit]:
    """ "?q=Tyrell+B"."""
    if "+" in text and "=" in text:
        for found in _PLUS.finditer(text):
            for at in range(*found.span()):
                if text[at] == "+":
                    yield at, at + 1, " "


def _characters(octets: bytes) -> str:
    """What bytes spell: in UTF-8, else as Windows writes; a space for what cannot be seen."""
    try:
        said = octets.decode("utf-8")
    except UnicodeDecodeError:
        said = octets.decode("cp1252", "replace")
    said = said.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    return "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in said)


def escapes(text: str) -> Iterator[Edit]:
    """ "Zo\\u00eb", "Zo\\"e"."""
    if "\\" not in text:
        return
    for found in _STROKE_WITHIN.finditer(text):
        word = fold(found.group().replace("\\", "")).removesuffix("'s")
        lists = lexicon()
        plain = all(lists.is_english(fold(part)) for part in found.group().split("\\"))
        if not plain and (word in lists.last or word in lists.first):
            yield found.end("left"), found.end("left") + 1, ""
    for found in _ESCAPED.finditer(text):
        if found["accented"]:
            mark = _ACCENTS[text[found.start() + 1]]
            letter = unicodedata.normalize("NFC", found["accented"] + mark)
        else:
            letter = chr(int(found["four"] or found["two"], 16))
        if len(letter) == 1 and letter.isprintable():
            yield *found.span(), letter


_ENCODED_SO = ("base64", "base 64", "b64", "decode", "encode")


def base64_words(text: str) -> Iterator[Edit]:
    """Words that a program has put into letters and figures for the post, where they are told or end with "="."""
    low = text.lower()
    told = any(word in low for word in _ENCODED_SO)
    if not told and "=" not in text:
        return
    for found in _CODED.finditer(text):
        if (told or found["end"]) and (said := _decoded(found.group())):
            yield *found.span(), said


def _decoded(shown: str) -> str:
    """What base64 says if it is words; nothing otherwise."""
    try:
        said = base64.b64decode(shown + "=" * (-len(shown) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    letters = sum(letter.isalpha() or letter == " " for letter in said)
    is_words = all(letter.isprintable() or letter == "\n" for letter in said) and 2 * letters >= len(said)
    return said if is_words and len(said) > 2 else ""


def concatenated(text: str) -> Iterator[Edit]:
    """'"Prin"+"cess"': the pieces of one word; not '"Amy" + "Ben"'."""
    if '"' not in text and "'" not in text:
        return
    lists = lexicon()
    for found in _CONCATENATED.finditer(text):
        before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
        after = _WORD_AFTER.match(text, found.end())
        if before and after:
            left, right = fold(before.group()), fold(after.group())
            known = left in lists.first and (right in lists.first or lists.is_english(right))
            known = known and left + right not in lists.first
            if not known and not after.group()[0].isupper():
                yield *found.span(), ""


def links_within(text: str) -> Iterator[Edit]:
    """ "[Ga](x)vin": the word without the address that parts it."""
    if "](" in text:
        for found in _LINKED.finditer(text):
            yield found.start(), found.start("shown"), ""
            yield found.end("shown"), found.end(), ""


def stars_within(text: str) -> Iterator[Edit]:
    """ "S*p*ike", "*Entwis*tle": letters between two stars are set off, not left out; not "f*c*k"."""
    if text.count("*") < 2:
        yield from _strewn(text)
        return
    lists = lexicon()
    edits: list[Edit] = [*_strewn(text)]
    for found in _STARS_WITHIN.finditer(text):
        shown = found.group()
        joined = shown.replace("*", "")
        word = fold(joined)
        parts = [part for part in shown.split("*") if part]
        if len(parts) > 1 and word not in _RUDE and (joined[0].isupper() or word in lists.first):
            known = word in lists.first or word in lists.last or lists.is_english(word)
            if known or (len(word) > 3 and not joined.isupper()):
                edits += _without(found.start(), shown, "*")
    yield from sorted(set(edits))


def _strewn(text: str) -> Iterator[Edit]:
    """ "J*oy*c*e", "Thea#ker": a name that needs no letter more."""
    if "*" not in text and "#" not in text and "+" not in text:
        return
    lists = lexicon()
    for found in _STARS_ANYWHERE.finditer(text):
        parts = re.split(r"[*#+]+", found.group())
        word = fold("".join(parts))
        names = word in lists.first or (word in lists.last and "+" not in found.group())
        whole = all(part[0].isupper() or len(part) > 2 for part in parts) and all(
            lists.is_english(fold(part)) or fold(part) in lists.first for part in parts
        )
        if names and found.group()[0].isupper() and not lists.is_english(word) and not whole:
            yield from _without(found.start(), found.group(), "*#+")


def bracketed_letters(text: str) -> Iterator[Edit]:
    """ "(K)(y)(l)(e)", "'K' 'y' 'l' 'e'", "Sar(a)h"."""
    alone, within = _ONE_BRACKETED.search(text), _WITHIN.search(text)
    if not (alone or within):
        return
    lists = lexicon()
    edits: list[Edit] = []
    for found in _EACH_BRACKETED.finditer(text) if alone else ():
        shown = found.group().rstrip(" ,+")
        word = fold("".join(filter(str.isalpha, shown)))
        if word in lists.first or word in lists.last:
            edits += _without(found.start(), shown, "()[]{}<>\"' ,+")
    for found in _BRACKET_WITHIN.finditer(text) if within else ():
        word = fold("".join(filter(str.isalpha, found.group())))
        is_within = found.group()[0].isalpha() or found.group()[-1].isalpha()
        if (
            is_within
            and len(word) > 3
            and (word in DIGIT_WORDS or (word in lists.first and not lists.is_english(word)))
        ):
            edits += _without(found.start(), found.group(), "()[]{}")
    yield from sorted(set(edits))


def _without(start: int, shown: str, signs: str) -> Iterator[Edit]:
    for at, letter in enumerate(shown, start):
        if letter in signs:
            yield at, at + 1, ""


def misread_figures(text: str) -> Iterator[Edit]:
    """ "fr0m", "C1ose": a nought and a one that a machine has read within a word."""
    if not _MAY_BE_MISREAD.search(text):
        return
    lists = lexicon()
    for found in _MISREAD.finditer(text):
        shown = found.group()
        for one in "li":
            letters = shown.replace("0", "O" if shown.isupper() else "o")
            letters = letters.replace("1", one.upper() if shown.isupper() else one)
            word = fold(letters).removesuffix("'s")
            if lists.is_english(word) or word in lists.last:
                for at, letter in enumerate(letters):
                    if letter != shown[at]:
                        yield found.start() + at, found.start() + at + 1, letter
                break


def stuck_figures(text: str) -> Iterator[Edit]:
    """ "4nine6", "zero7seven": figures and words for figures in one word."""
    last = 0
    for seam in _SEAM.finditer(text):
        if seam.start() < last:
            continue
        start = seam.start()
        while start > last and text[start - 1].isalnum():
            start -= 1
        found = _STUCK.match(text, start)
        if not found or text[found.end() : found.end() + 1].isalnum() or found.end() <= seam.start() + 1:
            last = _REST_OF_WORD.match(text, seam.start()).end()  # type: ignore[union-attr]  # it may be empty
            continue
        last = found.end()
        spaced = re.sub(rf"({'|'.join(FIGURE_WORDS)})", r" \1 ", found.group().lower())
        yield *found.span(), read_digits(spaced)
