"""One plain spelling for what can be typed in many, with the way back to the positions of the original.

Composed letters, ordinary spaces, straight quotes and hyphens; no invisible characters; a Cyrillic or Greek letter among
Latin ones becomes the Latin letter it imitates. What hides a word (letters set apart, markup, emoji, a broken line) is
undone in respelling.py.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from csaleads.anonymity.disguises import lookalikes, mangled, told_hiding
from csaleads.anonymity.disguises.lookalikes import LOOKALIKES
from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.stepping import apply
from csaleads.anonymity.text.undoing import undone

_QUOTES = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'", "`": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u2028": "\n", "\u2029": "\n", "\x00": " ", "\ufffd": " ",
        "\u2588": "\u2022", "\u2593": "\u2022", "\u25a0": "\u2022", "\u25ae": "\u2022",
    }
)  # fmt: skip
_PLAIN = "\x00-\x7f£\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f" + "".join(map(chr, _QUOTES))
_NOT_PLAIN = re.compile(rf"[{_PLAIN}]?[^{_PLAIN}]+")
"""Letters that more is to be done to than to look them up in the table above, with the one that marks may belong to."""
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_ENCLOSED = (0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x249C)  # where alphabets of letters in a frame begin
_BRAILLE = dict(
    zip(
        map(
            chr,
            (
                0x2801,
                0x2803,
                0x2809,
                0x2819,
                0x2811,
                0x280B,
                0x281B,
                0x2813,
                0x280A,
                0x281A,
                0x2805,
                0x2807,
                0x280D,
                0x281D,
                0x2815,
                0x280F,
                0x281F,
                0x2817,
                0x280E,
                0x281E,
                0x2825,
                0x2827,
                0x283A,
                0x282D,
                0x283D,
                0x2835,
            ),
        ),
        "abcdefghijklmnopqrstuvwxyz",
        strict=True,
    )
)
_STYLED = ("<font>", "<super>", "<sub>", "<circle>", "<square>", "<wide>", "<compat>")
_OTHER_LETTERS = r"\u0131\u014b\u0192\u0251\u025b\u0261\u0269\u028b\u0370-\u058f\u13a0-\u13ff"
_MIXED_WORD = re.compile(rf"[A-Za-z{_OTHER_LETTERS}@$!€£0-9]{{2,}}")
_STRANGE = re.compile(rf"[{_OTHER_LETTERS}]")
_NEVER_SMALL = word_group("never small")
_WIDEST = 2
_MOST_MARKS = 40
"""So many marks on one letter still belong to it."""
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_LATIN = re.compile(r"[A-Za-z]")
_SAID_BEFORE = re.compile(
    r"(?<!\w)(?P<name>[A-Z][a-z]+)\W{1,3}(?:(?:that's|it's|that is|it is) )?(?:spel(?:t|led) )?\Z"
)


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` in plain spelling; character i of it comes from `starts[i]` up to `ends[i]` of the original."""

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original's positions of plain characters `start` to `end`."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The plain characters that come from the original's `start` to `end`; the other way round."""
        if self.starts is None or self.ends is None:
            return start, end
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def plain(text: str) -> Plain:
    """`text` in plain spelling."""
    if text.isascii():
        return _respelt(text.replace("\x00", " ").replace("`", "'"), None, None)
    if changes := mangled.edits(text):
        read, starts, ends = apply(text, list(range(len(text))), list(range(1, len(text) + 1)), changes)
        inner = plain(read) if read.isascii() else _plainly(read)
        spans = [inner.original(i, i + 1) for i in range(len(inner.text))]
        return Plain(inner.text, tuple(starts[a] for a, _ in spans), tuple(ends[b - 1] for _, b in spans))
    return _plainly(text)


def _plainly(text: str) -> Plain:
    spelt, starts, ends = _spelt_plainly(text)
    if _STRANGE.search(spelt):
        read = _MIXED_WORD.sub(_without_lookalikes, spelt)
        spelt = lookalikes.words_beside_mixed(read) if read != spelt else lookalikes.marks(spelt)
    return _respelt(spelt, starts, ends)


def _spelt_plainly(text: str) -> tuple[str, list[int] | None, list[int] | None]:
    """`text` letter by letter in plain spelling, and the positions if they are no longer those of `text`."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    moved = False
    done = 0
    for strange in _NOT_PLAIN.finditer(text):
        letters.append(text[done : strange.start()].translate(_QUOTES))
        starts += range(done, strange.start())
        ends += range(done + 1, strange.start() + 1)
        for start, end, spelling in _clusters(text, *strange.span()):
            moved = moved or end - start != 1 or len(spelling) != 1
            letters.append(spelling)
            starts += [start] * len(spelling)
            ends += [end] * len(spelling)
        done = strange.end()
    letters.append(text[done:].translate(_QUOTES))
    if not moved:
        return "".join(letters), None, None
    return "".join(letters), [*starts, *range(done, len(text))], [*ends, *range(done + 1, len(text) + 1)]


def spelt_apart(text: str, spelt: Plain, lists: Lexicon) -> Iterator[Span]:
    """Words of `spelt` whose letters were written apart in `text`, all of them; not "S.T.O.P."."""
    if spelt.starts is None or spelt.ends is None:
        return
    for found in _LETTERS.finditer(spelt.text):
        inside = range(found.start(), found.end() - 1)
        if all(spelt.starts[i + 1] > spelt.ends[i] for i in inside):
            word = fold(found.group())
            dotted = found.group().isupper() and text[spelt.ends[found.start()]] == "."
            named = found.group().istitle() and (word in lists.first or word in lists.last)
            named = named or (word in lists.first and told_hiding.hides(text.lower()))
            plain_word = lists.is_english(word) or word in lists.field or word in lists.short
            if not dotted and (named or not plain_word):
                yield Span(found.start(), found.end(), Label.PERSON)


