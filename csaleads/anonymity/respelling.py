"""What hides a word from a reader of patterns, and how it reads: each step gives the changes to make, in order and apart.

A change that only takes characters out is one whose third part is empty.
"""

import itertools
import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.lexicon import fold, lexicon

Edit = tuple[int, int, str]
"""Characters `start` to `end`, and what they become."""

SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))

_ENTITY = re.compile(r"&(?:nbsp|amp|apos|quot|lt|gt|rsquo|lsquo|#0?39|#x27|#160);", re.I)
_ENTITIES = {"nbsp": " ", "#160": " ", "amp": "&", "quot": '"', "lt": "<", "gt": ">"}
_TAG_IN_WORD = re.compile(r"(?<=[^\W_])(?:</?[a-z]{1,8} ?/?>|\*\*|~~|\{\}|\[\]){1,4}(?=[^\W_])", re.I)
_UNDERLINED = re.compile(r"(?<![\w@.:/])_{1,2}([^\W_](?:[\w' \-](?<!_)){0,40}(?<! ))_{1,2}(?![\w])")
_BROKEN = re.compile(r"(?<=[^\W\d_])-[ \t]?\n[ \t]?(?=[a-z])")
_PART_BEFORE, _PART_AFTER = re.compile(r"[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_PICTURE = "[\u2190-\u2bff\U0001f000-\U0001faff\u3030\u303d]"
_PICTURED = re.compile(rf"(?<=[^\W_])(?: ?{_PICTURE}){{1,8}} ?(?=[^\W_])")
_APART = re.compile(r"(?<![^\W_])(?<![.'&@])[^\W_]([ .\-*_·•~+]| - )[^\W_](?:\1[^\W_]){1,40}(?![^\W_]|'\w)")
_CAPS_LOCK = re.compile(r"(?<![^\W_])[a-z][A-Z]{2,}(?![^\W_])")
_TITLED = re.compile(r"(?<![^\W_])[A-Z][a-z]{2,}(?![^\W_])")


def _entities(text: str) -> Iterator[Edit]:
    if "&" in text:
        for found in _ENTITY.finditer(text):
            yield found.start(), found.end(), _ENTITIES.get(found.group()[1:-1].lower(), "'")


def _markup(text: str) -> Iterator[Edit]:
    """Tags and stars within a word, and the strokes around an underlined one."""
    edits = [(found.start(), found.end(), "") for found in _TAG_IN_WORD.finditer(text)]
    for found in _UNDERLINED.finditer(text):
        edits += [(found.start(), found.start(1), ""), (found.end(1), found.end(), "")]
    yield from _apart_from_each_other(sorted(edits))


def _apart_from_each_other(edits: list[Edit]) -> Iterator[Edit]:
    last = -1
    for edit in edits:
        if edit[0] >= last:
            yield edit
            last = edit[1]


def _broken_words(text: str) -> Iterator[Edit]:
    """A word parted at the end of a line is one again; "follow-\\nup" keeps its hyphen."""
    if "-" not in text or "\n" not in text:
        return
    lists = lexicon()
    for found in _BROKEN.finditer(text):
        before = _PART_BEFORE.search(text[max(0, found.start() - 30) : found.start()])
        after = _PART_AFTER.match(text[found.end() : found.end() + 30])
        if before and after:
            left, right = fold(before.group()), fold(after.group())
            both = lists.is_english(left) and lists.is_english(right) and not lists.is_english(left + right)
            yield found.start(), found.end(), "-" if both and len(left) > 3 else ""


def _pictures(text: str) -> Iterator[Edit]:
    """Pictures between letters: none within a word, a space between two."""
    if text.isascii():
        return
    for found in _PICTURED.finditer(text):
        within = (
            text[found.start() - 1].isalpha() and text[found.end()].islower() and " " not in found.group()
        )
        yield found.start(), found.end(), "" if within else " "


def _letters_apart(text: str) -> Iterator[Edit]:
    """ "J a k e", "d-a-n-n-y", "0 7 7 0 0 …": single characters with the same thing between them."""
    for found in _APART.finditer(text):
        gap = found.group(1)
        joined = found.group()[:: 1 + len(gap)]
        if _is_a_word_apart(joined, gap):
            for i in range(len(joined) - 1):
                at = found.start() + 1 + i * (1 + len(gap))
                yield at, at + len(gap), ""


def _is_a_word_apart(joined: str, gap: str) -> bool:
    digits = sum(letter.isdecimal() for letter in joined)  # "²" is a digit, yet no figure
    if digits == len(joined):
        steps = {int(b) - int(a) for a, b in itertools.pairwise(joined)}
        return len(joined) >= 6 and len(steps) > 1
    if digits:
        return len(joined) >= 5 and digits >= 2 and gap != "+"
    if len(joined) == 3:
        return joined[0].isupper() and joined[1:].islower()
    if gap == "." and joined.isupper():
        return len(joined) > 4
    return len(set(joined.lower())) > 1 and joined.lower() not in "abcdefghijklmnopqrstuvwxyz"


def _caps_lock(text: str) -> Iterator[Edit]:
    """Capitals the wrong way round throughout: "cHILD IS dYLAN"."""
    wrong = list(_CAPS_LOCK.finditer(text))
    if len(wrong) >= 3 and len(wrong) > 3 * len(_TITLED.findall(text)):
        for i, letter in enumerate(text):
            turned = letter.swapcase()
            if turned != letter and len(turned) == 1:
                yield i, i + 1, turned


STEPS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    _entities,
    _markup,
    _broken_words,
    _pictures,
    _letters_apart,
    _caps_lock,
)
"""In this order, each on what the one before has left."""
