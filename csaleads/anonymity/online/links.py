"""Mail and web addresses, and the names people go by online, also as they are written to slip past a filter."""

import re
from collections.abc import Iterator

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.online.handle_shapes import is_dotted_name, is_odd
from csaleads.anonymity.text.lexicon import Lexicon, either, fold, lexicon, phrase_group, word_group
from csaleads.anonymity.text.scanning import LedPattern, WordStarts

_NETWORKS, _ACCOUNTS, _NAMINGS, _PROVIDERS, _ENDINGS, _WEB_ENDINGS = (
    phrase_group("online_words.txt", kind)
    for kind in ("network", "account", "naming", "provider", "ending", "web ending")
)
_NETWORK, _ACCOUNT, _ENDS = (f"(?:{either(each)})" for each in (_NETWORKS, _ACCOUNTS, _ENDINGS))
_PROVIDER = rf"(?i:{either(_PROVIDERS)})"

# "@" and the stop of an address, also as they are written to slip past a filter.
_SIGN = (
    r"(?:@ ?| @ | ?(?i:\[ ?(?:at|@)(?: sign)? ?\]|\( ?(?:at|@)(?: sign)? ?\)|\{ ?(?:at|@) ?\}|<(?:at|@)>|"
    r"\*at\*|-at-|_at_|\|at\|) ?"
    r"| (?i:at sign|at-sign|at_sign) )"
)
_SIGNS = (
    "@",
    "at_sign",
    "[at",
    "(at",
    "{at",
    "<at>",
    "[ at",
    "( at",
    "{ at",
    "*at*",
    "-at-",
    "_at_",
    "|at|",
    "at sign",
    "at-sign",
)
_DOT = (
    r"(?: ?(?i:\[ ?(?:\.|dot|point|full stop|stop) ?\]|\( ?(?:\.|dot|point|full stop|stop) ?\)|"
    r"\{ ?(?:\.|dot) ?\}|<dot>|\*dot\*|-dot-|"
    r"_dot_|\|dot\|) ?"
    r"| (?i:dot) | \. |\.)"
)
_LOCAL = rf"[\w+'%\-]{{1,40}}(?:(?:{_DOT}| (?i:underscore|under score|dash|hyphen|plus|full stop) )[\w+'%\-]{{1,40}}){{0,4}}"
_EMAIL = re.compile(
    rf"(?<![\w.@+]){_LOCAL}{_SIGN}[\w\-]{{1,63}}(?:(?:{_DOT}| (?i:full stop|point) )[\w\-]{{1,63}}){{1,5}}"
)
_AFTER_AT = (
    r"(?:(?!the |a |an |about |least |home )[\w\-]{2,40}"  # "amy at mailbox dot example"
    r"(?:(?i: dot |\[dot\]| \[dot\] |\(dot\)| \(dot\) )[\w\-]{1,20}){1,4}"
    r"|(?!the |a |an )[\w\-]{2,40} (?i:full stop) (?i:(?:co|org|ac|gov) full stop uk|com|org|net|info|example)"
    rf"|[\w\-]{{2,40}}(?:\.[a-z\-]{{2,12}}){{0,2}}\.{_ENDS}"  # "amy at mailbox.example"
    rf"|{_PROVIDER}(?:\.[a-z]{{2,3}}){{0,2}})"  # "amy at gmail"
)
_OF_A_FILE = re.compile(rf"_at_[^@]*\.(?:{either(phrase_group('online_words.txt', 'file ending'))})\Z", re.I)
_SPELT = re.compile(rf"(?<![\w.@+])(?:{_LOCAL}) (?i:at) {_AFTER_AT}(?![\w])")
_SPELT_END = re.compile(rf" (?i:at) {_AFTER_AT}(?![\w])")
_PROVIDED = re.compile(
    rf"(?<![\w.@+])[\w.+'\-]{{1,64}} ?(?:@ ?|\(at\)|\[at\]) ?{_PROVIDER}(?![\w])"
    rf"|(?<![\w.@])(?:moc|ten|gro|ku\.(?:oc|gro|ca))\.[\w.-]{{2,40}}@[\w.-]{{2,40}}"
    rf"|(?<![\w.@+])[\w.+'\-]{{1,64}}@[\w\-]{{1,20}} [\w\-]{{1,20}}\.{_ENDS}(?![\w])"
)  # "amy@gmail", "moc.elpmaxe@yma", "amy@exam ple.com"