def undisguised(text: str, spelt: Plain, lists: Lexicon) -> Iterator[Span]:
    """Names of `spelt` that were torn in `text`, or had signs for some of their letters."""
    last: tuple[int, bool, int] | None = None
    for first, end, covers in _covered(text, spelt):
        shown = spelt.text[first:end]
        word = fold(shown)
        said = _said_before(spelt.text, first, word, lists)
        if said:
            yield Span(*said, Label.PERSON)
        named = bool(
            said or _is_covered_name(covers, word, shown, lists) or _is_torn(covers, word, shown, lists)
        )
        beside = last is not None and spelt.text[last[0] : first].isspace() and first - last[0] <= _WIDEST
        if named or (beside and last and last[1] and word in lists.last):
            yield Span(last[2] if beside and last and last[1] else first, end, Label.PERSON)
        last = (end, named, first)


def _covered(text: str, spelt: Plain) -> Iterator[tuple[int, int, str]]:
    """(start, end, what covered it) of words of `spelt` in which something visible was that is no letter."""
    if spelt.starts is None or spelt.ends is None:
        return
    for found in _LETTERS.finditer(spelt.text):
        first, end = found.span()
        start, last = spelt.starts[first], spelt.ends[end - 1]
        shown = text[start:last]
        if last - start < end - first or shown.isalpha() or start == spelt.starts[end - 1]:
            continue
        covers = "".join(
            each
            for each in shown
            if each == "\n" or not (each.isalpha() or unicodedata.category(each)[0] in "CM")
        )
        if covers:
            yield first, end, covers


def _is_covered_name(covers: str, word: str, shown: str, lists: Lexicon) -> bool:
    if lists.is_english(word) or word in lists.field or word in lists.short or word in lists.large_places:
        spelt = not set(covers) - set("-. ,")
        return not spelt and shown[0].isupper() and word in lists.first and word not in _NEVER_SMALL
    return word in lists.first or word in lists.last


def _said_before(text: str, start: int, word: str, lists: Lexicon) -> tuple[int, int] | None:
    """ "Summer, that's s-u-m-m-e-r": where a name stands that is a word too, just before it is spelt."""
    said = _SAID_BEFORE.search(text, max(0, start - 40), start)
    if said is None or fold(said["name"]) != word or not (word in lists.first or word in lists.last):
        return None
    return said.span("name")


def _is_torn(covers: str, word: str, shown: str, lists: Lexicon) -> bool:
    """A word that no list has, in pieces with nothing but gaps between them."""
    return covers.isspace() and shown.istitle() and not lists.is_english(word) and word not in lists.field


def _respelt(text: str, starts: list[int] | None, ends: list[int] | None) -> Plain:
    """`text`, whose characters have these positions, with what hides words undone."""
    read, read_starts, read_ends = undone(text)
    if not read_starts:
        return Plain(text, tuple(starts), tuple(ends)) if starts and ends else Plain(text)
    if starts and ends:
        read_starts, read_ends = [starts[at] for at in read_starts], [ends[at - 1] for at in read_ends]
    return Plain(read, tuple(read_starts), tuple(read_ends))


def _clusters(text: str, position: int, last: int) -> Iterator[tuple[int, int, str]]:
    """(start, end, plain spelling) of each letter from `position` to `last` with the marks that belong to it."""
    while position < last:
        start = position
        position += 1
        while position < min(last, start + _MOST_MARKS) and unicodedata.category(text[position]) in (
            "Mn",
            "Me",
            "Cf",
        ):
            position += 1
        yield start, position, _spell(text[start:position])


def _spell(cluster: str) -> str:
    if len(cluster) == 1 and cluster.isascii():
        return cluster.translate(_QUOTES)
    shown = "".join(letter for letter in cluster if unicodedata.category(letter) not in ("Cf", "Cs", "Co"))
    composed = unicodedata.normalize("NFC", shown).translate(_QUOTES)
    if len(composed) > 1:  # a mark that joins nothing would part a word
        composed = composed[0] + "".join(c for c in composed[1:] if not unicodedata.combining(c))
    if composed.isspace():
        return composed if composed in "\n\r\t" else " "
    if not composed or composed in mangled.UNSEEN:
        return ""
    if composed in _SMALL_CAPITALS or composed in _BRAILLE:
        return _SMALL_CAPITALS.get(composed) or _BRAILLE[composed]
    if unicodedata.category(composed[0]) == "Nd":
        return str(unicodedata.digit(composed[0]))
    return _unstyled(composed[0])


def _unstyled(letter: str) -> str:
    """A letter of a decorative alphabet as an ordinary one."""
    for first in _ENCLOSED:
        if first <= ord(letter) < first + 26:
            return chr(ord("A") + ord(letter) - first)
    if letter.isascii() or not unicodedata.decomposition(letter).startswith(_STYLED):
        return letter
    wide = unicodedata.normalize("NFKC", letter)
    return wide if len(wide) == 1 and (wide.isalnum() or "\uff01" <= letter <= "\uff5e") else letter


def _without_lookalikes(found: re.Match[str]) -> str:
    word = found.group()
    if _STRANGE.search(word) and (figures := lookalikes.as_figures(word)):
        return figures
    if _STRANGE.search(word) and (_LATIN.search(word) or not word.translate(LOOKALIKES).isascii()):
        return word.translate(LOOKALIKES) if _LATIN.search(word) else word
    return word
