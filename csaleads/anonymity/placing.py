"""Names before a kind of place ("acorn ward", "Nether Wickerby Juniors") and after words that ask for one ("school: …").

Works on each word as it is written, so that small letters, capitals and both in one text are read alike. The kinds and
the words that ask are data/place_kinds.txt and word_groups.txt.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import Lexicon, fold, read_lines, word_group
from csaleads.anonymity.place_words import KEEP, STOPPERS

_WORD = re.compile(r"[^\W_](?:[\w'*’\-]|\.(?=\w))*")
_LINKS = frozenset(("of", "the", "and", "&", "on", "y", "yr", "le", "upon"))
_LABELS = {"school": Label.SCHOOL, "health": Label.HEALTH, "place": Label.SMALL_PLACE}
_STARTERS = word_group("function words")
_GENERAL = word_group("no name of a place")
_ASKS = {
    Label.SCHOOL: (
        r"(?:attend(?:s|ed|ing)?|goes to|go to|going to|went to|enrolled at|on roll at|excluded from|(?:pupil|student|child|teacher|head|headteacher|head teacher|"
        r"dsl|senco|ta|tutor|lsa|deputy|pastoral lead|year \d{1,2}|yr ?\d{1,2}|y\d{1,2}|reception|nursery|school|place|lessons|sixth form|childminder) at|(?:head|headteacher|head teacher|governor|deputy head) of|"
        r"transferred to|starts at|started at|starting at|expelled from|(?:school|sch|schl|nursery|college|academy|preschool|playgroup|madrassah?)"
        r"(?: (?:name|is|was|called|named|setting)|[:=,(]| -)*)"
    ),
    Label.HEALTH: (
        r"(?:registered (?:with|at)|patient (?:of|at)|(?:gp|gps|nurse|midwife|hv|dentist|pharmacist|receptionist|doctor|consultant|a&e|a and e|ae|paeds|maternity|sarc) (?:at|in|from)|"
        r"(?:gp|gp surgery|surgery|dentist|hospital|hosp|sarc|clinic|gp practice|doctors)(?: (?:name|is|was|called|named)|[:=,(]| -)*)"
    ),
    Label.SMALL_PLACE: (
        r"(?:live(?:s|d)? in|living in|moved (?:to|from|in)|born in|village of|hamlet of|plac(?:ed|ement)(?: \d{1,2})?(?: (?:at|with|in|is)|,)|absconded from|missing from|remanded to|residential at|"
        r"(?:site|flats?|flat|caravan|church|mosque|pub|club|refuge|home|children's home|care home|estate|placement|tower block|block|unit|prison|shop)(?: (?:is|was|at|called|named|in)|[,(:=])+)"
    ),
}


@cache
def _group(name: str) -> tuple[str, ...]:
    lines = (line.partition(": ") for line in read_lines("place_kinds.txt"))
    words = [word.strip() for kind, _, rest in lines if kind == name for word in rest.split(",")]
    return tuple(sorted(words, key=len, reverse=True))


_TOO_PLAIN = frozenset(
    (
        "all",
        "about",
        "day",
        "days",
        "children",
        "and",
        "people",
        "world",
        "co-op",
        "building",
        "blocks",
        "small",
        "mother",
        "childcare",
        "first",
        "steps",
        "stepping",
        "play",
        "kids",
        "club",
        "family",
        "n",
        "house",
        "wonders",
        "buttons",
        "bodies",
        "monkey",
        "top",
        "tops",
        "beavers",
        "moon",
        "cheeky",
        "kid",
    )
)


@cache
def _named_after() -> frozenset[str]:
    words = (*_group("named after"), *_group("nursery"))
    return (
        frozenset(fold(word) for line in words for word in line.split() if word not in _TOO_PLAIN)
        | _with_another()
    )


@cache
def _strictly() -> frozenset[str]:
    return _named_after() - _with_another()


@cache
def _with_another() -> frozenset[str]:
    """Words that name a place only beside another word."""
    return frozenset(fold(word) for line in _group("with another") for word in line.split())


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


@cache
def _kinds() -> tuple[tuple[re.Pattern[str], Label, bool], ...]:
    qualifier = rf"(?:(?:{_either(_group('qualifier'))}) ){{0,3}}"
    found = []
    for kind, label in _LABELS.items():
        for alone in (False, True):
            words = _either(_group(f"{kind} alone" if alone else kind))
            found.append(
                (
                    re.compile(
                        rf"(?<=[^\W_.]['’\w] )(?<![\w]){qualifier}(?:{words})(?: school)?(?![\w'’]|-\w)", re.I
                    ),
                    label,
                    alone,
                )
            )
    return tuple(found)


@cache
def _asking() -> tuple[tuple[re.Pattern[str], Label], ...]:
    return tuple(
        (re.compile(rf"(?<![\w'-]){words}[ ]?(?:(?<=\W)(?:the |a ){{0,1}})(?=[^\W_])", re.I), label)
        for label, words in _ASKS.items()
    )


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
    for pattern, label, alone in _kinds():
        for found in pattern.finditer(low):
            start = _name_before(text, masked, found, lists, small=small, alone=alone)
            if start is not None:
                yield Span(start, found.end(), label)
    for asking, label in _asking():
        for found in asking.finditer(low):
            end = _name_after(text, masked, found, lists, small=small)
            if end:
                yield Span(found.end(), end, label)
    yield from _nurseries(text, low, small=small)


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
        and own[0].word not in _named_after()
    ):
        return None
    if not own or (len(taken) == 1 and own[0].word in _with_another() and not own[0].capital):
        return None
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
    nothing_else = not alone and all(word.word in _named_after() for word in own) and len(own) > 1
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
        word.capital or word.word in _LINKS or word.word in _named_after() or not lists.is_english(word.word)
    )


def _may_name(word: _Word, lists: Lexicon) -> bool:
    bare = word.word.removesuffix("'s")
    if word.word in STOPPERS or word.word in _STARTERS:
        return False
    if word.capital:
        return not (bare in lists.field and bare not in _named_after()) or bare in (
            "sister",
            "lady",
            "bishop",
            "canon",
            "father",
        )
    return (
        not (bare in lists.field or bare in lists.short or bare in lists.large_places or bare in _GENERAL)
        or bare in _named_after()
    )


def _is_general(word: str, lists: Lexicon) -> bool:
    return (word in KEEP or word in _GENERAL or word in lists.large_places) and word not in _strictly()


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
        and bare not in _named_after()
    ):
        return False
    return bare in _named_after() or (not lists.is_english(bare) and len(bare) > 2)


def _is_sentence_start(text: str, taken: list[_Word], own: list[_Word], lists: Lexicon) -> bool:
    """Whether the only own word is an ordinary one that has its capital because a sentence begins."""
    first = own[-1]
    if (
        len(own) > 1
        or first is not taken[-1]
        or not lists.is_english(first.word)
        or first.word in _named_after()
    ):
        return False
    before = text[: first.start].rstrip(" \"'(")[-1:]
    return before == "" or before in ".?!:\n•*"


def _name_after(text: str, masked: str, asking: re.Match[str], lists: Lexicon, *, small: bool) -> int | None:
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
        named = bare in _strictly()
        if word.capital:
            if not words and (
                _is_general(bare, lists)
                or (bare in lists.first and not named and not lists.is_english(bare))
                or shown.isupper()
                and len(shown) < 5
                or (listed and lists.is_english(bare) and not named)
            ):
                break
        elif (
            not words
            and not named
            and (
                bare in _GENERAL
                or lists.is_english(bare)
                or bare in lists.first
                or len(bare) < 4
                or "'s" in word.word
            )
        ):
            break
        elif words and lists.is_english(bare) and not named:
            break
        elif (
            not words
            and named
            and not colon
            and not re.match(r"[ -][\w']+", text[match.end() : match.end() + 4])
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


@cache
def _nursery_names() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w])(?:{_either(_group('nursery'))})(?![\w])")


def _nurseries(text: str, low: str, *, small: bool) -> Iterator[Span]:
    """Names that many nurseries have, with capitals, or after a word that leads up to one."""
    for found in _nursery_names().finditer(low):
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