_REST_OF_LINK = r"[^\s<>\"'"
_LINK = re.compile(
    rf"(?:h(?:tt|xx)ps?://|www\.){_REST_OF_LINK}]{{3,200}}"
    rf"|(?<![\w@.])(?:[a-z0-9\-]{{1,40}}\.){{1,4}}(?:{either(_WEB_ENDINGS)})\b(?:/{_REST_OF_LINK})"
    rf"]{{0,200}})?"
    rf"|(?<![\w@.])(?:[a-z0-9\-]{{1,40}}_)[\w\-]{{1,60}}(?:\.[a-z0-9\-]{{1,40}}){{0,3}}\.(?:{either(_WEB_ENDINGS)})\b"
    rf"(?:/{_REST_OF_LINK}]{{0,200}})?"
    rf"|(?<![\w@.])(?:t|fb|m|wa)\.(?:me|co|com)/{_REST_OF_LINK})]{{2,100}}",
    re.I,
)
_MAY_BE_LINK = re.compile(r"\.[^\W\d_]|://|www\.", re.I)
_BROKEN_LINK = re.compile(
    r"(?<![\w@.])[a-z0-9\-]{2,40}(?: ?(?:\[\.\]|\[dot\]|\(dot\)|\{dot\}) ?| dot )"
    rf"(?:(?:co|org|gov|ac)(?: ?(?:\[\.\]|\[dot\]|\(dot\)) ?| dot )uk|{_ENDS})\b"
    rf"(?:/{_REST_OF_LINK}]{{0,100}}| slash [\w.\-]{{2,40}})?",
    re.I,
)

_AT_HANDLE = re.compile(
    r"(?<![\w@.])@ ?(?!\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|hrs)?\b)[A-Za-z0-9_][\w.\-]{1,40}(?<![.\-])"
)
_LINKING = r"(?: is| was| it['’]?s| called| named| as| under| of|:|\s?=|,|\s-)"
_NAMED = LedPattern(
    re.compile(
        rf"\b(?P<what>{_NETWORK}(?:'s)?(?: {_ACCOUNT}\b){{0,2}}|"
        rf"{either(_NAMINGS)})(?P<link>{_LINKING}{{0,3}})"
        r"(?:(?<=[:=,\-])|(?<=\s)|\s|(?=[\"'(@]))[\s\"'(]{0,2}@?"
        rf"(?P<name>(?!{_NETWORK}(?: |$))[A-Za-z0-9_](?:[\w.#\-:]{{1,40}}[\w])(?:#\d{{4}})?)",
        re.I,
    ),
    (*_NETWORKS, *_NAMINGS),
)
_QUOTED_NAME = LedPattern(
    re.compile(
        rf"\b(?:{_NETWORK}(?: {_ACCOUNT}){{0,2}}|{_ACCOUNT})(?: is| was|:| =|=|,)? ?"
        r"(?:\"([\w .\-]{3,30})\"|(?<=[:=])\s?((?-i:[A-Z])[\w]+ (?-i:[A-Z\d])\w+)(?=[\s.,;)]|$))",
        re.I,
    ),
    (*_NETWORKS, *_ACCOUNTS),
)
_GAMERS = ("gamer tag", "gamertag", "psn id", "psn name", "psn", "xbox live name", "xbox name")
_TAGGED_TWO = LedPattern(
    re.compile(rf"\b(?i:{either(_GAMERS)})(?:(?: is|:| =|=) ?| )([A-Z][A-Za-z]+ ?[A-Z\d]\w+)(?=[\s.,;)]|$)"),
    _GAMERS,
)
_FILE = f"(?i:{either(phrase_group('online_words.txt', 'file ending'))})"
_ODD = re.compile(
    r"(?<![\w@./])(?=[\w.]*[A-Za-z])(?:"
    rf"(?:[A-Za-z0-9]+\.)*[A-Za-z0-9]*_+\w*[A-Za-z0-9]\w*(?:\.(?!{_FILE}\b)\w+)*"  # lil_sis, xo.lil_sis, xx_lil.sis_xx, lil_sis.x
    r"|(?:[A-Za-z0-9]+\.)+[A-Za-z0-9]+_"  # lil.sis_
    r"|[A-Za-z0-9]{4,}_{1,2}(?!\w)"  # lilsis_
    r"|(?:[A-Z][a-z]+){2,}\d{2,4}"  # LilSis2012
    r"|[a-z]{3,}\d{2,}[a-z]{0,3}"  # amber44x
    r"|(?:[A-Z]?[a-z]+\.)+[a-z]*\d+"  # amber.rose7
    r"|x+[A-Z_]\w{3,30}[A-Z_]?x+"  # xXAmberXx
    r")(?![\w@/-]|\.\w)"
)
_MAY_BE_ODD = re.compile(r"_|[a-z.]\d|x[A-Z]")
_ON_NETWORK = LedPattern(re.compile(rf"\b{_NETWORK}\b", re.I), _NETWORKS)
_BEFORE_NETWORK = re.compile(
    r"(?<![\w@./'-])([A-Za-z0-9][\w.]{2,30}) (?:on|from|off|over|via) (?:his |her |their |the )?$"
)
_ACCOUNT_NAMED = LedPattern(
    re.compile(
        rf"\b{_ACCOUNT}(?: is| called| named|:|,)? ([a-z0-9]{{2,20}}(?:\.[a-z0-9]{{2,20}}){{1,3}})(?![\w@/])",
        re.I,
    ),
    _ACCOUNTS,
)
_DISCORD = re.compile(r"(?:(?<![\w])(?i:discord)[:\s]{1,3})?(?<![\w])[\w.]{2,32}#\d{4}\b")
_NO_HANDLE = word_group("no name online")
_EVERYBODY = word_group("called with a sign")


