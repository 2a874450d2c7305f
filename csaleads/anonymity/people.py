"""Names of people: how each word is written, which lists know it, what stands before and after it, and what the model thinks.

A word is a name, is none, or is left open; the open ones are asked of the model where there is one, and become names as
well when the same word is a name elsewhere in the text.
"""

import re
from collections.abc import Callable, Iterator

from csaleads.anonymity.lexicon import Lexicon, word_group
from csaleads.anonymity.tokens import Token

Ask = Callable[[int, int], float]
"""How sure the model is, from 0 to 1, that characters start to end name a person."""

_SPEAKS = re.compile(
    r"(?:'s\b|\s(?:said|says|told|tells|disclosed|has|is|was|had|asked|asks|went|wants|wanted|"
    r"thinks|thought|lives|lived|came|comes|does|did|doesn't|didn't|isn't|wasn't|can't|won't|"
    r"feels|felt|reported|rang|called|"
    r"texted|messaged|moved|attends|attended|presents|presented|started|denies|denied|cried|cries|"
    r"refused|refuses|shared|stated|states|knows|knew|likes|loves|hates|drew|wrote|and her|"
    r"and his|aged|also|who|hasn't|will|would|would like|needs|goes|gets|got|made|stays|stayed|"
    r"sleeps|looked|seems|seemed|appeared|says)\b"
    r"|,? ?\((?:aged? )?\d{1,2}(?:\b| ?[a-z])|,? (?:aged? )?\d{1,2}(?: ?y\w*)?[,.)]|, (?:who|her|"
    r"his|their|my|aged|the)\b)",
    re.I,
)
_STATED = re.compile(
    (
        r"(?:called|named|name is|name's|nicknamed|known as|aka|a\.k\.a\.?|by|told|re|re:|regarding|"
        r"seen|met|with|about|for|to|from|of|and|&|is|=|:|by|dear|hi|hello)\s+[\"'(]?$"
    ),
    re.I,
)
_NAMES_IT = re.compile(
    (
        r"(?:\bcalled|\bnamed|\bname is|\bname's|\bnames?:|\bnicknamed|\bknown as|\baka|\bchaired by|"
        r"\bsurname|\bfirst name)\s*(?:is |as )?[\"'(]?$"
    ),
    re.I,
)
_JOINS = re.compile(r"\s?(?:,|&|\+|/|\band\b|,\s?and\b|\bor\b)\s?", re.I)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z](?:\.|\b)(?![\w@])")
_NOT_INITIALS = word_group("no initials")
_BARE_INITIALS = re.compile(
    r"(?<![\w.'&/-])([A-Z]{2,3})(?='s\b|,? \((?:aged? )?\d{1,2}\b|, (?:aged? )?\d{1,2}[,. ]|"
    r" (?:is|was|has|had|said|says|told|tells|lives|disclosed|asked|wants|feels|thinks|went|stays|"
    r"denies|reported|drew|cried|came) )"
)
_SPELT_OUT = re.compile(r"(?<!\w)(?:[A-Za-z][ .\-*_]){2,14}[A-Za-z](?!\w)")
_PARTICLES = word_group("particles")
_NO_NAME_AFTER_TITLE = word_group("not after a title")
_STARTERS = word_group("function words")


def names_in(
    text: str, tokens: list[Token], lists: Lexicon, ask: Ask, *, loud: bool
) -> Iterator[tuple[int, int]]:
    """(start, end) of every name. `loud` is for text in capitals throughout, where capitals say nothing."""
    kinds = _Kinds(lists)
    named = [_judge(text, tokens, i, kinds, ask, loud) for i in range(len(tokens))]
    _spread(text, tokens, named, loud)
    yield from _together(text, tokens, named)
    if not loud:
        for found in _INITIALS.finditer(text):
            if (
                found.group().strip().lower() not in _NOT_INITIALS
                and found.group().replace(".", "").replace(" ", "").lower() not in lists.short
            ):
                yield found.span()
        for found in _BARE_INITIALS.finditer(text):
            if found.group(1).lower() not in lists.short and found.group(1).lower() not in lists.field:
                yield found.span(1)
    for found in _SPELT_OUT.finditer(text):
        joined = re.sub(r"[^A-Za-z]", "", found.group()).lower()
        if len(joined) >= 3 and joined in lists.first and joined not in lists.short:
            yield found.span()


