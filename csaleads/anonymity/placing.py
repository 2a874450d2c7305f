"""Names before a kind of place ("acorn ward", "Nether Wickerby Juniors") and after words that ask for one ("school: …").

Works on each word as it is written, so that small letters, capitals and both in one text are read alike. The kinds and
the words that ask are data/place_kinds.txt and word_groups.txt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.judging import near_english
from csaleads.anonymity.lexicon import Lexicon, fold, word_group, word_list
from csaleads.anonymity.place_words import KEEP, STOPPERS, is_plain
from csaleads.anonymity.placing_words import (
    asking,
    dedications,
    hospital_names,
    kinds,
    named_after,
    nursery_names,
    pub_names,
    strictly_named_after,
    village_like,
    with_another,
)

_WORD = re.compile(r"[^\W_](?:[\w'*’\-]|\.(?=\w))*")
_ON_THE = re.compile(r"(?<![\w])(?:on|off|up|round|around|onto|over) the ([^\W\d_]{5,})(?![\w'-])")
_MAIN_STREET = re.compile(
    r"\b(?:high|main|market|front|fore) (?:street|st|road|rd|place) (?:(infants?|juniors?|primary|nursery|school|academy)|"
    r"(?:surgery|medical (?:centre|practice)|health centre|clinic|dental(?: practice)?|practice|pharmacy))\b",
    re.I,
)
_CHURCH_SIDE = re.compile(
    r"(?i)\b(?:vicar|curate|rector|church|mass|christened|baptised|parish|priest|father|choir|worship|congregation|bell-?ringer|sunday|service)\b"
)
_SCOUTS = re.compile(
    r"\b(?:scout|cub|beaver|brownie|guide|rainbow|squirrel)s?(?: leader)?\b|\b(?:akela|brown owl|boys' brigade|cadets)\b"
)
_PACK = re.compile(
    r"(?<![\w/])\d{1,2}(?:st|nd|rd|th) (?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|of|year|time|day|week|month|floor|birthday|child|one)[a-z]*\b)"
    r"[^\W\d_]{4,}(?: (?:scouts?|cubs?|brownies|guides|beavers|rainbows|sea scouts))?(?![\w'-])"
)
_PAIR = re.compile(
    r"(?<![\w'])(?:in|at|from|off|near|nr|up|to|into|round|lives|school|sch|nursery|gp|hv|surgery|placement|placed|home|estate)(?: is| was| -| =|:|,)? "
    r"([a-z]{3,}) ([a-z]{3,})(?![\w'-])"
)
_POSSESSED = re.compile(r"(?<![\w'])([a-z]{3,})'s ((?:fried )?[a-z]+)(?![\w'-])")
_CAPITAL_WORD = re.compile(r"(?<![\w'-])[A-Z][a-z]{6,}(?![\w-]|'[a-rt-z])")
_TITLED = re.compile(r"(?:\b[A-Z][\w'-]*|\b(?:mr|mrs|ms|miss|dr)\.?) $", re.I)
_TO_A_PLACE = re.compile(r"(?<![\w'])(?:to|in|at|from|near|nr|off|round|into|towards) ([a-z]{6,})(?![\w'-])")
_LINKS = frozenset(("of", "the", "and", "&", "on", "y", "yr", "le", "upon"))
_STARTERS = word_group("function words")
_GENERAL = word_group("no name of a place")
_SECOND = word_group("kinds that make a name together")
_FIRST = _SECOND | word_group("common street names") | word_group("before a kind that makes a name")
_ORDINARY = frozenset(word_list("ordinary in small letters"))
_COLOURS = frozenset(("silver", "white", "black", "blue", "red", "grey", "green", "golden", "dark", "old"))
_SHOPS = word_group("shops of somebody")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    word: str
    capital: bool


def find(text: str, masked: str, lists: Lexicon, *, small: bool) -> Iterator[Span]:
    """Named places in `text`; `masked` has its well-known phrases struck out; `small` says that capitals mean nothing here."""
    low = text.lower()
    if len(low) != len(text):
        low = text
    for pattern, label, alone in kinds():
        for found in pattern.finditer(low):
            start = _name_before(text, masked, found, lists, small=small, alone=alone)
            if start is not None:
                yield Span(start, found.end(), label)
    for asking_words, label in asking():
        for found in asking_words.finditer(low):
            end = _name_after(text, masked, found, lists, small=small)
            if end:
                yield Span(found.end(), end, label)
    yield from _nurseries(text, low, small=small)
    yield from _paired(low, masked)
    yield from _of_somebody(low, lists)
    yield from _villages(text, masked, lists, small=small)
    yield from _estates(low, masked, lists)


def known(text: str, masked: str) -> Iterator[Span]:
    """Names that are sure by themselves, however they are written: pubs, hospitals, what is called after a main street."""
    yield from _on_main_streets(text)
    yield from _pubs(masked)
    yield from _hospitals(masked)
    yield from _dedications(masked)
    yield from _packs(text.lower())


def _name_before(
    text: str, masked: str, kind: re.Match[str], lists: Lexicon, *, small: bool, alone: bool
) -> int | None:
    """Where the name before a kind of place begins, or None when there is none."""
    words = _words_before(text, masked, kind.start(), small=small)
    taken: list[_Word] = []
    for word in words:
        if word.word in _LINKS and taken and word.word not in ("the", "on"):
            taken.append(word)
            continue
        if not _may_name(word, lists) or (word.capital and taken and not _may_follow(taken[-1], lists)):
            break
        taken.append(word)
    while taken and (taken[-1].word in _LINKS or _is_general(taken[-1].word, lists)):
        taken.pop()
    own = [word for word in taken if _is_own(word, lists, alone=alone)]
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
        r"(?i)(?:\b(?:at|in|to|from|near|by|on|with|under|of|attends?|sch|school|nursery|gp|surgery|hospital|outside|behind|should|of)|[:=,(?.;>\-|]|^)(?: the| a)? ?$",
        text[max(0, own[-1].start - 18) : own[-1].start],
    )
    if strange:
        return min(word.start for word in own)
    nothing_else = not alone and all(word.word in named_after() for word in own) and len(own) > 1
    return min(word.start for word in own) if led or nothing_else else None


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
    before = text[: first.start].rstrip(" \"'(")[-1:]
    return before == "" or before in ".?!:\n•*"


def _name_after(text: str, masked: str, asking: re.Match[str], lists: Lexicon, *, small: bool) -> int | None:  # noqa: C901 - one branch for each word that ends a name
    """Where the name after words that ask for one ends, or None when there is none."""
    end = None
    words = 0
    linked = not re.search(
        r"(?i)(?:school|sch|schl|nursery|college|academy|preschool|playgroup|surgery|dentist|hospital|hosp|clinic|gp|doctors) ?$",
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
                    or lists.is_english(bare)
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


def _names_itself(text: str, asking: re.Match[str], first: re.Match[str]) -> bool:
    """ "nursery Tick Tock noticed": a kind in small letters right before two words with capitals."""
    return text[asking.start() : asking.end()].islower() and bool(
        re.match(r"[A-Z][a-z']{2,} [A-Z][a-z']{2,}(?![\w'-]| [A-Z])", text[first.start() : first.end() + 24])
    )


def _nurseries(text: str, low: str, *, small: bool) -> Iterator[Span]:
    """Names that many nurseries have, with capitals, or after a word that leads up to one."""
    for found in nursery_names().finditer(low):
        shown = text[found.start() : found.end()]
        titled = (
            not small
            and all(part[0].isupper() for part in re.findall(r"[^\W_][\w']*", shown) if part not in ("and",))
            and " " in shown
        )
        led = re.search(
            r"\b(?:at|to|attends?|nursery|from|in|pre-?school|setting)(?: is| called|:| =|,)? ?$",
            low[max(0, found.start() - 20) : found.start()],
        )
        if titled or (led and " " in shown):
            yield Span(found.start(), found.end(), Label.SCHOOL)


def _on_main_streets(text: str) -> Iterator[Span]:
    """ "High Street Surgery": the street alone says nothing."""
    for found in _MAIN_STREET.finditer(text):
        yield Span(found.start(), found.end(), Label.SCHOOL if found.group(1) else Label.HEALTH)


def _pubs(masked: str) -> Iterator[Span]:
    """Names that many pubs have, however they are written."""
    for found in pub_names().finditer(masked.lower()):
        yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _hospitals(masked: str) -> Iterator[Span]:
    """Hospitals by the short names they are called by."""
    for found in hospital_names().finditer(masked.lower()):
        yield Span(found.start(1), found.end(1), Label.HEALTH)


def _paired(low: str, masked: str) -> Iterator[Span]:
    """ "from wood end", "hv lower green": two ordinary words that together are a name where a place stands."""
    for found in _PAIR.finditer(low):
        first, second = found.group(1), found.group(2)
        if (
            second in _SECOND
            and (first in _FIRST or first in named_after())
            and first != second
            and f"{first} {second}" not in _ORDINARY
            and "\x01" not in masked[found.start(1) : found.end()]
        ):
            yield Span(found.start(1), found.end(), Label.SMALL_PLACE)


def _dedications(masked: str) -> Iterator[Span]:
    """ "kids at holy family", "from All Hallows": a school, or a church beside a church's words."""
    for found in dedications().finditer(masked.lower()):
        around = masked[max(0, found.start() - 40) : found.end() + 30]
        yield Span(
            found.start(1), found.end(1), Label.SMALL_PLACE if _CHURCH_SIDE.search(around) else Label.SCHOOL
        )