_SAID_OF_ACCOUNT = re.compile(
    r"(?:lacked|lacks|changed|keeps? changing|contained|matched|sounded|seemed|withheld)\b"
)
"""What quotes say of somebody's account of what happened; "withheld" is our own word for a name that was there."""
_IS_A_GAME = re.compile(
    r"\"?,? (?:(?:is|was) (?:just )?an? |are |the )?(?:games?|app|map|server|level|mode|obby|simulator)\b"
)
_BY_SOMEBODYS = re.compile(r"\b(?:own|by|an|this|that|every|by (?:his|her|their|my)) $", re.I)
_A_THING = re.compile(
    r"\b(?:the|an?|some|this|that|these|those|any|every|her|his|their|my|our|new|old) $", re.I
)
"""What stands before a thing that is "on Spotify", and not before a name there."""


def find(text: str, words: WordStarts) -> Iterator[Span]:
    """Every mail or web address and every name online in `text`, whose words begin at `words`."""
    yield from _mail(text)
    yield from _links(text)
    if "@" in text:
        for found in _AT_HANDLE.finditer(text):
            if fold(found.group()[1:]) in _EVERYBODY:
                continue
            if found.group()[1] != " " or any(c.isdigit() or c in "_." for c in found.group()[2:]):
                yield Span(found.start(), found.end(), Label.URL_HANDLE)
    yield from _handles(text, words, lexicon())


def _mail(text: str) -> Iterator[Span]:
    small = text.lower()
    if any(sign in small for sign in _SIGNS):
        for pattern in (_EMAIL, _PROVIDED):
            for found in pattern.finditer(text):
                if _OF_A_FILE.search(found.group()):
                    continue
                if " @" not in found.group() or re.search(rf"(?:\.|dot\W?) ?{_ENDS}$", found.group(), re.I):
                    yield Span(found.start(), found.end(), Label.EMAIL)
    if " at " in small and _SPELT_END.search(text):
        for found in _SPELT.finditer(text):
            if not re.search(r"(?i) dot (?:to|the|at|a)$", found.group()):
                yield Span(found.start(), found.end(), Label.EMAIL)


def _links(text: str) -> Iterator[Span]:
    may_be_broken = "[.]" in text or "dot" in text.lower()
    for pattern, may_be in ((_LINK, _MAY_BE_LINK.search(text)), (_BROKEN_LINK, may_be_broken)):
        if may_be:
            for found in pattern.finditer(text):
                shown = found.group().rstrip(".,;:)!?")
                if "." in shown or "dot" in shown.lower():
                    yield Span(found.start(), found.start() + len(shown), Label.URL_HANDLE)


