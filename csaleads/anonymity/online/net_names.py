"""Names online by their shape, without a network beside them: "midnight.toast", "u/velvet", "w1ldc4t", "Discreet4U", and
the names that are listed after "usernames".
"""

import re
from collections.abc import Iterable, Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_ONLINE = frozenset(phrase_group("online_words.txt", "online"))
_NO_HANDLE = word_group("no name online")
_ENDINGS = frozenset(
    (*phrase_group("online_words.txt", "ending"), *phrase_group("online_words.txt", "file ending"))
)
_STOP_WITHIN = re.compile(r"[a-z]\.[a-z]")
_DOTTED = re.compile(r"(?<![\w@./'’\-])[a-z][a-z\d]{2,19}(?:\.[a-z\d]{1,20}){1,3}(?![\w@/'’\-]|\.\w)")
_SENTENCES = re.compile(r"[a-z\d][.?!][\"”')]? +[A-Z\"“]|[A-Z][a-z]+[,;]? [a-z]")
"""What shows that the text parts its sentences, so that a stop within a word is none of theirs."""
_MIXED = re.compile(r"[A-Za-z]\d")
_LEET = re.compile(r"(?<![\w@./'£$#+\-])[a-z]{1,12}\d[a-z]{1,12}(?:\d[a-z\d]{0,12}){0,4}(?![\w@/\-]|\.\w)")
_LETTER_RUNS = re.compile(r"[a-z]+")
_READ = str.maketrans("0134578", "oieastb")
_TAILED = re.compile(r"(?<![\w@./'£$#+\-])[a-z]{5,20}\d{1,4}(?:[a-z]{1,2})?(?![\w@/\-]|\.\w)")
_CAPITAL_TAILED = re.compile(
    r"(?<![\w@./'£$#+\-])(?:[A-Z][a-z]{3,15}\d{1,4}[A-Z][A-Za-z]{0,12}|[A-Z][a-z]{2,15}(?:[A-Z][a-z]{2,15})+\d{1,4})(?![\w@/\-])"
)
_NAME_FIGURED = re.compile(r"(?<![\w@./'£$#+\-])(?P<name>[A-Z][a-z]{2,12})\d{2,4}(?![\w@/\-])")
"""A given name with a year or another number behind it, as somebody is called online: "Tyler07"."""
_OF_FORUM = re.compile(r"(?<![\w/])/?u/[\w\-]{3,30}(?![\w/])")
_PARTED = re.compile(r"[a-z\d][.?!] [a-z\d\"]")
_ENOUGH_PARTED = 3
_LOUD_STOP = re.compile(r"[A-Z]\.[A-Z]{2}")
_CHATS = frozenset(phrase_group("online_words.txt", "chat"))
_SPEAKER = re.compile(
    r"(?:(?<=[.!?:\"] )|(?<=\n)|(?<=\]: )|(?<=\] )|^)"
    r"(?P<name>[A-Za-z](?:[\w'’-]|\.\w){1,20}(?: (?:[\w'’-]|\.\w){1,20}){0,3}): ?(?=[\"“'‘])"
)
_ROLE_OF_SPEAKER = word_group("always roles") | word_group("function words")
_WHO = re.compile(r",? (?:who|whose)\b")
_LEADS = (
    *(
        "as",
        "called",
        "named",
        "is",
        "he's",
        "she's",
        "was",
        "user",
        "username",
        "handle",
        "by",
        "from",
        "with",
        "to",
    ),
    *(
        "account",
        "profile",
        "alias",
        "aka",
        "added",
        "blocked",
        "messaged",
        "banned",
        "unfriended",
        "reported",
    ),
)
_LEAD = re.compile(rf"(?:\b(?:{'|'.join(_LEADS)})|[:,(]) \"?$", re.I)
_LISTS = (
    "usernames",
    "user names",
    "handles",
    "gamertags",
    "aliases",
    "accounts",
    "logins",
    "screen names",
    "tags",
    "profiles",
)
_LISTED = LedPattern(
    re.compile(
        rf"\b(?:{either(_LISTS)})\b(?: are| were| include| included| used| known)?(?: to (?:us|police))?:? "
        rf"(?P<rest>[^\n;]{{3,120}})",
        re.I,
    ),
    _LISTS,
)
_IN_LIST = re.compile(
    r"(?:^|, |,| and | or |: | & )(?:hers |his |theirs |also |then "
    r")?\"?@?([A-Za-z\d][\w.\-]{2,30}[A-Za-z\d_])\"?(?=,| and | or |[.)\s]|$)"
)
_GAMERS = (
    "gamertag",
    "gamer tag",
    "gaming name",
    "game name",
    "in-game name",
    "player name",
    "psn",
    "xbox name",
    "steam name",
    "roblox name",
    "discord name",
    "server name",
    "screen name",
)
_TITLED = LedPattern(
    re.compile(
        rf"\b(?i:{either(_GAMERS)})(?: is| was|:| =|=)? \"?"
        r"(?P<name>[A-Z][\w']+(?: (?:of|the|of the|and|n|in|from) [A-Z]\w+){1,2}(?: [A-Z]\w+)?)(?=[\s.,;)\"]|$)"
    ),
    _GAMERS,
)
_LONGEST_UNIT = 4
_CODE = re.compile(r"(?:\d?[a-z]{1,2}\d{1,4}){1,3}[a-z]{0,2}")


