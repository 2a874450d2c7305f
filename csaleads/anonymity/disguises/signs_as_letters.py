"""Figures and signs for letters within words: "R0B!N GR€Y", "h!lltop v!ew", "fl@t"; read where that gives a word or a name."""

import re
from collections.abc import Iterator
from itertools import product

from csaleads.anonymity.disguises.markup import Edit
from csaleads.anonymity.text.lexicon import Lexicon, fold, lexicon

_READINGS = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "il", "|": "li", "€": "e", "£": "l", "¢": "c", "¥": "y",
}  # fmt: skip
_SIGNS = "01345789@$!|€£¢¥"
_MAY_HOLD = re.compile(r"[0134578@$!|€£¢¥9](?<=[A-Za-z].)[0134578@$!|€£¢¥9]{0,2}[A-Za-z]")
_WORD = re.compile(
    rf"(?<![\w@/.\-+£€$!|¢¥])(?:[A-Za-z]|0(?=[A-Z]))[A-Za-z{re.escape(_SIGNS)}]{{2,19}}(?P<owned>'[sS])?(?![\w@/|]|[.\-]\w)"
)
_SURE = re.compile(r"[01@$!|€£¢¥]")
_BEFORE = re.compile(rf"[A-Za-z][{re.escape(_SIGNS)}]{{1,2}}[A-Za-z]+ $")
_AFTER = re.compile(rf" [A-Za-z]+[{re.escape(_SIGNS)}]{{1,2}}[A-Za-z]")
_MOST_SIGNS = 4
_TITLED = re.compile(r"[A-Z](?:[a-z]|[@!€](?=[a-z])){3,14}")
_OF_IRISH = str.maketrans("01345", "oieas")
_PLAINLY = str.maketrans("@!€", "aie")


def signs_within(text: str) -> Iterator[Edit]:
    """The letters that figures and signs within words stand for."""
    if not _MAY_HOLD.search(text):
        return
    lists = lexicon()
    for found in _WORD.finditer(text):
        shown = found.group()[: -len(found["owned"] or "") or None]
        shown = shown.rstrip("!|")
        if not _MAY_HOLD.search(shown):
            continue
        if shown.islower() and not _SURE.search(shown) and not _stands_beside(text, found):
            continue
        read = _read(shown, lists, beside=shown[0].isupper() and _stands_beside(text, found))
        for at, letter in enumerate(read):
            if letter != shown[at]:
                yield found.start() + at, found.start() + at + 1, letter


def _stands_beside(text: str, found: re.Match[str]) -> bool:
    """Whether the word before or after has signs too; alone a word in small letters with figures may be a handle."""
    return bool(
        _BEFORE.search(text, max(0, found.start() - 24), found.start()) or _AFTER.match(text, found.end())
    )


def _doubled(shown: str, lists: Lexicon) -> str:
    """ "Gr££nfield"."""
    word = shown.replace("££", "ee").replace("€€", "ee")
    known = lists.is_english(fold(word)) or fold(word) in lists.last or fold(word) in lists.large_places
    return word if word.isalpha() and (known or word.istitle()) else ""


def _read(shown: str, lists: Lexicon, *, beside: bool = False) -> str:
    """`shown` in letters, or nothing."""
    if shown[0] == "0":
        name = f"O{shown[1:].translate(_OF_IRISH)}"
        return name if fold(name) in lists.last else ""
    signs = [letter for letter in shown if letter in _READINGS]
    letters = len(shown) - len(signs)
    if (
        len(shown) < 4
        or not 0 < len(signs) <= min(_MOST_SIGNS, letters)
        or "".join(signs) == shown[-len(signs) :]
    ):
        return ""
    loud = shown.isupper()
    if "££" in shown or "€€" in shown:
        return _doubled(shown, lists)
    for chosen in product(*(_READINGS.get(each, each) for each in shown)):
        read = "".join(chosen)
        word = fold(read)
        if lists.is_english(word) or word in lists.last or word in lists.large_places:
            return read.upper() if loud else read
    if beside and _TITLED.fullmatch(shown):
        return shown.translate(_PLAINLY)
    if loud and letters > 4 and set(signs) <= {"0"}:
        return shown.replace("0", "O")
    return ""