def _packs(low: str) -> Iterator[Span]:
    """ "cub leader, 4th windle"."""
    for found in _PACK.finditer(low):
        if _SCOUTS.search(low, max(0, found.start() - 40), found.end() + 30):
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _of_somebody(low: str, lists: Lexicon) -> Iterator[Span]:
    """ "sam's chicken", "oliver's castle"; not "mum's garage"."""
    for found in _POSSESSED.finditer(low):
        if (
            found.group(2) in _SHOPS
            and not is_plain(found.group(1), lists)
            and found.group(1) not in _STARTERS
        ):
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _villages(text: str, masked: str, lists: Lexicon, *, small: bool) -> Iterator[Span]:
    """Words with a capital that no list knows and that are spelt as villages, estates and schools are: "Mapplewells report …"."""
    if small:
        return
    for found in _CAPITAL_WORD.finditer(masked):
        word = fold(found.group())
        if (
            village_like().fullmatch(word)
            and not (
                lists.is_english(word) or word in lists.first or word in lists.last or is_plain(word, lists)
            )
            and not _TITLED.search(text[max(0, found.start() - 16) : found.start()])
        ):
            yield Span(found.start(), found.end(), Label.SMALL_PLACE)


def _estates(low: str, masked: str, lists: Lexicon) -> Iterator[Span]:
    """ "on the thornhill", "up the gurnos": a word that is spelt as places are, and that no list knows as another thing."""
    for found in _ON_THE.finditer(low):
        word = fold(found.group(1))
        if "\x01" in masked[found.start(1) : found.end(1)] or word in lists.first or is_plain(word, lists):
            continue
        if not lists.is_english(word) and (village_like().fullmatch(word) or word in lists.last):
            yield Span(found.start(1), found.end(1), Label.SMALL_PLACE)
    for found in _TO_A_PLACE.finditer(low):
        word = fold(found.group(1))
        if (
            village_like().fullmatch(word)
            and not (
                lists.is_english(word) or word in lists.first or word in lists.last or is_plain(word, lists)
            )
            and not near_english(word)
            and "\x01" not in masked[found.start(1) : found.end(1)]
        ):
            yield Span(found.start(1), found.end(1), Label.SMALL_PLACE)