def find(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """Each in `text`, whose words begin at `words`, and again wherever it stands."""
    found = set(_found(text, words, lists))
    for start, end in found:
        yield Span(start, end, Label.URL_HANDLE)
    shown = {text[start:end] for start, end in found}
    yield from again(text, shown, found)


def again(text: str, shown: Iterable[str], found: Iterable[tuple[int, int]] = ()) -> Iterator[Span]:
    """Every further place where one of the names `shown` stands."""
    known = set(found)
    for name in shown:
        if text.count(name) < 2:
            continue
        for each in re.finditer(rf"(?<![\w.]){re.escape(name)}(?!\w)", text):
            if each.span() not in known:
                yield Span(*each.span(), Label.URL_HANDLE)


def _found(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    online = words.has_any(_ONLINE)
    if _STOP_WITHIN.search(text):
        yield from _dotted(text, lists, online=online) if _parts_sentences(text) else ()
    elif online and _LOUD_STOP.search(text) and len(low := text.lower()) == len(text):
        yield from _dotted(low, lists, online=online)
    yield from _in_words(text, words, lists)
    if _MIXED.search(text):
        yield from _mixed(text, lists, online=online)
    if "u/" in text:
        for each in _OF_FORUM.finditer(text):
            yield each.span()


def _parts_sentences(text: str) -> bool:
    """Whether a stop within a word is no sentence's end."""
    return bool(_SENTENCES.search(text)) or len(_PARTED.findall(text)) >= _ENOUGH_PARTED


def _in_words(text: str, words: WordStarts, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """Those that what stands before them tells, or that they speak in a chat."""
    if words.has_any(_CHATS) and ": " in text:
        yield from _speakers(text, lists)
    for led in _LISTED.finditer(text, words):
        for each in _IN_LIST.finditer(led["rest"]):
            if _is_listed(each.group(1), lists):
                yield led.start("rest") + each.start(1), led.start("rest") + each.end(1)
    for each in _TITLED.finditer(text, words):
        yield each.span("name")


def _dotted(text: str, lists: Lexicon, *, online: bool) -> Iterator[tuple[int, int]]:
    """ "midnight.toast": a stop between small words, in a text that parts its sentences as it should."""
    told: list[tuple[int, int]] = []
    plainly: list[tuple[int, int]] = []
    for found in _DOTTED.finditer(text):
        parts = found.group().split(".")
        if parts[-1] in _ENDINGS or found.group() in _NO_HANDLE:
            continue
        plain = all(lists.is_english(part) or part in lists.field or part in lists.short for part in parts)
        led = online and _LEAD.search(text, max(0, found.start() - 16), found.start())
        is_told = (online and not plain) or led or _WHO.match(text, found.end())
        (told if is_told else plainly).append(found.span())
    yield from told
    if told and online:  # where one stands, others of plain words do too: "summerrr.ldn, then summers.ghost"
        yield from plainly


def _speakers(text: str, lists: Lexicon) -> Iterator[tuple[int, int]]:
    """ "Lord Vexley 9: "u still in"": whoever speaks in a chat under a name with a number, or again under what is no word."""
    found = list(_SPEAKER.finditer(text))
    for each in found:
        parts = [fold(part) for part in each["name"].split()]
        words = [part for part in parts if not part.isdigit()]
        plain = [
            part for part in words if lists.is_english(part) or part in lists.field or part in lists.short
        ]
        again = sum(other["name"] == each["name"] for other in found) > 1
        titled = len(words) > 1 and each["name"].istitle() and not _of_a_role(words, lists)
        numbered = len(parts) > len(words) and (titled or len(plain) < len(words))
        if numbered or (titled and again):
            yield each.span("name")


def _of_a_role(words: list[str], lists: Lexicon) -> bool:
    return any(word in lists.field or word in _ROLE_OF_SPEAKER for word in words)


def _mixed(text: str, lists: Lexicon, *, online: bool) -> Iterator[tuple[int, int]]:
    for found in _LEET.finditer(text):
        led = _LEAD.search(text, max(0, found.start() - 16), found.start())
        if _is_leet(found.group(), lists, led=bool(led)):
            yield found.span()
    for found in _TAILED.finditer(text):
        letters = _LETTER_RUNS.match(found.group())[0]  # type: ignore[index]
        led = _LEAD.search(text, max(0, found.start() - 16), found.start())
        plain = lists.is_english(letters) or letters in lists.field or letters in lists.short
        if (
            letters not in _NO_HANDLE
            and (led if not plain else online and led)
            and not _is_counted(letters, lists)
        ):
            yield found.span()
    for found in _CAPITAL_TAILED.finditer(text):
        letters = fold(re.sub(r"\d.*", "", found.group()))
        known = letters in lists.field or not _NO_HANDLE.isdisjoint((letters, fold(found.group())))
        if not known:
            yield found.span()
    for found in _NAME_FIGURED.finditer(text):
        name = fold(found["name"])
        if name in lists.first and not lists.is_english(name) and not _is_counted(name, lists):
            yield found.span()


def _is_counted(letters: str, lists: Lexicon) -> bool:
    """Whether what has a number behind it is numbered everywhere: "section47", "tier2"."""
    return letters in lists.field or letters in lists.cues["title"]


def _is_leet(shown: str, lists: Lexicon, *, led: bool) -> bool:
    """Whether figures stand among the letters where no unit and no short form of texting does so: "w0lf1e"."""
    runs = _LETTER_RUNS.findall(shown)
    if len(shown) <= _LONGEST_UNIT or (max(map(len, runs)) < 2 and not led) or shown in lists.short:
        return False
    read = shown.translate(_READ)
    return (
        sum(map(str.isdigit, shown)) > 1
        and len(runs) > 1
        and not lists.is_english(read)
        and read not in lists.field
        and (led or not _CODE.fullmatch(shown))
    )


def _is_listed(name: str, lists: Lexicon) -> bool:
    """Whether a word in a list of names online is one: no word of English, or joined or figured as theirs are."""
    word = fold(name)
    if word in _NO_HANDLE:
        return False
    if re.search(r"[_.]|\d", name.strip(".")):
        return bool(re.search(r"[A-Za-z]{2}", name)) and word not in lists.short
    return not (
        lists.is_english(word)
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
        or name.istitle()
    )
