"""Initials that stand for somebody whom the text names in full: "Oona Birch (OB)", "Birch, O. = OB"; then "OB to ring".

Said outright beside the name they are that person wherever they stand, though they may spell a word or a role. Without
that they must do what people do in minutes.
"""

import re
from collections.abc import Iterator, Sequence

from csaleads.anonymity.findings import Label, Span
from csaleads.anonymity.text.lexicon import Lexicon, fold, word_group

_MARK = re.compile(r"(?<![\w.'’&/-])[A-Z]{2,4}(?![\w&/-]|\.[A-Z])")
_OUTRIGHT = re.compile(r"(?:^|[\s,;])[(\[=–:-] ?$|[(\[]$")
_AFTER_OUTRIGHT = re.compile(r"[)\],;]| [–-] |\s*(?:\n|$)")
_WORD = re.compile(r"[A-Z][^\W\d_]*(?:['’][A-Z][^\W\d_]+)?")
_BETWEEN = re.compile(r" |-|\. ?|, |  ")
_SMALL_MARK = re.compile(r"(?<![\w.'’&/-])[a-z]{2,4}(?![\w&/-]|\.[a-z])")
_SMALL_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{2,})?")
_NEVER_SMALL = frozenset(
    ("of", "at", "it", "to", "me", "was", "is", "as", "in", "on", "so", "no", "he", "we", "us", "ha", "ms")
)
_OPENS = re.compile(r"(?:^|[.;:\n•)]|\d[.)]?)\s*[-*•–]?\s*$")
_POINT = re.compile(r"(?:^|\n)\s*(?:[-*•–]|\d{1,2}[.)])\s*$")
_STRICTLY = re.compile(
    r":? (?i:said|says|asked|reminded|reported|sends|agreed|told|wants|noted|raised|explained|shared|confirmed|queried|thanked|"
    r"summarised|rang|phoned|presented|updated|clarified|outlined|apologised|replied|texted|e-?mailed|wondered|suggested|"
    r"felt|thinks|has|had|to (?:ask|ring|send|find|write|check|chase|arrange|see|visit|call|email|book|offer|brief|keep|make))\b"
    r"|: "
)
_SURELY_DOES = re.compile(
    r"(?: also| then| again)? (?i:said|says|asked|reminded|agreed|told|explained|queried|thanked|summarised|rang|phoned|"
    r"presented|clarified|outlined|apologised|replied|texted|wondered|suggested)\b"
)
_REACH = 72
_NAME_BEFORE = re.compile(r"(?: [–-]|,)? [(\[]?$|[(\[=:–-] ?$")
_DEED = re.compile(
    r"['’]s\b|: |(?:,? (?:also|then|now|again|later|still|only|just))? (?:to|has|had|was|is|will|would|could|can|cannot|"
    r"won['’]?t|didn['’]?t|doesn['’]?t|isn['’]?t|wasn['’]?t|can['’]?t|"
    r"did|said|says|thought|felt|told|gave|gives|went|read|wrote|heard|saw|knew|met|led|left|took|made|sent|put|held|set|"
    r"brought|found|spoke|rang|[a-z]{2,}(?:ed|es|[a-rt-z]s))\b(?! (?:to|for) the\b)"
)
_TASKED = re.compile(
    r"(?:\b(?:[Aa]ctions?|[Ll]ead|[Cc]hair|[Oo]wner|[Bb]y|said|says|asked|with|told|and|to|from|thanked)|[.;:,] ?/)[: ]{1,2}$"
)
_NEVER_ALONE = (
    word_group("short forms that act") | word_group("never initials") | word_group("short forms of things")
)
_COMPANY = 2
"""So many others whose initials act make sure of one that may also be a role."""