class _Kinds:
    """Which words lead up to a name."""

    def __init__(self, lists: Lexicon) -> None:
        self.title = lists.cues["title"]
        self.role = frozenset().union(
            *(words for kind, words in lists.cues.items() if kind not in ("title", "naming"))
        )
        self.naming = lists.cues["naming"]


def _judge(text: str, tokens: list[Token], i: int, kinds: _Kinds, ask: Ask, loud: bool) -> bool:
    token = tokens[i]
    if token.field or (token.place and not _after_title(text, tokens, i, kinds)):
        return False
    if len(token.word) < 2:
        return False
    if _after_title(text, tokens, i, kinds):
        if token.word in _NO_NAME_AFTER_TITLE:
            return False
        if token.capital and not loud:
            return True
        return not token.english or token.wordlike
    if token.capital and not loud:
        return _judge_capital(text, tokens, i, kinds, ask)
    return _judge_small(text, tokens, i, kinds, ask, loud)


def _judge_capital(text: str, tokens: list[Token], i: int, kinds: _Kinds, ask: Ask) -> bool:
    token = tokens[i]
    if token.shape == "U" and not (token.first or token.last) and len(token.word) < 5:
        return False
    if not token.english:
        if token.first or not token.opens:
            return token.shape == "T" or token.first or token.last or ask(token.start, token.end) >= 0.2
        return (token.last and bool(_SPEAKS.match(text, token.end))) or ask(token.start, token.end) >= 0.1
    if not (token.wordlike or token.first or token.last):
        return (
            not token.opens
            and bool(_NAMES_IT.search(text[: token.start][-24:]))
            and token.word not in _STARTERS
        )
    if token.word in _STARTERS and token.word not in ("will", "may"):
        return False
    led = _after_role(text, tokens, i, kinds) or bool(_NAMES_IT.search(text[: token.start][-24:]))
    if token.opens:
        if not token.wordlike:
            return led and token.word not in _STARTERS
        return (
            (bool(_SPEAKS.match(text, token.end)) and not _is_month_or_verb(text, token))
            or led
            or ask(token.start, token.end) >= 0.4
        )
    if token.wordlike:
        return not _is_month_or_verb(text, token)
    return led or ask(token.start, token.end) >= 0.4


def _is_month_or_verb(text: str, token: Token) -> bool:
    """ "in May", "last Summer", "by Easter"; "Will she", "May I", "Can we"."""
    if token.word in ("may", "june", "april", "august", "summer", "autumn", "winter", "spring", "august"):
        before = text[: token.start][-14:]
        if re.search(
            (
                r"(?:\b(?:in|by|since|until|till|of|last|next|this|early|late|mid|end|from|to|for|during|the|"
                r"and|or|before|after|over|through|-|/)[ -]?|\d(?:st|nd|rd|th)?\s)$"
            ),
            before,
            re.I,
        ):
            return True
        return bool(
            re.match(r"\s*(?:\d{2,4}\b|term|holidays?|half|break|bank)", text[token.end :][:12], re.I)
        )
    if token.word in (
        "will",
        "may",
        "mark",
        "hope",
        "can",
        "pat",
        "rob",
        "sue",
        "bill",
        "grant",
        "guy",
        "jack",
        "josh",
        "chase",
        "chance",
    ):
        return bool(
            re.match(
                (
                    r"\s(?:i|we|she|he|they|you|it|the|a|an|this|that|these|there|mum|dad|be|not|to|of|for|any|"
                    r"all|someone|anyone|our|my|her|his|their|somebody|social|child|children|is helpful)\b"
                ),
                text[token.end :][:12],
                re.I,
            )
        )
    return False


