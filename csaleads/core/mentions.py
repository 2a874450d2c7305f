"""Names of colleagues that a person typed after `@`: which spellings somebody may have meant, and where they stand.

Who has such a name, and whether this reader may know, is for the room that asks. A name is up to three words that begin with a
capital, or with a letter of a script that has none, and small words of names between them: `@Maria de Souza`, `@Zoë O’Brien`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from markdown_it.token import Token

LONGEST_NAME = 3  # words
MOST_MENTIONS = 50  # of one text; nobody calls more people, and each asks for up to six spellings
SMALL_WORDS = re.compile(
    "ab|a[fl]|ap|bint?|da|dal|de|del|della|de[nr]|di|dos?|du|el|ibn|la|le|te[nr]|van|von|y|zu"
)
CLASS = "csa-mention"

_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u200c\u200d"  # what letters of several scripts are made of
_LETTERS = rf"(?:[^\W\d_]|[{_MARKS}])"
_WORD = rf"[^\W\d_]{_LETTERS}*(?:['’\-]{_LETTERS}+)*(?:(?<=\b[^\W\d_])\.(?=[ \u00a0]))?"
_NAME = re.compile(rf"(?<![^\s(\[{{\"'“‘«,;:!?–—>])@({_WORD}(?:[ \u00a0]{{1,2}}{_WORD}){{0,6}})")
_WORDS = re.compile(_WORD)
_GOES_ON = re.compile(r"[\w@]|\.[a-z0-9]")  # an address, or half a word
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Mention:
    """A colleague who was meant. Only the name is shown; the id is for whoever tells them."""

    person_id: int
    full_name: str


class Resolver(Protocol):
    """What the room knows of people: `person` answers who has this name, or None where nobody or more than one has."""

    def person(self, spelling: str, /) -> Mention | None: ...


@dataclass(frozen=True, slots=True)
class Called:
    """One `@…` in a piece of text: where it begins, and the spellings it could be with where each ends, longest first."""

    start: int
    spellings: tuple[tuple[str, int], ...]


def called_in(text: str) -> Iterator[Called]:
    """Every `@…` of a piece of plain text that could be somebody's name."""
    for found in _NAME.finditer(text):
        spellings = tuple(_spellings(text, found.start(1), found.end(1)))
        if spellings:
            yield Called(found.start(), spellings)


def _spellings(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    """(spelling, where it ends), longest first. A spelling is NFC, with single spaces and straight apostrophes."""
    ends = list(_ends(text, start, end))
    for stop in reversed(ends):
        if _GOES_ON.match(text, stop):
            continue
        typed = text[start:stop]
        yield spelt(typed), stop
        owned = _POSSESSIVE.search(typed)
        if owned:
            yield spelt(typed[: owned.start()]), start + owned.start()


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    names = 0
    for word in _WORDS.finditer(text, start, end):
        if _begins_a_name(word[0]):
            names += 1
            yield word.end()
        elif not SMALL_WORDS.fullmatch(word[0]):
            return
        if names == LONGEST_NAME:
            return


def _begins_a_name(word: str) -> bool:
    return unicodedata.category(word[0]) in ("Lu", "Lt", "Lo")


def spelt(name: str) -> str:
    """`name` as spellings are compared: composed, single spaces, straight apostrophes; capitals stay."""
    return " ".join(unicodedata.normalize("NFC", name).replace("’", "'").split())


def spellings_of(tokens: Sequence[Token]) -> list[str]:
    """The spellings in what a reader of Markdown made of a text, each once, in the order in which they stand."""
    return list(dict.fromkeys(name for _, called in _calls(tokens) for name, _ in called.spellings))


def mark(tokens: Sequence[Token], resolve: Resolver) -> tuple[int, ...]:
    """Set every name that `resolve` knows apart in `tokens`; who was meant, each once, in the order in which they stand."""
    calls: defaultdict[int, list[Called]] = defaultdict(list)
    for text, called in _calls(tokens):
        calls[id(text)].append(called)
    marking = _Marking(resolve)
    for block in tokens:
        if block.type == "inline":
            children = block.children or []
            block.children = [piece for each in children for piece in marking.pieces(each, calls[id(each)])]
    return tuple(marking.people)


def _calls(tokens: Sequence[Token]) -> list[tuple[Token, Called]]:
    every = ((text, called) for text in _texts(tokens) for called in called_in(text.content))
    return list(islice(every, MOST_MENTIONS))


def _texts(tokens: Sequence[Token]) -> Iterator[Token]:
    """The pieces of text that are neither code nor of a link."""
    for block in tokens:
        in_links = 0
        for token in block.children or ():
            if token.type in ("link_open", "link_close"):
                in_links += token.nesting
            elif token.type == "text" and not in_links:
                yield token


@dataclass(frozen=True)
class _Marking:
    resolve: Resolver
    people: dict[int, None] = field(default_factory=dict)

    def pieces(self, token: Token, calls: Sequence[Called]) -> Iterator[Token]:
        """`token`, or what it becomes where some of the names in it are known."""
        at = 0
        for called in calls:
            meant = self._meant(called)
            if meant:
                mention, end = meant
                self.people[mention.person_id] = None
                yield _text(token.content[at : called.start])
                yield Token("mention_open", "span", 1, attrs={"class": CLASS})
                yield _text(f"@{mention.full_name}")
                yield Token("mention_close", "span", -1)
                at = end
        yield _text(token.content[at:]) if at else token

    def _meant(self, called: Called) -> tuple[Mention, int] | None:
        for name, end in called.spellings:
            mention = self.resolve.person(name)
            if mention:
                return mention, end
        return None


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
