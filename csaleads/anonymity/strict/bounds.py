"""Which numbers are no exact age whatever stands around them: ends of bands, figures of research, prices, hours, ages of the law."""

import re

from csaleads.anonymity.strict.bands import ADULT
from csaleads.anonymity.strict.numbers import Number
from csaleads.anonymity.strict.reading import Reading

_RANGE_BEFORE = re.compile(
    r"(?:\d|teen|ty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:-| ?- ?| ?to | ?or )$|\d- to $",
    re.I,
)
_RANGE_AFTER = re.compile(
    r"-? ?(?:-|to) ?(?:\d|one\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|four|fif|six|seven|eigh|nine|twen)",
    re.I,
)
_BOUND = re.compile(
    r"\b(?:under|over|above|below|beneath|less than|more than|fewer than|at least|at most|(?<!coming )up to|minimum|maximum|older than|younger than|"
    r"until|till|limit|rated|rating)(?: (?:the )?ages?(?: of)?| aged)? $|\b(?:under|over)[ -]$",
    re.I,
)
_COLUMN_BEFORE = re.compile(r"\d[ ,]{1,2}\d{1,3}[ ,]{1,2}$")
_COLUMN_AFTER = re.compile(r"[ ,]{1,2}\d{1,3}[ ,]{1,2}\d")
NO_AGE_AFTER = re.compile(
    r"\+|'?s\b|%|:\d|/(?!\s?[mf]\b)\d?|\.\d|(?:st|nd|rd|th)\b|am\b|pm\b|[kK]\b| (?:plus|per cent|percent|out of|of (?:the|these|those|them))\b"
    r"| (?:and|or) (?:over|under|above|below|older|younger|more|less|up)\b| ?(?:-|to) ?\d| upwards\b",
    re.I,
)
_NO_AGE_BEFORE = re.compile(r"[£$€#/:.@]$|\d,?$")
FIGURE = re.compile(
    r"\b(?:average|mean|median|modal|peak|typical|minimum|maximum|reading|spelling|mental|developmental|emotional|gestational|bone|legal|school[ -]age|school[ -]leaving|"
    r"pension|voting|chronological reading|lower|upper)(?:[ -]ages?)?(?: (?:of|is|was|at|being|score))?(?: (?:only|just|about|around))? ?$",
    re.I,
)
GENERAL = re.compile(
    r"\b(?:children|anyone|anybody|nobody|no one|most|many|everyone|law|legally|lawful|consent|criminal|responsibility|people|adults|boys and girls|they all|developmental|research)\b",
    re.I,
)
SEX_BEFORE = re.compile(r"(?<![\w'])[MFmf] ?/ ?$")
_GENERALLY = re.compile(
    r"\b(?:young people|children|people|those|teenagers|adolescents|anyone|learners|students|pupils)(?: who are)?(?: aged?)? $",
    re.I,
)
_PAIRS = ((14, 15), (16, 17))


def is_bounded(reading: Reading, number: Number) -> bool:
    """Whether the number is an end of a band, a figure of research, a price or an hour."""
    before, after = reading.before(number.start, 40), reading.after(number.end, 20)
    if _COLUMN_BEFORE.search(before[-10:]) and _COLUMN_AFTER.match(after):
        return True
    if _RANGE_AFTER.match(after) or _BOUND.search(before) or FIGURE.search(before):
        return True
    if _NO_AGE_BEFORE.search(before) and not SEX_BEFORE.search(before):
        return True
    return bool(_RANGE_BEFORE.search(before)) and not _is_loose_pair(reading, number)


def _is_loose_pair(reading: Reading, number: Number) -> bool:
    """Whether it is the second of two between which somebody cannot tell: "7 or 8"."""
    return reading.before(number.start, 4) == " or "


def is_band(reading: Reading, some: list[Number]) -> bool:
    """ "16 or 17" is what we would write ourselves, "7 or 8" is not; nor are two of one family "aged 16 and 17"."""
    pair = tuple(number.value for number in some)
    if len(pair) != 2:
        return False
    if " or " in reading.text[some[0].end : some[1].start]:
        return pair in _PAIRS or min(pair) >= ADULT
    return pair in _PAIRS and bool(_GENERALLY.search(reading.before(some[0].start, 40)))
