"""Text that a program has read in the wrong alphabet ("SiobhÃ¡n"), or that a mark turns round; names in the letters of flags."""

import re

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.text.lexicon import lexicon

_SECOND = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_MISREAD = re.compile(rf"[\u00c2-\u00c5\u00d0\u00d1][{_SECOND}]|\u00e2[{_SECOND}]{{2}}")
_TURNED = re.compile("\u202e([^\u202c\u202e\n]{2,60})\u202c?")

_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff](?:[\u200b-\u200d\u2060\ufe0f ]?[\U0001f1e6-\U0001f1ff]){2,14}")
_FIRST_FLAG = 0x1F1E6


def edits(text: str) -> list[Edit]:
    """What to change, in order and apart; most texts need nothing."""
    found = [(*each.span(), each.group(1)[::-1]) for each in _TURNED.finditer(text)]
    for each in _FLAGS.finditer(text):
        found += _letters_of_flags(each)
    reach = [(start, end) for start, end, _ in found]
    for each in _MISREAD.finditer(text):
        letter = _meant(each.group())
        if letter and not any(start < each.end() and each.start() < end for start, end in reach):
            found.append((*each.span(), letter))
    return sorted(found)


def _letters_of_flags(found: re.Match[str]) -> list[Edit]:
    """The letters of a name; none for the flags of countries."""
    letters = [
        (at, at + 1, chr(ord("a") + ord(letter) - _FIRST_FLAG) if ord(letter) >= _FIRST_FLAG else "")
        for at, letter in enumerate(found.group(), found.start())
    ]
    name = "".join(letter for _, _, letter in letters)
    if name not in lexicon().first:
        return []
    return [(start, end, letter.upper()) for start, end, letter in letters]


def _meant(shown: str) -> str:
    """The one character that was meant, or nothing."""
    try:
        octets = b"".join(_octet(letter) for letter in shown)
        letter = octets.decode("utf-8")
    except UnicodeError:
        return ""
    return letter if len(letter) == 1 and letter.isprintable() else ""


def _octet(letter: str) -> bytes:
    return letter.encode("latin-1") if ord(letter) < 0x100 else letter.encode("cp1252")


UNSEEN = frozenset("\u115f\u1160\u3164\uffa0\u034f\u2800")
"""Letters that show nothing."""
