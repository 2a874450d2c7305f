"""Rooms of a chat with a name of their own ("#yr7-only"), and names online that stand in a list with surer ones."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.online.handle_shapes import is_blank_or_heading, is_dotted_name, is_numbered_paper
from csaleads.anonymity.text.lexicon import Lexicon, leading_words, lexicon, word_group
from csaleads.anonymity.text.scanning import WordStarts

_ROOM = re.compile(r"(?<![\w#&/])#[a-z\d]{2,24}(?:[-_][a-z\d]{1,24}){1,5}(?![\w-])", re.I)
_CHAT_WORDS = frozenset(leading_words("channels chat words"))
_EITHER = r"@?[A-Za-z\d][\w.]{2,29}"
_BESIDE = r"(?: \([^()\n]{1,24}\))?"
_LIST = re.compile(rf"(?<![\w@.]){_EITHER}{_BESIDE}(?:,(?: and)? {_EITHER}{_BESIDE}){{2,12}}(?![\w@])")
_ITEM = re.compile(rf"(?<![\w@.(])({_EITHER})(?![\w@])(?=[^()]*(?:\(|$))")
_ODD = re.compile(
    r"[a-z]+\d+[a-z]{2,}|(?:[A-Z][a-z]+){2,}|[a-z]+(?:\.[a-z]+)+|\w*_\w*|[A-Za-z]{3,}\d+", re.ASCII
)
_FILE = re.compile(r"[A-Za-z]+_\d{1,6}(?:\.\w{2,4})?", re.ASCII)
_PLAINLY_ODD = re.compile(r"\w*_\w*|[a-z]+(?:\.[a-z]+){2,}", re.ASCII)

_TWO_STOPS = re.compile(r"[a-z0-9]\.[a-z0-9]{2,20}\.[a-z0-9]")
_STOPPED = re.compile(r"(?<![\w@./\\-])[a-z0-9]{2,20}(?:\.[a-z0-9]{2,20}){2,4}(?![\w@/-]|\.\w)")
_CALLS_ITSELF = re.compile(
    r"\b(?:call|sign|style|tag|name)(?:s|ed|ing)? (?:him|her|them|my)sel(?:f|"
    r"ves) (?:as )?\"?(?P<name>[a-z0-9]+(?:[._][a-z0-9]+){1,4})(?![\w@/])"
    r"|(?<![\w@./\\-])(?P<online>[a-z0-9]+(?:[._][a-z0-9]+){1,4}) online\b"
)
_FUNCTION = word_group("function words")
_SELVES = frozenset(("himself", "herself", "themself", "themselves", "myself", "online"))


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every such name in `text`, whose words begin at `words`."""
    if "#" in text and words.has_any(_CHAT_WORDS):
        for found in _ROOM.finditer(text):
            yield Span(found.start(), found.end(), Label.URL_HANDLE)
    if "_" in text:
        yield from _listed(text, lexicon())
    yield from _stopped(text, words, lexicon())


def _listed(text: str, lists: Lexicon) -> Iterator[Span]:
    """ "kit_99, BigRedDog, b4con": written as nobody writes a word, beside a name that is surely one."""
    for line in _LIST.finditer(text):
        items = [
            (line.start() + item.start(1), line.start() + item.end(1))
            for item in _ITEM.finditer(line.group())
            if not is_numbered_paper(item.group(1), lists)
        ]
        if any(
            _PLAINLY_ODD.fullmatch(text[start:end])
            and not _FILE.fullmatch(text[start:end])
            and not is_blank_or_heading(text[start:end].rstrip("."), lists)
            for start, end in items
        ):
            for start, end in items:
                if _ODD.fullmatch(text[start:end].rstrip(".")) and not _FILE.fullmatch(text[start:end]):
                    yield Span(start, end, Label.URL_HANDLE)


def _stopped(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "big.papa.bear", and where somebody calls himself so, "papa.bear"."""
    if _TWO_STOPS.search(text):
        for found in _STOPPED.finditer(text):
            parts = found.group().split(".")
            is_plain = any(part in _FUNCTION for part in parts)
            if sum(part.isalpha() for part in parts) > 1 and not is_plain:
                yield Span(found.start(), found.end(), Label.URL_HANDLE)
    if words.has_any(_SELVES):
        for found in _CALLS_ITSELF.finditer(text):
            if found.lastgroup == "name" or is_dotted_name(found["online"].replace("_", "."), lists):
                yield Span(*found.span(found.lastgroup or 0), Label.URL_HANDLE)