def _handles(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    for found in _NAMED.finditer(text, words):
        if _is_handle(found["name"], found["what"], found["link"], lists):
            yield Span(*found.span("name"), Label.URL_HANDLE)
    yield from _quoted(text, words, lists)
    yield from _beside_network(text, words, lists)
    if _MAY_BE_ODD.search(text):
        for found in _ODD.finditer(text):
            if is_odd(found.group(), lists):
                yield Span(found.start(), found.end(), Label.URL_HANDLE)
    if "#" in text:
        for found in _DISCORD.finditer(text):
            yield Span(found.start(), found.end(), Label.URL_HANDLE)


def _quoted(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "the account \"lil sis\"", "gamertag LilSis 12"."""
    for pattern in (_QUOTED_NAME, _TAGGED_TWO):
        for found in pattern.finditer(text, words):
            group = found.lastindex or 1
            if not _IS_A_GAME.match(text, found.end()) and not _is_quoted_speech(
                text, found, found.group(group), lists
            ):
                yield Span(*found.span(group), Label.URL_HANDLE)


def _beside_network(text: str, words: WordStarts, lists: Lexicon) -> Iterator[Span]:
    """ "sk8rboi on TikTok", "the account rosegrace.dances"."""
    for found in _ON_NETWORK.finditer(text, words):
        before = _BEFORE_NETWORK.search(text, max(0, found.start() - 44), found.start())
        if (
            before
            and not _A_THING.search(text, 0, before.start(1))
            and _is_name_there(before.group(1), lists)
        ):
            yield Span(*before.span(1), Label.URL_HANDLE)
    for found in _ACCOUNT_NAMED.finditer(text, words):
        if is_dotted_name(found.group(1), lists):
            yield Span(*found.span(1), Label.URL_HANDLE)


def _is_quoted_speech(text: str, found: re.Match[str], shown: str, lists: Lexicon) -> bool:
    """Whether ordinary words in quotes are told and no name: 'by her own account, "a bit of a handful"'."""
    is_said = _BY_SOMEBODYS.search(text, max(0, found.start() - 12), found.start())
    if not is_said and not _SAID_OF_ACCOUNT.match(shown):
        return False
    return all(lists.is_english(fold(word)) or fold(word) in lists.field for word in shown.split())


def _is_handle(name: str, what: str, link: str, lists: Lexicon) -> bool:
    """Whether the word after a network's name is somebody's name there.

    It has figures or is joined oddly, or it is led up to and no list knows it.
    """
    word = fold(name)
    letters = word.strip("0123456789._-#:")
    if word in _NO_HANDLE or re.fullmatch(
        r"\d{1,4}|\d{1,2}[.:/]\d\d|.*\d(?:am|pm|yo|mins?|hrs?)|\d{1,3}-(?:hour|day|week|month|year|item|"
        r"point)\w*",
        word,
    ):
        return False
    if "_" in name or "#" in name or (any(c.isdigit() for c in name) and any(c.isalpha() for c in name)):
        return not (letters in lists.field and len(word) - len(letters) <= 2 and "_" not in name)
    if (
        "." in name
        and all(len(part) > 1 or part.isalpha() for part in name.split("."))
        and (link.strip() != "," or is_dotted_name(word, lists))
    ):
        return ":" in link or fold(what) in _NAMINGS or word.count(".") > 1 or is_dotted_name(word, lists)
    led = link.strip() not in ("", ",") or bool(re.search(rf"(?i)(?:{_ACCOUNT}|by|name)$", what))
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


def _is_name_there(shown: str, lists: Lexicon) -> bool:
    """Whether the word before "on TikTok" is a name that only somebody there has: "sk8rboi", "rose.dances", "ambersings"."""
    word = fold(shown)
    if "." in shown.strip(".") or "_" in shown:
        return not word.endswith(".")
    if any(c.isdigit() for c in shown):
        return any(c.isalpha() for c in shown) and not re.fullmatch(r"\d+[a-z]{1,4}|[a-z]{1,3}\d{1,2}", word)
    if word.endswith(("s", "ing", "ed", "er")):
        return False
    known = word in lists.field or word in lists.short or word in lists.first or word in lists.last
    return (
        shown.islower()
        and len(word) > 6
        and not known
        and not lists.is_english(word)
        and word not in _NO_HANDLE
    )
