"""Mail and web addresses, and the names people go by online, also as they are written to slip past a filter."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.lexicon import Lexicon, fold, lexicon, word_group

_AT = r"(?: ?(?:@ ?|\[at\]|\(at\)|\{at\}|<at>) ?|(?i: at ))"
_SIGN = r"(?:@ ?| @ | ?(?i:\[at\]|\(at\)|\{at\}|<at>) ?)"
_DOT = r"(?: ?(?i:\[\.\]|\[dot\]|\(dot\)|\{dot\}|\(\.\)) ?| (?i:dot) | \. |\.)"
_ENDS = (
    r"(?:com|org|net|uk|gov|info|io|me|tv|gg|ly|biz|example|test|eu|ie|pl|ro|fr|de|es|it|edu|wales|scot|cymru|london|"
    r"app|co|online|live|chat|site|xyz|ee|be|link|club|social|ai|us|ca|au|in|pk|ng)"
)
_PROVIDERS = r"(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|aol|btinternet|sky|protonmail|proton|msn|gmx|virginmedia|talktalk)"
_LOCAL = rf"[\w+'%\-]{{1,40}}(?:(?:{_DOT}| (?i:underscore|dash|hyphen|plus) )[\w+'%\-]{{1,40}}){{0,4}}"
_EMAIL = re.compile(rf"(?<![\w.@+]){_LOCAL}{_SIGN}[\w\-]{{1,63}}(?:{_DOT}[\w\-]{{1,63}}){{1,5}}")
_SPELT = re.compile(
    rf"(?<![\w.@+])(?:{_LOCAL}) (?i:at) (?:(?!the |a |an |about |least |home )[\w\-]{{2,40}}(?:(?i: dot |\[dot\]| \[dot\] |\(dot\)| \(dot\) )[\w\-]{{1,20}}){{1,4}}|[\w\-]{{2,40}}(?:\.[a-z\-]{{2,12}}){{0,2}}\.{_ENDS}|(?i:{_PROVIDERS})(?:\.[a-z]{{2,3}}){{0,2}})(?![\w])"
)
_PROVIDED = re.compile(rf"(?<![\w.@+])[\w.+'\-]{{1,64}} ?(?:@ ?|\(at\)|\[at\]) ?(?i:{_PROVIDERS})(?![\w])")
_LINK = re.compile(
    r"(?:h(?:tt|xx)ps?://|www\.)[^\s<>\"']{3,200}"
    r"|(?<![\w@.])(?:[a-z0-9\-]{1,40}\.){1,4}(?:co\.uk|com|org|net|uk|info|io|me|tv|gg|ly|biz|example|ee|be|link|app|wales|eu|ie|pl|de|fr|xyz|social|site)\b(?:/[^\s<>\"')]{0,200})?"
    r"|(?<![\w@.])(?:t|fb|m|wa)\.(?:me|co|com)/[^\s<>\"')]{2,100}",
    re.I,
)
_BROKEN_LINK = re.compile(
    rf"(?<![\w@.])[a-z0-9\-]{{2,40}}(?: ?(?:\[\.\]|\[dot\]|\(dot\)|\{{dot\}}) ?| dot )(?:(?:co|org|gov|ac)(?: ?(?:\[\.\]|\[dot\]|\(dot\)) ?| dot )uk|{_ENDS})\b"
    r"(?:/[^\s<>\"']{0,100}| slash [\w.\-]{2,40})?",
    re.I,
)
_AT_HANDLE = re.compile(
    r"(?<![\w@.])@ ?(?!\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|hrs)?\b)[A-Za-z0-9_][\w.\-]{1,40}(?<![.\-])"
)
_SPLIT_HANDLE = re.compile(r"(?<=@) ")
_NETWORK = (
    r"(?:snap(?:chat)?s?|insta(?:gram)?|ig|tik ?tok|discord|twitter|facebook|fb|kik|telegram|xbox(?: live)?|"
    r"psn|playstation(?: network)?|roblox|steam|twitch|threads|whatsapp|messenger|ask\.fm|"
    r"you ?tube|yt|wizz|yubo|tumblr|reddit|skype|minecraft|fortnite|vinted|only ?fans|omegle|monkey|signal|viber|wink|hoop|"
    r"bereal|tinder|grindr|badoo|bumble|hinge|meetme|tagged|soundcloud|spotify|pinterest|vk|bluesky|mastodon)"
)
_KIND = r"(?:account|acc|acct|name|user(?: ?name)?|handle|id|profile|tag|gamer ?tag|channel|page|login|screen ?name)"
_LINKING = r"(?: is| was| called| named| as| under| of|:|=|,|\s-)"
_NAMED = re.compile(
    rf"\b(?P<what>{_NETWORK}(?:'s)?(?: {_KIND}\b){{0,2}}|user ?name|handle|gamer ?tag|screen ?name|profile name|account name|alias|login|(?:goes|going|went) by|under the name|"
    rf"uses the name|add me|add him|add her|found (?:her|him) (?:as|on))"
    rf"(?P<link>{_LINKING}{{0,3}})(?:(?<=[:=,\-])|(?<=\s)|\s|(?=[\"'(@]))[\s\"'(]{{0,2}}@?(?P<name>[A-Za-z0-9_](?:[\w.#\-:]{{1,40}}[\w])(?:#\d{{4}})?)",
    re.I,
)
_QUOTED_NAME = re.compile(
    rf"\b(?:{_NETWORK}(?: {_KIND}){{0,2}}|{_KIND}|gamer ?tag)(?: is| was|:| =|=|,)? ?(?:\"([\w .\-]{{3,30}})\"|(?<=[:=])\s?((?-i:[A-Z])[\w]+ (?-i:[A-Z\d])\w+)(?=[\s.,;)]|$))",
    re.I,
)
_TAGGED_TWO = re.compile(
    r"\b(?i:gamer ?tag|psn(?: id| name)?|xbox(?: live)? name)(?:(?: is|:| =|=) ?| )([A-Z][A-Za-z]+ ?[A-Z\d]\w+)(?=[\s.,;)]|$)"
)
_ODD = re.compile(
    r"(?<![\w@./])(?=[\w.]*[A-Za-z])(?:[A-Za-z0-9]*_+\w*[A-Za-z0-9]\w*|[a-z]{3,}\d{2,}[a-z]{0,3}|(?:[A-Z]?[a-z]+\.)+[a-z]*\d+|x+[A-Z_]\w{3,30}[A-Z_]?x+)(?![\w@/-]|\.\w)"
)
_DISCORD = re.compile(r"(?:(?<![\w])(?i:discord)[:\s]{1,3})?(?<![\w])[\w.]{2,32}#\d{4}\b")
_NOT_SAID = re.compile(r"[\s:=,]*$")
_NO_HANDLE = word_group("no name online")


def find(text: str) -> Iterator[Span]:
    """Every mail or web address and every name online in `text`."""
    lists = lexicon()
    yield from _mail(text)
    for pattern in (_LINK, _BROKEN_LINK):
        for found in pattern.finditer(text):
            shown = found.group().rstrip(".,;:)!?")
            if "." in shown or "dot" in shown.lower():
                yield Span(found.start(), found.start() + len(shown), Label.URL_HANDLE)
    for found in _AT_HANDLE.finditer(text):
        if found.group()[1] != " " or any(c.isdigit() or c in "_." for c in found.group()[2:]):
            yield Span(found.start(), found.end(), Label.URL_HANDLE)
    yield from _handles(text, lists)


def _mail(text: str) -> Iterator[Span]:
    for pattern in (_EMAIL, _PROVIDED):
        for found in pattern.finditer(text):
            if " @" not in found.group() or re.search(rf"(?:\.|dot\W?) ?{_ENDS}$", found.group(), re.I):
                yield Span(found.start(), found.end(), Label.EMAIL)
    if " at " in text.lower():
        for found in _SPELT.finditer(text):
            if not re.search(r"(?i) dot (?:to|the|at|a)$", found.group()):
                yield Span(found.start(), found.end(), Label.EMAIL)


def _handles(text: str, lists: Lexicon) -> Iterator[Span]:
    for found in _NAMED.finditer(text):
        if _is_handle(found["name"], found["what"], found["link"], lists):
            yield Span(*found.span("name"), Label.URL_HANDLE)
    for pattern in (_QUOTED_NAME, _TAGGED_TWO):
        for found in pattern.finditer(text):
            group = next(i for i in range(1, pattern.groups + 1) if found.group(i))
            yield Span(*found.span(group), Label.URL_HANDLE)
    for found in _ODD.finditer(text):
        if _is_odd(found.group(), lists):
            yield Span(found.start(), found.end(), Label.URL_HANDLE)
    for found in _DISCORD.finditer(text):
        yield Span(found.start(), found.end(), Label.URL_HANDLE)


def _is_handle(name: str, what: str, link: str, lists: Lexicon) -> bool:
    """Whether the word after a network's name is somebody's name there: it has figures or is joined oddly, or it is led up to and no list knows it."""
    word = fold(name)
    letters = word.strip("0123456789._-#:")
    if word in _NO_HANDLE or re.fullmatch(r"\d{1,4}|\d{1,2}[.:/]\d\d|.*\d(?:am|pm|yo|mins?|hrs?)", word):
        return False
    if "_" in name or "#" in name or (any(c.isdigit() for c in name) and any(c.isalpha() for c in name)):
        return not (letters in lists.field and len(word) - len(letters) <= 2 and "_" not in name)
    if (
        "." in name
        and all(len(part) > 1 or part.isalpha() for part in name.split("."))
        and link.strip() != ","
    ):
        return not all(lists.is_english(part) or part in lists.field for part in word.split("."))
    led = link.strip() not in ("", ",") or bool(re.search(rf"(?i)(?:{_KIND}|by|name)$", what))
    if (
        not led
        or len(word) < 4
        or lists.is_english(word)
        or word in lists.field
        or word in lists.short
        or word in lists.large_places
    ):
        return False
    camel = bool(re.search(r"[a-z][A-Z]|[A-Z]{2,}[a-z]", name))
    return camel or name.islower() or bool(re.search(r"(?i)handle|user|tag|screen", what))


def _is_odd(shown: str, lists: Lexicon) -> bool:
    letters = re.match(r"[A-Za-z]*", shown)[0].lower()  # type: ignore[index]
    if "_" in shown or "." in shown:
        return bool(re.search(r"[A-Za-z]{2}", shown)) and not re.fullmatch(
            r"(?:s|para|p|pp|v|reg|art|ver|no)\.?\d+", shown.lower()
        )
    if shown[:1] == "x" and not any(c.isdigit() for c in shown):
        return len(shown) > 6
    return not (
        letters in lists.field
        or letters in lists.short
        or letters in lists.cues["title"]
        or letters in _NO_HANDLE
    )
