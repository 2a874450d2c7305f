"""Words that are strewn with signs: "R*ope*walk C*t", "Mc#Far~lane", "Fr&ed&ri&ck", "Sh/on/a", "bri*dget@exa*mple*.com".

The signs are taken out where that makes a word that is known, or where there are so many that nobody writes so; what is
left is screened as any text is. Each gives the changes to make, as in respelling.py.
"""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.disguises.fragments import is_name, may_be_word
from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon, word_group

_SIGN = r"[^\w\s'\u2019\"@$€£\-]"
_SEAM = re.compile(rf"[^\W\d_](?:{_SIGN}|[_\"\-])(?:{_SIGN}|[_\"\-]){{0,2}}[^\W\d_]")
_STREWN = re.compile(
    rf"(?<![\w@/\\.#])[^\W\d_]{{1,12}}(?:(?:{_SIGN}|[_\"\-]){{1,3}}[^\W\d_]{{1,12}}){{1,8}}(?![\w@]|[/\\.]\w)"
)
_SIGNS = re.compile(r"[\W_]+")
_PATH = re.compile(r"[./\\:]")
_MILD = frozenset("-./,&:;+\\!?|>=(")
"""Signs that stand between words as well."""
_IN_ONE = re.compile(r"[A-Z](?:[^\W\d_]*[\W_]+[a-z]+)+")
_KINDS = (
    word_group("kinds of street in disguise")
    | word_group("kinds of school in disguise")
    | {"ct", "rd", "ln", "av"}
)
_BESIDE = re.compile(rf" (?P<word>[A-Z][^\W\d_]{{0,8}}(?:{_SIGN}{{1,2}}[^\W\d_]{{1,8}}){{1,4}})(?![\w@])")
_EMAIL = re.compile(r"(?<!\S)(?P<mail>[\w.*~#|^+!-]{2,40}@[\w.*~#|^+!-]{4,40}[a-z])(?!\w)")
_MAIL_SHAPE = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}")
_IN_MAIL = "*~#|^!"
_FARTHEST = 40
_OPENING = ("(", "[", "{", "<")
_TURNED = re.compile(r"[)\]}>] ?[(\[{<]")
_SHORTEST, _MANY_SEAMS = 4, 2
_RUDE = word_group("rude words")


def signs_strewn(text: str) -> Iterator[Edit]:
    """The signs within words."""
    lists = lexicon()
    last, edited = 0, 0
    for seam in _SEAM.finditer(text):
        start = seam.start()
        if start < last:
            continue
        while start > max(last, seam.start() - _FARTHEST) and not text[start - 1].isspace():
            start -= 1
        last = seam.end() - 1
        while last < min(len(text), seam.end() + _FARTHEST) and not text[last].isspace():
            last += 1
        found = next((each for each in _STREWN.finditer(text, start, min(len(text), seam.end() + 80))), None)
        if found and not _is_within_brackets(text, found) and _is_strewn(found.group(), lists):
            yield from _signs(found.group(), found.start())
            last = found.end()
            while (beside := _BESIDE.match(text, last)) and _is_kind(beside["word"]):
                yield from _signs(beside["word"], beside.start("word"))
                last = beside.end()
            edited = last
    if "@" in text:
        yield from _in_mails(text, edited)


def _signs(shown: str, start: int) -> Iterator[Edit]:
    for sign in _SIGNS.finditer(shown):
        yield start + sign.start(), start + sign.end(), ""


def _is_strewn(shown: str, lists: Lexicon) -> bool:
    parts = [fold(part) for part in _SIGNS.split(shown)]
    word = "".join(parts)
    signs = set(_SIGNS.findall(shown))
    mild = set("".join(signs)) <= _MILD
    if len(word) < _SHORTEST or word in _RUDE or all(len(part) == 1 for part in parts):
        return False
    in_one = not mild and "_" not in signs and bool(_IN_ONE.fullmatch(shown))
    named = is_name(word, lists)
    if in_one and (
        named or (len(signs) == 1 and (lists.is_english(word) or all(len(part) > 1 for part in parts)))
    ):
        return True
    if all(_is_written(part, lists) for part in parts):
        return False
    strange = sum(not _is_written(part, lists) for part in parts)
    known = lists.is_english(word) or word in _KINDS
    if mild:
        plain_word = known or word in lists.short or word in lists.field
        odd = len(parts) > _MANY_SEAMS or strange > 1 or "-" not in "".join(signs)
        named = is_name(word, lists) or _are_two_names(word, lists)
        return len(word) > _SHORTEST and named and not plain_word and odd and not _is_path(shown)
    if "_" in signs or '"' in signs:
        return is_name(word, lists) and not lists.is_english(word)
    return (
        known
        or is_name(word, lists)
        or (len(parts) > _MANY_SEAMS and shown[0].isupper() and strange > 1 and _needs_no_more(parts, word))
    )


def _are_two_names(word: str, lists: Lexicon) -> bool:
    """ "tundeadebayo": a given name and one of a family, neither of which is short."""
    return any(
        word[:at] in lists.first and word[at:] in lists.last
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1)
    )


def _needs_no_more(parts: Sequence[str], word: str) -> bool:
    """Whether the signs stand between letters and for none: not "K*v*l*nk*"."""
    return may_be_word(word) and sum(len(part) > 1 for part in parts) > len(parts) // 2


def _is_within_brackets(text: str, found: re.Match[str]) -> bool:
    """ "(K)(y)(l)(e)", of which each letter has its own."""
    return text[max(0, found.start() - 1) : found.start()] in _OPENING and bool(_TURNED.search(found.group()))


def _is_path(shown: str) -> bool:
    """Whether it has the look of an address of a page or a file."""
    return shown.islower() and bool(_PATH.search(shown))


def _is_written(part: str, lists: Lexicon) -> bool:
    """Whether a part of a word is one by itself."""
    if len(part) < 2:
        return False
    return lists.is_english(part) or part in lists.first or part in lists.short or part in lists.field


def _is_kind(shown: str) -> bool:
    word = fold(_SIGNS.sub("", shown))
    return word in _KINDS


def _in_mails(text: str, last: int) -> Iterator[Edit]:
    """Signs in an address of mail that has none."""
    for found in _EMAIL.finditer(text, last):
        shown = found["mail"]
        taken = [at for at, letter in enumerate(shown) if letter in _IN_MAIL]
        if taken and _MAIL_SHAPE.fullmatch("".join(letter for letter in shown if letter not in _IN_MAIL)):
            for at in taken:
                yield found.start() + at, found.start() + at + 1, ""
