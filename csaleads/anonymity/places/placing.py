"""Names before a kind of place ("acorn ward", "Nether Wickerby Juniors") and after words that ask for one ("school: …").

Works on each word as it is written, so that small letters, capitals and both in one text are read alike. The kinds and
the words that ask are data/place_kinds.txt and word_groups.txt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csaleads.anonymity.findings import Span
from csaleads.anonymity.people.judging import near_english
from csaleads.anonymity.places.asking_words import (
    asking,
    is_called_as_clubs,
    kinds,
    named_after,
    strictly_named_after,
    with_another,
)
from csaleads.anonymity.places.words import KEEP, STOPPERS, lowered
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group
from csaleads.anonymity.text.scanning import WordStarts

_WORD = re.compile(r"[^\W_](?:[\w'*’\-]|\.(?=\w))*")
_LINKS = frozenset(("of", "the", "and", "&", "on", "y", "yr", "le", "upon"))
_STARTERS = word_group("function words")
_GENERAL = word_group("no name of a place")
_COLOURS = frozenset(("silver", "white", "black", "blue", "red", "grey", "green", "golden", "dark", "old"))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    word: str
    capital: bool


def find(text: str, masked: str, words: WordStarts, lists: Lexicon, *, small: bool) -> Iterator[Span]:
    """Named places in `text`, whose words begin at `words`; `masked` lacks known phrases, `small` says capitals are idle."""
    low = lowered(text)
    for pattern, label, alone in kinds():
        for found in pattern.finditer(low, words):
            start = _name_before(text, masked, found, lists, small=small, alone=alone)
            if start is not None:
                yield Span(start, found.end(), label)
    for asking_words, label in asking():
        for found in asking_words.finditer(low, words):
            end = _name_after(text, masked, found, lists, small=small)
            if end:
                yield Span(found.end(), end, label)


def _name_before(
    text: str, masked: str, kind: re.Match[str], lists: Lexicon, *, small: bool, alone: bool
) -> int | None:
    """Where the name before a kind of place begins, or None when there is none."""
    taken = _named_by(_words_before(text, masked, kind.start(), small=small), lists)
    own = [word for word in taken if _is_own(word, lists, alone=alone)]
    if not own and is_called_as_clubs(text, kind, [(word.start, word.word) for word in taken]):
        return min(word.start for word in taken)
    if (
        alone
        and len(own) == 1
        and own[0].capital
        and own[0].word in lists.first
        and text[kind.start()].islower()
        and own[0].word not in named_after()
    ):
        return None
    if not own or (len(taken) == 1 and own[0].word in with_another() and not own[0].capital):
        return None
    if kind.group() == "estate" and len(own) == 1 and own[0].word in _COLOURS:
        return None  # a car
    if any(word.capital for word in own):
        first = min(word.start for word in taken if word.capital)
        return None if _is_sentence_start(text, taken, own, lists) else first
    strange = [word for word in own if not lists.is_english(word.word)]
    led = re.search(
        r"(?i)(?:\b(?:at|in|to|from|near|by|on|with|under|of|attends?|sch|school|nursery|gp|surgery|"
        r"hospital|outside|behind|should|left|leaves|off|past|via|into|visit(?:s|ed)?|opposite)|[:=,(?.;>\-|]|^)(?: the| a)? ?$",
        text[max(0, own[-1].start - 18) : own[-1].start],
    )
    if strange:
        return min(word.start for word in own)
    nothing_else = not alone and all(word.word in named_after() for word in own) and len(own) > 1
    return min(word.start for word in own) if led or nothing_else else None


def _named_by(words: Iterator[_Word], lists: Lexicon) -> list[_Word]:
    """Those of the words before a kind, the nearest first, that may be its name."""
    taken: list[_Word] = []
    for word in words:
        is_link = word.word in _LINKS and taken and word.word not in ("the", "on")
        if not is_link and (
            not _may_name(word, lists) or (word.capital and taken and not _may_follow(taken[-1], lists))
        ):
            break
        taken.append(word)
    while taken and (taken[-1].word in _LINKS or _is_general(taken[-1].word, lists)):
        taken.pop()
    return taken


def _words_before(text: str, masked: str, end: int, *, small: bool) -> Iterator[_Word]:
    """Up to five words before `end`, the nearest first, as far as nothing but spaces parts them."""
    window = max(0, end - 70)
    found = list(_WORD.finditer(text, window, end))
    reach = end
    for match in reversed(found[-5:]):
        gap = text[match.end() : reach]
        if (
            gap not in (" ", "-", " & ", "  ")
            or "\x01" in masked[match.start() : match.end()]
            or (match.start() == window and window)
        ):
            return
        shown = match.group()
        yield _Word(
            match.start(), match.end(), fold(shown).replace("*", ""), shown[0].isupper() and not small
        )
        reach = match.start()


def _may_follow(word: _Word, lists: Lexicon) -> bool:
    """Whether a word may stand between a capital and a kind: not the verb of "Mahnoor attend madrasa"."""
    return (
        word.capital or word.word in _LINKS or word.word in named_after() or not lists.is_english(word.word)
    )


def _may_name(word: _Word, lists: Lexicon) -> bool:
    bare = word.word.removesuffix("'s")
    if word.word in STOPPERS or word.word in _STARTERS:
        return False
    if word.capital:
        return not (bare in lists.field and bare not in named_after()) or bare in (
            "sister",
            "lady",
            "bishop",
            "canon",
            "father",
        )
    return (
        not (bare in lists.field or bare in lists.short or bare in lists.large_places or bare in _GENERAL)
        or bare in named_after()
    )


def _is_general(word: str, lists: Lexicon) -> bool:
    return (
        word in KEEP or word in _GENERAL or word in lists.large_places
    ) and word not in strictly_named_after()


def _is_own(word: _Word, lists: Lexicon, *, alone: bool) -> bool:
    bare = word.word.removesuffix("'s")
    if (
        word.word in _LINKS
        or _is_general(bare, lists)
        or bare in lists.short
        or bare[:1].isdigit()
        or len(bare) < 2
    ):
        return False
    if word.capital:
        return True
    if (
        bare in lists.first
        and not (alone is False and not lists.is_english(bare) and len(bare) > 3)
        and bare not in named_after()
    ):
        return False
    return bare in named_after() or (not lists.is_english(bare) and len(bare) > 2)


def _is_sentence_start(text: str, taken: list[_Word], own: list[_Word], lists: Lexicon) -> bool:
    """Whether the only own word is an ordinary one that has its capital because a sentence begins."""
    first = own[-1]
    if (
        len(own) > 1
        or first is not taken[-1]
        or not lists.is_english(first.word)
        or first.word in named_after()
    ):
        return False
    before = text[max(0, first.start - 12) : first.start].rstrip(" \"'(")[-1:]
    return before == "" or before in ".?!:\n•*"


def _name_after(text: str, masked: str, asking: re.Match[str], lists: Lexicon, *, small: bool) -> int | None:  # noqa: C901 - one branch for each word that ends a name
    """Where the name after words that ask for one ends, or None when there is none."""
    end = None
    words = 0
    linked = not re.search(
        r"(?i)(?:school|sch|schl|nursery|college|academy|preschool|playgroup|education|edu|ed|provision|setting|surgery|dentist|"
        r"hospital|hosp|clinic|gp|doctors) ?$",
        asking.group(),
    )
    listed = not linked or asking.group().rstrip().endswith(",")
    colon = bool(re.search(r"[:=(]|\b(?:is|was|called|named)\b", asking.group()))
    for match in _WORD.finditer(text, asking.end(), asking.end() + 60):
        gap = text[end or asking.end() : match.start()]
        if (
            (words and gap not in (" ", "-", " & "))
            or (not words and gap not in ("", " ", '"'))
            or "\x01" in masked[match.start() : match.end()]
        ):
            break
        shown = match.group()
        word = _Word(match.start(), match.end(), fold(shown), shown[0].isupper() and not small)
        bare = word.word.removesuffix("'s")
        if word.word in ("of", "and", "&", "on") and words:
            following = _WORD.search(text, match.end())
            if (
                word.word != "on"
                and following
                and following.group()[0].isupper()
                and not small
                and following.start() == match.end() + 1
            ):
                continue
            break
        if (
            word.word in STOPPERS
            or word.word in _STARTERS
            or bare in lists.field
            or bare in lists.short
            or bare in lists.large_places
            or shown[0].isdigit()
        ):
            break
        named = bare in strictly_named_after()
        if word.capital:
            if not words and (
                _is_general(bare, lists)
                or (bare in lists.first and not named and not lists.is_english(bare))
                or (shown.isupper() and len(shown) < 5)
                or (
                    listed and lists.is_english(bare) and not named and not _names_itself(text, asking, match)
                )
            ):
                break
        elif (
            (
                not words
                and not named
                and (
                    bare in _GENERAL
                    or (lists.is_english(bare) and not _leads_to_name(text, match, lists))
                    or bare in lists.first
                    or len(bare) < 4
                    or "'s" in word.word
                )
            )
            or (words and lists.is_english(bare) and not named)
            or (
                not words
                and named
                and not colon
                and not re.match(r"[ -][\w']+", text[match.end() : match.end() + 4])
            )
        ):
            break
        words += 1
        end = match.end()
        if words == 4:
            break
    if end is None or (
        not small
        and text[asking.end() : end].islower()
        and all(lists.is_english(w) for w in fold(text[asking.end() : end]).split())
        and " " not in text[asking.end() : end]
    ):
        return None
    return end


def _leads_to_name(text: str, first: re.Match[str], lists: Lexicon) -> bool:
    """ "sch canon pyne": an ordinary word before one that no list knows but as a family's name."""
    following = re.match(r" ([a-z]{4,})(?![\w'-])", text[first.end() : first.end() + 20])
    if not following:
        return False
    word = fold(following.group(1))
    return not (
        lists.is_english(word)
        or word in lists.first
        or word in lists.field
        or word in lists.short
        or near_english(word)
    )


def _names_itself(text: str, asking: re.Match[str], first: re.Match[str]) -> bool:
    """ "nursery Tick Tock noticed": a kind in small letters right before two words with capitals."""
    return text[asking.start() : asking.end()].islower() and bool(
        re.match(r"[A-Z][a-z']{2,} [A-Z][a-z']{2,}(?![\w'-]| [A-Z])", text[first.start() : first.end() + 24])
    )
