"""How names of places are written, and which of their words are general."""

import re

from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

NAME = r"(?:St\.|[A-Z]\.|[^\W\d_a-zß-ÿ][\w'\-]*)"
LINK = r"(?:of|the|and|&|y|yr|on|upon|in|le|la|de|du|by|with|cum|al|ul)"
NAMES = rf"{NAME}(?:[ ](?:{LINK}[ ]){{0,2}}{NAME}){{0,4}}"
KEEP = word_group("general words")


def lowered(text: str) -> str:
    """`text` in small letters, each where it stood; the few that would become two are left."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def opens(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].rstrip(" \"'(")[-1:]
    return before == "" or before in ".?!:\n•*"


def trim(text: str, end: int) -> int:
    while end and text[end - 1] in " .,'":
        end -= 1
    return end


def first_own(names: str, lists: Lexicon, opens: bool) -> int | None:
    """Where the name proper begins in `names`, or None when all of its words are general ones."""
    words = list(re.finditer(r"[^\s]+", names))
    while words and fold(words[0].group().rstrip(".'")) in KEEP:
        words, opens = words[1:], False
    own = [w for w in words if is_own(w.group(), lists)]
    if not own or (
        opens
        and len(words) == 1
        and lists.is_english(fold(own[0].group()))
        and fold(own[0].group()) not in lists.first
    ):
        return None
    return (
        own[0].start()
        if words[0] is not own[0] and fold(words[0].group()) not in lists.large_places
        else words[0].start()
    )


def is_own(shown: str, lists: Lexicon) -> bool:
    """Whether a word of a place's name is more than a general word."""
    word = fold(shown.rstrip("."))
    if word in KEEP or word in lists.field or word.removesuffix("'s") in lists.field:
        return False
    return word not in lists.large_places and not (word in lists.short and shown != shown.title())


STOPPERS = word_group("not in an address")


def is_plain(word: str, lists: Lexicon) -> bool:
    bare = fold(word).removesuffix("'s")
    return (
        bare in KEEP
        or bare in STOPPERS
        or bare in lists.field
        or bare in lists.short
        or bare in lists.large_places
    )


_TOWN = re.compile(rf", (?:{NAME}(?: {NAME}){{0,2}})(?<!\d)(?=[\s.,;)]|$)")


def to_town(text: str, end: int) -> int:
    """`end`, or the end of the town that follows a comma."""
    if not text[end : end + 2].startswith(", "):
        return trim(text, end)
    town = _TOWN.match(text[end : end + 60])
    return trim(text, end + len(town.group())) if town else trim(text, end)