def _judge_small(text: str, tokens: list[Token], i: int, kinds: _Kinds, ask: Ask, loud: bool) -> bool:
    token = tokens[i]
    led = _after_role(text, tokens, i, kinds) or bool(_NAMES_IT.search(text[: token.start][-24:]))
    if not token.english:
        if token.first:
            return len(token.word) > 2 and (led or len(token.word) > 3 or ask(token.start, token.end) >= 0.01)
        if token.last:
            return led or ask(token.start, token.end) >= 0.15
        return len(token.word) > 2 and (led or ask(token.start, token.end) >= (0.4 if not loud else 0.5))
    if not token.wordlike or token.word in _STARTERS:
        return False
    told = _SPEAKS.match(text, token.end)
    if led:
        return not _is_month_or_verb(text, token) and not (token.word in ("will", "may", "can") and not told)
    return ask(token.start, token.end) >= (0.5 if told else 0.75)


def _after_title(text: str, tokens: list[Token], i: int, kinds: _Kinds) -> bool:
    if i == 0 or tokens[i - 1].word not in kinds.title:
        return False
    return bool(re.fullmatch(r"\.?\s", text[tokens[i - 1].end : tokens[i].start]))


def _after_role(text: str, tokens: list[Token], i: int, kinds: _Kinds) -> bool:
    """ "mum tanisha", "the carer, Lynn", "Dad (Leroy)", "re olu"."""
    if i == 0:
        return False
    gap = text[tokens[i - 1].end : tokens[i].start]
    if tokens[i - 1].word in kinds.role:
        return bool(re.fullmatch(r"(?: ?[(:=/-] ?| | is | was |'s |, )[\"']?", gap))
    if tokens[i - 1].word in ("is", "was", "s") and i > 1 and tokens[i - 2].word in kinds.role:
        return tokens[i].capital
    if tokens[i - 1].word in kinds.naming:
        return bool(re.fullmatch(r"(?:[.:]? |: ?)[\"']?", gap)) and (
            tokens[i - 1].word != "about" or not tokens[i].english
        )
    return False


def _spread(text: str, tokens: list[Token], named: list[bool], loud: bool) -> None:
    """Names reach their neighbours: surnames, lists of names, "YATES, Emeka"; back and forth until nothing changes."""
    for order in (range(1, len(tokens)), range(len(tokens) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for i in order:
            if named[i] or not named[i + step]:
                continue
            left, right = (tokens[i - 1], tokens[i]) if step == -1 else (tokens[i], tokens[i + 1])
            gap = text[left.end : right.start]
            if gap in (" ", "  ") or (gap == ", " and left.shape == "U" and right.shape == "T"):
                named[i] = _belongs(tokens[i], step, loud, text)
            elif _JOINS.fullmatch(gap):
                named[i] = _lists(tokens[i], loud)


def _belongs(token: Token, step: int, loud: bool, text: str) -> bool:
    """Whether a word beside a name is part of it."""
    if token.field or token.word in _STARTERS:
        return False
    if token.capital and not loud:
        if step == 1:
            return (not token.english and not token.place) or (
                not token.opens and (token.wordlike or not token.place)
            )
        return (
            len(token.word) > 1
            or not text[token.end : token.end + 2].strip(".").startswith((" ", "'"))
            or True
        )
    return not token.english and not token.place and len(token.word) > 2 and (step == -1 or token.first)


def _lists(token: Token, loud: bool) -> bool:
    if token.field or token.place or token.word in _STARTERS:
        return False
    if token.capital and not loud:
        return token.wordlike or not token.english
    return (
        (token.wordlike or not token.english)
        and len(token.word) > 2
        and token.word not in ("will", "may", "can", "job", "art", "kit", "love", "hope")
    )


def _together(text: str, tokens: list[Token], named: list[bool]) -> Iterator[tuple[int, int]]:
    """Neighbouring names as one."""
    start = end = -1
    for token, is_name in zip(tokens, named, strict=True):
        if (
            is_name
            and end >= 0
            and text[end : token.start] in (" ", "  ", ", ")
            and (text[end : token.start] != ", " or text[start:end].isupper())
        ):
            end = token.end
            continue
        if end >= 0 and token.word in _PARTICLES and text[end : token.start] == " ":
            continue
        if end >= 0 and (is_name or token.start > end + 1):
            yield start, end
            start = end = -1
        if is_name:
            start, end = token.start, token.end
    if end >= 0:
        yield start, end
