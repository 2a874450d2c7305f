"""Figures of eyesight, which look like days: "vision 6/9 left, 6/6 right", "VA 3/6"."""

import re

_OF_EYES = re.compile(
    r"\b(?:vision|visual|acuity|eyes?|eyesight|sight|snellen|opticians?|optometrist|orthoptist|va|glasses|lens(?:es)?|20/\d\d)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"[.?!]\s|\n")
_SAID_TO_BE_A_DAY = re.compile(
    r"\b(?:on|dated|date|since|seen|appt|appointment|due|booked|from|until|test) $", re.I
)
_METRES = ("3", "6")
_LINES_OF_A_CHART = ("4", "5", "6", "9", "12")
_NEAR = 60


def is_of_eyes(text: str, found: re.Match[str]) -> bool:
    """Whether so many metres and a line of the chart stand in a sentence that speaks of eyes, and are not said to be a day."""
    if found.group(1) not in _METRES or found.group(2) not in _LINES_OF_A_CHART:
        return False
    before = _SENTENCE_END.split(text[max(0, found.start() - _NEAR) : found.start()])[-1]
    after = _SENTENCE_END.split(text[found.end() : found.end() + _NEAR])[0]
    return bool(_OF_EYES.search(before) or _OF_EYES.search(after)) and not _SAID_TO_BE_A_DAY.search(before)