def initials_of(text: str, spans: Sequence[Span], lists: Lexicon) -> Iterator[Span]:
    """Mentions of people in `text` by the initials of a name that is among `spans`; in small letters where all are small."""
    small = sum(map(str.isupper, text)) * 60 < len(text)
    marks = list((_SMALL_MARK if small else _MARK).finditer(text))
    if not marks:
        return
    names = list(_names(text, spans, _SMALL_WORD if small else _WORD))
    if not names:
        return
    spelt = {letters for words in names for letters in _spellings([text[a:b] for a, b in words])}
    marks = [
        mark
        for mark in marks
        if mark.group().upper() in spelt and not _is_plain_word(text, mark, lists, small=small)
    ]
    told = {mark.group() for mark in marks if _is_told(text, mark, names)}
    acting = [mark for mark in marks if mark.group() in told or _acts(text, mark)]
    sure = {mark.group() for mark in acting} - {mark.group() for mark in marks if _is_doubtful(mark)} | told
    sure |= {mark.group() for mark in acting if _opens_and_does(text, mark)}
    for mark in marks if told else acting:
        letters = mark.group()
        if letters in told or (mark in acting and (letters in sure or len(sure - {letters}) >= _COMPANY)):
            yield Span(mark.start(), mark.end(), Label.PERSON)


def _names(text: str, spans: Sequence[Span], word: re.Pattern[str]) -> Iterator[list[tuple[int, int]]]:
    """The words of each name of at least two words, neighbours taken together."""
    run: list[tuple[int, int]] = []
    for span in sorted(spans):
        follows = (
            span.label is Label.SMALL_PLACE and bool(run) and run[-1][1] + 1 == span.start
        )  # a family called like a village
        if span.label is not Label.PERSON and not follows:
            continue
        for found in word.finditer(text, span.start, span.end):
            if run and not _BETWEEN.fullmatch(text, run[-1][1], found.start()):
                if len(run) > 1:
                    yield run
                run = []
            run.append(found.span())
    if len(run) > 1:
        yield run


def _spellings(words: Sequence[str]) -> Iterator[str]:
    """ "OB", "OMB" and "OBM" of "Oona Mair Birch-Moss": all initials, the first with the last, or with the last two."""
    letters = [letter for word in words for letter in _letters(word)]
    yield "".join(letters)
    yield letters[0] + letters[-1]
    if len(letters) > 2:
        yield letters[0] + letters[1]
        yield letters[0] + letters[-2] + letters[-1]


def _letters(word: str) -> Iterator[str]:
    for part in re.split(r"['’]", word):
        if part:
            yield part[0].upper()


def _is_told(text: str, mark: re.Match[str], names: Sequence[list[tuple[int, int]]]) -> bool:
    """Whether the letters stand in brackets, after a dash or right after the name that they shorten."""
    before = text[max(0, mark.start() - _REACH) : mark.start()]
    line = before.rpartition("\n")[2]
    if not _NAME_BEFORE.search(line) or not _AFTER_OUTRIGHT.match(text, mark.end()):
        return False
    last = [
        words for words in names if words[-1][1] <= mark.start() and words[0][0] >= mark.start() - len(line)
    ]
    if not last:
        return False
    nearest = last[-1]
    outright = bool(_OUTRIGHT.search(line)) or nearest[-1][1] + 1 == mark.start()
    return outright and mark.group().upper() in set(_spellings([text[a:b] for a, b in nearest]))


def _acts(text: str, mark: re.Match[str]) -> bool:
    """ "OB to ring", "OB: no", "said OB", "Action OB"."""
    before = text[max(0, mark.start() - 16) : mark.start()]
    if before.endswith(("the ", "The ", " a ", " an ")):
        return False
    return bool(_DEED.match(text, mark.end())) or bool(_TASKED.search(before))


def _opens_and_does(text: str, mark: re.Match[str]) -> bool:
    """ "1. DO summarised", "* MW rang back": at the head of a point, doing what people do."""
    before = text[max(0, mark.start() - 6) : mark.start()]
    return bool(_POINT.search(before) and _SURELY_DOES.match(text, mark.end()))


def _is_plain_word(text: str, mark: re.Match[str], lists: Lexicon, *, small: bool) -> bool:
    """Whether it may be a word like any other, since all around it is written as it is."""
    word = fold(mark.group())
    if not small:
        around = text[max(0, mark.start() - 24) : mark.end() + 24]
        if sum(map(str.islower, around)) * 4 >= len(around):
            return False
    if not lists.is_english(word) and word not in _NEVER_SMALL:
        return False
    before = text[max(0, mark.start() - 6) : mark.start()]
    is_bracketed = before.endswith("(") and text.startswith(")", mark.end())
    return not (is_bracketed or (_OPENS.search(before) and _STRICTLY.match(text, mark.end())))


def _is_doubtful(mark: re.Match[str]) -> bool:
    """Whether the letters are a role, a body or a word too."""
    return fold(mark.group()) in _NEVER_ALONE
