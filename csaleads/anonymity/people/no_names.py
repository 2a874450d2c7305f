"""Words that name nobody for what they are, or for a sign beside them: "Nan", "red teddy", "i) sweets", "K-9"."""

import re

from csaleads.anonymity.people.context import Cues, is_month_or_verb
from csaleads.anonymity.text.lexicon import lexicon, word_group
from csaleads.anonymity.text.tokens import Token

_STAND_INS = frozenset("xy")  # X and Y are nobody
_NEVER_HURRIED = word_group("never a name in haste")
_TOYS = word_group("toys")
_COLOURS = frozenset(("red",))
_FORMALLY = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|PC|DC|DS|PCSO|Sgt|Cllr|HHJ)\.? $")
"""What stands before the surname of a grown-up, though a toy is called so: "Mr Lamb"."""
_BORN_IN = re.compile(r"b\.? ?(?:19|20)\d\d\b")
_MARKS_OF_LISTS = re.compile(
    r"(?<!\()[^\W\d_](?:\)|\\|-\d)|(?<=[\\])[^\W\d_]\b|(?<=\) )[a-z](?= [a-z\x01]\))|(?<=\d\.)[^\W\d_]\.\d"
    r"|(?<=['\"‘“])[a-z](?=['\"’”])|(?<=(?:n|s) with )[a-z]\b|(?<=(?:d|s) in )[a-z]\b"
)
"""A letter by itself that marks a line, a choice or a part: "i) sweets", "i) j k) l", "Y\\N", "K-9", "4.v.2"."""
_ACCENT = re.compile(r" (?:accents?|weighting)\b")
_KIN = word_group("kin alone")
"""Nobody's name by itself: "Nan is well". What follows it may be one."""
_THINGS = word_group("nobody by itself")
"""English words that families are called by too: nobody in small letters or at the head of a sentence, unless led to."""
_OF_A_KIND = re.compile(r"[Tt]he [a-z]+'s [a-z]")
"""What belongs to any of a kind: "the miller's tale"."""
_SPELT_OUT = re.compile(r"[a-z]{1,2}(?:-[a-z]{1,2}){2,6}")
"""A word as phonics has it: "c-a-t", "sh-o-p"."""
_LINK = re.compile(r"(?:Read|See|Open|Watch|Listen|Look|Hear|Find|More|Guide)(?: [a-z]+)*\]\(")
"""What a link says to do, up to its address."""


def is_nobody(text: str, tokens: list[Token], i: int, cues: Cues, *, loud: bool) -> bool:
    """Whether a word is a stand-in, a toy, a month, a verb, "born" cut short, or what haste writes for "with" and the like."""
    token = tokens[i]
    if token.word in _KIN or token.word in _STAND_INS or _ACCENT.match(text, token.end):
        return True
    if len(token.word) == 1 and (
        _MARKS_OF_LISTS.match(text, token.start) or _BORN_IN.match(text, token.start)
    ):
        return True
    if text[token.start - 1 : token.start] == "[" and _LINK.match(text, token.start):
        return True
    if token.word in _NEVER_HURRIED and token.shape == "l" and not loud:
        return True
    if token.word in _THINGS and (token.shape == "l" or token.opens or loud):
        return not cues.after_title(text, tokens, i)
    if _SPELT_OUT.fullmatch(token.word):
        return _is_english(token.word.replace("-", ""))
    if token.shape == "l" and token.english and not loud and _OF_A_KIND.match(text, max(0, token.start - 4)):
        return True
    if token.word in _TOYS and (not token.first or token.word in _COLOURS):
        return not (cues.is_led(text, tokens, i) or (token.last and _FORMALLY.search(text[: token.start])))
    return (token.wordlike or token.english) and is_month_or_verb(text, token)


def _is_english(word: str) -> bool:
    lists = lexicon()
    return lists.is_english(word) and (word not in lists.first or len(word) < 4)
